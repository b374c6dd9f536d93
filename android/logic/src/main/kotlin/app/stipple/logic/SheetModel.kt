/**
 * The Sheet screen: the pinned sheet, or the one to begin under; another one is compared before it is accepted.
 *
 * Not for: reading files (the app gives their text).
 */
package app.stipple.logic

/** What the Sheet screen shows. */
public data class SheetScreen(
    /** The pinned sheet; null without a course. */
    val sheet: Sheet? = null,
    val builtIn: List<BuiltInSheet> = emptyList(),
    /** The sheet that is being looked at, before a course begins under it. */
    val offered: Sheet? = null,
    /** What would change under the offered one. */
    val changes: SheetChanges? = null,
    override val problem: Problem? = null,
) : Screen<SheetScreen> {
    override fun with(problem: Problem?): SheetScreen = copy(problem = problem)
}

/** Holds it. */
public class SheetModel(hub: Hub, private val started: () -> Unit = {}) : ScreenModel<SheetScreen>(hub, SheetScreen()) {
    init {
        start()
    }

    override suspend fun load() {
        val hasCourse = stipple.hasCourse()
        val sheet = if (hasCourse) stipple.sheet() else null
        val builtIn = stipple.builtInSheets()
        change { it.copy(sheet = sheet, builtIn = builtIn) }
        text()?.let { show(it) }
    }

    /** Looks at a sheet, once its text is [read]: its differences from the pinned one, or the whole of it. Nothing is kept but the draft. */
    public fun offer(read: suspend () -> String) {
        change { it.copy(problem = null) }
        act {
            val text = read()
            hub.drafts.write(DRAFT, mapOf("text" to text))
            try {
                show(text)
            } catch (failure: StippleFailure) {
                forget()
                throw failure
            }
        }
    }

    public fun withdraw(): Unit = forget()

    /** Begins the course under the offered sheet, or puts it under that one. */
    public fun accept() {
        val text = text() ?: return
        alter {
            val begins = !stipple.hasCourse()
            val done = if (begins) stipple.startCourse(text) else stipple.acceptSheet(text)
            forget()
            if (begins) started()
            done
        }
    }

    private suspend fun show(text: String) {
        val offered = stipple.showSheet(text)
        val changes = if (stipple.hasCourse()) stipple.compareSheet(text) else null
        change { it.copy(offered = offered, changes = changes) }
    }

    private fun text() = hub.drafts.read(DRAFT)["text"]

    private fun forget() {
        hub.drafts.write(DRAFT, emptyMap())
        change { it.copy(offered = null, changes = null) }
    }

    private companion object {
        const val DRAFT = "sheet"
    }
}
