/** The Over time screen, of its record: one angle as a time-lapse, or as a line. Not for: what a line means; nobody says that. */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import app.stipple.logic.Made
import app.stipple.logic.Series
import app.stipple.logic.SeriesScreen
import app.stipple.logic.Trend
import app.stipple.logic.TrendPoint
import java.text.NumberFormat

/** What can be done on the Over time screen. */
interface SeriesActions {
    fun choose(series: Series)
    fun make()
    fun stop()
    fun save()
    fun dismiss()
}

@Composable
fun SeriesContent(screen: SeriesScreen, actions: SeriesActions, padding: PaddingValues = PaddingValues()) {
    ScreenList("series", padding, screen.problem, actions::dismiss) {
        item { Choosing(screen, actions) }
        when (val made = screen.made) {
            null -> item { Making(screen, actions) }
            is Made.Chart -> chart(made)
            is Made.Lapse -> lapse(made, screen.photos, actions)
        }
    }
}

@Composable
private fun Choosing(screen: SeriesScreen, actions: SeriesActions) {
    Block {
        screen.side?.let { Heading(it.label) }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Series.entries.forEach { series ->
                FilterChip(screen.series == series, { actions.choose(series) }, { Text(seriesLabel(series)) })
            }
        }
    }
}

@Composable
private fun seriesLabel(series: Series): String = stringResource(
    when (series) {
        Series.LAPSE -> R.string.series_lapse
        Series.REDNESS -> R.string.series_redness
        Series.DOTS -> R.string.series_dots
    },
)

@Composable
private fun Making(screen: SeriesScreen, actions: SeriesActions) {
    if (screen.working) {
        Block {
            val working = stringResource(R.string.working)
            Quiet(working)
            HowFar(working, screen.progress, actions::stop)
        }
    } else {
        Button(actions::make) { Text(stringResource(R.string.series_show)) }
    }
}

private fun LazyListScope.lapse(made: Made.Lapse, photos: List<String>, actions: SeriesActions) {
    item { FilmPlayer(made.picture, photos) }
    item {
        Block {
            Heading(stringResource(R.string.series_photos))
            photos.forEach { Text(it) }
            made.lapse.leftOut.forEach { Quiet(it) }
        }
    }
    item { OutlinedButton(actions::save) { Text(stringResource(R.string.series_save)) } }
}

private fun LazyListScope.chart(made: Made.Chart) {
    val trend = made.trend
    item { Still(made.picture, trend.title) }
    item { Values(trend) }
}

/** What is drawn, in words: each value with how far it may be off, and how far light and angle carry it. */
@Composable
private fun Values(trend: Trend) {
    Block {
        Heading(trend.title)
        Quiet(trend.note)
        trend.points.forEach { Value(it) }
    }
}

@Composable
private fun Value(point: TrendPoint) {
    Text(point.line)
    point.reliability?.let { Quiet(stringResource(R.string.trend_reliability, NumberFormat.getPercentInstance(locale()).format(it))) }
}
