/**
 * Which screen is where, and what its buttons call. Not for: what a screen looks like (`ui`), or does (`logic`).
 */
package app.stipple

import android.animation.ValueAnimator
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleStartEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.navigation.NavHostController
import androidx.navigation.compose.NavHost
import androidx.navigation.compose.composable
import androidx.navigation.compose.currentBackStackEntryAsState
import androidx.navigation.compose.rememberNavController
import app.stipple.logic.AccountDevice
import app.stipple.logic.AccountDraft
import app.stipple.logic.AccountQuestion
import app.stipple.logic.Activity
import app.stipple.logic.Angle
import app.stipple.logic.BuiltInSheet
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Photo
import app.stipple.logic.PhotoPair
import app.stipple.logic.QuietHours
import app.stipple.logic.Seen
import app.stipple.logic.Series
import app.stipple.logic.Session
import app.stipple.logic.SessionDraft
import app.stipple.logic.Side
import app.stipple.logic.SkinState
import app.stipple.logic.Sought
import app.stipple.logic.Unconfirmed
import app.stipple.ui.AccountActions
import app.stipple.ui.AccountContent
import app.stipple.ui.AskActions
import app.stipple.ui.AskContent
import app.stipple.ui.CourseActions
import app.stipple.ui.CourseContent
import app.stipple.ui.FailedContent
import app.stipple.ui.Frame
import app.stipple.ui.LocalMadePictures
import app.stipple.ui.LocalNow
import app.stipple.ui.LocalPictures
import app.stipple.ui.LocalReducedMotion
import app.stipple.ui.LocalZone
import app.stipple.ui.LockedContent
import app.stipple.ui.OpeningContent
import app.stipple.ui.PhotosActions
import app.stipple.ui.PhotosContent
import app.stipple.ui.Place
import app.stipple.ui.RemindersActions
import app.stipple.ui.RemindersContent
import app.stipple.ui.SeriesActions
import app.stipple.ui.SeriesContent
import app.stipple.ui.SettingsActions
import app.stipple.ui.SettingsContent
import app.stipple.ui.SheetActions
import app.stipple.ui.SheetContent
import app.stipple.ui.SkinActions
import app.stipple.ui.SkinContent
import app.stipple.ui.StippleTheme
import app.stipple.ui.TodayActions
import app.stipple.ui.TodayContent
import kotlinx.coroutines.launch
import java.time.LocalDate
import app.stipple.ui.R as Words

@Composable
fun ShellContent(model: ShellModel, activity: MainActivity, application: StippleApplication) {
    val shell by model.shell.collectAsStateWithLifecycle()
    StippleTheme(dynamic = true) {
        val models = shell.models
        val failed = shell.failed
        when {
            shell.locked -> {
                LaunchedEffect(Unit) { activity.unlock() }
                LockedContent(activity::unlock)
            }
            failed != null -> FailedContent(failed)
            models == null -> OpeningContent()
            else -> CompositionLocalProvider(
                LocalNow provides application::now,
                LocalZone provides application.zone(),
                LocalPictures provides models.pictures,
                LocalMadePictures provides MadeFiles,
                LocalReducedMotion provides !ValueAnimator.areAnimatorsEnabled(),
            ) { Places(models, shell, activity, application) { model.opens(null) } }
        }
    }
    LaunchedEffect(shell.askForNotifications) { if (shell.askForNotifications) activity.askForNotifications() }
}

@Composable
private fun Places(models: Models, shell: Shell, activity: MainActivity, application: StippleApplication, onLink: () -> Unit) {
    val nav = rememberNavController()
    val entry by nav.currentBackStackEntryAsState()
    val place = Place.entries.firstOrNull { it.route == entry?.destination?.route } ?: Place.TODAY
    val notice by models.hub.notice.collectAsStateWithLifecycle()
    var home by rememberSaveable { mutableIntStateOf(shell.home) }
    LaunchedEffect(shell.home) {
        if (home != shell.home) nav.popBackStack(Place.TODAY.route, inclusive = false)
        home = shell.home
    }
    LaunchedEffect(shell.link) {
        shell.link?.let { link ->
            models.account.offer(link)
            onLink()
            nav.goTo(Place.ACCOUNT)
        }
    }
    Frame(place, notice, nav::goTo, { nav.popBackStack() }, models.hub::undo, models.hub::seen) { padding ->
        NavHost(nav, Place.TODAY.route) {
            composable(Place.TODAY.route) { TodayPlace(models, nav, padding) }
            composable(Place.CAN.route) { AskPlace(models, padding) }
            composable(Place.COURSE.route) { CoursePlace(models, nav, padding) }
            composable(Place.PHOTOS.route) { PhotosPlace(models, nav, activity, padding) }
            composable(Place.SETTINGS.route) { SettingsPlace(models, nav, activity, application, padding) }
            composable(Place.SKIN.route) { SkinPlace(models, padding) }
            composable(Place.SHEET.route) { SheetPlace(models, nav, activity, padding) }
            composable(Place.ACCOUNT.route) { AccountPlace(models, nav, activity, padding) }
            composable(Place.SERIES.route) { SeriesPlace(models, activity, padding) }
            composable(Place.REMINDERS.route) { RemindersPlace(models, activity, application, padding) }
            models.cameras?.let { cameras ->
                composable(Place.CAMERA.route) { CameraPlace(cameras.photo, cameras.device, activity, padding) }
                composable(Place.SCAN.route) {
                    ScanPlace(cameras.scan, cameras.device, activity, padding) { sought, code ->
                        nav.popBackStack(Place.SCAN.route, inclusive = true)
                        when (sought) {
                            Sought.DEVICE -> models.account.offer(code)
                            Sought.SHEET -> models.sheet.fetch(code)
                        }
                    }
                }
            }
        }
    }
}

