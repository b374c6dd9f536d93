/**
 * What has to be set and cancelled so that exactly the right reminders stand with the system. Pure.
 *
 * Not for: which reminders there are (the core), or setting them (the app).
 */
package app.stipple.logic

/** How many reminders are handed to the system at a time. */
public const val MOST_REMINDERS: Int = 40

/** What to do, in any order. */
public data class ReminderPlan(val cancel: Set<String>, val set: List<Reminder>) {
    public val nothing: Boolean get() = cancel.isEmpty() && set.isEmpty()
}

/**
 * From those that stand to those that are wanted: each id once, the earliest [MOST_REMINDERS].
 *
 * Whatever moved or is worded differently is set anew under its id, which replaces it. After a restart or an update the
 * system has forgotten all of them: then nothing stands, whatever was noted.
 */
public fun planReminders(standing: Collection<Reminder>, wanted: Collection<Reminder>): ReminderPlan {
    val soon = wanted.sortedBy { it.at }.distinctBy { it.id }.take(MOST_REMINDERS)
    val before = standing.associateBy { it.id }
    return ReminderPlan(
        cancel = before.keys - soon.map { it.id }.toSet(),
        set = soon.filter { before[it.id] != it },
    )
}
