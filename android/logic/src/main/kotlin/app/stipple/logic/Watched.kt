/**
 * Waiting for one of the core's long calls: how far it is meanwhile, and that it has stopped before whoever gave up goes on.
 *
 * Not for: what it does (`CoreStipple`).
 */
package app.stipple.logic

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** How often it is looked how far something is. */
private const val PROGRESS_MILLIS = 250L

/** Waits for [outcome]. Cancelled, it calls [stop] and returns once nothing is under way any more. */
internal suspend fun <T> watched(
    progress: (Progress) -> Unit,
    look: suspend () -> Progress,
    stop: () -> Unit,
    outcome: suspend () -> T,
): T = coroutineScope {
    val watching = launch {
        while (true) {
            progress(look())
            delay(PROGRESS_MILLIS)
        }
    }
    try {
        outcome()
    } catch (stopped: CancellationException) {
        stop()
        withContext(NonCancellable) {
            try {
                outcome()
            } catch (_: StippleFailure) {
                // Stopped, or failed before that: what came is in.
            }
        }
        throw stopped
    } finally {
        watching.cancel()
    }
}