private fun NavHostController.goTo(place: Place) = navigate(place.route) {
    if (place.main) popUpTo(Place.TODAY.route) { saveState = true }
    launchSingleTop = true
    restoreState = place.main
}

/** To the camera; null where there is none, and no door to it. */
private fun Models.takePhoto(nav: NavHostController): ((Angle) -> Unit)? = cameras?.let { cameras ->
    { angle: Angle ->
        cameras.photo.angle(angle)
        nav.goTo(Place.CAMERA)
    }
}

/** To the scan screen; null where there is no camera. */
private fun Models.scan(nav: NavHostController, sought: Sought): (() -> Unit)? = cameras?.let { cameras ->
    {
        cameras.scan.seek(sought)
        nav.goTo(Place.SCAN)
    }
}

@Composable
private fun TodayPlace(models: Models, nav: NavHostController, padding: PaddingValues) {
    val screen by models.today.state.collectAsStateWithLifecycle()
    val model = models.today
    val actions = object : TodayActions {
        override fun ask(activity: Activity) = model.ask(activity)
        override fun closeAnswer() = model.closeAnswer()
        override fun confirm(unconfirmed: Unconfirmed) = model.confirm(unconfirmed)
        override fun didNotTakePlace(unconfirmed: Unconfirmed) = model.didNotTakePlace(unconfirmed)
        override fun moved(unconfirmed: Unconfirmed) = nav.goTo(Place.COURSE)
        override fun skinCheck() = nav.goTo(Place.SKIN)
        override fun chooseSheet() = nav.goTo(Place.SHEET)
        override fun logSession() {
            models.course.beginLog()
            nav.goTo(Place.COURSE)
        }
        override fun dismiss() = model.dismiss()
    }
    TodayContent(screen, actions, padding, models.takePhoto(nav))
}

@Composable
private fun AskPlace(models: Models, padding: PaddingValues) {
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
private fun CoursePlace(models: Models, nav: NavHostController, padding: PaddingValues) {
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
        override fun sheet() = nav.goTo(Place.SHEET)
        override fun dismiss() = model.dismiss()
    }
    CourseContent(screen, actions, padding)
}

@Composable
private fun PhotosPlace(models: Models, nav: NavHostController, activity: MainActivity, padding: PaddingValues) {
    val screen by models.photos.state.collectAsStateWithLifecycle()
    val model = models.photos
    val actions = object : PhotosActions {
        override fun angle(angle: Angle) = model.angle(angle)
        override fun add() = activity.pickPhotos()
        override fun compare(pair: PhotoPair?) = model.compare(pair)
        override fun pick(photo: Photo?) = model.pick(photo)
        override fun open(photo: Photo?) = model.open(photo)
        override fun overTime(side: Side) {
            models.series.open(side)
            nav.goTo(Place.SERIES)
        }
        override fun askToDelete(photo: Photo?) = model.askToDelete(photo)
        override fun delete() = model.delete()
        override fun restore(photo: Photo) = model.restore(photo)
        override fun dismiss() = model.dismiss()
    }
    PhotosContent(screen, actions, padding, models.takePhoto(nav))
}

