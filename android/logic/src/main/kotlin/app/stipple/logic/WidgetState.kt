/**
 * What the widget says, and how long that holds: the day and the next change, and no more than others may see.
 *
 * Asked anew at each moment, so that nothing of it is kept in clear. Not for: drawing it, or being woken (the app).
 */
package app.stipple.logic

import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit

/** What it says. */
public sealed interface WidgetContent {
    /** The client has the app locked: whoever holds the phone may be somebody else. */
    public data object Locked : WidgetContent

    /** No course, or nothing to come. */
    public data object Nothing : WidgetContent

    /** The core could not be asked; the app says why. */
    public data object Unknown : WidgetContent

    /** In discreet wording: names neither session nor activity. */
    public data class Discreet(val day: Int?, val change: Instant?) : WidgetContent

    /** In the board's own words. */
    public data class Told(val headline: String, val next: String?) : WidgetContent
}

/** What it says until then; null: until something is entered. */
public data class WidgetState(val content: WidgetContent, val until: Instant? = null)

/** What the widget says now, and in discreet wording alone [whereOthersSee] it. It holds until the core says something else, or for a day: then it is asked again. */
public suspend fun Stipple.widgetState(locked: Boolean, whereOthersSee: Boolean = false): WidgetState {
    if (locked) return WidgetState(WidgetContent.Locked)
    if (!hasCourse()) return WidgetState(WidgetContent.Nothing)
    val now = now()
    val discreet = whereOthersSee || settings().discreet ?: true
    val board = today(now)
    val change = board.changes.firstOrNull { it > now }
    val turn = turn(now) { says(it, today(it), discreet) }
    return WidgetState(says(now, board, discreet), listOfNotNull(change, turn).min())
}

/** What the board says at its moment, and no more than others may see. */
private fun says(at: Instant, board: Today, discreet: Boolean): WidgetContent {
    if (!discreet) return WidgetContent.Told(board.headline, board.next.firstOrNull())
    val change = board.changes.firstOrNull { it > at }
    // Day -1 is a session that is under way and ends past midnight: for others, it is that day already.
    val day = board.day?.coerceAtLeast(0)
    return if (day == null && change == null) WidgetContent.Nothing else WidgetContent.Discreet(day, change)
}

/**
 * The first minute within a day at which it says something else; the end of the day where there is none.
 *
 * Asked for, and not worked out: the board has no moment for it. Days turn in the zone of the session, words in the zone
 * that the client is in, and a session begins and ends without a change of any verdict.
 */
private suspend fun turn(now: Instant, says: suspend (Instant) -> WidgetContent): Instant {
    val here = says(now)
    var before = now.truncatedTo(ChronoUnit.MINUTES)
    var after = before + Duration.ofHours(LONGEST_DAY_HOURS)
    while (true) {
        val middle = before + Duration.ofMinutes(Duration.between(before, after).toMinutes() / 2)
        when {
            middle == before -> return after
            says(middle) == here -> before = middle
            else -> after = middle
        }
    }
}

/** With an hour that the clocks are set back, and one to spare. */
private const val LONGEST_DAY_HOURS = 26L
