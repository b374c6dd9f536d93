/**
 * A long call is a handle: stopped, it changes nothing; let be, it says how far it is and what it did.
 *
 * Not for: what an archive may hold (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import kotlin.io.path.writeBytes
import kotlin.time.Duration.Companion.milliseconds

/** tests/bindings/run.sh makes it: an import that takes long enough to be stopped. */
private val LARGE = checkNotNull(System.getenv("STIPPLE_LARGE_ARCHIVE")) { "STIPPLE_LARGE_ARCHIVE names no archive" }

class CancelTest : AtADesk() {
    @Test
    fun `a cancelled import changes nothing`() {
        val opened = desk.open()
        opened.importArchive(LARGE).use { task ->
            task.cancel()
            assertThrows<StippleException.Cancelled> { runBlocking { task.outcome() } }
        }
        assertFalse(opened.hasCourse())
        assertEquals(4L, desk.course().today().day)
    }

    @Test
    fun `giving up waiting and letting go stops it`() {
        val opened = desk.open()
        assertThrows<TimeoutCancellationException> {
            runBlocking {
                opened.importArchive(LARGE).use { withTimeout(10.milliseconds) { it.outcome() } }
            }
        }
        // What was let go of holds nothing up: the next change goes through.
        assertEquals(4L, desk.course().today().day)
    }

    @Test
    fun `screens are read meanwhile and progress is told`() {
        val archive = folder.resolve("archive.json").toString()
        desk.course().exportArchive(archive)
        val opened = another("new-phone").open()
        opened.importArchive(archive).use { task ->
            assertTrue(!opened.hasCourse() || opened.today().day == 4L)
            val outcome = runBlocking { task.outcome() }
            assertEquals(listOf("Imported 2 entries."), outcome.lines)
            assertEquals(outcome, runBlocking { task.outcome() }, "asked again, it says the same")
            assertEquals(ProgressView(done = 2uL, total = 2uL), task.progress())
        }
        assertEquals(desk.open().today(), opened.today())
    }

    @Test
    fun `an archive that is none is refused`() {
        val photo = folder.resolve("photo.jpg")
        photo.writeBytes(byteArrayOf(0xff.toByte(), 0xd8.toByte(), 0xff.toByte()))
        val opened = desk.open()
        assertThrows<StippleException.ArchiveRefused> {
            opened.importArchive(photo.toString()).use { runBlocking { it.outcome() } }
        }
        assertThrows<StippleException.File> {
            opened.importArchive(folder.resolve("missing.json").toString()).use { runBlocking { it.outcome() } }
        }
    }
}
