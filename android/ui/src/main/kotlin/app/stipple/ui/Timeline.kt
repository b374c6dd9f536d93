/** Every activity over time, as bars. Not for: when what changes; the segments say. */
package app.stipple.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import app.stipple.logic.Bar
import app.stipple.logic.Segment
import app.stipple.logic.Verdict
import java.time.Duration
import java.time.Instant

/** The days that a timeline shows. */
internal data class Span(val from: Instant, val until: Instant) {
    /** Where a moment lies, 0 to 1. */
    fun place(at: Instant): Float =
        (Duration.between(from, at).toMillis().toFloat() / Duration.between(from, until).toMillis()).coerceIn(0f, 1f)
}

private val AHEAD: Duration = Duration.ofDays(60)
private val ROOM: Duration = Duration.ofDays(2)

/** From the first session, or now, until all have changed that will within two months. */
internal fun spanOf(bars: List<Bar>, now: Instant): Span {
    val changes = bars.flatMap { it.segments }.map { it.from }
    val from = changes.filter { it <= now }.minOrNull() ?: now
    val last = changes.filter { it <= now + AHEAD }.maxOrNull() ?: now
    return Span(from, maxOf(last, now) + ROOM)
}

/** How much of a bar's height a verdict takes: told apart without colour. */
@Suppress("MagicNumber") // The cases are their names.
private fun height(verdict: Verdict) = when (verdict) {
    Verdict.NO -> 1f
    Verdict.ASK -> 0.7f
    Verdict.YES_IF -> 0.4f
    Verdict.YES -> 0.15f
}

@Composable
internal fun TimelineBar(bar: Bar, span: Span, now: Instant) {
    val colors = LocalVerdictColors.current
    val mark = MaterialTheme.colorScheme.onSurface
    val rtl = LocalLayoutDirection.current == LayoutDirection.Rtl
    val spoken = spoken(bar, span, now)
    Column(
        Modifier.fillMaxWidth().padding(vertical = 4.dp).clearAndSetSemantics { contentDescription = spoken },
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        Text(bar.activity.label, style = MaterialTheme.typography.bodyMedium)
        Canvas(Modifier.fillMaxWidth().height(14.dp)) {
            val shown = stretches(bar, span)
            shown.forEach { (segment, until) ->
                stretch(span.place(segment.from), span.place(until), height(segment.verdict), rtl) { at, size ->
                    drawRect(colors.of(segment.verdict), at, size)
                }
            }
            stretch(span.place(now), span.place(now), 1f, rtl) { at, _ ->
                drawLine(mark, Offset(at.x, -2.dp.toPx()), Offset(at.x, size.height + 2.dp.toPx()), 2.dp.toPx())
            }
        }
    }
}

/** The first and the last day of the timeline, under the bars. */
@Composable
internal fun TimelineEnds(span: Span) {
    val zone = LocalZone.current
    val dates = dateText()
    Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.SpaceBetween) {
        listOf(span.from, span.until).forEach {
            Text(it.atZone(zone).toLocalDate().format(dates), style = MaterialTheme.typography.labelMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
    }
}

/** Each verdict has its own mark as well as its colour. */
@Composable
internal fun TimelineKey() {
    Column(Modifier.clearAndSetSemantics { }) {
        Verdict.entries.forEach { verdict ->
            val color = LocalVerdictColors.current.of(verdict)
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                Canvas(Modifier.size(24.dp, 14.dp)) {
                    stretch(0f, 1f, height(verdict), false) { at, size -> drawRect(color, at, size) }
                }
                Text(stringResource(verdictWord(verdict)), style = MaterialTheme.typography.labelMedium)
            }
        }
    }
}

/** Segments that reach into the span, each with its end. */
private fun stretches(bar: Bar, span: Span): List<Pair<Segment, Instant>> = bar.segments.mapIndexedNotNull { place, segment ->
    val until = bar.segments.getOrNull(place + 1)?.from ?: span.until
    (segment to until).takeIf { until > span.from && segment.from < span.until }
}

private inline fun DrawScope.stretch(from: Float, until: Float, part: Float, rtl: Boolean, draw: (Offset, Size) -> Unit) {
    val (left, right) = if (rtl) (1 - until) to (1 - from) else from to until
    val high = size.height * part
    draw(Offset(left * size.width, size.height - high), Size((right - left) * size.width, high))
}

@Composable
private fun spoken(bar: Bar, span: Span, now: Instant): String {
    val zone = LocalZone.current
    val dates = dateText()
    val ahead = stretches(bar, span).filter { (_, until) -> until > now }
    val current = ahead.firstOrNull()?.first ?: return bar.activity.label
    val later = ahead.drop(1).map { (segment, _) ->
        stringResource(R.string.bar_stretch, stringResource(verdictWord(segment.verdict)), segment.from.atZone(zone).toLocalDate().format(dates))
    }
    val verdict = stringResource(verdictWord(current.verdict))
    return when {
        later.isEmpty() -> stringResource(R.string.spoken_row_plain, bar.activity.label, verdict)
        else -> stringResource(R.string.spoken_row, bar.activity.label, verdict, later.joinToString(", "))
    }
}
