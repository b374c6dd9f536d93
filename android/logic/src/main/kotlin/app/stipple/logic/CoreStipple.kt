/**
 * The core behind [Stipple]: each call on a thread that does not draw, its record mapped, its error too.
 *
 * Not for: what the calls mean (the core), or when to open it (`StippleHost`).
 */
package app.stipple.logic

import app.stipple.bindings.Clock
import app.stipple.bindings.DrawTrend
import app.stipple.bindings.KeyStore
import app.stipple.bindings.OpenRequest
import app.stipple.bindings.ProgressView
import app.stipple.bindings.StippleInterface
import app.stipple.core.AddPhotos
import app.stipple.core.HourCycle
import app.stipple.core.LogSession
import app.stipple.core.Marks
import app.stipple.core.Network
import app.stipple.core.PhotoFile
import app.stipple.core.PhotosAs
import app.stipple.core.PlanSession
import app.stipple.core.StartCourse
import app.stipple.core.StippleException
import app.stipple.core.Style
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import app.stipple.bindings.Stipple as Core

/** The device's place for secrets. */
public interface Secrets {
    /** The secret of that name; null where there is none. Throws where that cannot be said. */
    public fun get(name: String): ByteArray?

    /** Keeps a secret where there is none; one that is there stays. Durable when it returns. */
    public fun add(name: String, secret: ByteArray)
    public fun delete(name: String)

    /** Deletes all of them. */
    public fun forgetAll()
}

/** What the device says of itself and its client at opening. */
public data class Device(
    /** Private to the app, and in no backup. */
    val folder: String,
    val zone: ZoneId,
    /** BCP 47 tags, best first. */
    val locales: List<String>,
    /** Whether the device's clock shows 24 hours. */
    val hours24: Boolean,
    val secrets: Secrets,
    /** What time it is; null: the operating system's. */
    val now: (() -> Instant)? = null,
)

