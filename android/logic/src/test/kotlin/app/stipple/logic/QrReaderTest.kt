/** The decoder on codes that the core itself makes, seen in the ways a hand and a room make them look. */
package app.stipple.logic

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.net.URLDecoder
import java.time.ZoneId
import kotlin.random.Random

class QrReaderTest {
    @get:Rule
    val folder = TemporaryFolder()
    private lateinit var shown: RecoveryCode

    @Before
    fun account() {
        val device = Device(File(folder.root, "data").path, ZoneId.of("Europe/London"), listOf("en-GB"), true, MemorySecrets())
        CoreStipple.open(device, Dispatchers.IO).use { core -> shown = runBlocking { core.createAccount("https://sync.example", "phone") } }
    }

    /**
     * A hand trembles: of a few pictures that are a little apart one is read. Each account has a code of its own, and edges that
     * no lens has softened are misread at an angle here and there.
     */
    private fun read(sight: Sight): String? =
        TREMBLING.firstNotNullOfOrNull { readQr(shown.qr.seen(sight.copy(degrees = sight.degrees + it))) }

    @Test
    fun `what the core shows is what is read`() {
        val text = checkNotNull(read(Sight()))
        assertTrue(text, text.startsWith("stipple:join?server=https"))
        assertTrue(text, URLDecoder.decode(text, "UTF-8").endsWith(shown.code))
    }

    @Test
    fun `however it is held and lit`() {
        val plain = checkNotNull(read(Sight()))
        val sights = listOf(7.0, 33.0, 90.0, 180.0, 213.0, 270.0).map { Sight(degrees = it) } + listOf(
            Sight(module = 3),
            Sight(module = 12, degrees = 12.0),
            Sight(dark = 20, light = 70),
            Sight(dark = 170, light = 250),
            Sight(shade = 0.7),
            Sight(noise = 40),
            Sight(stride = 21),
            Sight(degrees = 20.0, dark = 30, light = 120, shade = 0.4, noise = 12, stride = 5),
        )
        assertEquals(sights.associateWith { plain }, sights.associateWith(::read))
    }

    @Test
    fun `whichever way it lies`() {
        val plain = checkNotNull(read(Sight()))
        assertEquals(emptyList<Int>(), (0 until 360 step 3).filter { read(Sight(degrees = it.toDouble())) != plain })
    }

    @Test
    fun `where there is none nothing is read`() {
        assertNull(readQr(Frame(ByteArray(200 * 100), 200, 100)))
        val random = Random(1)
        assertNull(readQr(Frame(ByteArray(200 * 100) { random.nextInt().toByte() }, 200, 100)))
        val whole = shown.qr.seen(Sight())
        // Its upper half alone.
        assertNull(readQr(Frame(whole.light, whole.width, whole.height / 2, whole.stride)))
        // Too dark to tell dark from light.
        assertNull(read(Sight(dark = 10, light = 12)))
    }

    private companion object {
        /** In degrees. */
        val TREMBLING = listOf(0.0, 1.3, -1.7, 2.6, -3.1)
    }
}
