/** Photos for tests: JPEGs that the core can line up. Not for: what a head looks like. */
package app.stipple

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import java.io.ByteArrayOutputStream
import java.util.Random

/** Dots on skin, seen from a little further to the left. */
fun head(moved: Float): ByteArray {
    val picture = Bitmap.createBitmap(600, 800, Bitmap.Config.ARGB_8888)
    val canvas = Canvas(picture)
    canvas.drawColor(0xFFC9A58D.toInt())
    val random = Random(3)
    val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    repeat(900) {
        paint.color = 0xFF000000.toInt() or (random.nextInt(0x50) * 0x010101)
        canvas.drawCircle(random.nextFloat() * 640 - 20 + moved, random.nextFloat() * 840 - 20, 2 + random.nextFloat() * 7, paint)
    }
    return ByteArrayOutputStream().also { picture.compress(Bitmap.CompressFormat.JPEG, 95, it) }.toByteArray()
}
