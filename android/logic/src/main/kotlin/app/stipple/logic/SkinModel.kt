/**
 * The Skin check screen: what is there, what is gone, what that unlocked or held, and when the last check was.
 *
 * Not for: warning signs (Today shows them).
 */
package app.stipple.logic

/** A state of the skin, as a client reads it. */
public data class SkinState(val id: String, val label: String)

/** What can be said of the skin, and what was said last. */
public data class Skin(
    /** What every sheet knows, then what only the client's own declares. */
    val states: List<SkinState> = emptyList(),
    /** When the last check was and what it said, or that there was none since the session. */
    val lines: List<String> = emptyList(),
)

/** What a client says of one. */
public enum class Seen { UNSAID, THERE, GONE }

/** What the Skin check screen shows. */
public data class SkinScreen(
    val skin: Skin = Skin(),
    /** By the state's id. */
    val said: Map<String, Seen> = emptyMap(),
    /** What the last check did. */
    val told: List<String> = emptyList(),
    override val problem: Problem? = null,
) : Screen<SkinScreen> {
    override fun with(problem: Problem?): SkinScreen = copy(problem = problem)
    public fun seen(state: SkinState): Seen = said[state.id] ?: Seen.UNSAID
    public val anything: Boolean get() = said.values.any { it != Seen.UNSAID }
}

/** Holds it. */
public class SkinModel(hub: Hub) : ScreenModel<SkinScreen>(hub, SkinScreen(said = restored(hub.drafts))) {
    init {
        start()
    }

    override suspend fun load() {
        val skin = stipple.skin()
        // Another sheet may hold than when it was said.
        val known = skin.states.map { it.id }.toSet()
        change { it.copy(skin = skin, said = it.said.filterKeys(known::contains)) }
    }

    public fun say(state: SkinState, seen: Seen) {
        change { it.copy(said = it.said + (state.id to seen), told = emptyList(), problem = null) }
        hub.drafts.write(DRAFT, state().filterValues { it != Seen.UNSAID }.mapValues { it.value.name })
    }

    public fun record() {
        alter {
            val said = state()
            val done = stipple.reportSkin(
                seen = said.filterValues { it == Seen.THERE }.keys.toList(),
                gone = said.filterValues { it == Seen.GONE }.keys.toList(),
            )
            change { it.copy(said = emptyMap(), told = done.lines + done.warnings) }
            hub.drafts.write(DRAFT, emptyMap())
            done
        }
    }

    private fun state() = state.value.said

    private companion object {
        const val DRAFT = "skin"

        fun restored(drafts: Drafts): Map<String, Seen> = drafts.read(DRAFT).mapNotNull { (state, seen) ->
            Seen.entries.find { it.name == seen }?.let { state to it }
        }.toMap()
    }
}
