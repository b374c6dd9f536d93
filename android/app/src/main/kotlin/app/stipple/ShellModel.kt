/**
 * The models of all screens, for as long as there is a screen: kept over a rotation, made anew when everything was deleted.
 *
 * Not for: drawing (`Screens`).
 */
package app.stipple

import android.app.Application
import androidx.lifecycle.AndroidViewModel
import androidx.lifecycle.viewModelScope
import app.stipple.logic.AccountModel
import app.stipple.logic.AskModel
import app.stipple.logic.CameraModel
import app.stipple.logic.CourseModel
import app.stipple.logic.Hub
import app.stipple.logic.LensModel
import app.stipple.logic.OneAtATime
import app.stipple.logic.Opening
import app.stipple.logic.PhotosModel
import app.stipple.logic.Problem
import app.stipple.logic.RemindersModel
import app.stipple.logic.ScanModel
import app.stipple.logic.SeriesModel
import app.stipple.logic.SettingsModel
import app.stipple.logic.SheetModel
import app.stipple.logic.SkinModel
import app.stipple.logic.Stipple
import app.stipple.logic.StippleFailure
import app.stipple.logic.TodayModel
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull

/** The models of one opened core. */
class Models(stipple: Stipple, val scope: CoroutineScope, application: StippleApplication, shell: ShellModel) {
    val hub = Hub(stipple, scope, application.drafts) { application.fit() }
    val today by lazy { TodayModel(hub, hasCamera = application.camera != null) }
    val ask by lazy { AskModel(hub, application::zone) }
    val course by lazy { CourseModel(hub, application::zone, shell::askForNotifications) }
    val photos by lazy { PhotosModel(hub) }
    val series by lazy { SeriesModel(hub, { application.files.fresh(it).path }, application.files::gone) }
    val skin by lazy { SkinModel(hub) }
    val sheet by lazy { SheetModel(hub) { shell.courseStarted() } }
    val reminders by lazy { RemindersModel(hub) }
    val settings by lazy { SettingsModel(hub, application.preferences, { account.depart(it) }, shell::deleteEverything) }

    /** Not when it is first shown: it brings the device in step at the start. */
    val account = AccountModel(hub, application::metered) { application.deviceName }
    val pictures = application.files.pictures(stipple)

    /** Null in a build without a camera. */
    val cameras = application.camera?.let { Cameras(it, hub, application) }
}

/** The models that look through the camera. */
class Cameras(val device: DeviceCamera, hub: Hub, application: StippleApplication) {
    private val camera = OneAtATime(device)
    val photo by lazy { CameraModel(hub, camera, application.files) }
    val scan by lazy { ScanModel(hub, camera, Dispatchers.Default) }

    /** The client was asked for permission, from whichever screen. */
    fun answered(allowed: Boolean) = listOf<LensModel<*>>(photo, scan).forEach { it.answered(allowed) }
}

/** How the shell stands. */
data class Shell(
    val models: Models? = null,
    val failed: Problem? = null,
    /** Something private is not shown yet. */
    val locked: Boolean = false,
    /** The first session was logged: there is something to be reminded of. */
    val askForNotifications: Boolean = false,
    /** Grows when Today is to be gone to. */
    val home: Int = 0,
    /** What a link from outside says, until it is shown. */
    val link: String? = null,
)

class ShellModel(application: Application) : AndroidViewModel(application) {
    private val stipple = application as StippleApplication
    private val shown = MutableStateFlow(Shell(locked = stipple.preferences.read().lock))
    val shell: StateFlow<Shell> = shown.asStateFlow()

    init {
        // Nothing that is under way outlives its models.
        stipple.files.sweep()
        viewModelScope.launch { stipple.host.opening.collect(::opened) }
        viewModelScope.launch {
            try {
                stipple.host.stipple().emptyBin()
                stipple.fit()
            } catch (_: StippleFailure) {
                // Shown as it stands with the host.
            }
        }
    }

    private fun opened(opening: Opening) {
        shown.value.models?.scope?.cancel()
        shown.update {
            when (opening) {
                Opening.Underway -> it.copy(models = null, failed = null)
                is Opening.Failed -> it.copy(models = null, failed = opening.problem)
                is Opening.Open -> {
                    val scope = CoroutineScope(viewModelScope.coroutineContext + SupervisorJob(viewModelScope.coroutineContext[Job]))
                    val models = Models(opening.stipple, scope, stipple, this)
                    opening.note?.let { note -> models.hub.tell(listOf(note.text)) }
                    it.copy(models = models, failed = null)
                }
            }
        }
    }

    /** The client comes back: time has passed, perhaps in another zone or language. */
    fun cameBack() {
        viewModelScope.launch {
            try {
                stipple.host.stipple().moveWith(stipple)
                stipple.fit()
                shown.value.models?.run {
                    hub.refresh()
                    account.cameToFront()
                }
            } catch (_: StippleFailure) {
                // Shown as it stands with the host.
            }
        }
    }

    fun lock() {
        if (stipple.preferences.read().lock) shown.update { it.copy(locked = true) }
    }

    fun unlocked(): Unit = shown.update { it.copy(locked = false) }
    fun askForNotifications(): Unit = shown.update { it.copy(askForNotifications = !stipple.reminders.allowed) }
    fun askedForNotifications(): Unit = shown.update { it.copy(askForNotifications = false) }
    fun opens(link: String?): Unit = shown.update { it.copy(link = link) }
    fun courseStarted(): Unit = shown.update { it.copy(home = it.home + 1) }

    fun deleteEverything() {
        // Not this model's work: it goes on where the screen is closed.
        stipple.scope.launch {
            // What came while it is deleted would be there after.
            withTimeoutOrNull(PATIENCE_MILLIS) { shown.value.models?.account?.halt() }
            stipple.deleteEverything()
            courseStarted()
        }
    }

    private companion object {
        /** How long a sync that is being stopped is waited for. */
        const val PATIENCE_MILLIS = 5_000L
    }
}
