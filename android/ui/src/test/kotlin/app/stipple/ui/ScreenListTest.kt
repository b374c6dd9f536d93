/** What goes wrong is seen, wherever a list is. Not for: what is said of it. */
package app.stipple.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollToNode
import app.stipple.logic.Problem
import org.junit.Test

class ScreenListTest : ScreenTest() {
    @Test
    fun `a problem is brought into view from the end of a list`() {
        var screen by mutableStateOf(Samples.settings)
        val actions = object : SettingsActions by idle<SettingsActions>() {}
        show(Setup("large", fontScale = 2f)) { SettingsContent(screen, actions) }
        rule.onNode(hasTestTag("settings")).performScrollToNode(hasText("Delete everything"))
        rule.onNodeWithText("Delete everything").assertIsDisplayed()
        screen = screen.copy(problem = Problem.DiskFull("No room is left."))
        rule.onNodeWithText("No room is left.").assertIsDisplayed()
        rule.onNodeWithText("Delete everything").assertDoesNotExist()
    }
}
