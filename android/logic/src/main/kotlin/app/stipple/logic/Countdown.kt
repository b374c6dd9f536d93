/**
 * How long it is until a deadline, for a text that counts down by itself: the core gives the moment once.
 *
 * Not for: words (the screens').
 */
package app.stipple.logic

import java.time.Duration
import java.time.Instant

private const val MINUTE_MS = 60_000L

/** What is left: days and hours, hours and minutes in the last day; nothing once it is over. */
public data class Countdown(val days: Int, val hours: Int, val minutes: Int) {
    public val over: Boolean get() = days == 0 && hours == 0 && minutes == 0
}

/** From [now] to [deadline], a begun minute counted as a whole one: it never says that it is over before it is. */
public fun countdown(now: Instant, deadline: Instant): Countdown {
    val left = Duration.between(now, deadline)
    if (left.isNegative || left.isZero) return Countdown(0, 0, 0)
    val minutes = (left.toMillis() + MINUTE_MS - 1) / MINUTE_MS
    return Countdown((minutes / 60 / 24).toInt(), (minutes / 60 % 24).toInt(), (minutes % 60).toInt())
}

/** How long the text for [deadline] stays as it is at [now]. */
public fun untilNextMinute(now: Instant, deadline: Instant): Duration {
    val left = Duration.between(now, deadline).toMillis()
    return if (left <= 0) Duration.ofMinutes(1) else Duration.ofMillis((left - 1) % MINUTE_MS + 1)
}
