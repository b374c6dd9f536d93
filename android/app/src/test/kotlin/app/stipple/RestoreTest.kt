/** The process dies at every screen, and the phone is turned: the client finds the place and the words again. */
package app.stipple

import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performTextInput
import org.junit.Test

class RestoreTest : ShellTest() {
    @Test
    fun `every screen comes back`() {
        course()
        launch()
        for (place in listOf("Today", "Can I …?", "Course", "Photos", "Settings")) {
            tapSpoken(place)
            processDies()
            see(hasContentDescription(place), place).assertIsSelected()
        }
        for ((name, tag) in listOf("Reminders" to "reminders", "Sheet" to "sheet")) {
            tapSpoken("Settings")
            tap(name)
            processDies()
            see(hasTestTag(tag), name)
            tapSpoken("Back")
            see(hasTestTag("settings"), "where one came from")
        }
        tapSpoken("Today")
        tap("Skin check")
        processDies()
        see(hasTestTag("skin"), "the skin check")
    }

    @Test
    fun `a session that is being logged comes back as it was written`() {
        course()
        launch()
        tapSpoken("Course")
        tap("Log a session")
        see(hasText("Pigment")).performTextInput("tone 5")
        tap("This was a touch-up")
        processDies()
        see("tone 5")
        rotate("en-rGB-w891dp-h411dp-land-hdpi")
        see("tone 5")
        tap("Cancel")
        processDies()
        waitFor("the draft is gone") { !there(hasText("tone 5")) }
    }

    @Test
    fun `a consultation and notes on a session come back as they were written`() {
        course()
        launch()
        tapSpoken("Course")
        tap("Note the consultation")
        see(hasText("Notes") and hasSetTextAction()).performTextInput("by video")
        processDies()
        see("by video")
        tap("Cancel")
        tapSpoken("Actions for session 1")
        tap("Notes")
        see(hasText("Technician")).performTextInput("Ada")
        tap("Darker than last time")
        processDies()
        see("Ada")
        see(hasText("Darker than last time")).assertIsSelected()
        tap("Cancel")
        processDies()
        waitFor("the draft is gone") { !there(hasText("Ada")) }
    }

    @Test
    fun `a skin check and a question come back`() {
        course()
        launch()
        tap("Skin check")
        tapSpoken("scabs: gone")
        tapSpoken("Back")
        tapSpoken("Can I …?")
        see(hasTestTag("search"))
        rule.onNodeWithTag("search").performTextInput("sauna")
        tap("sauna")
        see("sauna: not yet".take(5))
        processDies()
        see(hasText("sauna", substring = true) and hasTestTag("search"))
        tapSpoken("Today")
        tap("Skin check")
        see(hasContentDescription("scabs: gone")).assertIsSelected()
    }
}
