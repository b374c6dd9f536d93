/**
 * The Settings screen: app lock, hidden content, ways out and in, and deleting everything.
 *
 * Not for: what is the device's alone (`DevicePreferences` keeps it), or choosing files (the app).
 */
package app.stipple.logic

/** What is set for this device alone, and never leaves it. */
public data class DeviceSettings(val lock: Boolean = false, val hidden: Boolean = true)

/** Where that is kept. */
public interface DevicePreferences {
    public fun read(): DeviceSettings
    public fun write(settings: DeviceSettings)
}

/** What the Settings screen shows. */
public data class SettingsScreen(
    val device: DeviceSettings = DeviceSettings(),
    /** A file is being written or read. */
    val busy: Boolean = false,
    /** Asked once: everything is to be deleted. */
    val deletingAll: Boolean = false,
    override val problem: Problem? = null,
) : Screen<SettingsScreen> {
    override fun with(problem: Problem?): SettingsScreen = copy(problem = problem)
}

/** Holds it. */
public class SettingsModel(
    hub: Hub,
    private val preferences: DevicePreferences,
    private val deleteAll: () -> Unit,
) : ScreenModel<SettingsScreen>(hub, SettingsScreen(device = preferences.read())) {
    override suspend fun load(): Unit = Unit

    public fun device(settings: DeviceSettings) {
        preferences.write(settings)
        change { it.copy(device = settings) }
    }

    /** Writes an archive, without photos, or everything; [hand] then gives the file to whoever the client chose. */
    public fun export(path: String, withPhotos: Boolean, hand: suspend () -> Unit) {
        busily {
            val done = if (withPhotos) stipple.exportBundle(path) else stipple.exportArchive(path)
            hand()
            hub.tell(done.lines)
        }
    }

    public fun calendar(path: String, hand: suspend () -> Unit) {
        busily {
            val done = stipple.calendar(path)
            hand()
            hub.tell(done.lines)
        }
    }

    /** Adds what an archive holds; [gone]: the file is no longer needed. */
    public fun import(path: suspend () -> String, gone: suspend (String) -> Unit) {
        busily {
            val file = path()
            val done = try {
                stipple.importArchive(file)
            } finally {
                gone(file)
            }
            hub.done(done, undo = false)
        }
    }

    public fun askToDeleteAll(asking: Boolean): Unit = change { it.copy(deletingAll = asking) }

    public fun deleteEverything() {
        askToDeleteAll(false)
        deleteAll()
    }

    private fun busily(work: suspend () -> Unit) {
        act {
            change { it.copy(busy = true, problem = null) }
            try {
                work()
            } finally {
                change { it.copy(busy = false) }
            }
        }
    }
}
