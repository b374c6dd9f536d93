/**
 * What lives as long as the window: the core's host, drafts, files on their way, the models of the core that is open.
 *
 * Not for: drawing (`Window`), or choosing files (`FileActions`).
 */
package app.stipple.desktop

import app.stipple.logic.Ability
import app.stipple.logic.Device
import app.stipple.logic.DevicePreferences
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Drafts
import app.stipple.logic.FileDrafts
import app.stipple.logic.Models
import app.stipple.logic.Opening
import app.stipple.logic.Problem
import app.stipple.logic.StippleFailure
import app.stipple.logic.StippleHost
import app.stipple.logic.Surroundings
import app.stipple.logic.ianaZone
import app.stipple.ui.CorePictures
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
import java.io.File
import java.net.InetAddress
import java.time.Instant
import java.time.ZoneId
import java.time.chrono.IsoChronology
import java.time.format.DateTimeFormatterBuilder
import java.time.format.FormatStyle
import java.util.Locale

/** One opened core. */
class OpenDesktop(val models: Models, val pictures: Pictures)

/** How the window stands. */
data class DesktopShell(
    val open: OpenDesktop? = null,
    val failed: Problem? = null,
    /** Grows when Today is to be gone to. */
    val home: Int = 0,
)

/** Everything of it lies in [folder], which nothing else uses at the same time (`DesktopFolder`). */
class Desktop(folder: File, private val scope: CoroutineScope, val now: () -> Instant = Instant::now) : Surroundings {
    private val secrets = FileSecrets(File(folder, "keys"))
    private val data = File(folder, "data")
    private val shown = MutableStateFlow(DesktopShell())
    private val host = StippleHost(::device, Dispatchers.IO.limitedParallelism(2))
    val shell: StateFlow<DesktopShell> = shown.asStateFlow()
    val files: DesktopFiles = DesktopFiles(File(folder, "passing"))

    override val drafts: Drafts = FileDrafts(File(folder, "drafts").toPath())
    override val preferences: DevicePreferences = NoPreferences
    override val abilities: Set<Ability> = emptySet()
    override val deviceName: String get() = runCatching { InetAddress.getLocalHost().hostName }.getOrDefault("")

    init {
        files.sweep()
        scope.launch { host.opening.collect(::opened) }
        scope.launch { asking { host.stipple().emptyBin() } }
    }

    private fun device() = Device(data.path, zone(), locales(), hours24(Locale.getDefault()), secrets, now)

    private fun locales() = listOf(Locale.getDefault().toLanguageTag())

    private fun opened(opening: Opening) {
        shown.value.open?.models?.scope?.cancel()
        shown.update { it.copy(open = null, failed = (opening as? Opening.Failed)?.problem) }
        if (opening !is Opening.Open) return
        val models = Models(opening.stipple, CoroutineScope(scope.coroutineContext + SupervisorJob(scope.coroutineContext[Job])), this)
        opening.note?.let { models.hub.tell(listOf(it.text)) }
        val pictures = CorePictures(opening.stipple, ::fresh, ::gone, DecodedFiles::still)
        shown.update { it.copy(open = OpenDesktop(models, pictures)) }
    }

    /** The window was put away: whoever comes by next may not be the client. */
    fun putAway() {
        shown.value.open?.models?.account?.cover()
    }

    /** Time passed, perhaps in another zone. */
    fun cameBack() {
        scope.launch {
            asking {
                host.stipple().movedTo(zone(), locales())
                shown.value.open?.models?.run {
                    hub.refresh()
                    account.cameToFront()
                }
            }
        }
    }

    /** Its failure is shown as it stands with the host. */
    private suspend fun asking(work: suspend () -> Unit) = try {
        work()
    } catch (_: StippleFailure) {
        Unit
    }

    override fun zone(): ZoneId = ianaZone(ZoneId.systemDefault())

    /** A desktop does not say. */
    override fun metered(): Boolean = false
    override fun fresh(name: String): String = files.fresh(name).path
    override suspend fun gone(paths: List<String>) = files.gone(paths)

    /** Nothing outside of the window was told of it. */
    override suspend fun changed() = Unit
    override fun sessionLogged() = Unit
    override fun courseStarted(): Unit = shown.update { it.copy(home = it.home + 1) }

    override fun deleteEverything() {
        scope.launch {
            // What came while it is deleted would be there after.
            withTimeoutOrNull(PATIENCE_MILLIS) { shown.value.open?.models?.account?.halt() }
            asking {
                host.deleteEverything {
                    secrets.forgetAll()
                    drafts.forgetAll()
                    files.sweep()
                }
            }
            courseStarted()
        }
    }

    /** The window goes: what lies in clear goes first. */
    fun close() {
        scope.cancel()
        files.sweep()
    }

    private companion object {
        const val PATIENCE_MILLIS = 5_000L
    }
}

/** The window is able to do none of it. */
private object NoPreferences : DevicePreferences {
    override fun read() = DeviceSettings(lock = false, hidden = false)
    override fun write(settings: DeviceSettings) = Unit
}

/** Whether people there write the time without "am" and "pm". */
internal fun hours24(locale: Locale): Boolean =
    'a' !in DateTimeFormatterBuilder.getLocalizedDateTimePattern(null, FormatStyle.SHORT, IsoChronology.INSTANCE, locale)
