/**
 * A client's device for the tests: a clock that stands still, a place for secrets, a folder for the data.
 *
 * Not for: tests; each feature has a file, under the same name in every language.
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.CleanupMode
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.util.concurrent.ConcurrentHashMap

/** Tuesday, day 4: 09:00 in London. */
val DAY_4: Instant = Instant.parse("2026-05-05T08:00:00Z")

/** Friday evening: 17:30 in London. */
val SESSION_1: Instant = Instant.parse("2026-05-01T16:30:00Z")

val LONDON: ZoneId = ZoneId.of("Europe/London")

/** The folder tests/bindings, for what every language's tests read. */
val BINDINGS: Path by lazy { Path.of(System.getProperty("stipple.bindings")) }

/** Shows what it is set to. */
open class StandingClock(@Volatile var at: Instant = DAY_4) : Clock {
    override fun now(): Instant = at

    fun advance(by: Duration) {
        at += by
    }
}

/** Secrets in memory. */
class MemoryKeys : KeyStore {
    val kept = ConcurrentHashMap<String, ByteArray>()

    override fun get(name: String): ByteArray? = kept[name]

    override fun add(name: String, secret: ByteArray) {
        kept.putIfAbsent(name, secret)
    }

    override fun delete(name: String) {
        kept.remove(name)
    }
}

/** A device: what is opened in it twice is opened on the same data. */
class Desk(val folder: Path) : AutoCloseable {
    var clock = StandingClock()
    var keys: KeyStore = MemoryKeys()
    private val all = mutableListOf<Stipple>()

    fun open(): Stipple {
        val request = OpenRequest(
            folder = folder.toString(), zone = LONDON, locales = listOf("en-GB"), style = Style(marks = Marks.PLAIN),
        )
        return Stipple.open(request, keys, clock).also { all += it }
    }

    /** Opened, under the built-in sheet, session 1 done on Friday. */
    fun course(): Stipple = open().apply {
        startCourse(StartCourse(sheet = scalpEnvy()))
        logSession(LogSession(ended = SESSION_1))
    }

    /** Closes what is still open. */
    override fun close() = all.forEach { it.close() }
}

/** The text of the built-in sheet that the tests follow. */
fun StippleInterface.scalpEnvy(): String = builtInSheets().single { it.name.id == "scalp-envy" }.text

/** A test with a device, and with more where it asks for them. */
abstract class AtADesk {
    /** Swept by [close]: a task that was let go of may still be putting its files away, and nobody waits for it. */
    @TempDir(cleanup = CleanupMode.NEVER)
    lateinit var folder: Path
    private val desks = mutableListOf<Desk>()

    val desk by lazy { another("data") }

    fun another(name: String) = Desk(folder.resolve(name)).also { desks += it }

    /** Nothing is left to the collector: what it frees later would hide what another test looks for (GrowthTest). */
    @AfterEach
    fun close() {
        desks.forEach { it.close() }
        folder.toFile().deleteRecursively()
    }
}
