/** A moving picture: still where movement is unwanted, played, paused, moved by hand, and spoken. */
package app.stipple.ui

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasStateDescription
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performSemanticsAction
import org.junit.Test

class FilmTest : ScreenTest() {
    private val said = listOf("Sunday", "Tuesday", "Thursday")

    private fun film(reduced: Boolean, said: List<String> = this.said) = show(LIGHT) {
        CompositionLocalProvider(LocalReducedMotion provides reduced) { FilmPlayer("a", said) }
    }

    private fun pass(millis: Long) {
        rule.mainClock.advanceTimeBy(millis)
        rule.waitForIdle()
    }

    @Test
    fun `it stands still where movement is unwanted until it is played`() {
        film(reduced = true)
        pass(10_000)
        rule.onNodeWithContentDescription("Sunday").assertExists()
        rule.onNodeWithText("Play").performClick()
        pass(1_300)
        rule.onNodeWithContentDescription("Tuesday").assertExists()
        rule.onNodeWithText("Pause").performClick()
        pass(10_000)
        rule.onNodeWithText("Picture 2 of 3").assertExists()
    }

    @Test
    fun `it plays by itself round and round`() {
        film(reduced = false)
        rule.mainClock.autoAdvance = false
        val seen = List(4) { place -> "Picture ${place % 3 + 1} of 3" }
        for (place in seen) {
            rule.onNodeWithText(place).assertExists()
            rule.mainClock.advanceTimeBy(1_200)
        }
        rule.mainClock.autoAdvance = true
    }

    @Test
    fun `moved by hand it stops there and says where`() {
        film(reduced = false)
        rule.onNode(hasContentDescription("Picture") and hasStateDescription("Picture 1 of 3"))
            .performSemanticsAction(SemanticsActions.SetProgress) { it(2f) }
        pass(10_000)
        rule.onNodeWithContentDescription("Thursday").assertExists()
        rule.onNodeWithText("Play").assertExists()
    }

    @Test
    fun `frames that are not all in words are counted`() {
        film(reduced = true, said = listOf("Sunday"))
        rule.onNodeWithContentDescription("Picture 1 of 3").assertExists()
    }
}
