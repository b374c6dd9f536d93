/** The app on a device whose clock stands where a test puts it. Robolectric finds it by its name. Not for: the device's own parts. */
package app.stipple

import android.app.Activity
import android.app.AlarmManager
import android.net.Uri
import androidx.test.core.app.ApplicationProvider
import app.stipple.logic.DeviceSettings
import app.stipple.logic.FileDrafts
import app.stipple.logic.Opening
import app.stipple.logic.Secrets
import app.stipple.logic.StippleHost
import kotlinx.coroutines.Dispatchers
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import java.util.TimeZone
import java.util.concurrent.ConcurrentHashMap

/** Friday, half past five in London: session 1 has just ended. */
val SESSION_1: Instant = london("2026-05-01T17:30")

fun london(text: String): Instant = LocalDateTime.parse(text).atZone(ZoneId.of("Europe/London")).toInstant()

class TestStippleApplication : StippleApplication() {
    @Volatile
    var at: Instant = SESSION_1

    /** Each of the client's phones has data, secrets and drafts of its own; this is the one in their hand. */
    inner class Phone(private val name: String) {
        val memory = MemorySecrets()
        val data get() = File(noBackupFilesDir, name)
        val host = StippleHost(::device, Dispatchers.IO.limitedParallelism(2))
        val drafts = FileDrafts(File(noBackupFilesDir, "$name-drafts").toPath())
        val reminders by lazy { Reminders(this@TestStippleApplication, host) }
    }

    val phones by lazy { listOf("stipple", "stipple-2").map(::Phone) }
    var phone = 0
    private val here get() = phones[phone]
    val memory get() = here.memory
    override val host get() = here.host
    override val drafts get() = here.drafts
    override val reminders get() = here.reminders
    override val data get() = here.data
    override val deviceName get() = "phone ${phone + 1}"

    /** Photos travel. */
    override fun metered() = false
    val prompt = FakeLock()
    override val secrets: Secrets get() = memory
    override val lock: AppLock get() = prompt

    /** None, until a test binds one: as where there is no adapter. */
    var bound: DeviceCamera? = null
    override val camera get() = bound
    override fun now(): Instant = at

    override fun onCreate() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"))
        super.onCreate()
        // Robolectric keeps these from one test to the next.
        preferences.write(DeviceSettings())
    }

    /** The alarms that stand: the reminder's id, and when. */
    fun alarms(): List<Pair<String, Instant>> = shadowOf(service<AlarmManager>()).scheduledAlarms.map {
        val intent = shadowOf(it.operation).savedIntent
        (intent.data as Uri).schemeSpecificPart to Instant.ofEpochMilli(it.triggerAtMs)
    }.sortedBy { it.first }

    fun close() {
        for (phone in phones) ((phone.host.opening.value as? Opening.Open)?.stipple as? AutoCloseable)?.close()
    }

    companion object {
        val current: TestStippleApplication get() = ApplicationProvider.getApplicationContext()
    }
}

class MemorySecrets : Secrets {
    val kept = ConcurrentHashMap<String, ByteArray>()
    override fun get(name: String): ByteArray? = kept[name]
    override fun add(name: String, secret: ByteArray) {
        kept.putIfAbsent(name, secret)
    }
    override fun delete(name: String) {
        kept.remove(name)
    }
    override fun forgetAll() = kept.clear()
}

/** A prompt that waits for the test to answer it. */
class FakeLock : AppLock {
    var secure = true
    var waiting: (() -> Unit)? = null
    override fun possible(activity: Activity) = secure
    override fun ask(activity: Activity, onYes: () -> Unit) {
        waiting = onYes
    }
}
