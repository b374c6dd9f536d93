/**
 * What one call costs from Kotlin: the median of the Today board and of a call that does nothing, the JVM warm.
 *
 *     mvn -q -f tests/bindings/kotlin/pom.xml test-compile exec:java
 *
 * after `tests/bindings/run.sh kotlin`, which builds the library with what this needs; with -Dcargo.target=FOLDER where
 * Cargo does not build in target/.
 *
 * Not for: tests; nothing here fails because it was slow.
 */

import java.nio.file.Files
import java.util.Locale
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.deleteRecursively

private const val WARM_UP = 2_000
private const val ROUNDS = 10_000

/** In microseconds. */
private fun median(once: () -> Unit): Double {
    repeat(WARM_UP) { once() }
    val took = LongArray(ROUNDS) {
        val began = System.nanoTime()
        once()
        System.nanoTime() - began
    }
    took.sort()
    return took[ROUNDS / 2] / 1_000.0
}

@OptIn(ExperimentalPathApi::class)
fun main() {
    val folder = Files.createTempDirectory("stipple-bench")
    try {
        Desk(folder).course().use { opened ->
            val today = median { opened.today() }
            val empty = median { opened.emptyCall() }
            println("kotlin: today %.1f µs, empty call %.2f µs".format(Locale.ROOT, today, empty))
        }
    } finally {
        folder.deleteRecursively()
    }
}
