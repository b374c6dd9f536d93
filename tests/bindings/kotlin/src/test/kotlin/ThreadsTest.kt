/**
 * Eight threads at once, asking and changing: every call answers, and every change is there.
 *
 * Not for: two objects on the same data (ClosingTest).
 */

import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.util.concurrent.Callable
import java.util.concurrent.Executors

private const val THREADS = 8
private const val TURNS = 25

class ThreadsTest : AtADesk() {
    @Test
    fun `eight threads ask and change at once`() {
        val opened = desk.course()
        val pool = Executors.newFixedThreadPool(THREADS)
        try {
            val work = (0 until THREADS).map { number ->
                Callable {
                    repeat(TURNS) { turn ->
                        opened.noteSession(1u, SessionNotes(text = "$number.$turn"))
                        assertEquals(4L, opened.today().day)
                        assertEquals(Verdict.NO, opened.can("swim").verdict)
                    }
                    number
                }
            }
            assertEquals((0 until THREADS).toList(), pool.invokeAll(work).map { it.get() })
        } finally {
            pool.shutdownNow()
        }
        // Each note is a change of its own, and can be taken back.
        repeat(THREADS * TURNS) { assertEquals(listOf("Taken back: notes on a session"), opened.undo().lines) }
        assertEquals(emptyList<String>(), opened.course().sessions[0].lines)
    }
}
