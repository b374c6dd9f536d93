/** What a screen reader and a thumb meet, by a walk over every screen's semantics. */
package app.stipple.ui

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.state.ToggleableState
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollToIndex
import app.stipple.logic.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class AccessibilityTest : ScreenTest() {
    /** Every node of every window, as a screen reader sees them. */
    private fun nodes(): List<SemanticsNode> = rule.onAllNodes(SemanticsMatcher("any") { true }).fetchSemanticsNodes()

    private fun SemanticsNode.label() =
        config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
            config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
            listOfNotNull(config.getOrNull(SemanticsProperties.EditableText)?.text)

    /** Each screen at its top and, page by page, down to its end. */
    private fun everywhere(setup: Setup, look: (String) -> Unit) {
        for (shot in SHOTS + DIALOGS) {
            show(shot, setup)
            look(shot.name)
            var index = 0
            while (runCatching { rule.onNode(hasScrollToNodeAction()).performScrollToIndex(index) }.isSuccess) {
                look(shot.name)
                index += 2
            }
        }
    }

    private fun controls() = nodes().filter { SemanticsActions.OnClick in it.config && SemanticsProperties.Disabled !in it.config }

    @Test
    fun `every control is spoken`() = everywhere(LIGHT) { screen ->
        for (node in controls()) assertTrue("$screen: ${node.config}", node.label().any { it.isNotBlank() })
    }

    @Test
    fun `every control has room for a thumb`() {
        for (setup in listOf(LIGHT, DARK_LARGE)) {
            everywhere(setup) { screen ->
                val least = with(rule.density) { 48 * density } - 1
                for (node in controls()) {
                    // What a list cuts off at its edge is whole once it is scrolled to.
                    if (node.boundsInRoot.height < node.size.height || node.boundsInRoot.width < node.size.width) continue
                    val room = node.touchBoundsInRoot
                    assertTrue("$screen: ${node.label()} $room", room.width >= least && room.height >= least)
                }
            }
        }
    }

    @Test
    fun `what can be chosen or switched speaks its state`() = everywhere(LIGHT) { screen ->
        for (node in controls()) {
            val role = node.config.getOrNull(SemanticsProperties.Role)?.toString()
            val spoken = when (role) {
                "Switch" -> listOf(SemanticsProperties.ToggleableState, SemanticsProperties.StateDescription)
                "Checkbox", "Tab", "RadioButton" -> listOf(SemanticsProperties.Selected)
                else -> emptyList()
            }
            assertTrue("$screen: ${node.label()}", spoken.all { it in node.config })
        }
    }

    @Test
    fun `every screen has a heading`() {
        for (shot in SHOTS) {
            show(shot, LIGHT)
            assertTrue(shot.name, nodes().any { SemanticsProperties.Heading in it.config })
        }
    }

    @Test
    fun `an activity speaks its verdict and when it changes`() {
        show(SHOTS.first { it.name == "today" }, LIGHT)
        rule.onNodeWithContentDescription("wash: not yet, from Thu 7 May").assertExists()
    }

    @Test
    fun `the skin check speaks its answers and the switch its state`() {
        show(SHOTS.first { it.name == "skin" }, LIGHT)
        rule.onNodeWithContentDescription("scabs: gone").assertExists()
        show(SHOTS.first { it.name == "reminders" }, LIGHT)
        val switch = rule.onNodeWithText("Discreet wording").assertIsOn().fetchSemanticsNode()
        assertEquals("on", switch.config[SemanticsProperties.StateDescription])
        assertEquals(ToggleableState.On, switch.config[SemanticsProperties.ToggleableState])
    }

    @Test
    fun `a bar speaks what it draws`() {
        val bars = checkNotNull(Samples.course.course).bars
        show(LIGHT) { TimelineBar(bars[0], spanOf(bars, Samples.now), Samples.now) }
        rule.onNodeWithContentDescription("wash: not yet, yes from 7 May 2026").assertExists()
    }

    @Test
    fun `verdicts differ without their colour`() {
        show(LIGHT) { TimelineKey() }
        assertEquals(4, Verdict.entries.map { verdictWord(it) }.toSet().size)
    }
}
