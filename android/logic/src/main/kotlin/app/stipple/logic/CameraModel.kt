/**
 * The camera's screen: for which angle, how the phone is held, the photo that was just taken, to be kept or taken again.
 *
 * A photo that was taken is in the vault before anything is asked about it: its JPEG is never waiting in clear. Not for: pixels,
 * the ghost's either (the app gives them), or what is in a picture (the core).
 */
package app.stipple.logic

import kotlinx.coroutines.awaitCancellation

/** What the camera's screen shows. */
public data class CameraScreen(
    val angle: Angle = Angle.CROWN,
    override val lens: Lens = Lens(),
    /** How much of the last photo is shown over the picture, from 0 to 1. */
    val ghost: Float = HALF,
    /** Null until they are read. */
    val photos: List<Photo>? = null,
    /** Null where the phone does not say it. */
    val tilt: Tilt? = null,
    val taking: Boolean = false,
    /** The photo that was just taken. */
    val takenId: String? = null,
    override val problem: Problem? = null,
) : LensScreen<CameraScreen> {
    override fun with(problem: Problem?): CameraScreen = copy(problem = problem)
    override fun with(lens: Lens): CameraScreen = copy(lens = lens)

    /** Which the client looks at, and keeps or not. */
    public val taken: Photo? get() = photos?.firstOrNull { it.id == takenId }

    /** Ids of the photos of this angle: one of them is the ghost. */
    public val earlier: List<String>? get() = photos?.filter { it.angle == angle.id && it.id != takenId }?.map { it.id }
    public val level: Level? get() = tilt?.level(angle)

    private companion object {
        const val HALF = 0.5f
    }
}

/** Where a picture lies on its way into the vault, in clear. */
public interface Passing {
    public fun fresh(): String
    public suspend fun gone(path: String)
}

/** Holds it. */
public class CameraModel(
    hub: Hub,
    camera: Camera,
    private val passing: Passing,
) : LensModel<CameraScreen>(hub, camera, Camera.Purpose.PHOTO, restored(hub.drafts)) {
    private var session: CameraSession? = null

    init {
        start()
    }

    override suspend fun load() {
        val photos = if (stipple.hasCourse()) stipple.photos().photos else emptyList()
        change { it.copy(photos = photos) }
    }

    override suspend fun look(session: CameraSession) {
        this.session = session
        try {
            session.tilts.collect { tilt -> change { it.copy(tilt = tilt) } }
            awaitCancellation()
        } finally {
            this.session = null
            change { it.copy(tilt = null) }
        }
    }

    public fun angle(angle: Angle): Unit = keep { it.copy(angle = angle) }
    public fun ghost(ghost: Float): Unit = keep { it.copy(ghost = ghost) }

    /** Takes a photo, and brings it in. */
    public fun shoot() {
        val session = session ?: return
        val (angle, busy) = state.value.run { angle to (taking || taken != null) }
        if (busy) return
        change { it.copy(taking = true, problem = null) }
        act {
            val path = passing.fresh()
            try {
                session.take(path)
                val taken = stipple.takePhoto(path, angle.id)
                // The same file as before is no photo to be taken again.
                if (taken.isNew) keep { it.copy(takenId = taken.id) }
                hub.done(if (taken.isNew) Done() else taken.done, undo = false)
                load()
            } finally {
                passing.gone(path)
                change { it.copy(taking = false) }
            }
        }
    }

    /** The photo is as the client wants it. */
    public fun keepTaken(): Unit = keep { it.copy(takenId = null) }

    /** It goes into the bin, and another one is taken. */
    public fun takeAgain() {
        val taken = state.value.taken ?: return
        keepTaken()
        alter { stipple.removePhoto(taken.id) }
    }

    private fun keep(to: (CameraScreen) -> CameraScreen) {
        change(to)
        val now = state.value
        hub.drafts.write(DRAFT, mapOf("angle" to now.angle.name, "ghost" to "${now.ghost}", "taken" to now.takenId.orEmpty()))
    }

    private companion object {
        const val DRAFT = "camera"

        fun restored(drafts: Drafts): CameraScreen {
            val kept = drafts.read(DRAFT)
            val plain = CameraScreen()
            return plain.copy(
                angle = Angle.entries.firstOrNull { it.name == kept["angle"] } ?: plain.angle,
                ghost = kept["ghost"]?.toFloatOrNull() ?: plain.ghost,
                takenId = kept["taken"]?.ifEmpty { null },
            )
        }
    }
}
