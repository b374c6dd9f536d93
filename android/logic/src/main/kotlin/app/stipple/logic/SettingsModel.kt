/**
 * The Settings screen: app lock, hidden content, ways out and in, and deleting everything.
 *
 * Not for: what is the device's alone (`DevicePreferences` keeps it), or choosing files (the app).
 */
package app.stipple.logic

/** What is set for this device alone, and never leaves it. */
public data class DeviceSettings(
    val lock: Boolean = false,
    val hidden: Boolean = true,
    /** Another picture and name where the client starts the app. */
    val discreetIcon: Boolean = false,
)

/** Where that is kept. */
public interface DevicePreferences {
    public fun read(): DeviceSettings
    public fun write(settings: DeviceSettings)
}

/** What deleting everything waits for, on a device that is in an account. */
public enum class Departure {
    /** The client has to say whether the account goes too. */
    ASKS,

    /** The server is being told. */
    TELLS,

    /** The server has not heard of it. Nothing was deleted. */
    NOT_TOLD,
}

/** What the Settings screen shows. */
public data class SettingsScreen(
    val device: DeviceSettings = DeviceSettings(),
    val abilities: Set<Ability> = Ability.entries.toSet(),
    /** A file is being written or read. */
    val busy: Boolean = false,
    /** Asked once: everything is to be deleted. */
    val deletingAll: Boolean = false,
    val departure: Departure? = null,
    /** An export was chosen whose photos do not open here: it waits for the key to them. */
    val waitsForKey: Boolean = false,
    override val problem: Problem? = null,
) : Screen<SettingsScreen> {
    override fun with(problem: Problem?): SettingsScreen = copy(problem = problem)
}

/** Holds it. */
public class SettingsModel(
    hub: Hub,
    private val preferences: DevicePreferences,
    /** Tells the account's server that this device leaves, and how the account stands then. */
    private val tell: suspend (forAll: Boolean?) -> Account,
    abilities: Set<Ability> = Ability.entries.toSet(),
    /** Files that are no longer needed. */
    private val gone: suspend (List<String>) -> Unit = {},
    private val deleteAll: () -> Unit,
) : ScreenModel<SettingsScreen>(hub, SettingsScreen(preferences.read(), abilities)) {
    private var waiting: Arriving? = null

    override suspend fun load(): Unit = Unit

    public fun device(settings: DeviceSettings) {
        preferences.write(settings)
        change { it.copy(device = settings) }
    }

    /** Writes an archive, without photos, or everything; [hand] then gives the file to whoever the client chose. */
    public fun export(path: String, withPhotos: Boolean, hand: suspend () -> Unit): Unit =
        handing(path, hand) { if (withPhotos) stipple.exportBundle(path) else stipple.exportArchive(path) }

    public fun calendar(path: String, hand: suspend () -> Unit): Unit = handing(path, hand) { stipple.calendar(path) }

    /** Writes a report for the client's studio. */
    public fun report(path: String, withPhotos: Boolean, hand: suspend () -> Unit): Unit =
        handing(path, hand) { stipple.report(path, withPhotos) }

    /** Writes the key to the photos of an export. */
    public fun exportKey(path: String, hand: suspend () -> Unit): Unit = handing(path, hand) { stipple.writeIdentity(path) }

    /** Has a file written and given; it is in clear, and gone after, whatever came of it. */
    private fun handing(path: String, hand: suspend () -> Unit, write: suspend () -> Done) {
        busily {
            try {
                val done = write()
                hand()
                hub.tell(done.lines)
            } finally {
                gone(listOf(path))
            }
        }
    }

    /** Adds what an export holds; [gone]: the file is no longer needed. */
    public fun import(path: suspend () -> String, gone: suspend (String) -> Unit) {
        busily {
            val file = Arriving(path(), gone)
            waiting?.gone()
            add(file, key = null)
        }
    }

    /** Opens with [key] the photos of the export that waits for it. */
    public fun importWith(key: suspend () -> String) {
        val file = waiting ?: return
        busily { add(file, key()) }
    }

    private suspend fun add(file: Arriving, key: String?) {
        await(null)
        val done = try {
            stipple.importArchive(file.path, key)
        } catch (failure: StippleFailure) {
            // With the right key it may open yet.
            if (failure.problem is Problem.PhotosUnreadable || (key != null && failure.problem is Problem.BadInput)) await(file)
            throw failure
        } finally {
            if (waiting !== file) file.gone()
        }
        hub.done(done, undo = false)
    }

    private fun await(file: Arriving?) {
        waiting = file
        change { it.copy(waitsForKey = file != null) }
    }

    public fun askToDeleteAll(asking: Boolean): Unit = change { it.copy(deletingAll = asking) }

    /**
     * Everything on this device. While it is in an account, what is to become of that is asked first; where one was left and the
     * server has not heard of it, it is told first.
     */
    public fun deleteEverything() {
        askToDeleteAll(false)
        act {
            val account = stipple.account()
            when {
                account.isIn -> change { it.copy(departure = Departure.ASKS) }
                account.leaving -> deleteOnceTold(null)
                else -> delete()
            }
        }
    }

    /** The choice is kept at once: cut off anywhere, the next sync tells the server, and deleting goes on from there. */
    public fun depart(forAll: Boolean) {
        act { deleteOnceTold(forAll) }
    }

    private suspend fun deleteOnceTold(forAll: Boolean?) {
        change { it.copy(departure = Departure.TELLS, problem = null) }
        try {
            if (tell(forAll).leaving) change { it.copy(departure = Departure.NOT_TOLD) } else delete()
        } catch (failure: StippleFailure) {
            change { it.copy(departure = null) }
            throw failure
        }
    }

    /** Without telling the server, which keeps what it has. */
    public fun deleteAnyway(): Unit = delete()

    private fun delete() {
        deleteLater()
        deleteAll()
    }

    public fun deleteLater(): Unit = change { it.copy(departure = null) }

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

/** A file that was brought in, until it is not needed any more. */
private class Arriving(val path: String, private val discard: suspend (String) -> Unit) {
    suspend fun gone() = discard(path)
}
