/**
 * The course's photos as pictures to draw: the core writes each to a file, which is opened and gone again.
 *
 * Not for: which file formats there are ([open] knows), or files that stay for as long as they are looked at (`MadePictures`).
 */
package app.stipple.ui

import androidx.compose.ui.graphics.Canvas
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Paint
import androidx.compose.ui.unit.IntOffset
import androidx.compose.ui.unit.IntSize
import app.stipple.logic.Angle
import app.stipple.logic.PhotoPair
import app.stipple.logic.PhotoSize
import app.stipple.logic.Stipple
import app.stipple.logic.StippleFailure
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

class CorePictures(
    private val stipple: Stipple,
    /** A path for a file of that name. */
    private val fresh: (String) -> String,
    /** Files that are no longer needed. */
    private val gone: suspend (List<String>) -> Unit,
    /** Null where the file is no picture. */
    private val open: suspend (String) -> ImageBitmap?,
) : Pictures {
    override suspend fun picture(id: String, size: PhotoSize): ImageBitmap? = try {
        written("photo.jpg") { stipple.writePhoto(id, size, it) }
    } catch (_: StippleFailure) {
        null // The place stays empty; the scrub says what is wrong.
    }

    override suspend fun ghost(angle: Angle): ImageBitmap? = try {
        written("ghost.png") { stipple.ghost(angle.id, GHOST_WIDTH, GHOST_HEIGHT, it) }
    } catch (_: StippleFailure) {
        null // That the last photo does not open is no reason not to take one.
    }

    // The core puts both into cells of one size, side by side: cut down the middle, they lie one over the other.
    override suspend fun compare(pair: PhotoPair): Compared = try {
        val both = written("both.png") { stipple.compare(pair.first, pair.second, it) }
        val half = (both?.width ?: 0) / 2
        Compared(first = both?.cut(0, half), second = both?.cut(both.width - half, half))
    } catch (failure: StippleFailure) {
        Compared(told = failure.problem.told)
    }

    private suspend fun written(name: String, write: suspend (String) -> Unit): ImageBitmap? {
        val file = fresh(name)
        try {
            write(file)
            return withContext(Dispatchers.IO) { open(file) }
        } finally {
            gone(listOf(file))
        }
    }

    private suspend fun ImageBitmap.cut(left: Int, wide: Int): ImageBitmap = withContext(Dispatchers.Default) {
        ImageBitmap(wide, height).also { part ->
            Canvas(part).drawImageRect(this@cut, IntOffset(left, 0), IntSize(wide, height), IntOffset.Zero, IntSize(wide, height), Paint())
        }
    }

    private companion object {
        // 3 : 4, as a camera's picture is shown, and no larger than a screen shows it.
        const val GHOST_WIDTH = 960
        const val GHOST_HEIGHT = 1280
    }
}
