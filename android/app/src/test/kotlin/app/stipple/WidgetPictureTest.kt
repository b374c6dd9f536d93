/** The widget as it was looked at and found right, in each size and each way a phone can be set. Not for: what it says, or when (`WidgetTest`). */
package app.stipple

import android.content.Context
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import androidx.glance.appwidget.compose
import app.stipple.logic.WidgetContent
import app.stipple.ui.Goldens
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.Locale

class WidgetPictureTest : ShellTest() {
    private val kinds = listOf(
        WidgetContent.Discreet(4, london("2026-05-07T00:00")),
        WidgetContent.Discreet(null, london("2026-05-27T22:30")),
        WidgetContent.Told("Day 4 after session 1 of 3", "Thu 7 May: you may wash, shave, get it wet · photo of day 6"),
        WidgetContent.Nothing,
        WidgetContent.Locked,
        WidgetContent.Unknown,
    )

    private fun context(change: Configuration.() -> Unit): Context =
        application.createConfigurationContext(Configuration(application.resources.configuration).apply(change))

    private fun Configuration.night() {
        uiMode = uiMode and Configuration.UI_MODE_NIGHT_MASK.inv() or Configuration.UI_MODE_NIGHT_YES
    }

    private fun Configuration.speak(language: String, region: String) = setLocale(Locale.Builder().setLanguage(language).setRegion(region).build())

    private val setups by lazy {
        mapOf(
            "light" to context {},
            "dark" to context { night() },
            "dark-large" to context {
                night()
                fontScale = 2f
            },
            "rtl" to context { speak("ar", "XB") },
            "long" to context { speak("en", "XA") },
        )
    }

    /** One kind on a home screen, in each size. */
    private fun row(context: Context, kind: WidgetContent): List<View> = TodayWidget.SIZES.map { size ->
        var host: View? = null
        // On the main thread's own time, as the receiver has it.
        application.scope.launch { host = HomeScreen.hosted(context, TodayWidget(kind).compose(context), size) }
        waitFor("a widget") { host != null }
        host!!
    }

    private fun sheet(context: Context): Bitmap {
        val rows = kinds.map { row(context, it) }
        val gap = (8 * context.resources.displayMetrics.density).toInt()
        val high = rows.first().maxOf { it.height } + gap
        val picture = Bitmap.createBitmap(rows.first().sumOf { it.width + gap }, rows.size * high, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture).apply { drawColor(0xFF808890.toInt()) }
        rows.forEachIndexed { place, row ->
            var left = 0
            for (host in row) {
                canvas.save()
                canvas.translate(left.toFloat(), (place * high).toFloat())
                canvas.clipRect(0, 0, host.width, host.height)
                host.draw(canvas)
                canvas.restore()
                left += host.width + gap
            }
        }
        return picture
    }

    @Test
    fun `as it looks`() {
        val wrong = setups.mapNotNull { (name, context) -> Goldens("app").compare("widget-$name.png", sheet(context)) }
        assertEquals("UPDATE_GOLDEN=1 writes them anew; made: ${Goldens("app").made}", emptyList<String>(), wrong)
    }

    private fun TextView.place(host: View) = Rect(0, 0, width, height).also { (host as ViewGroup).offsetDescendantRectToMyCoords(this, it) }

    /** What is wrong with how its texts stand in it. */
    private fun faults(host: View): List<String> {
        val texts = host.texts()
        val places = texts.map { it.place(host) }
        val outside = texts.indices.filter { !Rect(0, 0, host.width, host.height).contains(places[it]) }.map { "outside: ${texts[it].text}" }
        val cut = texts.filter { it.layout.height > it.height }.map { "cut in a line: ${it.text}" }
        val over = places.zipWithNext().filter { (one, next) -> Rect.intersects(one, next) }.map { "over each other" }
        return outside + cut + over
    }

    private fun TextView.ends() = (0 until layout.lineCount).any { layout.getEllipsisCount(it) > 0 }

    @Test
    fun `no line is cut through in any size`() {
        val scales = listOf(1f, 1.15f, 1.3f, 1.5f, 1.8f, 2f)
        val contexts = setups.values + scales.map { context { fontScale = it } }
        val wrong = contexts.flatMap { context -> kinds.flatMap { kind -> row(context, kind).flatMap(::faults) } }
        assertEquals(emptyList<String>(), wrong)
    }

    @Test
    fun `its own words are whole in any size and type`() {
        val scales = listOf(1f, 1.15f, 1.3f, 1.5f, 1.8f, 2f)
        val ended = scales.flatMap { scale ->
            val context = context { fontScale = scale }
            kinds.filter { it !is WidgetContent.Told }.flatMap { kind ->
                row(context, kind).flatMap { host -> host.texts().filter { it.ends() }.map { "$scale ${host.width}x${host.height} ${it.text}" } }
            }
        }
        assertEquals(emptyList<String>(), ended)
    }

    @Test
    fun `from right to left it begins at the right`() {
        val host = row(setups.getValue("rtl"), kinds.first()).last()
        val margin = (WidgetType.PADDING * host.resources.displayMetrics.density).toInt()
        assertEquals(2, host.texts().size)
        for (text in host.texts()) assertEquals(text.text.toString(), host.width - margin, text.place(host).right)
        // Not because it is as wide as that.
        assertTrue(host.texts().first().place(host).left > host.width / 2)
    }
}
