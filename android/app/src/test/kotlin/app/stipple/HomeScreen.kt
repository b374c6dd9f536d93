/** A home screen that a widget can be put on: what is read, heard and seen there, in a size. Not for: what should be. */
package app.stipple

import android.appwidget.AppWidgetHostView
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProviderInfo
import android.content.Context
import android.os.Bundle
import android.view.View
import android.view.ViewGroup
import android.widget.RemoteViews
import android.widget.TextView
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow.directlyOn
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter.from
import java.util.Locale

class HomeScreen(private val context: Context) {
    private val manager = AppWidgetManager.getInstance(context)
    private val widgets get() = ReflectionHelpers.getField<MutableMap<Int, Any>>(shadowOf(manager), "widgetInfos")
    private var id = 0

    fun place() {
        // As where the home screen itself was ended.
        shadowOf(manager).alwaysRecreateViewsDuringUpdate = true
        id = shadowOf(manager).createWidget(WidgetReceiver::class.java, R.layout.glance_default_loading_layout)
    }

    /** A lock screen has taken it. */
    fun isLockScreen() = manager.updateAppWidgetOptions(
        id,
        Bundle().apply { putInt(AppWidgetManager.OPTION_APPWIDGET_HOST_CATEGORY, AppWidgetProviderInfo.WIDGET_CATEGORY_KEYGUARD) },
    )

    fun remove() {
        widgets.remove(id)
    }

    /** As the home screen has it from the app: Robolectric would show the smallest size alone. */
    fun shown(size: DpSize = LARGEST): View {
        val views = ReflectionHelpers.getField<RemoteViews?>(widgets.getValue(id), "lastRemoteViews")
        return if (views == null) View(context) else hosted(context, views, size)
    }

    fun texts(size: DpSize = LARGEST): List<String> = shown(size).texts().map { it.text.toString() }

    fun spoken(): List<String> = shown().walk().mapNotNull { it.contentDescription?.toString() }

    companion object {
        private val LARGEST = DpSize(220.dp, 110.dp)

        /** In the system's own host, and not Robolectric's, which does not choose among what the widget has for each size. */
        fun hosted(context: Context, views: RemoteViews, size: DpSize): View {
            val own = Locale.getDefault()
            // Glance's layouts ask for the direction of the home screen's own language.
            Locale.setDefault(context.resources.configuration.locales[0])
            try {
                return host(context, views, size)
            } finally {
                Locale.setDefault(own)
            }
        }

        private fun host(context: Context, views: RemoteViews, size: DpSize): View {
            val density = context.resources.displayMetrics.density
            val host = AppWidgetHostView(context)
            // A window would do that.
            host.layoutDirection = context.resources.configuration.layoutDirection
            fun layOut() {
                val (wide, high) = (size.width.value * density).toInt() to (size.height.value * density).toInt()
                host.measure(View.MeasureSpec.makeMeasureSpec(wide, View.MeasureSpec.EXACTLY), View.MeasureSpec.makeMeasureSpec(high, View.MeasureSpec.EXACTLY))
                host.layout(0, 0, wide, high)
            }
            // Empty at first: by its own size it knows which one to take.
            layOut()
            directlyOn<Unit, AppWidgetHostView>(host, AppWidgetHostView::class.java, "updateAppWidget", from(RemoteViews::class.java, views))
            layOut()
            return host
        }
    }
}

fun View.walk(): List<View> = listOf(this) + if (this is ViewGroup) (0 until childCount).flatMap { getChildAt(it).walk() } else emptyList()

fun View.texts(): List<TextView> = walk().filterIsInstance<TextView>().filter { it.visibility == View.VISIBLE && it.text.isNotEmpty() }
