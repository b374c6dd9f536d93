/** What each screen's buttons call. Not for: where a screen is (`Places`), how it looks (its `Content`), or what it does (`logic`). */
package app.stipple.ui

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.LifecycleStartEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.stipple.logic.AccountDevice
import app.stipple.logic.AccountDraft
import app.stipple.logic.AccountQuestion
import app.stipple.logic.Activity
import app.stipple.logic.Angle
import app.stipple.logic.BuiltInSheet
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Models
import app.stipple.logic.Photo
import app.stipple.logic.PhotoPair
import app.stipple.logic.QuietHours
import app.stipple.logic.Seen
import app.stipple.logic.Series
import app.stipple.logic.Session
import app.stipple.logic.SessionDraft
import app.stipple.logic.Side
import app.stipple.logic.SkinState
import app.stipple.logic.Unconfirmed
import java.time.LocalDate

@Composable
internal fun TodayPlace(models: Models, onGo: (Place) -> Unit, onPhoto: ((Angle) -> Unit)?, padding: PaddingValues) {
    val screen by models.today.state.collectAsStateWithLifecycle()
    val model = models.today
    val actions = object : TodayActions {
        override fun ask(activity: Activity) = model.ask(activity)
        override fun closeAnswer() = model.closeAnswer()
        override fun confirm(unconfirmed: Unconfirmed) = model.confirm(unconfirmed)
        override fun didNotTakePlace(unconfirmed: Unconfirmed) = model.didNotTakePlace(unconfirmed)
        override fun moved(unconfirmed: Unconfirmed) = onGo(Place.COURSE)
        override fun skinCheck() = onGo(Place.SKIN)
        override fun chooseSheet() = onGo(Place.SHEET)
        override fun logSession() {
            // What is being written there is not written over.
            if (models.course.state.value.draft == null) models.course.beginLog()
            onGo(Place.COURSE)
        }
        override fun dismiss() = model.dismiss()
    }
    TodayContent(screen, actions, padding, onPhoto)
}

@Composable
internal fun AskPlace(models: Models, padding: PaddingValues) {
    val screen by models.ask.state.collectAsStateWithLifecycle()
    val model = models.ask
    val actions = object : AskActions {
        override fun write(text: String) = model.write(text)
        override fun choose(activity: Activity) = model.choose(activity)
        override fun onDay(day: LocalDate?) = model.onDay(day)
        override fun holiday(first: LocalDate, last: LocalDate) = model.holiday(first, last)
        override fun dismiss() = model.dismiss()
    }
    AskContent(screen, actions, padding)
}

@Composable
internal fun CoursePlace(models: Models, onGo: (Place) -> Unit, padding: PaddingValues) {
    val screen by models.course.state.collectAsStateWithLifecycle()
    val model = models.course
    val actions = object : CourseActions {
        override fun beginLog(confirming: Session?) = model.beginLog(confirming)
        override fun beginPlan() = model.beginPlan()
        override fun beginMove(session: Session) = model.beginMove(session)
        override fun beginNote(session: Session) = model.beginNote(session)
        override fun beginConsultation() = model.beginConsultation()
        override fun draft(draft: SessionDraft?) = model.draft(draft)
        override fun keep() = model.keep()
        override fun markFinal(session: Session, isFinal: Boolean) = model.markFinal(session, isFinal)
        override fun finish(finished: Boolean) = model.finish(finished)
        override fun askToDelete(session: Session?) = model.askToDelete(session)
        override fun delete() = model.delete()
        override fun sheet() = onGo(Place.SHEET)
        override fun dismiss() = model.dismiss()
    }
    CourseContent(screen, actions, padding)
}

@Composable
internal fun PhotosPlace(
    models: Models,
    onGo: (Place) -> Unit,
    system: SystemActions,
    onPhoto: ((Angle) -> Unit)?,
    padding: PaddingValues,
) {
    val screen by models.photos.state.collectAsStateWithLifecycle()
    val model = models.photos
    val actions = object : PhotosActions {
        override fun angle(angle: Angle) = model.angle(angle)
        override fun add() = system.pickPhotos()
        override fun compare(pair: PhotoPair?) = model.compare(pair)
        override fun pick(photo: Photo?) = model.pick(photo)
        override fun open(photo: Photo?) = model.open(photo)
        override fun overTime(side: Side) {
            models.series.open(side)
            onGo(Place.SERIES)
        }
        override fun askToDelete(photo: Photo?) = model.askToDelete(photo)
        override fun delete() = model.delete()
        override fun restore(photo: Photo) = model.restore(photo)
        override fun dismiss() = model.dismiss()
    }
    PhotosContent(screen, actions, padding, onPhoto)
}

