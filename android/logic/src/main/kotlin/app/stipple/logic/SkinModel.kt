/**
 * The Skin check screen: what is there, what is gone, and what that unlocked or held.
 *
 * Not for: warning signs (Today shows them).
 */
package app.stipple.logic

/** States of the skin that every sheet can speak of, by the core's ids. */
public enum class SkinState(public val id: String) {
    SCABS("scabs"),
    FLAKING("flaking"),
    WEEPING("weeping"),
    REDNESS("redness"),
    DRY("dry"),
    HEALED("healed"),
}

/** What a client says of one. */
public enum class Seen { UNSAID, THERE, GONE }

/** What the Skin check screen shows. */
public data class SkinScreen(
    val said: Map<SkinState, Seen> = emptyMap(),
    /** What the last check did. */
    val told: List<String> = emptyList(),
    override val problem: Problem? = null,
) : Screen<SkinScreen> {
    override fun with(problem: Problem?): SkinScreen = copy(problem = problem)
    public fun seen(state: SkinState): Seen = said[state] ?: Seen.UNSAID
    public val anything: Boolean get() = said.values.any { it != Seen.UNSAID }
}

/** Holds it. */
public class SkinModel(hub: Hub) : ScreenModel<SkinScreen>(hub, SkinScreen(said = restored(hub.drafts))) {
    override suspend fun load(): Unit = Unit

    public fun say(state: SkinState, seen: Seen) {
        change { it.copy(said = it.said + (state to seen), told = emptyList(), problem = null) }
        val said = state().filterValues { it != Seen.UNSAID }
        hub.drafts.write(DRAFT, said.map { (one, how) -> one.name to how.name }.toMap())
    }

    public fun record() {
        alter {
            val said = state()
            val done = stipple.reportSkin(
                seen = said.filterValues { it == Seen.THERE }.keys.map { it.id },
                gone = said.filterValues { it == Seen.GONE }.keys.map { it.id },
            )
            change { it.copy(said = emptyMap(), told = done.lines + done.warnings) }
            hub.drafts.write(DRAFT, emptyMap())
            done
        }
    }

    private fun state() = state.value.said

    private companion object {
        const val DRAFT = "skin"

        fun restored(drafts: Drafts): Map<SkinState, Seen> = drafts.read(DRAFT).mapNotNull { (state, seen) ->
            runCatching { SkinState.valueOf(state) to Seen.valueOf(seen) }.getOrNull()
        }.toMap()
    }
}
