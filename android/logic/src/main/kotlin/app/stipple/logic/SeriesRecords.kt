/**
 * What is made of the photos of one angle over time, as this app's own records.
 *
 * Not for: pixels, which lie in a file that is named by its path.
 */
package app.stipple.logic

/** A side of the head, or a zone that the client named. */
public data class Side(val id: String, val label: String)

/** What a line is drawn of. */
public enum class TrendOf { REDNESS, DOTS }

/** One photo's value, or that it is withheld, in words. */
public data class TrendPoint(
    val line: String,
    /** 0 to 1: how far light and angle carry it; null where it is withheld. */
    val reliability: Double?,
)

/** How redness or dots developed: a line with what is known of each point, never a verdict. */
public data class Trend(val title: String, val points: List<TrendPoint>, val note: String)

/** A time-lapse that was written. */
public data class TimeLapse(
    /** That it was written, under its name. */
    val written: String,
    /** A line for each photo that is not in it. */
    val leftOut: List<String> = emptyList(),
)
