/**
 * The scan screen: looks through the camera for a code of another device or of a studio's sheet, and says where something else
 * was read. It joins nothing and accepts nothing.
 *
 * Not for: what is done with a code (`AccountModel`, `SheetModel`).
 */
package app.stipple.logic

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.mapNotNull

/** What a code is looked for. */
public enum class Sought { DEVICE, SHEET }

/** What the scan screen shows. */
public data class ScanScreen(
    val sought: Sought = Sought.DEVICE,
    override val lens: Lens = Lens(),
    /** Something was read that is no code of another device. */
    val stray: Boolean = false,
    /** What the code says, until somebody has taken it. */
    val found: String? = null,
    override val problem: Problem? = null,
) : LensScreen<ScanScreen> {
    override fun with(problem: Problem?): ScanScreen = copy(problem = problem)
    override fun with(lens: Lens): ScanScreen = copy(lens = lens)

    /** Whoever has another device's code has everything: never said by accident. */
    override fun toString(): String = "ScanScreen($sought, $lens, stray=$stray, found=${found != null}, $problem)"
}

/** Holds it. [decoding]: where codes are looked for; not where screens are drawn. */
public class ScanModel(
    hub: Hub,
    camera: Camera,
    private val decoding: CoroutineDispatcher,
) : LensModel<ScanScreen>(hub, camera, Camera.Purpose.SCAN, restored(hub.drafts)) {
    override suspend fun load(): Unit = Unit

    /** Before the screen is gone to. */
    public fun seek(sought: Sought) {
        change { ScanScreen(sought, it.lens) }
        hub.drafts.write(DRAFT, mapOf("sought" to sought.name))
    }

    override suspend fun look(session: CameraSession) {
        val text = session.frames.conflate().mapNotNull(::readQr).flowOn(decoding)
            // The same code stays before the camera: once is enough.
            .distinctUntilChanged()
            .first { suits(it) }
        change { it.copy(found = text) }
    }

    private suspend fun suits(text: String): Boolean {
        change { it.copy(stray = false, problem = null) }
        return when (state.value.sought) {
            Sought.DEVICE -> text.startsWith(JOINS, ignoreCase = true).also { ours -> change { it.copy(stray = !ours) } }
            Sought.SHEET -> try {
                stipple.readSheetCode(text)
                true
            } catch (failure: StippleFailure) {
                change { it.copy(problem = failure.problem) }
                false
            }
        }
    }

    /** Somebody has it. */
    public fun taken(): Unit = change { it.copy(found = null) }

    private companion object {
        const val DRAFT = "scan"

        /** How another device's code begins. */
        const val JOINS = "stipple:join?"

        fun restored(drafts: Drafts): ScanScreen {
            val kept = drafts.read(DRAFT)["sought"]
            return ScanScreen(Sought.entries.firstOrNull { it.name == kept } ?: Sought.DEVICE)
        }
    }
}
