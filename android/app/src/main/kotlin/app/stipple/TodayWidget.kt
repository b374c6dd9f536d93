/** The widget as it looks, of what it says; a tap opens the app. Not for: what it says (`widgetState`), or when (`Widgets`). */
package app.stipple

import android.content.Context
import android.text.format.DateFormat
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import androidx.glance.GlanceId
import androidx.glance.GlanceModifier
import androidx.glance.LocalContext
import androidx.glance.LocalSize
import androidx.glance.action.actionStartActivity
import androidx.glance.action.clickable
import androidx.glance.appwidget.GlanceAppWidget
import androidx.glance.appwidget.SizeMode
import androidx.glance.appwidget.appWidgetBackground
import androidx.glance.appwidget.cornerRadius
import androidx.glance.appwidget.provideContent
import androidx.glance.background
import androidx.glance.color.ColorProvider
import androidx.glance.layout.Alignment
import androidx.glance.layout.Column
import androidx.glance.layout.fillMaxSize
import androidx.glance.layout.padding
import androidx.glance.semantics.contentDescription
import androidx.glance.semantics.semantics
import androidx.glance.state.GlanceStateDefinition
import androidx.glance.text.FontWeight
import androidx.glance.text.Text
import androidx.glance.text.TextStyle
import app.stipple.logic.WidgetContent
import app.stipple.ui.DarkPalette
import app.stipple.ui.LightPalette
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.util.Locale

/** One state of it: made anew for each. */
class TodayWidget(private val content: WidgetContent) : GlanceAppWidget() {
    override val sizeMode = SizeMode.Responsive(setOf(SMALL, LARGE))

    /** Nothing of it is kept. */
    override val stateDefinition: GlanceStateDefinition<*>? = null

    override suspend fun provideGlance(context: Context, id: GlanceId) {
        provideContent { TodayWidgetContent(content) }
    }

    companion object {
        val SMALL = DpSize(110.dp, 40.dp)
        val LARGE = DpSize(110.dp, 110.dp)
    }
}

private val ground = ColorProvider(day = LightPalette.surface, night = DarkPalette.surface)
private val strong = ColorProvider(day = LightPalette.onSurface, night = DarkPalette.onSurface)
private val quiet = ColorProvider(day = LightPalette.onSurfaceVariant, night = DarkPalette.onSurfaceVariant)

@Composable
fun TodayWidgetContent(content: WidgetContent) {
    val context = LocalContext.current
    val (title, beside) = context.words(content)
    Ground(listOfNotNull(title, beside).joinToString(". ")) {
        val size = LocalSize.current
        val scale = context.resources.configuration.fontScale
        if (size.height < TodayWidget.LARGE.height) {
            // One line: what stands beside it would be cut off in the middle.
            Text(title, style = TextStyle(strong, SMALL_TEXT.sp, FontWeight.Medium), maxLines = 1)
        } else {
            // Whole lines, however large the type is: half a line says nothing.
            val room = size.height.value - 2 * PADDING
            val most = if (beside == null) ANY else if (content is WidgetContent.Told) 2 else 1
            val titles = lines(room, LARGE_TEXT * scale).coerceIn(1, most)
            val besides = lines(room - titles * LARGE_TEXT * scale * LINE, SMALL_TEXT * scale)
            Text(title, style = TextStyle(strong, LARGE_TEXT.sp, FontWeight.Medium), maxLines = titles)
            if (beside != null && besides > 0) Text(beside, style = TextStyle(quiet, SMALL_TEXT.sp), maxLines = besides)
        }
    }
}

/** Spoken as a whole, and opens the app. */
@Composable
private fun Ground(spoken: String, content: @Composable () -> Unit) {
    val tall = LocalSize.current.height >= TodayWidget.LARGE.height
    Column(
        GlanceModifier.fillMaxSize().appWidgetBackground().background(ground).cornerRadius(16.dp)
            .padding(horizontal = PADDING.dp, vertical = if (tall) PADDING.dp else 0.dp)
            .clickable(actionStartActivity<MainActivity>())
            .semantics { contentDescription = spoken },
        verticalAlignment = if (tall) Alignment.Top else Alignment.CenterVertically,
    ) { content() }
}

private const val PADDING = 12f
private const val LARGE_TEXT = 16f
private const val SMALL_TEXT = 14f
private const val ANY = 10

/** How high a line is beside its type. */
private const val LINE = 1.35f

private fun lines(room: Float, text: Float): Int = (room / (text * LINE)).toInt()

/** What it says, and what stands beside that. */
private fun Context.words(content: WidgetContent): Pair<String, String?> = when (content) {
    WidgetContent.Locked -> getString(R.string.widget_locked) to null
    WidgetContent.Nothing -> getString(R.string.widget_nothing) to null
    WidgetContent.Unknown -> getString(R.string.widget_unknown) to null
    is WidgetContent.Told -> content.headline to content.next
    is WidgetContent.Discreet -> {
        val day = content.day?.let { getString(R.string.widget_day, it) }
        val change = content.change?.let { getString(R.string.widget_change, moment(it)) }
        (day ?: change ?: getString(R.string.widget_nothing)) to change.takeIf { day != null }
    }
}

/** "Thu, 7 May, 08:00", as the device writes it. */
private fun Context.moment(at: Instant): String {
    val locale: Locale = resources.configuration.locales[0]
    val fields = if (DateFormat.is24HourFormat(this)) "EEEdMMMHm" else "EEEdMMMhm"
    val pattern = DateFormat.getBestDateTimePattern(locale, fields)
    return DateTimeFormatter.ofPattern(pattern, locale).format(at.atZone(ZoneId.systemDefault()))
}
