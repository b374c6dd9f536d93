/**
 * Ten thousand calls leave nothing behind, nor do a thousand objects.
 *
 * Not for: what the JVM itself keeps; its heap grows when it likes.
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

private const val CALLS = 10_000
private const val OBJECTS = 1_000
private const val MOST = 256 * 1024

class GrowthTest : AtADesk() {
    /** How many bytes more the core holds after it than before; first it runs so often that every cache is full. */
    @Suppress("ExplicitGarbageCollectionCall") // What nobody holds any more is not to be counted.
    private fun grown(warmUp: Int, rounds: Int, once: () -> Unit): Long {
        repeat(warmUp) { once() }
        System.gc()
        val before = liveBytes().toLong()
        repeat(rounds) { once() }
        System.gc()
        return liveBytes().toLong() - before
    }

    @Test
    fun `ten thousand calls do not grow`() {
        val opened = desk.course()
        val grown = grown(500, CALLS) {
            opened.today()
            assertThrows<StippleException.UnknownActivity> { opened.can("nothing of that name") }
        }
        assertTrue(grown < MOST, "$grown bytes")
    }

    @Test
    fun `a thousand objects do not grow`() {
        desk.course()
        val grown = grown(50, OBJECTS) { desk.open().use { it.hasCourse() } }
        assertTrue(grown < MOST, "$grown bytes")
    }
}