@Composable
internal fun SeriesPlace(models: Models, system: SystemActions, padding: PaddingValues) {
    val screen by models.series.state.collectAsStateWithLifecycle()
    val model = models.series
    // Photos lie in clear for as long as they are looked at; a phone that is turned is looked at.
    LifecycleStartEffect(model) {
        model.show()
        onStopOrDispose { if (!system.isTurning) model.putAway() }
    }
    val actions = object : SeriesActions {
        override fun choose(series: Series) = model.choose(series)
        override fun make() = model.make()
        override fun stop() = model.stop()
        override fun save() = system.saveLapse()
        override fun dismiss() = model.dismiss()
    }
    SeriesContent(screen, actions, padding)
}

@Composable
internal fun SkinPlace(models: Models, padding: PaddingValues) {
    val screen by models.skin.state.collectAsStateWithLifecycle()
    val model = models.skin
    val actions = object : SkinActions {
        override fun say(state: SkinState, seen: Seen) = model.say(state, seen)
        override fun record() = model.record()
        override fun dismiss() = model.dismiss()
    }
    SkinContent(screen, actions, padding)
}

@Composable
internal fun SheetPlace(models: Models, system: SystemActions, onScan: (() -> Unit)?, padding: PaddingValues) {
    val screen by models.sheet.state.collectAsStateWithLifecycle()
    val model = models.sheet
    val actions = object : SheetActions {
        override fun offer(builtIn: BuiltInSheet) = model.offer { builtIn.text }
        override fun openFile() = system.openSheet()
        override fun accept() = model.accept()
        override fun knowKey(knows: Boolean) = model.knowKey(knows)
        override fun withdraw() = model.withdraw()
        override fun dismiss() = model.dismiss()
    }
    SheetContent(screen, actions, padding, onScan)
}

@Composable
internal fun RemindersPlace(models: Models, system: SystemActions, padding: PaddingValues) {
    val screen by models.reminders.state.collectAsStateWithLifecycle()
    val model = models.reminders
    LaunchedEffect(model) { model.allowed(system.notificationsAllowed) }
    val title = stringResource(R.string.reminder_test_title)
    val body = stringResource(R.string.reminder_test_body)
    val actions = object : RemindersActions {
        override fun discreet(on: Boolean) = model.discreet(on)
        override fun quiet(hours: QuietHours) = model.quiet(hours)
        override fun allow() = system.allowNotifications()
        override fun test() = system.testNotification(title, body)
        override fun dismiss() = model.dismiss()
    }
    RemindersContent(screen, actions, padding)
}

@Composable
internal fun AccountPlace(models: Models, system: SystemActions, onScan: (() -> Unit)?, padding: PaddingValues) {
    val screen by models.account.state.collectAsStateWithLifecycle()
    val model = models.account
    val actions = object : AccountActions {
        override fun begin(intent: AccountDraft.Intent) = model.begin(intent)
        override fun draft(draft: AccountDraft?) = model.draft(draft)
        override fun invitation(text: String) = model.invitation(text)
        override fun keep() = model.keep()
        override fun sync() = model.syncNow()
        override fun stop() = model.stop()
        override fun ask(question: AccountQuestion?) = model.ask(question)
        override fun yes(question: AccountQuestion) {
            model.ask(null)
            when (question) {
                AccountQuestion.SHOW_CODE -> system.confirm(model::showCode)
                AccountQuestion.CHANGE_CODE -> system.confirm(model::changeCode)
                AccountQuestion.LEAVE -> model.leave(forAll = false)
                AccountQuestion.DELETE -> system.confirm { model.leave(forAll = true) }
            }
        }
        override fun haveCode() = model.haveCode()
        override fun closeCode() = model.cover()
        override fun devices() = model.devices()
        override fun askToRevoke(device: AccountDevice?) = model.askToRevoke(device)
        override fun revoke() = model.revoke()
        override fun dismiss() = model.dismiss()
    }
    AccountContent(screen, actions, padding, onScan)
}

@Composable
internal fun SettingsPlace(models: Models, onGo: (Place) -> Unit, system: SystemActions, padding: PaddingValues) {
    val screen by models.settings.state.collectAsStateWithLifecycle()
    val model = models.settings
    val actions = object : SettingsActions {
        override fun device(settings: DeviceSettings) {
            val possible = system.possible(settings)
            model.device(possible)
            system.show(possible)
        }
        override fun account() = onGo(Place.ACCOUNT)
        override fun reminders() = onGo(Place.REMINDERS)
        override fun sheet() = onGo(Place.SHEET)
        override fun language() = system.languageSettings()
        override fun export(withPhotos: Boolean) = system.export(withPhotos)
        override fun exportKey() = system.exportKey()
        override fun import() = system.openArchive()
        override fun chooseKey() = system.openKey()
        override fun calendar() = system.calendar()
        override fun report(withPhotos: Boolean) = system.report(withPhotos)
        override fun askToDeleteAll(asking: Boolean) = model.askToDeleteAll(asking)
        override fun deleteEverything() = model.deleteEverything()
        override fun depart(forAll: Boolean) = if (forAll) system.confirm { model.depart(true) } else model.depart(false)
        override fun deleteAnyway() = model.deleteAnyway()
        override fun deleteLater() = model.deleteLater()
        override fun dismiss() = model.dismiss()
    }
    SettingsContent(screen, actions, padding)
}
