/**
 * The Can I …? screen: search, an answer for now or another day, from when, and the holiday planner.
 *
 * Not for: the board (`TodayModel`).
 */
package app.stipple.logic

import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId

/** What the Can I …? screen shows. */
public data class AskScreen(
    val text: String = "",
    /** The day asked about; null: now. */
    val day: LocalDate? = null,
    val found: List<Activity> = emptyList(),
    val chosen: Activity? = null,
    val answer: Answer? = null,
    /** From when it is allowed, in words. */
    val fromWhen: List<String> = emptyList(),
    val holidayFirst: LocalDate? = null,
    val holidayLast: LocalDate? = null,
    val holiday: Holiday? = null,
    override val problem: Problem? = null,
) : Screen<AskScreen> {
    override fun with(problem: Problem?): AskScreen = copy(problem = problem)
}

/** Holds it. */
public class AskModel(hub: Hub, private val zone: () -> ZoneId) : ScreenModel<AskScreen>(hub, restored(hub.drafts)) {
    init {
        start()
    }

    override suspend fun load() {
        if (!stipple.hasCourse()) return
        find()
        answer()
        plan()
    }

    public fun write(text: String) {
        edit { it.copy(text = text, chosen = null, answer = null, fromWhen = emptyList()) }
        act { find() }
    }

    public fun choose(activity: Activity) {
        edit { it.copy(chosen = activity, problem = null) }
        act { answer() }
        act { plan() }
    }

    /** Another day; null: now. */
    public fun onDay(day: LocalDate?) {
        edit { it.copy(day = day, problem = null) }
        act { answer() }
    }

    public fun holiday(first: LocalDate, last: LocalDate) {
        edit { it.copy(holidayFirst = minOf(first, last), holidayLast = maxOf(first, last), problem = null) }
        act { plan() }
    }

    private suspend fun find() {
        val text = state.value.text
        val found = stipple.search(text)
        // Answers may come back out of order: only what belongs to what is written now.
        change { if (it.text == text) it.copy(found = found) else it }
    }

    private suspend fun answer() {
        val asked = state.value
        val activity = asked.chosen ?: return
        val at = asked.day?.atTime(LocalTime.NOON)?.atZone(zone())?.toInstant()
        val answer = stipple.can(activity.id, at)
        val fromWhen = stipple.whenAllowed(activity.id)
        change { if (it.chosen == activity && it.day == asked.day) it.copy(answer = answer, fromWhen = fromWhen) else it }
    }

    private suspend fun plan() {
        val (first, last) = (state.value.holidayFirst ?: return) to (state.value.holidayLast ?: return)
        val activity = state.value.chosen ?: return
        val holiday = stipple.holiday(listOf(activity.id), first, last)
        change { it.copy(holiday = holiday) }
    }

    private fun edit(to: (AskScreen) -> AskScreen) {
        change(to)
        val kept = state.value
        val draft = mapOf(
            "text" to kept.text,
            "day" to kept.day?.toString().orEmpty(),
            "id" to kept.chosen?.id.orEmpty(),
            "label" to kept.chosen?.label.orEmpty(),
        )
        hub.drafts.write(DRAFT, draft.filterValues { it.isNotEmpty() })
    }

    private companion object {
        const val DRAFT = "ask"

        fun restored(drafts: Drafts): AskScreen {
            val kept = drafts.read(DRAFT)
            return AskScreen(
                text = kept["text"].orEmpty(),
                day = kept["day"]?.let { runCatching { LocalDate.parse(it) }.getOrNull() },
                chosen = kept["id"]?.let { Activity(it, kept["label"] ?: it) },
            )
        }
    }
}
