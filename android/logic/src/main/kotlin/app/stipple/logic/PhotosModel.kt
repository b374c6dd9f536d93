/**
 * The Photos screen: the grid, what is due, pairs, the bin, bringing photos in.
 *
 * Not for: pixels (the app writes them to a file when they are to be shown), or the camera.
 */
package app.stipple.logic

/** The angles that every course has, by the core's ids. */
public enum class Angle(public val id: String) { FRONT("front"), LEFT("left"), RIGHT("right"), CROWN("crown"), BACK("back") }

/** What the Photos screen shows. */
public data class PhotosScreen(
    val photos: Photos? = null,
    /** The angle of the next photos that are brought in. */
    val angle: Angle = Angle.CROWN,
    val adding: Boolean = false,
    /** Two photos side by side. */
    val comparing: PhotoPair? = null,
    val deleting: Photo? = null,
    override val problem: Problem? = null,
) : Screen<PhotosScreen> {
    override fun with(problem: Problem?): PhotosScreen = copy(problem = problem)
}

/** Holds it. */
public class PhotosModel(hub: Hub) : ScreenModel<PhotosScreen>(hub, restored(hub.drafts)) {
    init {
        start()
    }

    override suspend fun load() {
        val photos = if (stipple.hasCourse()) stipple.photos() else Photos()
        change { it.copy(photos = photos) }
    }

    public fun angle(angle: Angle) {
        change { it.copy(angle = angle) }
        hub.drafts.write(DRAFT, mapOf("angle" to angle.name))
    }

    /** Brings files in, which [files] puts where they can be read; [gone]: they are no longer needed, in or not. */
    public fun add(files: suspend () -> List<String>, gone: suspend (List<String>) -> Unit) {
        change { it.copy(adding = true, problem = null) }
        alter {
            var paths = emptyList<String>()
            try {
                paths = files()
                if (paths.isEmpty()) Done() else stipple.addPhotos(paths, state.value.angle.id)
            } finally {
                gone(paths)
                change { it.copy(adding = false) }
            }
        }
    }

    public fun compare(pair: PhotoPair?): Unit = change { it.copy(comparing = pair, problem = null) }

    public fun askToDelete(photo: Photo?): Unit = change { it.copy(deleting = photo) }

    public fun delete() {
        val photo = state.value.deleting ?: return
        askToDelete(null)
        alter { stipple.removePhoto(photo.id) }
    }

    public fun restore(photo: Photo) {
        alter { stipple.restorePhoto(photo.id) }
    }

    private companion object {
        const val DRAFT = "photos"

        fun restored(drafts: Drafts): PhotosScreen {
            val kept = drafts.read(DRAFT)["angle"]
            return PhotosScreen(angle = Angle.entries.firstOrNull { it.name == kept } ?: Angle.CROWN)
        }
    }
}
