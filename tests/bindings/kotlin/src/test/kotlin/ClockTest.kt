/**
 * The device's clock: one call is one moment, it may throw, and nobody waits for it.
 *
 * Not for: what a moment means for the client (the core's own tests).
 */

import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicReference

class ClockTest : AtADesk() {
    /** Has somebody else use Stipple while it is asked, and waits for them. */
    private class CallingClock : StandingClock() {
        val call = AtomicReference<() -> Unit>()

        override fun now(): Instant {
            call.getAndSet(null)?.let {
                val other = Executors.newSingleThreadExecutor()
                try {
                    other.submit(it).get(60, TimeUnit.SECONDS)
                } finally {
                    other.shutdownNow()
                }
            }
            return at
        }
    }

    /** Throws what no interface names. */
    private class BrokenClock : StandingClock() {
        override fun now(): Instant = error("no battery")
    }

    @Test
    fun `no lock is held while the clock is asked`() {
        val clock = CallingClock()
        desk.clock = clock
        val opened = desk.course()
        val seen = mutableListOf<Long?>()
        clock.call.set { seen += opened.today().day }
        assertEquals(4L, opened.today().day)
        assertEquals(listOf<Long?>(4L), seen)
    }

    @Test
    fun `the clock is asked at each call`() {
        val opened = desk.course()
        desk.clock.advance(Duration.ofDays(2))
        assertEquals(desk.clock.at, opened.now())
        assertEquals(6L, opened.today().day)
        desk.clock.at = DAY_4
        assertEquals(4L, opened.today().day)
    }

    @Test
    fun `a broken clock is the typed error`() {
        desk.course()
        desk.clock = BrokenClock()
        assertThrows<StippleException.ClockFailed> { desk.open() }
    }
}
