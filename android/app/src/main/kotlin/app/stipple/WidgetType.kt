/**
 * How large the widget's type is, and how many lines each of its two texts has: in a box that cannot grow, with words that
 * others worded. Measured here, because a home screen cuts off what does not fit. Not for: drawing it (`TodayWidget`).
 */
package app.stipple

import android.content.Context
import android.graphics.Paint
import android.graphics.Typeface
import android.os.Build
import android.text.StaticLayout
import android.text.TextPaint
import android.util.TypedValue
import androidx.compose.ui.unit.DpSize

/** Type in sp, and whole lines; no line: left out. */
internal data class SetText(val sp: Float, val lines: Int)

/** A title, and what stands under it. [whole]: the title is. */
internal data class SetTexts(val title: SetText, val beside: SetText, val whole: Boolean)

internal class WidgetType(private val context: Context, size: DpSize) {
    private val tall = size.height >= TodayWidget.LARGE.height
    private val padding = if (tall) PADDING else 0f
    private val width = px(TypedValue.COMPLEX_UNIT_DIP, size.width.value - 2 * PADDING).toInt()
    private val room = px(TypedValue.COMPLEX_UNIT_DIP, size.height.value - 2 * padding).toInt()

    /**
     * In the client's own type where all of it fits; else in smaller type, down to what everybody has who chose none. Where
     * even that is too large, the title stays whole, and what stands under it ends where the box does, or is left out of a low one.
     */
    fun set(title: String, beside: String?): SetTexts {
        val tries = steps().map { Try(it, title, beside) }
        val best = tries.firstOrNull { it.whole }
            ?: tries.firstOrNull { tall && it.titleWhole && it.besides > 0 }
            ?: tries.firstOrNull { it.titleWhole }
            ?: tries.last()
        val besides = if (tall || best.whole) best.besides else 0
        return SetTexts(SetText(best.titleSp, best.titles), SetText(best.besideSp, besides), best.titleWhole)
    }

    private fun steps(): List<Float> {
        val least = px(TypedValue.COMPLEX_UNIT_DIP, LEAST)
        return generateSequence(1f) { it * STEP }.takeWhile { it == 1f || px(TypedValue.COMPLEX_UNIT_SP, SMALL_TEXT * it) >= least }.toList()
    }

    private inner class Try(step: Float, title: String, beside: String?) {
        val titleSp = (if (tall) LARGE_TEXT else SMALL_TEXT) * step
        val besideSp = SMALL_TEXT * step
        private val set = measure(title, titleSp, strong = true)
        private val left = room - set.height
        val titleWhole = set.unbroken && left >= 0
        val titles = set.linesIn(room).coerceAtLeast(1)
        private val under = beside?.let { measure(it, besideSp, strong = false) }
        val besides = under?.linesIn(left) ?: 0
        val whole = titleWhole && (under == null || (under.unbroken && under.height <= left))
    }

    private class Measured(private val layout: StaticLayout, val unbroken: Boolean) {
        val height get() = layout.height

        fun linesIn(room: Int) = (0 until layout.lineCount).count { layout.getLineBottom(it) <= room }
    }

    /** As a home screen's text view does it. */
    private fun measure(text: String, sp: Float, strong: Boolean): Measured {
        val paint = TextPaint(Paint.ANTI_ALIAS_FLAG).apply {
            textSize = px(TypedValue.COMPLEX_UNIT_SP, sp)
            typeface = if (strong) Typeface.DEFAULT_BOLD else Typeface.DEFAULT
            textLocales = context.resources.configuration.locales
        }
        val layout = StaticLayout.Builder.obtain(text, 0, text.length, paint, width)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) layout.setUseLineSpacingFromFallbacks(true)
        return Measured(layout.build(), text.split(' ').all { paint.measureText(it) <= width })
    }

    private fun px(unit: Int, value: Float) = TypedValue.applyDimension(unit, value, context.resources.displayMetrics)

    companion object {
        const val PADDING = 12f
        private const val LARGE_TEXT = 16f
        private const val SMALL_TEXT = 14f
        private const val STEP = 0.9f

        /** In dp. */
        private const val LEAST = 12f
    }
}
