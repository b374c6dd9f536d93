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

/** What the widget says now. It holds until the core's next change, or until the core counts another day. */
public suspend fun Stipple.widgetState(locked: Boolean): WidgetState {
    if (locked) return WidgetState(WidgetContent.Locked)
    if (!hasCourse()) return WidgetState(WidgetContent.Nothing)
    val now = now()
    val board = today()
    val change = board.changes.firstOrNull { it > now }
    val discreet = settings().discreet ?: true
    val content = when {
        !discreet -> WidgetContent.Told(board.headline, board.next.firstOrNull())
        board.day == null && change == null -> WidgetContent.Nothing
        else -> WidgetContent.Discreet(board.day, change)
    }
    return WidgetState(content, listOfNotNull(change, nextDay(now, board)).minOrNull())
}

/**
 * The first minute at which the core says another day than now. Asked for, and not worked out: the core counts days in the
 * zone of the session, which need not be the one that the client has travelled to.
 */
private suspend fun Stipple.nextDay(now: Instant, board: Today): Instant? {
    suspend fun same(at: Instant) = today(at).headline == board.headline
    var before = now.truncatedTo(ChronoUnit.MINUTES)
    var after = before + LONGEST_DAY
    if (board.day == null || same(after)) return null
    while (true) {
        val middle = before + Duration.ofMinutes(Duration.between(before, after).toMinutes() / 2)
        when {
            middle == before -> return after
            same(middle) -> before = middle
            else -> after = middle
        }
    }
}

/** With an hour that the clocks are set back, and one to spare. */
private val LONGEST_DAY = Duration.ofHours(26)
