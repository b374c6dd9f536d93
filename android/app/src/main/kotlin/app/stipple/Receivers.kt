/** What the system tells the app while no screen is there. Not for: what is then planned (`Reminders`). */
package app.stipple

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.stipple.logic.StippleFailure
import kotlinx.coroutines.launch

/** A restart, an update, another time or zone or language: alarms and the widget are made to fit. */
class SystemReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action !in ACTIONS) return
        work(context) { application ->
            try {
                application.host.stipple().moveWith(application)
            } finally {
                // Also where the core cannot be asked: then the widget says no more than it knows.
                application.fit()
            }
        }
    }

    private companion object {
        val ACTIONS = setOf(
            Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED, Intent.ACTION_TIME_CHANGED,
            Intent.ACTION_TIMEZONE_CHANGED, Intent.ACTION_DATE_CHANGED, Intent.ACTION_LOCALE_CHANGED,
        )
    }
}

/** A reminder's time has come. */
class ReminderReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val id = intent.data?.schemeSpecificPart?.takeIf { intent.action == ACTION } ?: return
        work(context) {
            it.widgets.refresh()
            it.reminders.goneOff(id)
        }
    }

    companion object {
        const val ACTION = "app.stipple.REMINDER"
    }
}

/** Does something that may take a while; the system waits for it. */
internal fun BroadcastReceiver.work(context: Context, what: suspend (StippleApplication) -> Unit) {
    val application = context.applicationContext as StippleApplication
    // Null where nobody waits for the answer.
    val pending: BroadcastReceiver.PendingResult? = goAsync()
    application.scope.launch {
        try {
            what(application)
        } catch (_: StippleFailure) {
            // Nobody is there to be told; the next start plans again, and says why it cannot.
        } finally {
            pending?.finish()
        }
    }
}
