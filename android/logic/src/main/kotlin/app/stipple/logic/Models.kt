/**
 * The models of one opened core's screens, each made when its screen is first shown.
 *
 * Not for: the camera's, whose pictures are the device's own (`CameraModel`, `ScanModel`), or how long they live (the app).
 */
package app.stipple.logic

import kotlinx.coroutines.CoroutineScope
import java.time.ZoneId

/** What not everything that the screens run on can do. A door to what is not there is not drawn. */
public enum class Ability {
    /** Photos can be taken, and codes scanned. */
    CAMERA,

    /** The system can ask who holds the device. */
    APP_LOCK,

    /** What is shown can be kept out of the app switcher. */
    HIDE_CONTENT,

    /** The app can be started by another picture and name. */
    DISCREET_ICON,

    /** Reminders come, whether the app runs or not. */
    NOTIFICATIONS,

    /** The system keeps a language for each app. */
    APP_LANGUAGE,
}

/** What the models ask of whatever they run in. */
public interface Surroundings {
    public val drafts: Drafts
    public val preferences: DevicePreferences

    public val abilities: Set<Ability>

    /** What this device is called for the others, until its client says otherwise. */
    public val deviceName: String
    public fun zone(): ZoneId

    /** Whether the network costs by the byte: then photos wait. */
    public fun metered(): Boolean

    /** A place for a file of that name, on its way out of the core. */
    public fun fresh(name: String): String

    /** Files that have passed. */
    public suspend fun gone(paths: List<String>)

    /** Something was changed: what the system was told of it is out of date. */
    public suspend fun changed()

    /** The first session was logged: there is something to be reminded of. */
    public fun sessionLogged()

    /** Today is to be gone to. */
    public fun courseStarted()

    /** All of it; the models are made anew after. */
    public fun deleteEverything()
}

/** Every screen's model. They live as long as [scope]. */
public class Models(public val stipple: Stipple, public val scope: CoroutineScope, around: Surroundings) {
    public val hub: Hub = Hub(stipple, scope, around.drafts) { around.changed() }
    public val today: TodayModel by lazy { TodayModel(hub, Ability.CAMERA in around.abilities) }
    public val ask: AskModel by lazy { AskModel(hub, around::zone) }
    public val course: CourseModel by lazy { CourseModel(hub, around::zone, around::sessionLogged) }
    public val photos: PhotosModel by lazy { PhotosModel(hub) }
    public val series: SeriesModel by lazy { SeriesModel(hub, around::fresh, around::gone) }
    public val skin: SkinModel by lazy { SkinModel(hub) }
    public val sheet: SheetModel by lazy { SheetModel(hub) { around.courseStarted() } }
    public val reminders: RemindersModel by lazy { RemindersModel(hub, Ability.NOTIFICATIONS in around.abilities) }
    public val settings: SettingsModel by lazy {
        SettingsModel(hub, around.preferences, { account.depart(it) }, around.abilities, around::gone, around::deleteEverything)
    }

    /** Not when it is first shown: it brings the device in step at the start. */
    public val account: AccountModel = AccountModel(hub, around::metered) { around.deviceName }
}
