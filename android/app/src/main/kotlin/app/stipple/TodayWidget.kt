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
import java.time.format.DecimalStyle
import java.util.Locale

/** One state of it: made anew for each. */
class TodayWidget(private val content: WidgetContent) : GlanceAppWidget() {
    override val sizeMode = SizeMode.Responsive(SIZES.toSet())

    /** Nothing of it is kept. */
    override val stateDefinition: GlanceStateDefinition<*>? = null

    override suspend fun provideGlance(context: Context, id: GlanceId) {
        provideContent { TodayWidgetContent(content) }
    }

    companion object {
        val SMALL = DpSize(110.dp, 40.dp)
        val LARGE = DpSize(110.dp, 110.dp)
        private val WIDE = 220.dp

        /** A home screen takes the largest that fits. */
        val SIZES = listOf(SMALL, SMALL.copy(width = WIDE), LARGE, LARGE.copy(width = WIDE))
    }
}

private val ground = ColorProvider(day = LightPalette.surface, night = DarkPalette.surface)
private val strong = ColorProvider(day = LightPalette.onSurface, night = DarkPalette.onSurface)
private val quiet = ColorProvider(day = LightPalette.onSurfaceVariant, night = DarkPalette.onSurfaceVariant)

@Composable
fun TodayWidgetContent(content: WidgetContent) {
    val context = LocalContext.current
    val words = context.words(content)
    val type = WidgetType(context, LocalSize.current)
    val long = type.set(words.title, words.beside)
    val (title, set) = if (long.whole) words.title to long else words.short to type.set(words.short, words.beside)
    Ground(listOfNotNull(words.title, words.beside).joinToString(". ")) {
        Text(title, style = TextStyle(strong, set.title.sp.sp, FontWeight.Medium), maxLines = set.title.lines)
        if (words.beside != null && set.beside.lines > 0) {
            Text(words.beside, style = TextStyle(quiet, set.beside.sp.sp), maxLines = set.beside.lines)
        }
    }
}

/** Spoken as a whole, and opens the app. */
@Composable
private fun Ground(spoken: String, content: @Composable () -> Unit) {
    val tall = LocalSize.current.height >= TodayWidget.LARGE.height
    Column(
        GlanceModifier.fillMaxSize().appWidgetBackground().background(ground).cornerRadius(16.dp)
            .padding(horizontal = WidgetType.PADDING.dp, vertical = if (tall) WidgetType.PADDING.dp else 0.dp)
            .clickable(actionStartActivity<MainActivity>())
            .semantics { contentDescription = spoken },
        verticalAlignment = if (tall) Alignment.Top else Alignment.CenterVertically,
    ) { content() }
}

/** What it says, what stands beside that, and what is said where there is no room for the first. */
private class Words(val title: String, val beside: String? = null, val short: String = title)

private fun Context.words(content: WidgetContent): Words = when (content) {
    WidgetContent.Locked -> Words(getString(R.string.widget_locked))
    WidgetContent.Nothing -> Words(getString(R.string.widget_nothing))
    WidgetContent.Unknown -> Words(getString(R.string.widget_unknown))
    is WidgetContent.Told -> Words(content.headline, content.next)
    is WidgetContent.Discreet -> {
        val moment = content.change?.let(::moment)
        val change = moment?.let { getString(R.string.widget_change, it) }
        val day = content.day?.let { getString(R.string.widget_day, it) }
        when {
            day != null -> Words(day, change)
            change != null -> Words(change, short = moment)
            else -> Words(getString(R.string.widget_nothing))
        }
    }
}

/** "Thu, 7 May, 08:00", as the device writes it. */
private fun Context.moment(at: Instant): String {
    val locale: Locale = resources.configuration.locales[0]
    val fields = if (DateFormat.is24HourFormat(this)) "EEEdMMMHm" else "EEEdMMMhm"
    val pattern = DateFormat.getBestDateTimePattern(locale, fields)
    return DateTimeFormatter.ofPattern(pattern, locale).withDecimalStyle(DecimalStyle.of(locale)).format(at.atZone(ZoneId.systemDefault()))
}
