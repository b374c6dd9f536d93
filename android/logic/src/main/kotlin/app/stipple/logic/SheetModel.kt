/**
 * The Sheet screen: the pinned sheet, or the one to begin under; another one is compared before it is accepted.
 *
 * Not for: reading files (the app gives their text), or codes (`ScanModel`).
 */
package app.stipple.logic

/** What the Sheet screen shows. */
public data class SheetScreen(
    /** The pinned sheet; null without a course. */
    val sheet: Sheet? = null,
    val builtIn: List<BuiltInSheet> = emptyList(),
    /** The sheet that is being looked at, before a course begins under it. */
    val offered: Sheet? = null,
    /** What would change under it, and whose it is. */
    val looked: OfferedSheet? = null,
    /** The client knows that the studio has another key than before. */
    val knowsKey: Boolean = false,
    /** A sheet is on its way. */
    val fetching: Boolean = false,
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
        kept()?.let { show(it) }
    }

    /** Looks at a sheet, once its text is [read]: its differences from the pinned one, or the whole of it. Nothing is kept but the draft. */
    public fun offer(read: suspend () -> String): Unit = look { SheetOffer(read()) }

    /** Looks at the sheet that a studio's code names, once the server has given it. */
    public fun fetch(code: String): Unit = look { stipple.fetchSheet(code).offer }

    private fun look(get: suspend () -> SheetOffer) {
        change { it.copy(problem = null, fetching = true) }
        act {
            try {
                val offer = get()
                hub.drafts.write(DRAFT, offer.kept())
                try {
                    show(offer)
                } catch (failure: StippleFailure) {
                    forget()
                    throw failure
                }
            } finally {
                change { it.copy(fetching = false) }
            }
        }
    }

    public fun withdraw(): Unit = forget()

    /** The client says that they asked their studio, or takes it back. */
    public fun knowKey(knows: Boolean): Unit = change { it.copy(knowsKey = knows) }

    /** Begins the course under the offered sheet, or puts it under that one. */
    public fun accept() {
        val offer = kept() ?: return
        val otherKey = state.value.knowsKey
        alter {
            val begins = !stipple.hasCourse()
            val done = if (begins) stipple.startCourse(offer.text, offer.signed, otherKey) else stipple.acceptSheet(offer, otherKey)
            forget()
            if (begins) started()
            done
        }
    }

    private suspend fun show(offer: SheetOffer) {
        val offered = stipple.showSheet(offer.text)
        val looked = stipple.lookAtSheet(offer)
        change { it.copy(offered = offered, looked = looked) }
    }

    private fun SheetOffer.kept() =
        mapOf("text" to text) + signed?.run { mapOf("signature" to signature, "key" to key) }.orEmpty()

    private fun kept(): SheetOffer? {
        val draft = hub.drafts.read(DRAFT)
        val (signature, key) = draft["signature"] to draft["key"]
        val signed = if (signature != null && key != null) SheetSignature(signature, key) else null
        return draft["text"]?.let { SheetOffer(it, signed) }
    }

    private fun forget() {
        hub.drafts.write(DRAFT, emptyMap())
        change { it.copy(offered = null, looked = null, knowsKey = false) }
    }

    private companion object {
        const val DRAFT = "sheet"
    }
}
