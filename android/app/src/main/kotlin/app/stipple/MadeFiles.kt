/**
 * Opens the pictures that the core made into files: charts by Android's own decoder; time-lapses by Glide's, which gives one
 * frame after the other, on every Android, where the system's can only run or stand still.
 *
 * Not for: writing or deleting them (`PassingFiles`, `SeriesModel`).
 */
package app.stipple

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.core.graphics.createBitmap
import app.stipple.ui.Film
import app.stipple.ui.MadePictures
import com.bumptech.glide.gifdecoder.GifDecoder
import com.bumptech.glide.gifdecoder.StandardGifDecoder
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException

object MadeFiles : MadePictures {
    override suspend fun still(path: String): ImageBitmap? =
        withContext(Dispatchers.IO) { BitmapFactory.decodeFile(path)?.asImageBitmap() }

    override suspend fun film(path: String): Film? = withContext(Dispatchers.IO) {
        val bytes = try {
            File(path).readBytes()
        } catch (_: IOException) {
            return@withContext null // It was put away meanwhile.
        }
        val decoder = StandardGifDecoder(Fresh)
        DecodedFilm(decoder).takeIf { decoder.read(bytes) == GifDecoder.STATUS_OK && decoder.frameCount > 0 }
    }
}

/** One frame at a time: each is drawn over the ones before it, so going back begins anew. */
private class DecodedFilm(private val decoder: StandardGifDecoder) : Film {
    private val turn = Mutex()
    override val width get() = decoder.width
    override val height get() = decoder.height
    override val count get() = decoder.frameCount

    override fun millis(frame: Int) = decoder.getDelay(frame).toLong()

    override suspend fun frame(at: Int): ImageBitmap? = turn.withLock {
        withContext(Dispatchers.Default) {
            if (at <= decoder.currentFrameIndex) decoder.resetFrameIndex()
            var picture: Bitmap? = null
            while (decoder.currentFrameIndex < at) {
                decoder.advance()
                picture = decoder.nextFrame
            }
            picture?.asImageBitmap()
        }
    }
}

/** Every frame is a bitmap of its own: the one on the screen is not drawn over. */
private object Fresh : GifDecoder.BitmapProvider {
    override fun obtain(width: Int, height: Int, config: Bitmap.Config): Bitmap = createBitmap(width, height, config)
    override fun obtainByteArray(size: Int) = ByteArray(size)
    override fun obtainIntArray(size: Int) = IntArray(size)
    override fun release(bitmap: Bitmap) = Unit
    override fun release(bytes: ByteArray) = Unit
    override fun release(array: IntArray) = Unit
}
