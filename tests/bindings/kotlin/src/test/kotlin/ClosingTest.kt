/**
 * Letting go of the object closes the data; a copy of it may be opened again, and two at once are no harm.
 *
 * Not for: objects that nobody closes; those go when the collector finds them, and no test can say when.
 */

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.io.IOException
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readSymbolicLink

class ClosingTest : AtADesk() {
    private fun openFiles(folder: Path) = Path.of("/proc/self/fd").listDirectoryEntries().count {
        try {
            it.readSymbolicLink().startsWith(folder)
        } catch (_: IOException) {
            false // Closed since they were listed, as the listing's own is.
        }
    }

    @Test
    fun `a closed object lets go of its file`() {
        val opened = desk.course()
        assertTrue(openFiles(desk.folder) > 0)
        opened.close()
        assertEquals(0, openFiles(desk.folder))
        assertThrows<IllegalStateException> { opened.today() }
        opened.close()
        assertEquals(4L, desk.open().today().day)
    }

    @Test
    fun `two on the same data see each others changes`() {
        val one = desk.course()
        val two = desk.open()
        one.reportSkin(listOf("scabs"))
        assertEquals(listOf("Taken back: a skin check"), two.undo().lines)
    }
}
