/**
 * The models of all screens, for as long as there is a screen: kept over a rotation, made anew when everything was deleted.
 *
 * Not for: drawing (`Screens`).
 */
package app.stipple

import android.app.Application
import androidx.lifecycle.AndroidViewModel
import androidx.lifecycle.viewModelScope
import app.stipple.logic.Ability
import app.stipple.logic.CameraModel
import app.stipple.logic.DevicePreferences
import app.stipple.logic.Drafts
import app.stipple.logic.Hub
import app.stipple.logic.LensModel
import app.stipple.logic.Models
import app.stipple.logic.OneAtATime
import app.stipple.logic.Opening
import app.stipple.logic.Problem
import app.stipple.logic.ScanModel
import app.stipple.logic.StippleFailure
import app.stipple.logic.Surroundings
import app.stipple.ui.Pictures
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
import java.time.ZoneId

/** One opened core: the models of its screens, its pictures, and what looks through the camera, where there is one. */
class OpenShell(val models: Models, val pictures: Pictures, val cameras: Cameras?)

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
    val open: OpenShell? = null,
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

class ShellModel(application: Application) :
    AndroidViewModel(application),
    Surroundings {
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
        shown.value.open?.models?.scope?.cancel()
        shown.update {
            when (opening) {
                Opening.Underway -> it.copy(open = null, failed = null)
                is Opening.Failed -> it.copy(open = null, failed = opening.problem)
                is Opening.Open -> {
                    val scope = CoroutineScope(viewModelScope.coroutineContext + SupervisorJob(viewModelScope.coroutineContext[Job]))
                    val models = Models(opening.stipple, scope, this)
                    opening.note?.let { note -> models.hub.tell(listOf(note.text)) }
                    val cameras = stipple.camera?.let { camera -> Cameras(camera, models.hub, stipple) }
                    it.copy(open = OpenShell(models, stipple.files.pictures(opening.stipple), cameras), failed = null)
                }
            }
        }
    }

    /** The client comes back: time has passed, perhaps in another zone or language. */
    fun cameBack() {
        viewModelScope.launch {
            try {
                stipple.host.stipple().moveWith(stipple)
                shown.value.open?.models?.run {
                    hub.refresh()
                    account.cameToFront()
                }
                stipple.fit()
            } catch (_: StippleFailure) {
                // Shown as it stands with the host.
            }
        }
    }

    fun lock() {
        if (stipple.preferences.read().lock) shown.update { it.copy(locked = true) }
    }

    fun unlocked(): Unit = shown.update { it.copy(locked = false) }
    override val drafts: Drafts get() = stipple.drafts
    override val preferences: DevicePreferences get() = stipple.preferences
    override val abilities: Set<Ability>
        get() = if (stipple.camera == null) Ability.entries.toSet() - Ability.CAMERA else Ability.entries.toSet()
    override val deviceName: String get() = stipple.deviceName
    override fun zone(): ZoneId = stipple.zone()
    override fun metered(): Boolean = stipple.metered()
    override fun fresh(name: String): String = stipple.files.fresh(name).path
    override suspend fun gone(paths: List<String>) = stipple.files.gone(paths)
    override suspend fun changed() = stipple.fit()
    override fun sessionLogged(): Unit = shown.update { it.copy(askForNotifications = !stipple.reminders.allowed) }
    fun askedForNotifications(): Unit = shown.update { it.copy(askForNotifications = false) }
    fun opens(link: String?): Unit = shown.update { it.copy(link = link) }
    override fun courseStarted(): Unit = shown.update { it.copy(home = it.home + 1) }

    override fun deleteEverything() {
        // Not this model's work: it goes on where the screen is closed.
        stipple.scope.launch {
            // What came while it is deleted would be there after.
            withTimeoutOrNull(PATIENCE_MILLIS) { shown.value.open?.models?.account?.halt() }
            try {
                stipple.deleteEverything()
            } catch (_: StippleFailure) {
                // It is gone; that nothing new opens is shown as it stands with the host.
            }
            courseStarted()
        }
    }

    private companion object {
        /** How long a sync that is being stopped is waited for. */
        const val PATIENCE_MILLIS = 5_000L
    }
}
