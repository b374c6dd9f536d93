/**
 * Reminders with the system: alarms as the core plans them, each once, and notifications when they go off.
 *
 * Inexact: the system may move them by minutes, which saves the battery and asks for no permission. Not for: which reminders
 * there are (the core), or the difference (`planReminders`).
 */
package app.stipple

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import androidx.core.app.NotificationCompat
import app.stipple.logic.MOST_REMINDERS
import app.stipple.logic.Reminder
import app.stipple.logic.Stipple
import app.stipple.logic.StippleHost
import app.stipple.logic.planReminders
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.json.JSONArray
import org.json.JSONObject
import java.io.File
import java.time.Instant

class Reminders(private val context: Context, private val host: StippleHost) {
    private val alarms = context.service<AlarmManager>()
    private val notifications = context.service<NotificationManager>()
    private val noted = File(context.noBackupFilesDir, "reminders.json")
    private val one = Mutex()

    val allowed: Boolean get() = notifications.areNotificationsEnabled()

    /** Makes exactly the right alarms stand. */
    suspend fun plan() {
        val stipple = host.stipple()
        one.withLock {
            val wanted = if (stipple.hasCourse()) stipple.reminders(MOST_REMINDERS) else emptyList()
            withContext(Dispatchers.IO) { setRight(wanted) }
        }
    }

    private fun setRight(wanted: List<Reminder>) {
        // What was noted may be gone: a restart or a forced stop takes alarms away. Whose intent still lives, stands.
        val standing = read().filter { intent(it.id, PendingIntent.FLAG_NO_CREATE) != null }
        val plan = planReminders(standing, wanted)
        plan.cancel.forEach(::cancel)
        for (reminder in plan.set) {
            val intent = checkNotNull(intent(reminder.id, PendingIntent.FLAG_UPDATE_CURRENT))
            alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, reminder.at.toEpochMilli(), intent)
        }
        if (!plan.nothing) write(standing.filter { it.id !in plan.cancel && plan.set.none { set -> set.id == it.id } } + plan.set)
    }

    /** An alarm went off: its notification, and the ones after it. */
    suspend fun goneOff(id: String) {
        one.withLock {
            withContext(Dispatchers.IO) {
                val reminder = read().firstOrNull { it.id == id } ?: return@withContext
                write(read() - reminder)
                intent(id, PendingIntent.FLAG_NO_CREATE)?.cancel()
                show(reminder.id, reminder.title, reminder.body)
            }
        }
        plan()
    }

    fun show(id: String, title: String, body: String) {
        if (!allowed) return
        val channel = NotificationChannel(CHANNEL, context.getString(R.string.channel), NotificationManager.IMPORTANCE_DEFAULT)
        channel.lockscreenVisibility = Notification.VISIBILITY_PRIVATE
        notifications.createNotificationChannel(channel)
        notifications.notify(id, NOTIFICATION, notification(title, body, Notification.VISIBILITY_PRIVATE))
    }

    private fun notification(title: String, body: String?, visibility: Int): Notification {
        val open = Intent(context, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP)
        val onTap = PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT)
        val builder = NotificationCompat.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_notification)
            .setContentTitle(title)
            .setContentText(body)
            .setContentIntent(onTap)
            .setAutoCancel(true)
            .setCategory(NotificationCompat.CATEGORY_REMINDER)
            .setVisibility(visibility)
        if (body != null) {
            builder.setStyle(NotificationCompat.BigTextStyle().bigText(body))
            // What a lock screen shows that hides what is private.
            val public = notification(context.getString(R.string.notification_public), null, Notification.VISIBILITY_PUBLIC)
            builder.setPublicVersion(public)
        }
        return builder.build()
    }

    /** Cancels all of them and takes down what is shown. */
    fun forgetAll() {
        read().forEach { cancel(it.id) }
        noted.delete()
        notifications.cancelAll()
    }

    /** What stands, as it was noted. */
    fun read(): List<Reminder> {
        if (!noted.exists()) return emptyList()
        val all = runCatching { JSONArray(noted.readText()) }.getOrElse { JSONArray() }
        return List(all.length()) { place ->
            val one = all.getJSONObject(place)
            Reminder(one.getString("id"), Instant.ofEpochMilli(one.getLong("at")), one.getString("title"), one.getString("body"))
        }
    }

    private fun write(reminders: List<Reminder>) {
        val all = JSONArray()
        for (one in reminders) {
            val fields = mapOf("id" to one.id, "at" to one.at.toEpochMilli(), "title" to one.title, "body" to one.body)
            all.put(JSONObject(fields))
        }
        val half = File(noted.parentFile, "${noted.name}.half")
        half.writeText(all.toString())
        check(half.renameTo(noted)) { "reminders were not noted" }
    }

    private fun cancel(id: String) {
        val intent = intent(id, PendingIntent.FLAG_NO_CREATE) ?: return
        alarms.cancel(intent)
        intent.cancel()
    }

    /** One for each reminder: told apart by their data, so that the same id is the same alarm. */
    private fun intent(id: String, flag: Int): PendingIntent? {
        val intent = Intent(context, ReminderReceiver::class.java)
            .setAction(ReminderReceiver.ACTION)
            .setData(Uri.fromParts("stipple", id, null))
        return PendingIntent.getBroadcast(context, 0, intent, flag or PendingIntent.FLAG_IMMUTABLE)
    }

    private companion object {
        const val CHANNEL = "reminders"
        const val NOTIFICATION = 1
    }
}

/** The device moved or speaks other languages: the core is told. */
suspend fun Stipple.moveWith(application: StippleApplication) = movedTo(application.zone(), application.locales())
