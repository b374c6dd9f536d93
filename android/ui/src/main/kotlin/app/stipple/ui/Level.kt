/** A level over what the camera sees: a line, and the same in words. Not for: measuring (the device), or tolerances (`logic`). */
package app.stipple.ui

import androidx.annotation.StringRes
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.rotate
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Level
import app.stipple.logic.Tilt

@StringRes
internal fun levelWord(level: Level): Int = when (level) {
    Level.LEVEL -> R.string.level_is
    Level.SIDEWAYS -> R.string.level_sideways
    Level.FORWARDS -> R.string.level_forwards
}

@Composable
internal fun LevelOver(tilt: Tilt, level: Level) {
    Box(Modifier.fillMaxSize()) {
        Canvas(Modifier.fillMaxSize()) { horizon(tilt.sideways.toFloat(), level == Level.LEVEL) }
        LevelWords(level)
    }
}

/** Spoken when it changes, not with each degree. */
@Composable
private fun BoxScope.LevelWords(level: Level) {
    Row(
        Modifier.align(Alignment.BottomCenter).padding(8.dp)
            .background(MaterialTheme.colorScheme.inverseSurface, RoundedCornerShape(16.dp))
            .padding(horizontal = 12.dp, vertical = 6.dp)
            .semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
        horizontalArrangement = Arrangement.spacedBy(6.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        val ink = MaterialTheme.colorScheme.inverseOnSurface
        if (level == Level.LEVEL) Icon(painterResource(R.drawable.ic_yes), null, Modifier.size(20.dp), tint = ink)
        Text(stringResource(levelWord(level)), color = ink)
    }
}

/** How far the horizon reaches from the middle, and how long the marks beside it are: parts of the picture's width. */
private const val REACH = 0.3f
private const val MARK = 0.06f

/** Marks that stay, and a line that stays with the horizon: whole where the phone is level, broken where it is not. */
private fun DrawScope.horizon(degrees: Float, level: Boolean) {
    val reach = size.width * REACH
    val mark = size.width * MARK
    for (side in listOf(-1, 1)) {
        line(Offset(center.x + side * reach, center.y), Offset(center.x + side * (reach + mark), center.y), null)
    }
    val broken = if (level) null else PathEffect.dashPathEffect(floatArrayOf(12.dp.toPx(), 8.dp.toPx()))
    rotate(degrees) { line(Offset(center.x - reach, center.y), Offset(center.x + reach, center.y), broken) }
}

/** Light with a dark edge: seen before whatever the camera sees. */
private fun DrawScope.line(from: Offset, to: Offset, broken: PathEffect?) {
    drawLine(Color.Black, from, to, 5.dp.toPx(), StrokeCap.Round, broken)
    drawLine(Color.White, from, to, 2.5.dp.toPx(), StrokeCap.Round, broken)
}
