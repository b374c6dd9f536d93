/** Pictures that were looked at and found right, in src/test/golden of a module; UPDATE_GOLDEN=1 writes them anew. Not for: drawing them. */
package app.stipple.ui

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import java.io.File
import kotlin.math.abs

class Goldens(module: String) {
    private val golden = File(System.getProperty("stipple.android"), "$module/src/test/golden")
    private val update = System.getenv("UPDATE_GOLDEN") == "1"

    /** Where those of this run are. */
    val made = File(System.getProperty("stipple.build"), "golden")

    /** Null where it is as it was; else what is wrong. */
    fun compare(name: String, picture: Bitmap): String? {
        val file = File(if (update) golden else made, name)
        file.parentFile!!.mkdirs()
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
        val wrong = if (update) null else difference(BitmapFactory.decodeFile(File(golden, name).path), picture)
        return wrong?.let { "$name: $it" }
    }

    private fun difference(expected: Bitmap?, picture: Bitmap): String? = when {
        expected == null -> "no golden picture"
        expected.width != picture.width || expected.height != picture.height -> "${picture.width}x${picture.height}"
        else -> differing(expected, picture)
    }

    private fun differing(expected: Bitmap, picture: Bitmap): String? {
        val (before, now) = listOf(expected, picture).map { bitmap ->
            IntArray(bitmap.width * bitmap.height).also { bitmap.getPixels(it, 0, bitmap.width, 0, 0, bitmap.width, bitmap.height) }
        }
        val differing = before.indices.count { far(before[it], now[it]) }
        return if (differing > before.size / 1000) "$differing of ${before.size} pixels differ" else null
    }

    /** Further apart than what rounding on another processor makes. */
    private fun far(one: Int, other: Int) = listOf(0, 8, 16).any { abs((one shr it and 255) - (other shr it and 255)) > 8 }
}
