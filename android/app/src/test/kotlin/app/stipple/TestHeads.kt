/** Photos to bring in: heads that nobody has. Not for: what is found in a photo (the core's own tests). */
package app.stipple

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import java.io.ByteArrayOutputStream
import java.util.Random

/** Dots on skin, seen from a little further to the left; [light]: how much of it there is. */
fun head(moved: Float, light: Float = 1f): ByteArray {
    val picture = Bitmap.createBitmap(600, 800, Bitmap.Config.ARGB_8888)
    val canvas = Canvas(picture)
    fun lit(red: Int, green: Int, blue: Int) = Color.rgb((red * light).toInt(), (green * light).toInt(), (blue * light).toInt())
    canvas.drawColor(lit(0xC9, 0xA5, 0x8D))
    val random = Random(3)
    val paint = Paint(Paint.ANTI_ALIAS_FLAG)
    repeat(900) {
        val grey = random.nextInt(0x50)
        paint.color = lit(grey, grey, grey)
        canvas.drawCircle(random.nextFloat() * 640 - 20 + moved, random.nextFloat() * 840 - 20, 2 + random.nextFloat() * 7, paint)
    }
    return ByteArrayOutputStream().also { picture.compress(Bitmap.CompressFormat.JPEG, 95, it) }.toByteArray()
}
