/** The Reminders screen: what will be sent and when, quiet hours, wording. Not for: handing them to the system (the app). */
package app.stipple.logic

import java.time.LocalTime

/** Until the client says others. */
private val NIGHT = QuietHours(from = LocalTime.parse("22:00"), until = LocalTime.parse("08:00"))

/** What the Reminders screen shows. */
public data class RemindersScreen(
    val reminders: List<Reminder> = emptyList(),
    val quiet: QuietHours = NIGHT,
    val discreet: Boolean = true,
    /** Whether the system lets the app send any; the app says. */
    val allowed: Boolean = true,
    /** Whether any come to this device at all; else they are only listed. */
    val come: Boolean = true,
    override val problem: Problem? = null,
) : Screen<RemindersScreen> {
    override fun with(problem: Problem?): RemindersScreen = copy(problem = problem)
}

/** Holds it. */
public class RemindersModel(hub: Hub, come: Boolean = true) : ScreenModel<RemindersScreen>(hub, RemindersScreen(come = come)) {
    init {
        start()
    }

    override suspend fun load() {
        val reminders = if (stipple.hasCourse()) stipple.reminders(MOST_REMINDERS) else emptyList()
        val settings = stipple.settings()
        change {
            it.copy(
                reminders = reminders,
                quiet = settings.quiet ?: RemindersScreen().quiet,
                discreet = settings.discreet ?: true,
            )
        }
    }

    public fun discreet(on: Boolean) {
        alter { stipple.changeSettings(Settings(discreet = on)) }
    }

    public fun quiet(hours: QuietHours) {
        alter { stipple.changeSettings(Settings(quiet = hours)) }
    }

    /** What the system says: permission given, or taken away. */
    public fun allowed(allowed: Boolean): Unit = change { it.copy(allowed = allowed) }
}
