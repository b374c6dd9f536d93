/**
 * Bad input arrives as the one typed error, with the words for the client; nothing is changed by it.
 *
 * Not for: every error there is (RoundTripsTest), nor a moment without a zone: that does not compile in Kotlin.
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset

class ErrorsTest : AtADesk() {
    @Test
    fun `each kind of bad input is its own error`() {
        val empty = desk.open()
        assertEquals("No course yet. Start one first.", assertThrows<StippleException.NoCourse> { empty.today() }.told)
        val opened = desk.course()
        assertThrows<StippleException.CourseUnderWay> { opened.startCourse(StartCourse(sheet = "")) }
        assertEquals("swim", assertThrows<StippleException.UnknownActivity> { opened.can("swimm") }.close[0])
        assertThrows<StippleException.SheetRefused> { opened.showSheet("format = 1") }
        val future = assertThrows<StippleException.BadInput> {
            opened.logSession(LogSession(ended = DAY_4 + Duration.ofDays(1)))
        }
        assertTrue("still to come" in future.told, future.told)
        assertThrows<StippleException.File> { opened.exportArchive("/nowhere/at/all.json") }
    }

    @Test
    fun `what is no moment is bad input and changes nothing`() {
        val opened = desk.course()
        val before = opened.course()
        // The first year of the calendar, and what lies beyond what 64 bits of microseconds hold.
        val none = listOf(DAY_4.atZone(ZoneOffset.UTC).withYear(1).toInstant(), Instant.MIN, Instant.MAX)
        for (moment in none) {
            assertThrows<StippleException.BadInput>(moment.toString()) { opened.moveSession(1u, moment) }
        }
        // Java takes an offset for a zone, which says nothing of summer time; the IANA database has none of that name.
        assertThrows<StippleException.BadInput> { opened.movedTo(ZoneOffset.ofHours(1), listOf("en-GB")) }
        assertEquals(LONDON, opened.zone())
        assertEquals(before, opened.course())
    }

    @Test
    fun `an error is told in the clients language`() {
        val opened = desk.open()
        opened.movedTo(opened.zone(), listOf("en-XA"))
        val none = assertThrows<StippleException.NoCourse> { opened.today() }
        assertTrue(none.told.startsWith("[Ñóó"), none.told)
    }
}
