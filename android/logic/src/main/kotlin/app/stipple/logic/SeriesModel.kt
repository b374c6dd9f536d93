/**
 * The Over time screen: the photos of one angle as a time-lapse, or measured, made while the screen is looked at. Its picture
 * lies in clear in a file for as long as that, and no longer.
 *
 * Not for: decoding the file (the app), or what a trend means (nobody says that: it is a line, never a verdict).
 */
package app.stipple.logic

import kotlinx.coroutines.Job
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** What can be made of the photos of an angle. */
public enum class Series { LAPSE, REDNESS, DOTS }

/** What was made, with its picture's path. */
public sealed interface Made {
    public val picture: String

    public data class Lapse(override val picture: String, val lapse: TimeLapse) : Made
    public data class Chart(override val picture: String, val trend: Trend) : Made
}

/** What the Over time screen shows. */
public data class SeriesScreen(
    val side: Side? = null,
    val series: Series = Series.LAPSE,
    /** The photos that stand for their moments, by time, in words. */
    val photos: List<String> = emptyList(),
    val working: Boolean = false,
    val progress: Progress? = null,
    val made: Made? = null,
    override val problem: Problem? = null,
) : Screen<SeriesScreen> {
    override fun with(problem: Problem?): SeriesScreen = copy(problem = problem)
}

/** Holds it. */
public class SeriesModel(
    hub: Hub,
    /** A path for a file of that name. */
    private val fresh: (String) -> String,
    /** Files that are no longer needed. */
    private val gone: suspend (List<String>) -> Unit,
) : ScreenModel<SeriesScreen>(hub, restored(hub.drafts)) {
    private var shown = false
    private var making: Job? = null
    private val turn = Mutex()

    init {
        start()
    }

    override suspend fun load() {
        val side = state.value.side ?: return
        val all = if (stipple.hasCourse()) stipple.photos().photos else emptyList()
        // The core lists the latest first.
        val photos = all.filter { it.angle == side.id && it.stands }.map { it.text }.reversed()
        val before = state.value.photos
        change { if (it.side == side) it.copy(photos = photos) else it }
        if (shown && before.isNotEmpty() && before != photos) make()
    }

    /** Another angle is to be looked at. */
    public fun open(side: Side) {
        change { SeriesScreen(side, made = it.made) }
        keep()
        act { load() }
    }

    public fun choose(series: Series) {
        change { it.copy(series = series) }
        keep()
        make()
    }

    /** The client looks at the screen, until [putAway]. */
    public fun show() {
        if (shown) return
        shown = true
        make()
    }

    /** The client looks at something else: nothing stays in clear. */
    public fun putAway() {
        shown = false
        begin { }
    }

    public fun make() {
        val side = state.value.side ?: return
        val series = state.value.series
        begin {
            change { it.copy(working = true, problem = null) }
            try {
                val made = made(side, series)
                change { it.copy(made = made) }
            } finally {
                change { it.copy(working = false, progress = null) }
            }
        }
    }

    public fun stop() {
        making?.cancel()
    }

    /** Gives the time-lapse to [hand], which copies it to where the client said. */
    public fun save(hand: suspend (String) -> Unit) {
        act {
            // The client chose the place on another screen: it is being made anew.
            making?.join()
            turn.withLock {
                val screen = state.value
                val standing = screen.made as? Made.Lapse
                when {
                    standing != null -> {
                        hand(standing.picture)
                        hub.tell(listOf(standing.lapse.written))
                    }
                    screen.series == Series.LAPSE -> screen.side?.let { saveUnseen(it, hand) }
                }
            }
        }
    }

    /** The screen is not looked at again yet, behind the app's lock or after the process died: made for this alone. */
    private suspend fun saveUnseen(side: Side, hand: suspend (String) -> Unit) {
        val path = fresh("stipple.gif")
        try {
            val lapse = stipple.lapse(side.id, path) {}
            hand(path)
            hub.tell(listOf(lapse.written))
        } finally {
            gone(listOf(path))
        }
    }

    /** One at a time: what was begun before has stopped, and what it made is gone. */
    private fun begin(work: suspend () -> Unit) {
        making?.cancel()
        making = act {
            turn.withLock {
                val old = state.value.made
                change { it.copy(made = null) }
                old?.let { gone(listOf(it.picture)) }
                work()
            }
        }
    }

    private suspend fun made(side: Side, series: Series): Made {
        val path = fresh(if (series == Series.LAPSE) "stipple.gif" else "stipple.png")
        val progress = { far: Progress -> change { it.copy(progress = far) } }
        var whole = false
        try {
            val made = when (series) {
                Series.LAPSE -> Made.Lapse(path, stipple.lapse(side.id, path, progress))
                Series.REDNESS -> Made.Chart(path, stipple.trend(side.id, TrendOf.REDNESS, path, progress))
                Series.DOTS -> Made.Chart(path, stipple.trend(side.id, TrendOf.DOTS, path, progress))
            }
            whole = true
            return made
        } finally {
            if (!whole) gone(listOf(path))
        }
    }

    private fun keep() {
        val side = state.value.side ?: return
        hub.drafts.write(DRAFT, mapOf("id" to side.id, "label" to side.label, "series" to state.value.series.name))
    }

    private companion object {
        const val DRAFT = "series"

        fun restored(drafts: Drafts): SeriesScreen {
            val kept = drafts.read(DRAFT)
            return SeriesScreen(
                side = kept["id"]?.let { Side(it, kept["label"] ?: it) },
                series = Series.entries.firstOrNull { it.name == kept["series"] } ?: Series.LAPSE,
            )
        }
    }
}
