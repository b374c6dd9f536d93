/**
 * From what is generated to this app's own records. Nothing is decided or worded here.
 *
 * Not for: calling anything (`CoreStipple`).
 */
package app.stipple.logic

import app.stipple.bindings.ProgressView
import app.stipple.core.AccountView
import app.stipple.core.ActivityView
import app.stipple.core.BuiltInSheetView
import app.stipple.core.CanView
import app.stipple.core.ClearView
import app.stipple.core.CourseView
import app.stipple.core.DeviceView
import app.stipple.core.DoneView
import app.stipple.core.MadeView
import app.stipple.core.NextSessionView
import app.stipple.core.PhotoView
import app.stipple.core.PhotosAddedView
import app.stipple.core.QrView
import app.stipple.core.ReadyView
import app.stipple.core.ReasonsView
import app.stipple.core.RecoveryCodeView
import app.stipple.core.ReminderView
import app.stipple.core.SessionView
import app.stipple.core.SettingsView
import app.stipple.core.SheetDiffView
import app.stipple.core.SheetOfferView
import app.stipple.core.SheetView
import app.stipple.core.ShotStatusView
import app.stipple.core.ShotsView
import app.stipple.core.SkinView
import app.stipple.core.StatementView
import app.stipple.core.StippleException
import app.stipple.core.SyncView
import app.stipple.core.TodayView
import app.stipple.core.TrendView
import app.stipple.core.AccountState as CoreAccountState
import app.stipple.core.SessionNotes as CoreNotes
import app.stipple.core.Shade as CoreShade
import app.stipple.core.SheetOffer as CoreOffer
import app.stipple.core.SheetSignature as CoreSignature
import app.stipple.core.TrendOf as CoreTrendOf
import app.stipple.core.Verdict as CoreVerdict

internal fun CoreVerdict.mapped(): Verdict = when (this) {
    CoreVerdict.NO -> Verdict.NO
    CoreVerdict.YES_IF -> Verdict.YES_IF
    CoreVerdict.ASK -> Verdict.ASK
    CoreVerdict.YES -> Verdict.YES
}

internal fun ActivityView.mapped() = Activity(id, label)
internal fun ReasonsView.mapped() = Reasons(quote, source, inferred)
internal fun StatementView.mapped() = Statement(text, reasons.mapped())

internal fun NextSessionView.mapped() =
    NextSession(text, earliest, warning)

internal fun TodayView.mapped() = Today(
    headline = headline,
    beside = beside,
    sections = sections.map { section ->
        Section(
            section.verdict.mapped(),
            section.title,
            section.rows.map { Row(it.activities.map { one -> one.mapped() }, it.lines, it.deadline) },
        )
    },
    duties = duties.map { it.mapped() },
    expect = expect.map { it.mapped() },
    signs = signs.map { Sign(it.text, it.say) },
    next = next,
    nextSession = nextSession?.mapped(),
    unconfirmed = unconfirmed?.let { Unconfirmed(it.session.toInt(), it.question, it.note) },
    sessionsLogged = session != null,
    day = day?.toInt(),
    changes = changes.map { it.at },
)

internal fun CanView.mapped() =
    Answer(activity.mapped(), verdict.mapped(), headline, lines, reasonLines, deadline)

internal fun SkinView.mapped() = Skin(states.map { SkinState(it.id, it.label) }, lines)

internal fun ClearView.mapped() = Holiday(title, lines)

internal fun SessionView.mapped() = Session(
    number = number.toInt(),
    text = text,
    starts = starts,
    ends = ends,
    lines = lines,
    done = done,
    unconfirmed = unconfirmed,
    isFinal = isFinal,
    touchUp = touchUp,
)

internal fun CourseView.mapped(ready: ReadyView) = Course(
    headline = headline,
    sessions = sessions.map { it.mapped() },
    nextSession = nextSession?.mapped(),
    consultation = consultation,
    touchUp = touchUp?.text,
    lines = lines,
    bars = timeline.map { bar ->
        Bar(bar.activity.mapped(), bar.segments.map { Segment(it.from, it.verdict.mapped()) })
    },
    complete = complete,
    ready = ready.mapped(),
)

internal fun ReadyView.mapped() = Ready(
    title = title,
    items = items.map { ReadyItem(it.text, it.lines) },
    lines = lines,
    stops = stops.map { it.mapped() },
    agenda = agenda,
    bring = bring,
)

internal fun PhotoView.mapped() = Photo(id, angle, angleLabel, text, lines, stands, note, tags)

internal fun TrendOf.crossing(): CoreTrendOf = when (this) {
    TrendOf.REDNESS -> CoreTrendOf.REDNESS
    TrendOf.DOTS -> CoreTrendOf.DOTS
}

/** The core says both, redness first: a title and a line for each point; then the note. */
internal fun TrendView.mapped(of: TrendOf): Trend {
    val said = lines.drop(of.ordinal * (points.size + 1))
    return Trend(
        title = said.first(),
        points = points.zip(said.drop(1)) { point, line ->
            val value = when (of) {
                TrendOf.REDNESS -> point.redness
                TrendOf.DOTS -> point.dots
            }
            TrendPoint(line, value?.reliability)
        },
        note = lines.last(),
    )
}

