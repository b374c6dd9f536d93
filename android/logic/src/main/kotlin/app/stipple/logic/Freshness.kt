/**
 * Whether what a screen shows still holds: a verdict must not stand there longer than it is true.
 *
 * Not for: counting down to a moment (`Countdown`), or asking anew (`Hub.refresh`).
 */
package app.stipple.logic

import java.time.Duration
import java.time.Instant
import java.time.ZoneId

/** What changes without a verdict: a session that begins or ends, days that turn where the session was. */
private const val AT_MOST_MINUTES = 10L

/** A device that sleeps counts no time: the wall clock is looked at as often as that. */
private val LOOK: Duration = Duration.ofMinutes(1)

/** Whether what was read at [read], and changes at [changes], may still be shown at [now] to a client in [zone]. */
public fun stillHolds(read: Instant, now: Instant, changes: List<Instant>, zone: ZoneId): Boolean =
    now >= read &&
        Duration.between(read, now) < Duration.ofMinutes(AT_MOST_MINUTES) &&
        changes.none { it > read && it <= now } &&
        read.atZone(zone).toLocalDate() == now.atZone(zone).toLocalDate()

/** How long nobody has to look whether it does: until the next of [changes], and never for long. */
public fun untilNextLook(now: Instant, changes: List<Instant>): Duration {
    val next = changes.filter { it > now }.minOrNull() ?: return LOOK
    return minOf(Duration.between(now, next), LOOK).coerceAtLeast(Duration.ofMillis(1))
}
