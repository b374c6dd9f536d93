/**
 * Photos: brought in as a batch that tells how far it is and can be stopped, listed, written without what a camera adds.
 *
 * The photos are drawn by tests/bindings/photos.sh; nobody has these heads. Not for: what is seen in a photo, and whether
 * it is seen right (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import javax.imageio.ImageIO
import kotlin.io.path.deleteExisting
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.isRegularFile
import kotlin.io.path.name
import kotlin.io.path.outputStream
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.walk

/** tests/bindings/run.sh has them drawn. */
val PHOTOS: Path by lazy { Path.of(checkNotNull(System.getenv("STIPPLE_PHOTOS")) { "STIPPLE_PHOTOS names no folder" }) }

private fun drawn(name: String) = PHOTOS.resolve(name).toString()

private val BEFORE = drawn("crown-before.jpg")
private val DAY_2 = drawn("crown-day-2.jpg")
private val DAY_4_PHOTO = drawn("crown-day-4.jpg")
private val FRONT = drawn("front.png")
private val BROKEN = drawn("broken.jpg")
private val HEIC = drawn("photo.heic")

/** Whether these bytes hold that text. */
private fun Path.holds(text: String) = text in readBytes().toString(Charsets.ISO_8859_1)

private const val CANARY = "CANARY-7c1f"

private fun Stipple.add(vararg paths: String, angle: String = "crown"): PhotosAddedView =
    addPhotos(AddPhotos(paths = paths.asList(), angle = angle)).use { runBlocking { it.outcome() } }

/** By time. */
private fun Stipple.ids() = photos().photos.map { it.id }.reversed()

class PhotosTest : AtADesk() {
    private fun out(name: String) = folder.resolve(name)

    /** A course with three photos of the crown. */
    private fun series() = desk.course().also { assertEquals(3u, it.add(BEFORE, DAY_2, DAY_4_PHOTO).added) }

    /** Locked when told so. */
    private class LockedKeys(private val kept: MemoryKeys = MemoryKeys()) : KeyStore by kept {
        var locked = true

        override fun get(name: String): ByteArray? = if (locked) throw KeyStoreException.Locked() else kept.get(name)
    }

    @Test
    fun `a batch says what became of each file`() {
        val opened = desk.course()
        val paths = listOf(DAY_2, DAY_2, BROKEN, HEIC, FRONT)
        opened.addPhotos(AddPhotos(paths = paths, angle = "crown", note = "calm")).use { task ->
            val done = runBlocking { task.outcome() }
            assertEquals(listOf(true, false, false, false, true), done.files.map { it.isNew })
            assertEquals(listOf(false, false, true, true, false), done.files.map { it.failed })
            assertEquals(Triple(2u, 2u, false), Triple(done.added, done.failed, done.stopped))
            assertEquals(paths, done.files.map { it.path })
            assertNotNull(done.files[0].id)
            assertEquals(done.files[0].id, done.files[1].id)
            assertNull(done.files[2].id)
            assertEquals("2 photos added.", done.lines[0])
            assertTrue(done.lines.any { it.startsWith("photo.heic: This is a HEIC photo.") }, "${done.lines}")
            assertEquals(ProgressView(done = 5uL, total = 5uL), task.progress())
            assertEquals(done, runBlocking { task.outcome() }, "asked again, it says the same")
            task.cancel()
            assertEquals(done, runBlocking { task.outcome() }, "too late")
            assertEquals(done.files.filter { it.isNew }.map { it.id }.toSet(), opened.ids().toSet())
        }
    }

