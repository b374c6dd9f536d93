/**
 * The one activity: opens on Today, locks, hides itself, and asks the system for files, permission and who holds the phone.
 *
 * Not for: what a screen shows (`ui`), or what it means (the core).
 */
package app.stipple

import android.Manifest
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts
import androidx.activity.viewModels
import androidx.core.content.ContextCompat
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Models
import app.stipple.ui.SystemActions
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.launch
import java.io.File

class MainActivity :
    ComponentActivity(),
    SystemActions {
    // Its own factory: the default one keeps the first application of a process, and tests have many.
    private val model: ShellModel by viewModels { viewModelFactory { initializer { ShellModel(application) } } }
    private val application get() = applicationContext as StippleApplication

    private val askPermission = registerForActivityResult(ActivityResultContracts.RequestPermission()) { allowed() }
    private val askForCamera = registerForActivityResult(ActivityResultContracts.RequestPermission()) { whenOpen { open -> open.cameras?.answered(it) } }
    private val pickPhotos = registerForActivityResult(ActivityResultContracts.PickMultipleVisualMedia()) { chosen ->
        if (chosen.isNotEmpty()) {
            whenOpen { open ->
                open.models.photos.add({ application.files.bring(chosen, "photo.jpg").map { it.path } }, { application.files.gone(it) })
            }
        }
    }
    private val openSheet = registerForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) whenOpen { it.models.sheet.offer { application.files.text(uri) } }
    }
    private val openArchive = registerForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) {
            whenOpen { open ->
                open.models.settings.import({ application.files.bring(uri, "stipple").path }, { application.files.gone(listOf(it)) })
            }
        }
    }
    private val openKey = registerForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) whenOpen { it.models.settings.importWith { application.files.text(uri) } }
    }
    private val saveArchive = writing("application/json", ARCHIVE) { path, hand -> settings.export(path, withPhotos = false, hand) }
    private val saveBundle = writing("application/zip", BUNDLE) { path, hand -> settings.export(path, withPhotos = true, hand) }
    private val saveKey = writing("text/plain", KEY) { path, hand -> settings.exportKey(path, hand) }
    private val saveCalendar = writing("text/calendar", CALENDAR) { path, hand -> settings.calendar(path, hand) }
    private val saveReport = writing("text/html", REPORT) { path, hand -> settings.report(path, withPhotos = false, hand) }
    private val saveReportWithPhotos = writing("text/html", REPORT) { path, hand -> settings.report(path, withPhotos = true, hand) }
    private val saveLapse = saving("image/gif") { models, uri -> models.series.save { application.files.give(File(it), uri) } }

    /** While the app is in front, the system tells of a new date here alone. */
    private val moved = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) = model.cameBack()
    }

    private val models get() = model.shell.value.open?.models

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        look(application.preferences.read())
        // Once: a link that came before the process died was shown then.
        if (savedInstanceState == null) follow(intent)
        setContent { ShellContent(model, this, application) }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    /** What another device's QR says: shown before anything is done with it. */
    private fun follow(intent: Intent) {
        val link = intent.data?.takeIf { intent.action == Intent.ACTION_VIEW && it.scheme == "stipple" } ?: return
        model.opens("$link")
    }

    override fun onStart() {
        super.onStart()
        val filter = IntentFilter(Intent.ACTION_DATE_CHANGED).apply {
            addAction(Intent.ACTION_TIME_CHANGED)
            addAction(Intent.ACTION_TIMEZONE_CHANGED)
        }
        ContextCompat.registerReceiver(this, moved, filter, ContextCompat.RECEIVER_NOT_EXPORTED)
        model.cameBack()
        allowed()
    }

    override fun onStop() {
        unregisterReceiver(moved)
        if (!isChangingConfigurations) {
            model.lock()
            models?.account?.cover()
        }
        super.onStop()
    }

    @Deprecated("The keyguard's own answer on Android 8 and 9.")
    @Suppress("OVERRIDE_DEPRECATION", "DEPRECATION")
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        super.onActivityResult(requestCode, resultCode, data)
        if (requestCode != SystemLock.CODE_ASKED || resultCode != RESULT_OK) return
        application.lock.answered()
        // Also where the process was ended meanwhile, and nothing waits any more.
        model.unlocked()
    }

    /** A lock that nothing opens would lock the client out. */
    override fun possible(settings: DeviceSettings) =
        settings.copy(lock = settings.lock && application.lock.possible(this))

    override fun show(settings: DeviceSettings) {
        look(settings)
        application.scope.launch { application.widgets.refresh() }
    }

    private fun look(settings: DeviceSettings) {
        hide(settings.hidden)
        setTaskDescription(application.entry.task(settings.discreetIcon))
    }

    override val isTurning: Boolean get() = isChangingConfigurations

    /** Neither in the app switcher nor in a screenshot. */
    private fun hide(hidden: Boolean) {
        if (hidden) window.addFlags(WindowManager.LayoutParams.FLAG_SECURE) else window.clearFlags(WindowManager.LayoutParams.FLAG_SECURE)
    }

    fun unlock() = application.lock.ask(this, model::unlocked)

    /** For what only the client may see; [onYes] only where it was they. */
    override fun confirm(onYes: () -> Unit) = application.lock.ask(this, onYes)

    /** In context: once the first session is logged, and from the Reminders screen. Refused for good, only settings help. */
    fun askForNotifications() {
        model.askedForNotifications()
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && !granted()) askPermission.launch(Manifest.permission.POST_NOTIFICATIONS)
    }

    override val notificationsAllowed: Boolean get() = application.reminders.allowed
    override fun testNotification(title: String, body: String) = application.reminders.show("test", title, body)

    override fun allowNotifications() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && !granted() &&
            shouldShowRequestPermissionRationale(Manifest.permission.POST_NOTIFICATIONS)
        ) {
            return askForNotifications()
        }
        startActivity(Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, packageName))
    }

    /** In context: from a screen that shows what the camera sees. */
    fun askForCamera() = askForCamera.launch(Manifest.permission.CAMERA)

    /** Where a permission that was refused can be given after all. */
    fun appSettings() = startActivity(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", packageName, null)))

    override fun languageSettings() {
        val intent = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            Intent(Settings.ACTION_APP_LOCALE_SETTINGS, Uri.fromParts("package", packageName, null))
        } else {
            Intent(Settings.ACTION_LOCALE_SETTINGS)
        }
        startActivity(intent)
    }

    override fun pickPhotos() = pickPhotos.launch(PickVisualMediaRequest(ActivityResultContracts.PickVisualMedia.ImageOnly))
    override fun openSheet() = openSheet.launch(arrayOf("*/*"))
    override fun openArchive() = openArchive.launch(arrayOf("application/json", "application/zip", "application/octet-stream"))
    override fun openKey() = openKey.launch(arrayOf("text/plain", "application/octet-stream"))
    override fun export(withPhotos: Boolean) = if (withPhotos) saveBundle.launch(BUNDLE) else saveArchive.launch(ARCHIVE)
    override fun exportKey() = saveKey.launch(KEY)
    override fun saveLapse() = saveLapse.launch("stipple.gif")
    override fun calendar() = saveCalendar.launch(CALENDAR)
    override fun report(withPhotos: Boolean) = (if (withPhotos) saveReportWithPhotos else saveReport).launch(REPORT)

    private fun granted() = checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS) == PackageManager.PERMISSION_GRANTED

    private fun allowed() {
        models?.reminders?.allowed(application.reminders.allowed)
    }

    /** The core writes a file of that name, which then goes where the client wants it. */
    private fun writing(type: String, name: String, write: Models.(String, suspend () -> Unit) -> Unit) = saving(type) { models, uri ->
        val file = application.files.fresh(name)
        models.write(file.path) { application.files.give(file, uri) }
    }

    private fun saving(type: String, save: (Models, Uri) -> Unit) =
        registerForActivityResult(ActivityResultContracts.CreateDocument(type)) { uri ->
            if (uri != null) whenOpen { save(it.models, uri) }
        }

    /** The process may have died while the client chose: then their choice is here before the core is open. */
    private fun whenOpen(work: (OpenShell) -> Unit) {
        lifecycleScope.launch { work(model.shell.mapNotNull { it.open }.first()) }
    }

    private companion object {
        const val ARCHIVE = "stipple.json"
        const val BUNDLE = "stipple.zip"
        const val KEY = "stipple-photo-key.txt"
        const val CALENDAR = "stipple.ics"
        const val REPORT = "report.html"
    }
}