/** The core, opened. */
public class CoreStipple private constructor(
    private val core: Core,
    private val dispatcher: CoroutineDispatcher,
) : Stipple, AutoCloseable {
    /** What the client has to know: data that was set aside. */
    public val note: OpeningNote? = core.opening().setAside?.let { OpeningNote(it.text) }

    @Volatile
    private var closed = false

    override fun close() {
        closed = true
        core.close()
    }

    /** Asked after it was closed, it ends whoever asks: there is nothing left to show the answer on. */
    private suspend fun <T> ask(call: StippleInterface.() -> T): T = withContext(dispatcher) {
        try {
            told { core.call() }
        } catch (gone: IllegalStateException) {
            throw if (closed) CancellationException("closed").apply { initCause(gone) } else gone
        }
    }

    /** How far a long call is. */
    private suspend fun far(progress: () -> ProgressView): Progress = withContext(dispatcher) { progress().mapped() }

    override suspend fun hasCourse(): Boolean = ask { hasCourse() }
    override suspend fun today(at: Instant?): Today = ask { today(at).mapped() }
    override suspend fun can(activity: String, at: Instant?): Answer = ask { can(activity, at).mapped() }
    override suspend fun whenAllowed(activity: String): List<String> = ask { whenAllowed(activity).lines }
    override suspend fun search(text: String): List<Activity> = ask { search(text).map { it.mapped() } }
    override suspend fun course(): Course = ask { course().mapped(ready()) }
    override suspend fun skin(): Skin = ask { skin().mapped() }
    override suspend fun sheet(): Sheet = ask { sheet().mapped() }
    override suspend fun showSheet(text: String): Sheet = ask { showSheet(text).mapped() }
    override suspend fun builtInSheets(): List<BuiltInSheet> = ask { builtInSheets().map { it.mapped() } }
    override suspend fun settings(): Settings = ask { settings().mapped() }
    override suspend fun now(): Instant = ask { now() }

    override suspend fun holiday(activities: List<String>, first: LocalDate, last: LocalDate): Holiday =
        ask { clear(activities, first, last).mapped() }

    override suspend fun reminders(most: Int, discreet: Boolean?): List<Reminder> =
        ask { reminders(most.toUInt(), discreet).map { it.mapped() } }

    override suspend fun readSheetCode(text: String) {
        ask { readSheetCode(text) }
    }

    override suspend fun fetchSheet(code: String): OfferedSheet = ask { fetchSheet(code) }.use { told { it.outcome() } }.mapped()
    override suspend fun lookAtSheet(offer: SheetOffer): OfferedSheet = ask { lookAtSheet(offer.crossing()).mapped() }

    override suspend fun photos(): Photos = ask {
        val view = photos()
        val due = photosDue()
        Photos(
            photos = view.photos.map { it.mapped() },
            bin = view.bin.map { it.mapped() },
            none = view.none,
            shots = due.sections.map { Lines(it.title, it.lines) },
            pairs = photoPairs().map { PhotoPair(it.first, it.second, it.text) },
            due = due.angles(),
        )
    }

    override suspend fun photosDue(): List<Angle> = ask { photosDue().angles() }

    override suspend fun startCourse(sheet: String, signed: SheetSignature?, otherKey: Boolean): Done =
        ask { startCourse(StartCourse(sheet = sheet, signed = signed?.crossing(), otherKey = otherKey)).mapped() }

    override suspend fun acceptSheet(offer: SheetOffer, otherKey: Boolean): Done =
        ask { acceptOffer(offer.crossing(), otherKey).mapped() }

    override suspend fun logSession(log: SessionLog): Done = ask {
        logSession(
            LogSession(
                ended = log.ended,
                isFinal = log.isFinal,
                touchUp = log.touchUp,
                notes = log.notes.crossing(),
                replace = log.replace?.toUInt(),
            ),
        ).mapped()
    }

    override suspend fun planSession(starts: Instant, isFinal: Boolean, touchUp: Boolean): Done =
        ask { planSession(PlanSession(starts = starts, isFinal = isFinal, touchUp = touchUp)).mapped() }

    override suspend fun moveSession(number: Int, starts: Instant): Done =
        ask { moveSession(number.toUInt(), starts).mapped() }

    override suspend fun markFinal(number: Int, isFinal: Boolean): Done =
        ask { markFinal(number.toUInt(), isFinal).mapped() }

    override suspend fun removeSession(number: Int): Done = ask { removeSession(number.toUInt()).mapped() }

    override suspend fun noteSession(number: Int, notes: SessionNotes): Done =
        ask { noteSession(number.toUInt(), notes.crossing()).mapped() }

    override suspend fun logConsultation(at: Instant, note: String): Done = ask { logConsultation(at, note).mapped() }
    override suspend fun finishCourse(): Done = ask { finishCourse().mapped() }
    override suspend fun reopenCourse(): Done = ask { reopenCourse().mapped() }

    override suspend fun reportSkin(seen: List<String>, gone: List<String>): Done = ask { reportSkin(seen, gone).mapped() }

    override suspend fun changeSettings(settings: Settings): Done = ask {
        val quiet = settings.quiet?.let { app.stipple.core.QuietHours(from = it.from, until = it.until) }
        changeSettings(quiet, settings.discreet, null).mapped()
    }

    override suspend fun undo(): Done = ask { undo().mapped() }
    override suspend fun removePhoto(id: String): Done = ask { removePhoto(id).mapped() }
    override suspend fun restorePhoto(id: String): Done = ask { restorePhoto(id).mapped() }

    override suspend fun emptyBin() {
        ask { emptyBin() }
    }

    override suspend fun addPhotos(paths: List<String>, angle: String): Done {
        val added = ask { addPhotos(AddPhotos(paths = paths, angle = angle)) }.use { told { it.outcome() } }
        return Done(lines = added.lines, warnings = added.files.flatMap { it.lines })
    }

    override suspend fun takePhoto(path: String, angle: String): TakenPhoto =
        ask { addPhotos(AddPhotos(paths = listOf(path), angle = angle)) }.use { told { it.outcome() } }.taken()

    override suspend fun ghost(angle: String, width: Int, height: Int, path: String) {
        ask { ghost(angle, width.toUInt(), height.toUInt(), path) }
    }

    override suspend fun writePhoto(id: String, size: PhotoSize, path: String) {
        val file = when (size) {
            PhotoSize.GRID -> PhotoFile.GRID
            PhotoSize.VIEW -> PhotoFile.VIEW
        }
        ask { writePhoto(id, file, path) }
    }

    override suspend fun compare(first: String, second: String, path: String) {
        ask { comparePhotos(first, second, path) }
    }

    override suspend fun lapse(angle: String, path: String, progress: (Progress) -> Unit): TimeLapse =
        ask { lapse(angle, path) }.use { task ->
            watched(progress, { far(task::progress) }, task::cancel) { told { task.outcome() } }
        }.mapped()

    override suspend fun trend(angle: String, of: TrendOf, path: String, progress: (Progress) -> Unit): Trend =
        ask { trend(angle, DrawTrend(of.crossing(), path)) }.use { task ->
            watched(progress, { far(task::progress) }, task::cancel) { told { task.outcome() } }
        }.mapped(of)

    override suspend fun exportArchive(path: String): Done = ask { exportArchive(path).mapped() }

    override suspend fun exportBundle(path: String): Done =
        ask { exportBundle(path, PhotosAs.SEALED) }.use { told { it.outcome() } }.mapped()

    override suspend fun writeIdentity(path: String): Done = ask { writeIdentity(path).mapped() }

    override suspend fun importArchive(path: String, identity: String?): Done =
        ask { if (isZip(path)) importBundle(path, identity) else importArchive(path) }.use { told { it.outcome() } }.mapped()

    override suspend fun calendar(path: String): Done = ask { calendar(path, null).mapped() }

    override suspend fun report(path: String, withPhotos: Boolean): Done = ask {
        report(path, if (withPhotos) photos().photos.filter { it.stands }.map { it.id } else emptyList())
    }.use { told { it.outcome() } }.mapped()

    override suspend fun account(): Account = ask { account().mapped() }
    override suspend fun createAccount(server: String, name: String): RecoveryCode = ask { createAccount(server, name).mapped() }
    override suspend fun recoveryCode(): RecoveryCode = ask { recoveryCode().mapped() }
    override suspend fun confirmCode(): Account = ask { confirmCode().mapped() }
    override suspend fun changeCode(): RecoveryCode = ask { changeCode().mapped() }
    override suspend fun leaveAccount(forAll: Boolean): Account = ask { leaveAccount(forAll).mapped() }

    override suspend fun joinAccount(code: String, server: String?, name: String): Account =
        ask { joinAccount(code, server, name).mapped() }

    override suspend fun sync(metered: Boolean, invitation: String?, progress: (Progress) -> Unit): Synced =
        ask { sync(if (metered) Network.METERED else Network.FREE, invitation) }.use { task ->
            watched(progress, { far(task::progress) }, task::cancel) { told { task.outcome() } }
        }.mapped()

    override suspend fun devices(): List<AccountDevice> =
        ask { devices() }.use { told { it.outcome() } }.devices.map { it.mapped() }

    override suspend fun revokeDevice(id: String): List<AccountDevice> =
        ask { revokeDevice(id) }.use { told { it.outcome() } }.devices.map { it.mapped() }

    override suspend fun movedTo(zone: ZoneId, locales: List<String>): Unit = ask { movedTo(zone, locales) }

    public companion object {
        /** Opens what is there, or begins anew. Loading the library takes a while: not for the thread that draws. */
        @Throws(StippleFailure::class)
        public fun open(device: Device, dispatcher: CoroutineDispatcher): CoreStipple {
            val hours = if (device.hours24) HourCycle.H24 else HourCycle.H12
            val request = OpenRequest(
                folder = device.folder,
                zone = device.zone,
                locales = device.locales,
                style = Style(marks = Marks.ISOLATE, hours = hours),
            )
            val clock = device.now?.let { now ->
                object : Clock {
                    override fun now() = now()
                }
            }
            return told { CoreStipple(Core.open(request, Keys(device.secrets), clock), dispatcher) }
        }
    }
}

/** The device's secrets, as the core asks for them. What they throw arrives there as "unavailable". */
private class Keys(private val secrets: Secrets) : KeyStore {
    override fun get(name: String): ByteArray? = secrets.get(name)
    override fun add(name: String, secret: ByteArray) = secrets.add(name, secret)
    override fun delete(name: String) = secrets.delete(name)
}

/** By how it begins: a document's name may say anything. What cannot be read, the core says. */
private fun isZip(path: String): Boolean = try {
    File(path).inputStream().use { file -> ZIP.all { file.read() == it.code } }
} catch (_: IOException) {
    false
}

private const val ZIP = "PK\u0003\u0004"

private inline fun <T> told(call: () -> T): T = try {
    call()
} catch (refused: StippleException) {
    throw StippleFailure(refused.mapped(), refused)
}
