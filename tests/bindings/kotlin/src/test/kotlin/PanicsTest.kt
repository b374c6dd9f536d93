/**
 * A panic in the core arrives as an exception, and the object goes on answering.
 *
 * Not for: errors that the core foresees (ErrorsTest).
 */

import app.stipple.bindings.InternalException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class PanicsTest : AtADesk() {
    @Test
    fun `a panic is an exception and the object stays usable`() {
        val opened = desk.course()
        repeat(3) {
            val panic = assertThrows<InternalException> { opened.panicNow() }
            assertTrue("asked to by a test" in panic.message.orEmpty(), panic.message)
            assertEquals(4L, opened.today().day)
        }
        opened.reportSkin(listOf("scabs"))
    }
}
