/**
 * A course in the window, from the first launch until everything is deleted, with the real core; a stand-in chooses the files.
 *
 * Not for: the desktop's own dialogs, or what is the phone's too (`ui` and `logic` have their tests there).
 */
package app.stipple.desktop

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.runDesktopComposeUiTest
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.time.Instant

/** Chooses what the test says. */
private class ChosenFiles : FileChoice {
    var opens: List<File> = emptyList()
    var saves: File? = null
    override fun open(title: String, several: Boolean) = opens
    override fun save(title: String, name: String) = saves
}

@OptIn(ExperimentalTestApi::class)
class WindowTest {
    @get:Rule
    val folder = TemporaryFolder()
    private val chosen = ChosenFiles()
    private val data get() = File(folder.root, "data")
    private var at = Instant.parse("2026-05-01T16:30:00Z")
    private val desktop by lazy { Desktop(data, CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate), { at }) }

    @After
    fun end() = desktop.close()

    /** Files in clear. */
    private fun clear() = File(data, "passing").walk().filter { it.isFile }.toList()

    private fun DesktopComposeUiTest.there(matcher: SemanticsMatcher) = onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()

    /** What stands there, for whoever reads a failure. */
    private fun DesktopComposeUiTest.shown() = onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Text)).fetchSemanticsNodes()
        .map { node -> node.config[SemanticsProperties.Text].joinToString() }

    /** Also below what is shown of a list. */
    private fun DesktopComposeUiTest.see(matcher: SemanticsMatcher) = try {
        find(matcher)
    } catch (late: ComposeTimeoutException) {
        throw AssertionError("${matcher.description}, instead of ${shown()}", late)
    }

    private fun DesktopComposeUiTest.find(matcher: SemanticsMatcher) = waitUntil(matcher.description, PATIENCE_MILLIS) {
        there(matcher) || onAllNodes(hasScrollToNodeAction()).fetchSemanticsNodes().indices.any { list ->
            try {
                onAllNodes(hasScrollToNodeAction())[list].performScrollToNode(matcher)
                there(matcher)
            } catch (_: AssertionError) {
                false
            }
        }
    }

    private fun DesktopComposeUiTest.see(text: String) = see(hasText(text, substring = true))

    /** As a screen reader does: a pointer's press would come on the test's thread, and navigation minds whose it is. */
    private fun DesktopComposeUiTest.tap(matcher: SemanticsMatcher) {
        see(matcher)
        onAllNodes(matcher)[0].performSemanticsAction(SemanticsActions.OnClick)
    }

    private fun DesktopComposeUiTest.tap(text: String) = tap(hasText(text) and hasClickAction())
    private fun DesktopComposeUiTest.tapSpoken(label: String) = tap(hasContentDescription(label, substring = true) and hasClickAction())

    /** The window is put away, and comes back then. */
    private fun comeBack(then: String) {
        at = Instant.parse(then)
        desktop.cameBack()
    }

    private fun DesktopComposeUiTest.addPhoto(day: String, moved: Int) {
        comeBack("${day}T08:00:00Z")
        val photo = File(folder.root, "crown-$day.jpg").apply { writeBytes(head(moved)) }
        chosen.opens = listOf(photo)
        tap("Add photos")
        see("photo added")
        assertTrue("a photo of the client's own was taken away", photo.exists())
    }

    @Test
    fun `a course from the first launch until everything is deleted`() = runDesktopComposeUiTest(width = 420, height = 860) {
        setContent { DesktopContent(desktop, FileActions(desktop, chosen)) }
        see("No course yet")
        tap("Choose a sheet")
        see("Scalp Envy")
        tap("Choose a sheet")
        tap("Start the course")
        see("Before the first of")
        tap("Log a session")
        see(hasText("Pigment") and hasSetTextAction())
        onAllNodes(hasText("Pigment") and hasSetTextAction())[0].performTextInput("tone 4")
        tap("Save")
        see("tone 4")

        comeBack("2026-05-05T08:00:00Z")
        tapSpoken("Today")
        see("Day ")
        see("Not yet")
        tap("swim")
        see("In the studio's words")
        tap("Close")

        // Left open, it says no longer than it holds what may be done.
        at = Instant.parse("2026-05-07T08:00:00Z")
        mainClock.advanceTimeBy(61_000)
        waitUntil("the board of that day", PATIENCE_MILLIS) { desktop.shell.value.open?.models?.today?.state?.value?.today?.day == 6 }

        tapSpoken("Photos")
        tap("crown")
        addPhoto("2026-05-07", 0)
        addPhoto("2026-05-21", 9)
        tap(hasText("Before and now") and hasClickAction())
        see(hasTestTag("compared"))
        tap("Close")
        tapSpoken("Over time: crown")
        see(hasTestTag("film"))
        see(hasText("of 2", substring = true))
        val lapse = File(folder.root, "mine.gif")
        chosen.saves = lapse
        tap("Save the time-lapse")
        see("stipple.gif")
        assertEquals("GIF89a", lapse.readBytes().decodeToString(0, 6))
        tapSpoken("Back")
        waitUntil("nothing left in clear", PATIENCE_MILLIS) { clear().isEmpty() }

        tapSpoken("Settings")
        see(hasTestTag("settings"))
        // What a window cannot do has no door.
        for (absent in listOf("App lock", "Language")) assertFalse(absent, there(hasText(absent)))
        val archive = File(folder.root, "out.json")
        chosen.saves = archive
        tap("Export")
        waitUntil("the export", PATIENCE_MILLIS) { archive.exists() && clear().isEmpty() }
        assertTrue("tone 4" in archive.readText())
        tap("Reminders")
        see("reminders come on a phone")
        tapSpoken("Back")
        tap("Delete everything")
        tap(hasTestTag("yes"))
        see("No course yet")
        assertEquals(emptyList<File>(), File(data, "data").walk().filter { it.extension == "age" }.toList())
        assertTrue("the client's own export stays", archive.exists())
    }

    @Test
    fun `a place that cannot be written to is told and loses nothing`() = runDesktopComposeUiTest(width = 1000, height = 860) {
        setContent { DesktopContent(desktop, FileActions(desktop, chosen)) }
        tap("Choose a sheet")
        tap("Choose a sheet")
        tap("Start the course")
        see("Before the first of")
        tap(hasText("Settings") and hasClickAction())
        val standing = File(folder.root, "there.json").apply { mkdir() }
        File(standing, "kept").writeText("kept")
        chosen.saves = standing
        tap("Export")
        see("could not be written there")
        waitUntil("nothing left in clear", PATIENCE_MILLIS) { clear().isEmpty() }
        assertEquals("kept", File(standing, "kept").readText())
        assertEquals(emptyList<String>(), folder.root.list().orEmpty().filter { it.startsWith(".stipple") })
    }

    private companion object {
        const val PATIENCE_MILLIS = 20_000L
    }
}
