/**
 * What the models of all screens share: one record as a StateFlow, work off the thread that draws, problems as part of the
 * record, and what a change did, told once with the offer to take it back.
 *
 * Not for: what a screen shows.
 */
package app.stipple.logic

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What a change did, told once. */
public data class Notice(val number: Int, val lines: List<String>, val undo: Boolean)

/** What a screen's record can carry: why the last thing was not done. */
public interface Screen<S : Screen<S>> {
    public val problem: Problem?
    public fun with(problem: Problem?): S
}

/** What the screens of one opened core have in common. */
public class Hub(
    public val stipple: Stipple,
    public val scope: CoroutineScope,
    public val drafts: Drafts,
    /** Called after each change, before it is told: reminders are planned anew. */
    private val changed: suspend () -> Unit = {},
) {
    private val versions = MutableStateFlow(0)
    private val made = MutableStateFlow(0)
    private val told = MutableStateFlow<Notice?>(null)
    private var numbers = 0

    /** Grows with each change: whoever shows something reads it again. */
    public val version: StateFlow<Int> = versions.asStateFlow()

    /** Grows with each change that was made here: other devices are to hear of it. */
    public val changes: StateFlow<Int> = made.asStateFlow()
    public val notice: StateFlow<Notice?> = told.asStateFlow()

    /** Something was changed. */
    public suspend fun done(done: Done, undo: Boolean = true) {
        arrived()
        made.update { it + 1 }
        tell(done.lines + done.warnings, undo)
    }

    /** Something came from another device. */
    public suspend fun arrived() {
        versions.update { it + 1 }
        changed()
    }

    public fun tell(lines: List<String>, undo: Boolean = false) {
        if (lines.isNotEmpty()) told.value = Notice(++numbers, lines, undo)
    }

    /** The notice was seen. */
    public fun seen(notice: Notice) {
        told.compareAndSet(notice, null)
    }

    /** Takes the last change back. */
    public fun undo() {
        scope.launch {
            try {
                done(stipple.undo(), undo = false)
            } catch (failure: StippleFailure) {
                tell(listOf(failure.problem.told))
            }
        }
    }

    /** Time passed, or the device moved: everything shown is read again. */
    public fun refresh() {
        versions.update { it + 1 }
    }
}

/** One screen's record, and what keeps it right. */
public abstract class ScreenModel<S : Screen<S>>(protected val hub: Hub, initial: S) {
    private val shown = MutableStateFlow(initial)
    private var loading: Job? = null
    public val state: StateFlow<S> = shown.asStateFlow()

    protected val stipple: Stipple get() = hub.stipple

    /** Reads what is shown, and puts it into the record. */
    protected abstract suspend fun load()

    /** To be called once, when everything that [load] needs is there. */
    protected fun start() {
        reload()
        hub.scope.launch { hub.version.drop(1).collect { reload() } }
    }

    private fun reload() {
        loading?.cancel()
        loading = act { load() }
    }

    protected fun change(to: (S) -> S) {
        shown.update(to)
    }

    /** Does something; what is refused stands in the record. */
    protected fun act(work: suspend () -> Unit): Job = hub.scope.launch {
        try {
            work()
        } catch (failure: StippleFailure) {
            shown.update { it.with(failure.problem) }
        }
    }

    /** Does something that changes the course. */
    protected fun alter(undo: Boolean = true, work: suspend () -> Done): Job = act {
        val done = work()
        shown.update { it.with(null) }
        hub.done(done, undo)
    }

    /** The client has read the problem. */
    public fun dismiss() {
        shown.update { it.with(null) }
    }
}
