/**
 * Files on their way in or out: between the client's place for them and the core, which reads and writes paths. They lie in
 * the app's own cache, in clear, and are deleted as soon as they have passed.
 *
 * Not for: keeping anything.
 */
package app.stipple

import android.content.Context
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.ImageDecoder
import android.net.Uri
import android.os.Build
import android.provider.OpenableColumns
import androidx.annotation.StringRes
import androidx.compose.ui.graphics.asImageBitmap
import app.stipple.logic.Passing
import app.stipple.logic.Problem
import app.stipple.logic.Stipple
import app.stipple.logic.StippleFailure
import app.stipple.ui.CorePictures
import app.stipple.ui.Pictures
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.io.OutputStream
import java.util.UUID
import app.stipple.ui.R as Words

class PassingFiles(private val context: Context) : Passing {
    private val folder = File(context.cacheDir, "passing")

    /** A place for a file of that name, in a folder of its own: the core tells the name. */
    fun fresh(name: String): File = File(File(folder, "${UUID.randomUUID()}").apply { mkdirs() }, name)

    /** Whatever an earlier run left. */
    fun sweep() {
        folder.deleteRecursively()
    }

    /** Brings a document in, under its name, or [otherwise]; HEIC as a JPEG, because the core reads none. */
    suspend fun bring(from: Uri, otherwise: String): File = passing(Words.string.file_unreadable) {
        val name = name(from) ?: otherwise
        val type = context.contentResolver.getType(from)
        if (type in HEIC && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            val picture = ImageDecoder.decodeBitmap(ImageDecoder.createSource(context.contentResolver, from)) { decoder, _, _ ->
                decoder.allocator = ImageDecoder.ALLOCATOR_SOFTWARE
            }
            written(fresh("$name.jpg")) { picture.compress(Bitmap.CompressFormat.JPEG, JPEG_QUALITY, it) }
        } else {
            val stream = context.contentResolver.openInputStream(from) ?: throw FileNotFoundException("$from")
            stream.use { input -> written(fresh(name)) { input.copyTo(it) } }
        }
    }

    /** Half of a file is none. */
    private fun written(to: File, write: (OutputStream) -> Unit): File {
        var whole = false
        try {
            to.outputStream().use(write)
            whole = true
        } finally {
            if (!whole) remove(to)
        }
        return to
    }

    /** All of them, or none. */
    suspend fun bring(from: List<Uri>, otherwise: String): List<File> {
        val brought = mutableListOf<File>()
        try {
            from.forEach { brought += bring(it, otherwise) }
        } catch (failed: StippleFailure) {
            gone(brought.map { it.path })
            throw failed
        }
        return brought
    }

    /** What the document's own place calls it, and nothing of a path. */
    private fun name(of: Uri): String? = context.contentResolver.query(of, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)
        ?.use { if (it.moveToFirst()) it.getString(0) else null }
        ?.let { File(it).name }?.takeIf { name -> name.any { it != '.' && !it.isWhitespace() } }

    /** For a photo that is being taken. */
    override fun fresh(): String = fresh(PHOTO).path
    override suspend fun gone(path: String) = gone(listOf(path))

    /** Files that have passed. */
    suspend fun gone(paths: List<String>) = withContext(Dispatchers.IO + NonCancellable) { paths.forEach { remove(File(it)) } }

    private fun remove(file: File) {
        file.parentFile?.deleteRecursively()
    }

    /** The whole text of a document. */
    suspend fun text(from: Uri): String = passing(Words.string.file_unreadable) {
        val stream = context.contentResolver.openInputStream(from) ?: throw FileNotFoundException("$from")
        stream.use { it.readBytes().decodeToString() }
    }

    /** Gives a copy of a file to the place that the client chose. */
    suspend fun give(file: File, to: Uri) = passing(Words.string.file_not_written) {
        val stream = context.contentResolver.openOutputStream(to, "wt") ?: throw FileNotFoundException("$to")
        stream.use { output -> file.inputStream().use { it.copyTo(output) } }
        Unit
    }

    /** The place that the client chose is another app's: it may fail in any way, and that is told in words. */
    @Suppress("TooGenericExceptionCaught") // It throws whatever that app throws.
    private suspend fun <T> passing(@StringRes told: Int, work: () -> T): T = withContext(Dispatchers.IO) {
        try {
            work()
        } catch (failed: IOException) {
            throw refused(told, failed)
        } catch (failed: RuntimeException) {
            throw refused(told, failed)
        }
    }

    private fun refused(@StringRes told: Int, failed: Exception) = StippleFailure(Problem.FileRefused(context.getString(told)), failed)

    /** Pixels for a screen: written in clear, read, deleted. */
    fun pictures(stipple: Stipple): Pictures = CorePictures(stipple, { fresh(it).path }, ::gone) { BitmapFactory.decodeFile(it)?.asImageBitmap() }

    private companion object {
        val HEIC = setOf("image/heic", "image/heif")
        const val JPEG_QUALITY = 95
        const val PHOTO = "photo.jpg"
    }
}
