/** Photos to bring in: heads that nobody has. Not for: what is found in a photo (the core's own tests). */
package app.stipple.desktop

import java.awt.Color
import java.awt.RenderingHints
import java.awt.geom.Ellipse2D
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.util.Random
import javax.imageio.ImageIO

/** Dots on skin, seen from a little further to the left. */
fun head(moved: Int): ByteArray {
    val picture = BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB)
    val random = Random(3)
    picture.createGraphics().apply {
        setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON)
        color = Color(0xC9, 0xA5, 0x8D)
        fillRect(0, 0, picture.width, picture.height)
        repeat(900) {
            val grey = random.nextInt(0x50)
            color = Color(grey, grey, grey)
            val (left, top) = List(2) { random.nextDouble() }
            val size = 4 + random.nextDouble() * 14
            fill(Ellipse2D.Double(left * 640 - 20 + moved, top * 840 - 20, size, size))
        }
    }.dispose()
    return ByteArrayOutputStream().also { ImageIO.write(picture, "jpeg", it) }.toByteArray()
}
