/** The phone's words and icons, read without Android. Not for: what they say. */
package app.stipple.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.runDesktopComposeUiTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

class WordsTest {
    private val values = File(System.getProperty("stipple.android"), "ui/src/main/res/values").listFiles()!!.joinToString("") { it.readText() }

    @Test
    fun `every word of the phone is there and has nothing of its file left in it`() {
        val declared = Regex("<string name=\"(\\w+)\"").findAll(values).map { it.groupValues[1] }.toSet()
        assertEquals(declared, Names.string.toSet())
        assertTrue(declared.size > 80)
        val rest = Names.string.indices.map { Words.string(it) }.filter { '\\' in it || ('&' in it && ';' in it) || it.isBlank() }
        assertEquals(emptyList<String>(), rest)
    }

    @Test
    fun `what stands in a word is put into it and a number takes its form`() {
        assertEquals("in 2 h 5 min", Words.string(R.string.in_hours_minutes, 2, 5))
        assertEquals(listOf("0 days", "1 day", "2 days"), (0..2).map { Words.plural(R.plurals.days, it, it) })
    }

    @OptIn(ExperimentalTestApi::class)
    @Test
    fun `every icon opens`() = runDesktopComposeUiTest {
        val sizes = mutableListOf<Float>()
        setContent { Names.drawable.indices.forEach { sizes += painterResource(it).intrinsicSize.width } }
        assertEquals(Names.drawable.size, sizes.count { it > 0 })
    }
}
