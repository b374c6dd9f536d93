/** What a course leaves beside its board: photos over time, two of any kind, consultation, notes, its end; with the real core. */
package app.stipple

import android.net.Uri
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayOutputStream
import java.io.File
import java.time.Instant

class OverTimeTest : ShellTest() {
    /** Files in clear. */
    private fun clear() = File(application.cacheDir, "passing").walk().filter { it.isFile }.map { it.name }.toList()

    /** Brings a photo in as if it were that day, without its screens. */
    private fun photo(angle: String, at: Instant, bytes: ByteArray) {
        application.at = at
        val file = File(application.cacheDir, "$angle-${at.epochSecond}.jpg").apply { writeBytes(bytes) }
        core { addPhotos(listOf(file.path), angle) }
        file.delete()
    }

    /** Said of one control; the core marks what it put in, so parts of it. */
    private fun spoken(vararg parts: String) = parts.map { hasContentDescription(it, substring = true) }.reduce(SemanticsMatcher::and)

    private fun photos() {
        course()
        photo("crown", london("2026-05-07T09:00"), head(0f))
        photo("crown", london("2026-05-14T09:00"), head(0f, light = 0.1f))
        photo("crown", london("2026-05-21T09:00"), head(9f))
        photo("front", london("2026-05-22T09:00"), head(4f))
    }

    @Test
    fun `a time-lapse plays and is saved and nothing of it stays`() {
        photos()
        launch()
        tapSpoken("Photos")
        tapSpoken("Over time: crown")
        see(hasTestTag("film"), "the time-lapse")
        // A dark one is lined up with the others: its dots are where theirs are.
        see(hasText("Picture ", substring = true) and hasText(" of 3", substring = true))
        assertEquals(listOf("stipple.gif"), clear())
        tap("Pause")
        see("Play")
        val written = ByteArrayOutputStream()
        val uri = Uri.parse("content://test/lapse.gif")
        shadowOf(application.contentResolver).registerOutputStream(uri, written)
        tap("Save the time-lapse")
        answer(uri)
        see("stipple.gif")
        assertEquals("GIF89a", written.toByteArray().decodeToString(0, 6))
        see(hasTestTag("film"), "it is still shown")
        tapSpoken("Back")
        see(hasTestTag("photos"))
        waitFor("nothing left in clear") { clear().isEmpty() }
    }

    @Test
    fun `a trend is a line with what is withheld in the core's words and comes back`() {
        photos()
        launch()
        tapSpoken("Photos")
        tapSpoken("Over time: crown")
        tap("Redness")
        see(hasTestTag("chart"), "the line")
        see("A line, not a verdict")
        val withheld = hasText("not shown, because the light or the angle does not carry it", substring = true)
        see(withheld and hasText("14 May", substring = true))
        processDies()
        see(hasTestTag("chart"), "the line, after the process died")
        see(hasText("Redness") and isSelected())
        tap("How clearly the dots stand out")
        see(hasText("How clearly the dots stand out, ", substring = true) and SemanticsMatcher.keyIsDefined(SemanticsProperties.Heading))
        tapSpoken("Back")
        waitFor("nothing left in clear") { clear().isEmpty() }
    }

    @Test
    fun `one photo alone and two of any kind`() {
        photos()
        launch()
        tapSpoken("Photos")
        tap(spoken("Open: ", "crown"), "a photo")
        tap("Close")
        tap(spoken("Compare: ", "front"), "one of the front")
        see("Choose the photo to compare it with.")
        processDies()
        see("Choose the photo to compare it with.")
        tap(spoken("Compare: ", "crown", "21 May"), "one of the crown")
        see(hasTestTag("compared"), "both, lined up")
        tap("Close")
        assertTrue(core { photos() }.pairs.isNotEmpty())
    }

    @Test
    fun `a consultation and notes after the session and the end of the course`() {
        course()
        launch()
        tapSpoken("Course")
        tap("Note the consultation")
        see(hasText("Notes") and hasSetTextAction()).performTextInput("by video")
        tap("Save")
        see("by video")
        tapSpoken("Actions for session 1")
        tap("Notes")
        tap("Save")
        // Nothing was said: the core says so, and the form stays.
        see(hasTestTag("problem"))
        see("Nothing was noted")
        see(hasText("Pigment")).performTextInput("tone 4")
        tap("Lighter than last time")
        tap("Save")
        see("tone 4")
        see("Lighter than last time")
        tap("The course is complete")
        waitFor("it is complete") { core { course() }.complete }
        tap("The course goes on")
        waitFor("it goes on") { !core { course() }.complete }
        assertTrue("by video" in core { course() }.consultation.orEmpty())
    }
}
