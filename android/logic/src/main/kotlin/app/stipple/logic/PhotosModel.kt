/**
 * The Photos screen: the grid, what is due, two side by side, one alone, the bin, bringing photos in.
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
    /** The id of the first of two that the client picks to compare. */
    val picked: String? = null,
    /** The photo that is looked at alone. */
    val opened: Photo? = null,
    val deleting: Photo? = null,
    override val problem: Problem? = null,
) : Screen<PhotosScreen> {
    override fun with(problem: Problem?): PhotosScreen = copy(problem = problem)

    /** The first of two, as long as it is there. */
    public val firstPicked: Photo? get() = photos?.photos?.firstOrNull { it.id == picked }
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
        keep()
    }

    /** Picks one of two photos to compare, whatever they show; the second one opens both. Null: none after all. */
    public fun pick(photo: Photo?) {
        val first = state.value.firstPicked
        val pair = if (first == null || photo == null || first.id == photo.id) null else pairOf(first, photo)
        change { it.copy(picked = photo?.id?.takeIf { pair == null }) }
        keep()
        if (pair != null) compare(pair)
    }

    /** The earlier one first; in the core's words where it put the two together. */
    private fun pairOf(one: Photo, other: Photo): PhotoPair {
        val all = state.value.photos ?: Photos()
        val (first, second) = listOf(one, other).sortedByDescending { all.photos.indexOf(it) }
        return all.pairs.firstOrNull { it.first == first.id && it.second == second.id }
            ?: PhotoPair(first.id, second.id, "${first.text}\n${second.text}")
    }

    public fun open(photo: Photo?): Unit = change { it.copy(opened = photo) }

    private fun keep() {
        val kept = state.value
        hub.drafts.write(DRAFT, mapOf("angle" to kept.angle.name, "picked" to kept.picked.orEmpty()).filterValues { it.isNotEmpty() })
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

    public fun askToDelete(photo: Photo?): Unit = change { it.copy(deleting = photo, opened = null) }

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
            val kept = drafts.read(DRAFT)
            return PhotosScreen(
                angle = Angle.entries.firstOrNull { it.name == kept["angle"] } ?: Angle.CROWN,
                picked = kept["picked"],
            )
        }
    }
}
