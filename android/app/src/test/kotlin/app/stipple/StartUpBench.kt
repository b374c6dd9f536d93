/**
 * From the activity's creation to a board that is drawn, the first time in a process and later: tests/bench/shell_startup.sh
 * runs it, and no test run does. Not for: the core's loading (`StartUp`), which has happened here.
 */
package app.stipple

import androidx.compose.ui.test.hasText
import org.junit.Test
import java.io.File

class StartUpBench : ShellTest() {
    @Test
    fun `the board on screen`() {
        course()
        val times = List(LAUNCHES) { turn ->
            val begun = System.nanoTime()
            if (turn == 0) launch() else processDies()
            waitFor("the board") { there(hasText("Not yet")) }
            (System.nanoTime() - begun) / 1e6
        }
        File(System.getProperty("stipple.build"), "startup.txt").writeText(times.joinToString("\n") { "%.1f".format(it) } + "\n")
    }

    private companion object {
        const val LAUNCHES = 11
    }
}
