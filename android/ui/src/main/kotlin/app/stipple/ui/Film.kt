/**
 * Pictures that the core made into a file: a still one, or a moving one with its controls. A device that is set to less
 * movement begins with it standing still.
 *
 * Not for: photos, which come by id (`Pictures`), or decoding a file (the app).
 */
package app.stipple.ui

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Slider
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.delay
import kotlin.math.roundToInt

/** Opens them, off the thread that draws; null where a file is none. */
interface MadePictures {
    suspend fun still(path: String): ImageBitmap?
    suspend fun film(path: String): Film?
}

/** A moving picture, one frame at a time. */
interface Film {
    val width: Int
    val height: Int
    val count: Int

    /** How long a frame stands. */
    fun millis(frame: Int): Long
    suspend fun frame(at: Int): ImageBitmap?
}

private object NoMadePictures : MadePictures {
    override suspend fun still(path: String): ImageBitmap? = null
    override suspend fun film(path: String): Film? = null
}

val LocalMadePictures = staticCompositionLocalOf<MadePictures> { NoMadePictures }

/** Whether the device is set to less movement. */
val LocalReducedMotion = staticCompositionLocalOf { false }

/** What came of opening a file. */
private class Opened<T>(val picture: T?)

@Composable
private fun <T> opened(path: String, open: suspend MadePictures.(String) -> T?): Opened<T>? {
    val pictures = LocalMadePictures.current
    val read by produceState<Opened<T>?>(null, path, pictures) { value = Opened(pictures.open(path)) }
    return read
}

/** A picture from a file, said in words to who cannot see it. */
@Composable
internal fun Still(path: String, description: String) {
    val chart = opened(path) { still(it) } ?: return Quiet(stringResource(R.string.working))
    val picture = chart.picture ?: return Text(stringResource(R.string.picture_unreadable))
    Image(picture, description, Modifier.fillMaxWidth().aspectRatio(picture.width.toFloat() / picture.height).testTag("chart"))
}

/** A moving picture; [said]: its frames in words, where each has some. */
@Composable
internal fun FilmPlayer(path: String, said: List<String>) {
    val read = opened(path) { film(it) } ?: return Quiet(stringResource(R.string.working))
    val film = read.picture ?: return Text(stringResource(R.string.picture_unreadable))
    val still = LocalReducedMotion.current
    var playing by rememberSaveable(path) { mutableStateOf(!still) }
    var kept by rememberSaveable(path) { mutableIntStateOf(0) }
    // Made anew after the process died, it may have fewer.
    val frame = kept.coerceIn(0, film.count - 1)
    LaunchedEffect(film, playing) {
        while (playing) {
            delay(film.millis(kept.coerceIn(0, film.count - 1)))
            // It may have been stopped since, and this not have ended yet.
            if (playing) kept = (kept + 1) % film.count
        }
    }
    val picture by produceState<ImageBitmap?>(null, film, frame) { value = film.frame(frame) }
    val place = stringResource(R.string.film_place, frame + 1, film.count)
    val description = said.takeIf { it.size == film.count }?.get(frame) ?: place
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        Framed(film.width.toFloat() / film.height, "film") {
            picture?.let { Image(it, description, Modifier.fillMaxSize()) }
        }
        Quiet(place)
        FramesSlider(frame, film.count) {
            playing = false
            kept = it
        }
        OutlinedButton({ playing = !playing }) { Text(stringResource(if (playing) R.string.film_pause else R.string.film_play)) }
    }
}

@Composable
private fun FramesSlider(frame: Int, count: Int, onFrame: (Int) -> Unit) {
    val label = stringResource(R.string.film_frame)
    val place = stringResource(R.string.film_place, frame + 1, count)
    Slider(
        frame.toFloat(),
        { onFrame(it.roundToInt()) },
        Modifier.fillMaxWidth().semantics {
            contentDescription = label
            stateDescription = place
        },
        valueRange = 0f..(count - 1).coerceAtLeast(1).toFloat(),
        steps = (count - 2).coerceAtLeast(0),
    )
}
