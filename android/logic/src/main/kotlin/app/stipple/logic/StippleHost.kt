/**
 * The core's life in an app: opened once, off the thread that draws; closed and gone when everything is deleted.
 *
 * Not for: what is asked of it (`Stipple`).
 */
package app.stipple.logic

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.File

/** How it stands. */
public sealed interface Opening {
    public data object Underway : Opening

    /** Open; [note] is to be told once. */
    public data class Open(val stipple: Stipple, val note: OpeningNote? = null) : Opening
    public data class Failed(val problem: Problem) : Opening
}

/** Opens the core, and holds it. */
public class StippleHost(private val device: () -> Device, private val dispatcher: CoroutineDispatcher) {
    private val standing = MutableStateFlow<Opening>(Opening.Underway)
    private val one = Mutex()
    public val opening: StateFlow<Opening> = standing.asStateFlow()

    /** The core; opens it where it is not. */
    @Throws(StippleFailure::class)
    public suspend fun stipple(): Stipple = one.withLock {
        (standing.value as? Opening.Open)?.stipple ?: open()
    }

    private suspend fun open(): Stipple = withContext(dispatcher) {
        try {
            val core = CoreStipple.open(device(), dispatcher)
            core.also { standing.value = Opening.Open(it, it.note) }
        } catch (failure: StippleFailure) {
            standing.value = Opening.Failed(failure.problem)
            throw failure
        }
    }

    /** Deletes all that was kept, and begins anew. [also] is for what lies elsewhere: keys, drafts, alarms. */
    public suspend fun deleteEverything(also: () -> Unit) {
        one.withLock {
            withContext(dispatcher) {
                ((standing.value as? Opening.Open)?.stipple as? CoreStipple)?.close()
                standing.value = Opening.Underway
                File(device().folder).deleteRecursively()
                also()
            }
        }
        stipple()
    }
}