@Composable
private fun SeriesPlace(models: Models, activity: MainActivity, padding: PaddingValues) {
    val screen by models.series.state.collectAsStateWithLifecycle()
    val model = models.series
    // Photos lie in clear for as long as they are looked at; a phone that is turned is looked at.
    LifecycleStartEffect(model) {
        model.show()
        onStopOrDispose { if (!activity.isChangingConfigurations) model.putAway() }
    }
    val actions = object : SeriesActions {
        override fun choose(series: Series) = model.choose(series)
        override fun make() = model.make()
        override fun stop() = model.stop()
        override fun save() = activity.saveLapse()
        override fun dismiss() = model.dismiss()
    }
    SeriesContent(screen, actions, padding)
}

@Composable
private fun SkinPlace(models: Models, padding: PaddingValues) {
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
private fun SheetPlace(models: Models, nav: NavHostController, activity: MainActivity, padding: PaddingValues) {
    val screen by models.sheet.state.collectAsStateWithLifecycle()
    val model = models.sheet
    val actions = object : SheetActions {
        override fun offer(builtIn: BuiltInSheet) = model.offer { builtIn.text }
        override fun openFile() = activity.openSheet()
        override fun accept() = model.accept()
        override fun knowKey(knows: Boolean) = model.knowKey(knows)
        override fun withdraw() = model.withdraw()
        override fun dismiss() = model.dismiss()
    }
    SheetContent(screen, actions, padding, models.scan(nav, Sought.SHEET))
}

@Composable
private fun RemindersPlace(models: Models, activity: MainActivity, application: StippleApplication, padding: PaddingValues) {
    val screen by models.reminders.state.collectAsStateWithLifecycle()
    val model = models.reminders
    LaunchedEffect(model) { model.allowed(application.reminders.allowed) }
    val title = stringResource(Words.string.reminder_test_title)
    val body = stringResource(Words.string.reminder_test_body)
    val actions = object : RemindersActions {
        override fun discreet(on: Boolean) = model.discreet(on)
        override fun quiet(hours: QuietHours) = model.quiet(hours)
        override fun allow() = activity.notificationSettings()
        override fun test() = application.reminders.show("test", title, body)
        override fun dismiss() = model.dismiss()
    }
    RemindersContent(screen, actions, padding)
}

@Composable
private fun AccountPlace(models: Models, nav: NavHostController, activity: MainActivity, padding: PaddingValues) {
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
                AccountQuestion.SHOW_CODE -> activity.confirm(model::showCode)
                AccountQuestion.CHANGE_CODE -> activity.confirm(model::changeCode)
                AccountQuestion.LEAVE -> model.leave(forAll = false)
                AccountQuestion.DELETE -> activity.confirm { model.leave(forAll = true) }
            }
        }
        override fun haveCode() = model.haveCode()
        override fun closeCode() = model.cover()
        override fun devices() = model.devices()
        override fun askToRevoke(device: AccountDevice?) = model.askToRevoke(device)
        override fun revoke() = model.revoke()
        override fun dismiss() = model.dismiss()
    }
    AccountContent(screen, actions, padding, models.scan(nav, Sought.DEVICE))
}

@Composable
private fun SettingsPlace(
    models: Models,
    nav: NavHostController,
    activity: MainActivity,
    application: StippleApplication,
    padding: PaddingValues,
) {
    val screen by models.settings.state.collectAsStateWithLifecycle()
    val model = models.settings
    val actions = object : SettingsActions {
        override fun device(settings: DeviceSettings) {
            // A lock that nothing opens would lock the client out.
            val possible = !settings.lock || application.lock.possible(activity)
            model.device(settings.copy(lock = settings.lock && possible))
            activity.hide(settings.hidden)
            activity.setTaskDescription(application.entry.task(settings.discreetIcon))
            application.scope.launch { application.widgets.refresh() }
        }
        override fun account() = nav.goTo(Place.ACCOUNT)
        override fun reminders() = nav.goTo(Place.REMINDERS)
        override fun sheet() = nav.goTo(Place.SHEET)
        override fun language() = activity.languageSettings()
        override fun export(withPhotos: Boolean) = activity.export(withPhotos)
        override fun exportKey() = activity.exportKey()
        override fun import() = activity.openArchive()
        override fun chooseKey() = activity.openKey()
        override fun calendar() = activity.calendar()
        override fun report(withPhotos: Boolean) = activity.report(withPhotos)
        override fun askToDeleteAll(asking: Boolean) = model.askToDeleteAll(asking)
        override fun deleteEverything() = model.deleteEverything()
        override fun depart(forAll: Boolean) = if (forAll) activity.confirm { model.depart(true) } else model.depart(false)
        override fun deleteAnyway() = model.deleteAnyway()
        override fun deleteLater() = model.deleteLater()
        override fun dismiss() = model.dismiss()
    }
    SettingsContent(screen, actions, padding)
}
