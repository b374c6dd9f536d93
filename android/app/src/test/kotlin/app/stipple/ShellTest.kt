/** The whole app under Robolectric, and a hand and an eye on its screens. Not for: tests. */
package app.stipple

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.printToString
import androidx.test.espresso.IdlingPolicies
import app.stipple.logic.SessionLog
import app.stipple.logic.Stipple
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit

/** Long, for machines with much else to do; what is there is seen at once. */
private const val WAIT_SECONDS = 12L

@RunWith(RobolectricTestRunner::class)
@Config(qualifiers = "en-rGB-w411dp-h891dp-hdpi")
abstract class ShellTest {
    @get:Rule
    val rule = createEmptyComposeRule()
    val application: TestStippleApplication get() = TestStippleApplication.current
    private var controller: ActivityController<MainActivity>? = null
    val activity: MainActivity get() = controller!!.get()

    /** A machine with much else to do may leave this one alone for a minute. */
    @Before
    fun patience() = IdlingPolicies.setMasterPolicyTimeout(5, TimeUnit.MINUTES)

    @After
    fun end() {
        controller?.pause()?.stop()?.destroy()
        controller = null
        application.close()
    }

    fun launch(state: Bundle? = null, intent: Intent? = null) {
        val fresh = Robolectric.buildActivity(MainActivity::class.java, intent)
        controller = if (state == null) fresh.setup() else fresh.setup(state)
    }

    /** The system ends the process while the app is in the back, and starts it again where it was. */
    fun processDies() {
        val state = Bundle()
        controller!!.pause().stop().saveInstanceState(state).destroy()
        launch(state)
    }

    /** The client puts this phone away, and takes the other one. */
    fun takeUp(phone: Int) {
        controller!!.pause().stop().destroy()
        application.phone = phone
        launch()
    }

    /** The client leaves, and comes back then. */
    fun comeBack(at: Instant) {
        controller!!.pause().stop()
        application.at = at
        controller!!.restart().start().resume()
    }

    /** The system's own screen for choosing something answers with this. */
    fun answer(uri: Uri) {
        shadowOf(Looper.getMainLooper()).idle()
        waitFor("a request to the system") { shadowOf(activity).peekNextStartedActivityForResult() != null }
        val asked = shadowOf(activity).nextStartedActivityForResult
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(uri))
    }

    /** Types it, in place of what stands there. */
    fun write(tag: String, text: String) {
        val field = see(hasTestTag(tag))
        runCatching { field.performScrollTo() }
        field.performTextReplacement(text)
    }

    fun rotate(qualifiers: String) {
        org.robolectric.RuntimeEnvironment.setQualifiers(qualifiers)
        controller!!.recreate()
    }

    /** A course under the built-in sheet, session 1 done, without its screens. */
    fun course() {
        rightClock()
        core {
            startCourse(builtInSheets().first().text)
            logSession(SessionLog(ended = SESSION_1))
        }
    }

    /** The core keeps one way back to its callers a process: where another class loader took it, it would ask a clock that is not there. */
    fun rightClock() = assertEquals(application.at, core { now() })

    fun <T> core(call: suspend Stipple.() -> T): T = runBlocking { application.host.stipple().call() }

    /** Waits, with the main thread at work meanwhile. */
    fun waitFor(what: String, condition: () -> Boolean) {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS)
        while (!condition()) {
            if (System.nanoTime() > end) {
                val there = if (controller == null) "no screen" else rule.onAllNodes(isRoot()).printToString(maxDepth = 40)
                throw AssertionError("waited for: $what; there was:\n$there")
            }
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(20))
            // Where no screen is, Compose would wait for one.
            if (controller != null) rule.waitForIdle() else Thread.yield()
        }
    }

    fun see(text: String): SemanticsNodeInteraction = see(hasText(text, substring = true), text)

    fun see(matcher: SemanticsMatcher, what: String = matcher.description): SemanticsNodeInteraction {
        waitFor(what) { there(matcher) }
        return rule.onAllNodes(matcher)[0]
    }

    fun there(matcher: SemanticsMatcher): Boolean {
        fun some() = rule.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()
        if (some()) return true
        val lists = rule.onAllNodes(hasScrollToNodeAction())
        lists.fetchSemanticsNodes().indices.forEach { place -> runCatching { lists[place].performScrollToNode(matcher) } }
        return some()
    }

    fun tap(text: String) = tap(hasText(text) and hasClickAction(), text)

    /** Something known by what is spoken for it. */
    fun tapSpoken(label: String) = tap(hasContentDescription(label) and hasClickAction(), label)

    fun tap(matcher: SemanticsMatcher, what: String) {
        val node = see(matcher, "$what, to be tapped")
        // A list that is read anew, or scrolled, may draw it once more just then: what is not there cannot have been tapped.
        waitFor("$what, tapped") { there(matcher) && runCatching { tap(node) }.isSuccess }
    }

    private fun tap(node: SemanticsNodeInteraction) {
        runCatching { node.performScrollTo() } // Where nothing scrolls, it is there.
        // What a change did lies over the lower edge until it is put away.
        val notice = rule.onAllNodes(hasContentDescription("Dismiss"))
        if (notice.fetchSemanticsNodes().isNotEmpty()) notice[0].performClick()
        node.performClick()
    }
}