    @Test
    fun `stopped between files it keeps what is in`() {
        val opened = desk.course()
        val pipe = out("pipe.jpg")
        assertEquals(0, ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
        val photos = AddPhotos(paths = listOf(DAY_2, pipe.toString(), DAY_4_PHOTO), angle = "crown")
        opened.addPhotos(photos).use { task ->
            pipe.outputStream().use { feed ->
                // Once the import waits for it.
                assertEquals(ProgressView(done = 1uL, total = 3uL), task.progress())
                assertEquals(1, opened.ids().size, "listed while others are brought in")
                task.cancel()
                feed.write(Path.of(BEFORE).readBytes())
            }
            val done = runBlocking { task.outcome() }
            assertEquals(Triple(true, 1u, 1), Triple(done.stopped, done.added, done.files.size))
            assertEquals(listOf(done.files[0].id), opened.ids())
        }
    }

    @Test
    fun `photos are listed due and paired`() {
        val opened = desk.course()
        assertEquals("No photos yet.", opened.photos().none)
        opened.add(BEFORE, DAY_2, DAY_4_PHOTO)
        val view = opened.photos()
        assertNull(view.none)
        assertTrue(view.bin.isEmpty())
        assertEquals(listOf(1u to 4u, 1u to 2u, null to null), view.photos.map { it.session to it.day })
        val day2 = view.photos[1]
        assertEquals(
            listOf("crown", Instant.parse("2026-05-03T08:10:00Z"), 60, TakenFrom.EXIF),
            listOf(day2.angle, day2.taken, day2.offsetMinutes, day2.takenFrom),
        )
        assertEquals(listOf(768u, 1024u, 1u, true), listOf(day2.width, day2.height, day2.burst, day2.stands))
        val shots = opened.photosDue()
        val before = shots.shots.first { it.from == null }
        assertEquals(LocalDate.of(2026, 5, 1), before.to)
        val (crown, others) = before.angles.partition { it.angle == "crown" }
        assertEquals(
            listOf(ShotStatusView.TAKEN to opened.ids().first()),
            crown.map { it.status to it.photo },
        )
        assertEquals(setOf(ShotStatusView.MISSED), others.map { it.status }.toSet())
        assertTrue(shots.sections[0].title.isNotEmpty() && shots.sections[0].lines.isNotEmpty())
        val pair = opened.photoPairs().single()
        assertEquals(listOf("crown", opened.ids().first(), opened.ids().last()), listOf(pair.angle, pair.first, pair.second))
    }

    @Test
    fun `nothing that leaves carries what a camera added`() {
        val opened = series()
        assertTrue(Path.of(DAY_2).holds(CANARY), "or nothing is tested here")
        val photo = opened.ids()[1]
        val sizes = listOf(PhotoFile.ORIGINAL, PhotoFile.VIEW, PhotoFile.GRID).associateWith { which ->
            val written = out("$which.jpg")
            opened.writePhoto(photo, which, written.toString())
            assertFalse(written.holds(CANARY) || written.holds("Exif"), "$which")
            ImageIO.read(written.toFile()).let { it.width to it.height }
        }
        val whole = 768 to 1024
        assertEquals(mapOf(PhotoFile.ORIGINAL to whole, PhotoFile.VIEW to whole, PhotoFile.GRID to (192 to 256)), sizes)
        // What is kept can be read by nobody else, and neither can the canary be found in it.
        val kept = desk.folder.walk().filter { it.isRegularFile() }.toList()
        assertTrue(kept.count { it.extension == "age" } >= 9)
        assertTrue(kept.none { it.holds(CANARY) })
    }

    @Test
    fun `a photo goes into the bin and comes back until it is emptied`() {
        val opened = series()
        val first = opened.ids().first()
        opened.removePhoto(first)
        val binned = opened.photos().bin.single()
        assertEquals(first to DAY_4 + Duration.ofDays(30), binned.id to binned.goneAt)
        opened.restorePhoto(first)
        assertEquals(0 to 3, opened.photos().bin.size to opened.ids().size)
        opened.changePhoto(first, note = "consultation", taken = DAY_4 - Duration.ofDays(9))
        assertEquals("consultation", opened.photos().photos.last().note)
        assertTrue(opened.undo().lines.isNotEmpty())
        assertEquals("", opened.photos().photos.last().note)
        opened.removePhoto(first)
        assertEquals(0u, opened.emptyBin())
        desk.clock.advance(Duration.ofDays(31))
        assertEquals(1u, opened.emptyBin())
        assertEquals(0 to 2, opened.photos().bin.size to opened.ids().size)
        assertThrows<StippleException.BadInput> { opened.restorePhoto("no such photo") }
    }

    @Test
    fun `a locked place for secrets is told and nothing is written`() {
        val keys = LockedKeys().also { desk.keys = it }
        val opened = desk.course()
        assertThrows<StippleException.KeyStoreLocked> { opened.add(DAY_2) }
        assertTrue(opened.ids().isEmpty())
        assertFalse(desk.folder.resolve("vault").exists())
        keys.locked = false
        opened.add(DAY_2)
        keys.locked = true
        val written = out("out.jpg")
        assertThrows<StippleException.KeyStoreLocked> {
            opened.writePhoto(opened.ids().first(), PhotoFile.VIEW, written.toString())
        }
        assertFalse(written.exists())
        assertEquals(1, opened.ids().size, "the list needs no key")
    }

    @Test
    fun `another devices photos are locked and lost files are told`() {
        val opened = series()
        val photo = opened.ids().first()
        val written = out("out.jpg").toString()
        opened.scrubPhotos().use {
            assertEquals(listOf("3 photos, all as they went in."), runBlocking { it.outcome() }.lines)
        }
        desk.folder.walk().single { it.name == "original.age" && it.parent.name == photo }.deleteExisting()
        opened.scrubPhotos().use {
            assertEquals(listOf(photo), runBlocking { it.outcome() }.missing)
            assertEquals(ProgressView(done = 3uL, total = 3uL), it.progress())
        }
        assertThrows<StippleException.PhotoDamaged> { opened.writePhoto(photo, PhotoFile.ORIGINAL, written) }
        desk.keys = MemoryKeys()
        val elsewhere = desk.open()
        assertThrows<StippleException.PhotosLocked> { elsewhere.writePhoto(photo, PhotoFile.VIEW, written) }
    }

    /** How many frames a made picture has, each of them read. */
    private fun frames(made: MadeView): Int {
        val file = Path.of(made.file)
        assertFalse(file.holds(CANARY))
        val reader = ImageIO.getImageReadersBySuffix(file.extension).next()
        ImageIO.createImageInputStream(file.toFile()).use { stream ->
            reader.input = stream
            val count = reader.getNumImages(true)
            val first = reader.read(0)
            assertEquals(made.width.toInt() to made.height.toInt(), first.width to first.height)
            for (frame in 1 until count) reader.read(frame)
            return count
        }
    }

    @Test
    fun `pictures that are made open`() {
        val opened = series()
        val (first, last) = opened.ids().let { it.first() to it.last() }
        fun path(name: String) = out(name).toString()
        assertEquals(1, frames(opened.comparePhotos(first, last, path("side.jpg"))))
        assertEquals(1, frames(opened.comparePhotos(first, last, path("side.png"))))
        assertTrue(frames(opened.slider(first, last, path("slider.gif"))) > 2)
        assertEquals(1, frames(opened.ghost("crown", 90u, 120u, path("ghost.png"))))
        opened.lapse("crown", path("lapse.gif")).use {
            assertTrue(frames(runBlocking { it.outcome() }) >= 3)
            assertEquals(ProgressView(done = 3uL, total = 3uL), it.progress())
        }
        assertThrows<StippleException.BadInput> { opened.slider(first, last, path("slider.webm")) }
    }

    @Test
    fun `a trend has its points and is drawn`() {
        val opened = series()
        fun trend(drawn: DrawTrend? = null) = opened.trend("crown", drawn).use { runBlocking { it.outcome() } }
        val png = out("trend.png")
        val trend = trend(DrawTrend(of = TrendOf.REDNESS, path = png.toString()))
        assertEquals(opened.ids().zip(listOf(0L, 5L, 7L)), trend.points.map { it.photo to it.day })
        assertEquals("crown", trend.angle)
        assertTrue(trend.lines.isNotEmpty())
        for (value in trend.points.flatMap { listOfNotNull(it.redness, it.dots) }) {
            assertTrue(value.reliability in 0.0..1.0 && value.plusMinus >= 0, "$value")
        }
        assertNotNull(ImageIO.read(png.toFile()))
        val svg = out("trend.svg")
        trend(DrawTrend(of = TrendOf.DOTS, path = svg.toString()))
        assertTrue(svg.readText().trimStart().startsWith("<svg"))
        assertEquals(trend, trend(), "without a picture it says the same")
    }

    @Test
    fun `too few or too different photos cannot be compared`() {
        val opened = desk.course()
        opened.add(DAY_2)
        opened.add(FRONT, angle = "front")
        val (one, other) = opened.ids()
        assertThrows<StippleException.CannotCompare> { opened.trend("crown").use { runBlocking { it.outcome() } } }
        val gif = out("lapse.gif")
        assertThrows<StippleException.CannotCompare> {
            opened.lapse("crown", gif.toString()).use { runBlocking { it.outcome() } }
        }
        val side = out("side.jpg")
        assertThrows<StippleException.CannotCompare> { opened.comparePhotos(one, other, side.toString()) }
        assertThrows<StippleException.CannotCompare> { opened.ghost("back", 90u, 120u, out("ghost.png").toString()) }
        assertThrows<StippleException.BadInput> { opened.trend("").use { runBlocking { it.outcome() } } }
        assertFalse(gif.exists() || side.exists())
    }

    @Test
    fun `everything goes out and comes in with its photos`() {
        val opened = series()
        fun path(name: String) = out(name).toString()
        opened.writeIdentity(path("identity.txt"))
        opened.exportBundle(path("sealed.zip"), PhotosAs.SEALED).use {
            runBlocking { it.outcome() }
            assertEquals(ProgressView(done = 3uL, total = 3uL), it.progress())
        }
        opened.exportBundle(path("clear.zip"), PhotosAs.CLEAR).use { runBlocking { it.outcome() } }
        assertFalse(out("sealed.zip").holds(CANARY) || out("clear.zip").holds(CANARY))

        fun Stipple.bringIn(file: String, identity: String? = null) =
            importBundle(file, identity).use { runBlocking { it.outcome() } }
        val phone = another("phone").open()
        assertThrows<StippleException.PhotosLocked> { phone.bringIn(path("sealed.zip")) }
        assertThrows<StippleException.BadInput> { phone.bringIn(path("sealed.zip"), "no identity") }
        assertThrows<StippleException.ArchiveRefused> { phone.bringIn(BROKEN) }
        assertFalse(phone.hasCourse())
        phone.bringIn(path("sealed.zip"), out("identity.txt").readText())
        assertEquals(opened.photos(), phone.photos())
        phone.writePhoto(phone.ids().first(), PhotoFile.ORIGINAL, path("there.jpg"))
        opened.writePhoto(opened.ids().first(), PhotoFile.ORIGINAL, path("here.jpg"))
        assertTrue(out("there.jpg").readBytes().contentEquals(out("here.jpg").readBytes()))

        val tablet = another("tablet").open()
        tablet.bringIn(path("clear.zip"))
        assertEquals(opened.ids(), tablet.ids())
        tablet.writePhoto(tablet.ids().first(), PhotoFile.CLEAN, path("clean.jpg"))
        assertTrue(out("clean.jpg").readBytes().contentEquals(out("here.jpg").readBytes()))
    }

    @Test
    fun `a task outlives the object that began it`() {
        val opened = desk.course()
        val task = opened.addPhotos(AddPhotos(paths = listOf(DAY_2), angle = "crown"))
        opened.close()
        assertThrows<IllegalStateException> { opened.photos() }
        assertEquals(1u, runBlocking { task.outcome() }.added)
        task.close()
        assertThrows<IllegalStateException> { task.progress() }
        assertEquals(1, desk.open().ids().size)
    }
}