/** First that it was written, then what was left out. */
internal fun MadeView.mapped() = TimeLapse(lines.first(), lines.drop(1))

/** The one file that was tried; why it failed, as a refusal. */
internal fun PhotosAddedView.taken(): TakenPhoto {
    val file = files.single()
    val id = file.id ?: throw StippleFailure(Problem.FileRefused(file.lines.joinToString("\n")))
    return TakenPhoto(id, file.isNew, Done(lines))
}

/** A zone that the client named is no angle that can be chosen here. */
internal fun ShotsView.angles(): List<Angle> {
    val due = shots.flatMap { shot -> shot.angles.filter { it.status == ShotStatusView.DUE }.map { it.angle } }
    return Angle.entries.filter { it.id in due }
}

internal fun SheetView.mapped() = Sheet(
    title = name.title,
    studio = name.studio,
    revision = name.revision.toInt(),
    inferred = inferred.toInt(),
    parts = parts.map { part ->
        SheetPart(part.title, part.statements.map { SheetStatement(it.lines, it.reasons.mapped()) })
    },
)

internal fun BuiltInSheetView.mapped() = BuiltInSheet(name.title, name.studio, name.revision.toInt(), text)

internal fun SheetDiffView.mapped() = SheetChanges(
    title, beside, same, parts.map { part -> Lines(part.place, part.changes.flatMap { listOf(it.text) + it.lines }) },
)

internal fun SheetOfferView.mapped() = OfferedSheet(offer.mapped(), origin, warnings, otherKey, changes?.mapped())
internal fun CoreOffer.mapped() = SheetOffer(text, signed?.let { SheetSignature(it.signature, it.key) })
internal fun SheetOffer.crossing() = CoreOffer(text, signed?.crossing())
internal fun SheetSignature.crossing() = CoreSignature(signature, key)

internal fun ReminderView.mapped() = Reminder(id, at, title, body)
internal fun SettingsView.mapped() = Settings(quiet?.let { QuietHours(it.from, it.until) }, discreet)
internal fun DoneView.mapped() = Done(lines, warnings, session?.toInt())

internal fun CoreAccountState.mapped(): AccountState = when (this) {
    CoreAccountState.NO_ACCOUNT -> AccountState.NONE
    CoreAccountState.WAITING -> AccountState.WAITING
    CoreAccountState.ACTIVE -> AccountState.ACTIVE
    CoreAccountState.REVOKED -> AccountState.REVOKED
    CoreAccountState.GONE -> AccountState.GONE
}

internal fun AccountView.mapped() = Account(state.mapped(), server, changingCode, askCode, leaving, lines)
internal fun QrView.mapped() = Qr(size.toInt(), modules)
internal fun RecoveryCodeView.mapped() = RecoveryCode(code, qr.mapped(), lines)
internal fun DeviceView.mapped() = AccountDevice(id, name, current, line)
internal fun ProgressView.mapped() = Progress(done.toLong(), total.toLong())
internal fun SyncView.mapped() =
    Synced(account.mapped(), refused, arrived = received > 0u || photosReceived > 0u, lines)

internal fun SessionNotes.crossing() = CoreNotes(
    pigment = pigment.ifBlank { null },
    technician = technician.ifBlank { null },
    text = text.ifBlank { null },
    shade = when (shade) {
        Shade.LIGHTER -> CoreShade.LIGHTER
        Shade.SAME -> CoreShade.SAME
        Shade.DARKER -> CoreShade.DARKER
        null -> null
    },
)

internal fun StippleException.mapped(): Problem = when (this) {
    is StippleException.NoCourse -> Problem.NoCourse(told)
    is StippleException.CourseUnderWay -> Problem.CourseInTheWay(told)
    is StippleException.CourseComplete -> Problem.CourseInTheWay(told)
    is StippleException.BadInput -> Problem.BadInput(told)
    is StippleException.UnknownActivity -> Problem.UnknownActivity(told)
    is StippleException.SheetRefused -> Problem.FileRefused(told)
    is StippleException.OtherKey -> Problem.FileRefused(told)
    is StippleException.ArchiveRefused -> Problem.FileRefused(told)
    is StippleException.File -> Problem.FileRefused(told)
    is StippleException.PhotoRefused -> Problem.FileRefused(told)
    is StippleException.NothingToTakeBack -> Problem.NothingToTakeBack(told)
    is StippleException.NewerData -> Problem.UpdateNeeded(told)
    is StippleException.DiskFull -> Problem.DiskFull(told)
    is StippleException.Busy -> Problem.Busy(told)
    is StippleException.Offline -> Problem.Offline(told)
    is StippleException.KeyStoreLocked -> Problem.DeviceLocked(told)
    is StippleException.PhotosLocked -> Problem.PhotosUnreadable(told)
    is StippleException.PhotoDamaged -> Problem.PhotosUnreadable(told)
    is StippleException.CannotCompare -> Problem.CannotCompare(told)
    is StippleException.Cancelled -> Problem.Stopped(told)
    is StippleException.KeyStoreFailed -> Problem.Unexpected(told)
    is StippleException.NoAccount -> Problem.NoAccount(told)
    is StippleException.ServerRefused -> Problem.ServerRefused(told)
    is StippleException.ClockFailed -> Problem.Unexpected(told)
    is StippleException.Store -> Problem.Unexpected(told)
}
