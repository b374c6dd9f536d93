/**
 * The widgets on the home screen: drawn when something changed, and woken when what they say is over.
 *
 * Drawn at once, while the system waits for the receiver: Glance's own way goes through WorkManager, which would be started
 * with the app and may draw minutes later. Not for: what is said (`widgetState`), or how it looks (`TodayWidget`).
 */
package app.stipple

import android.app.AlarmManager
import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.appwidget.AppWidgetProviderInfo
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.os.Bundle
import androidx.core.content.ContextCompat
import androidx.glance.appwidget.compose
import app.stipple.logic.StippleFailure
import app.stipple.logic.WidgetContent
import app.stipple.logic.WidgetState
import app.stipple.logic.widgetState
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.time.Duration
import java.time.Instant

class Widgets(private val application: StippleApplication) {
    private val alarms = application.service<AlarmManager>()

    /** None on a device whose home screen takes no widgets. */
    private val manager = ContextCompat.getSystemService(application, AppWidgetManager::class.java)
    private val one = Mutex()

    /** Makes every widget say what holds now. Never fails: a widget that cannot be told says so itself. */
    suspend fun refresh() {
        val manager = manager ?: return
        one.withLock {
            val placed = manager.getAppWidgetIds(ComponentName(application, WidgetReceiver::class.java))
            if (placed.isEmpty()) return sleep()
            val states = placed.groupBy { onLockScreen(manager.getAppWidgetOptions(it)) }.map { (onLockScreen, ids) ->
                state(onLockScreen).also { state ->
                    val widget = TodayWidget(state.content)
                    for (id in ids) manager.updateAppWidget(id, widget.compose(application, options = manager.getAppWidgetOptions(id)))
                }
            }
            wakeAt(states.mapNotNull { it.until }.minOrNull())
        }
    }

    /** Not what `widget.xml` asks for; a lock screen may take it all the same. */
    private fun onLockScreen(options: Bundle) =
        options.getInt(AppWidgetManager.OPTION_APPWIDGET_HOST_CATEGORY) == AppWidgetProviderInfo.WIDGET_CATEGORY_KEYGUARD

    private suspend fun state(onLockScreen: Boolean): WidgetState = try {
        application.host.stipple().widgetState(application.preferences.read().lock, whereOthersSee = onLockScreen)
    } catch (_: StippleFailure) {
        WidgetState(WidgetContent.Unknown)
    }

    /** Inexact, and without waking a phone that nobody looks at: it comes when somebody does. */
    private fun wakeAt(moment: Instant?) {
        val until = moment ?: return sleep()
        alarms.setWindow(AlarmManager.RTC, until.toEpochMilli(), WINDOW.toMillis(), checkNotNull(wake(PendingIntent.FLAG_UPDATE_CURRENT)))
    }

    private fun sleep() {
        val standing = wake(PendingIntent.FLAG_NO_CREATE) ?: return
        alarms.cancel(standing)
        standing.cancel()
    }

    private fun wake(flag: Int): PendingIntent? {
        val intent = Intent(application, WidgetReceiver::class.java).setAction(WidgetReceiver.OVER)
        return PendingIntent.getBroadcast(application, 0, intent, flag or PendingIntent.FLAG_IMMUTABLE)
    }

    private companion object {
        /** The least that Android 12 allows. */
        val WINDOW: Duration = Duration.ofMinutes(10)
    }
}

/** A widget was placed, or made larger; or what it said is over. */
class WidgetReceiver : AppWidgetProvider() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action == OVER) refresh(context) else super.onReceive(context, intent)
    }

    override fun onUpdate(context: Context, manager: AppWidgetManager, ids: IntArray) = refresh(context)

    override fun onAppWidgetOptionsChanged(context: Context, manager: AppWidgetManager, id: Int, options: Bundle) = refresh(context)

    /** The last one was taken away: nothing is to be woken. */
    override fun onDisabled(context: Context) = refresh(context)

    private fun refresh(context: Context) = work(context) { it.widgets.refresh() }

    companion object {
        const val OVER = "app.stipple.WIDGET_OVER"
    }
}
