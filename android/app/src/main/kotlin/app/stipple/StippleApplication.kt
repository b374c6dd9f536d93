/**
 * What lives as long as the process: the core's host, drafts, reminders, this device's settings.
 *
 * Not for: screens (`MainActivity`), or anything that is drawn.
 */
package app.stipple

import android.app.Application
import android.content.res.Configuration
import android.net.ConnectivityManager
import android.os.Build
import android.text.format.DateFormat
import androidx.core.content.edit
import app.stipple.logic.Device
import app.stipple.logic.DevicePreferences
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Drafts
import app.stipple.logic.FileDrafts
import app.stipple.logic.Secrets
import app.stipple.logic.StippleHost
import app.stipple.logic.ianaZone
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import java.io.File
import java.time.Instant
import java.time.ZoneId

open class StippleApplication : Application() {
    /** Work that a screen must not end: a receiver's, deleting everything. */
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    open val host: StippleHost by lazy { StippleHost(::device, Dispatchers.IO.limitedParallelism(CORE_THREADS)) }
    open val drafts: Drafts by lazy { FileDrafts(File(noBackupFilesDir, "drafts").toPath()) }
    val preferences: DevicePreferences by lazy { SharedDevicePreferences(this, entry) }
    val entry: LauncherEntry by lazy { LauncherEntry(this) }
    open val reminders: Reminders by lazy { Reminders(this, host) }
    val widgets: Widgets by lazy { Widgets(this) }
    val files: PassingFiles by lazy { PassingFiles(this) }
    open val secrets: Secrets by lazy { KeystoreSecrets(File(noBackupFilesDir, "secrets")) }
    open val lock: AppLock by lazy { SystemLock() }

    /** Null in a build without one. */
    open val camera: DeviceCamera? by lazy { boundCamera(this) }

    /** What time it is; only tests say anything else. */
    open fun now(): Instant = Instant.now()

    /** Whether the network costs by the byte: then photos wait. */
    open fun metered(): Boolean = service<ConnectivityManager>().isActiveNetworkMetered

    /** What this device is called for the others, until its client says otherwise. */
    open val deviceName: String get() = Build.MODEL.orEmpty()
    fun zone(): ZoneId = ianaZone(ZoneId.systemDefault())

    fun locales(): List<String> {
        val all = resources.configuration.locales
        return List(all.size()) { all[it].toLanguageTag() }
    }

    /** Where the core keeps its data; private to the app, and in no backup. */
    open val data: File get() = File(noBackupFilesDir, "stipple")

    protected fun device() = Device(
        folder = data.path,
        zone = zone(),
        locales = locales(),
        hours24 = DateFormat.is24HourFormat(this),
        secrets = secrets,
        now = ::now,
    )

    override fun onCreate() {
        super.onCreate()
        entry.settle()
    }

    /** The widget is set in a size of type: it is set anew for another. */
    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        scope.launch { widgets.refresh() }
    }

    /** What the system shows of the app, made to fit: the widget, then alarms, which fail where the core cannot be opened. */
    suspend fun fit() {
        widgets.refresh()
        reminders.plan()
    }

    /** All of it: data, keys, drafts, settings, what is planned and what is shown. */
    suspend fun deleteEverything() = try {
        host.deleteEverything {
            secrets.forgetAll()
            drafts.forgetAll()
            // The icon stays: one that says what the app is for would be back on the home screen by surprise.
            preferences.write(DeviceSettings(discreetIcon = preferences.read().discreetIcon))
            files.sweep()
            reminders.forgetAll()
        }
    } finally {
        // Also where it does not open anew: what the widget said is gone too.
        widgets.refresh()
    }

    private companion object {
        const val CORE_THREADS = 2
    }
}

/** This device's own settings. */
private class SharedDevicePreferences(application: Application, private val entry: LauncherEntry) : DevicePreferences {
    private val kept = application.getSharedPreferences("device", Application.MODE_PRIVATE)

    override fun read() = DeviceSettings(kept.getBoolean("lock", false), kept.getBoolean("hidden", true), entry.discreet)

    override fun write(settings: DeviceSettings) {
        kept.edit {
            putBoolean("lock", settings.lock)
            putBoolean("hidden", settings.hidden)
        }
        entry.show(settings.discreetIcon)
    }
}
