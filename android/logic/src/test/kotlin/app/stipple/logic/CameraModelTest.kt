/** The camera's models on fakes: who may look, once at a time; a photo that fails; what is read; what survives the process. */
package app.stipple.logic

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** A camera on which everything that was not stubbed is an error. */
private open class FakeCamera(override var allowed: Boolean = true) : Camera, CameraSession {
    val opened = mutableListOf<Camera.Purpose>()
    var open = 0
    override val tilts: Flow<Tilt> get() = throw AssertionError("tilts was not stubbed")
    override val frames: Flow<Frame> get() = throw AssertionError("frames was not stubbed")
    override suspend fun take(path: String): Unit = throw AssertionError("take was not stubbed")

    override suspend fun use(purpose: Camera.Purpose, work: suspend (CameraSession) -> Unit) {
        opened += purpose
        check(++open == 1) { "open twice" }
        try {
            work(this)
        } finally {
            open--
        }
    }
}

private class NotedPassing : Passing {
    val gone = mutableListOf<String>()
    private var last = 0
    override fun fresh() = "photo-${++last}"
    override suspend fun gone(path: String) {
        gone += path
    }
}

@OptIn(ExperimentalCoroutinesApi::class)
class CameraModelTest {
    private val drafts = MemoryDrafts()
    private val passing = NotedPassing()
    private val held = MutableStateFlow(Tilt(0, 0))

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher()) { body() }
    private fun TestScope.hub(stipple: Stipple) = Hub(stipple, backgroundScope, drafts)

    /** A vault that takes what it is given. */
    private open class Vault : FakeStipple() {
        val photos = mutableListOf<Photo>()
        override suspend fun hasCourse() = true
        override suspend fun photos() = Photos(photos.toList())
        override suspend fun takePhoto(path: String, angle: String): TakenPhoto {
            photos += Photo(path, angle, angle, "$angle of $path", listOf("Too dark"))
            return TakenPhoto(path, true, Done(listOf("added")))
        }
        override suspend fun removePhoto(id: String): Done {
            photos.removeAll { it.id == id }
            return Done(listOf("in the bin"))
        }
    }

    private inner class Steady(private val shot: suspend (String) -> Unit = {}) : FakeCamera() {
        override val tilts get() = held
        override suspend fun take(path: String) = shot(path)
    }

    @Test
    fun `a photo is in the vault before it is asked about and gone where it lay`() = test {
        val vault = Vault()
        val hub = hub(vault)
        val model = CameraModel(hub, Steady(), passing)
        model.begin()
        model.angle(Angle.LEFT)
        model.shoot()
        assertEquals("left of photo-1", model.state.value.taken?.text)
        assertEquals(listOf("photo-1"), passing.gone)
        assertEquals(emptyList<String>(), model.state.value.earlier)
        // Nothing more is taken before it is kept or not.
        model.shoot()
        assertEquals(1, vault.photos.size)
        model.keepTaken()
        assertEquals(listOf("photo-1"), model.state.value.earlier)
        model.shoot()
        model.takeAgain()
        assertEquals(listOf("photo-1"), vault.photos.map { it.id })
        assertEquals(listOf("in the bin"), hub.notice.value?.lines)
        assertNull(model.state.value.taken)
    }

    @Test
    fun `a photo that fails is told and leaves nothing`() = test {
        val vault = Vault()
        val model = CameraModel(hub(vault), Steady { throw StippleFailure(Problem.CameraFailed("no photo")) }, passing)
        model.begin()
        model.shoot()
        assertEquals(listOf("no photo", false, null), model.state.value.run { listOf(problem?.told, taking, taken) })
        assertEquals(listOf("photo-1"), passing.gone)
        val refusing = object : Vault() {
            override suspend fun takePhoto(path: String, angle: String) = throw StippleFailure(Problem.NoCourse("no course"))
        }
        val other = CameraModel(hub(refusing), Steady(), passing)
        other.begin()
        other.shoot()
        assertEquals("no course", other.state.value.problem?.told)
        assertEquals(listOf("photo-1", "photo-2"), passing.gone)
    }

    @Test
    fun `one photo at a time`() = test {
        val done = CompletableDeferred<Unit>()
        var shots = 0
        val model = CameraModel(
            hub(Vault()),
            Steady {
                shots++
                done.await()
            },
            passing,
        )
        model.shoot()
        assertEquals("not open yet", 0, shots)
        model.begin()
        model.shoot()
        model.shoot()
        assertEquals(1, shots)
        assertTrue(model.state.value.taking)
        done.complete(Unit)
        assertFalse(model.state.value.taking)
    }

    @Test
    fun `the same file as before is not to be taken again`() = test {
        val vault = object : Vault() {
            override suspend fun takePhoto(path: String, angle: String) = TakenPhoto("old", false, Done(listOf("No new photo.")))
        }
        val hub = hub(vault)
        val model = CameraModel(hub, Steady(), passing)
        model.begin()
        model.shoot()
        assertEquals(listOf(null, listOf("No new photo.")), listOf(model.state.value.takenId, hub.notice.value?.lines))
    }

    @Test
    fun `angle ghost and the photo under review survive the process`() = test {
        val vault = Vault()
        val model = CameraModel(hub(vault), Steady(), passing)
        model.begin()
        model.angle(Angle.BACK)
        model.ghost(0.25f)
        model.shoot()
        val after = CameraModel(hub(vault), Steady(), passing).state.value
        assertEquals(listOf(Angle.BACK, 0.25f, "photo-1"), listOf(after.angle, after.ghost, after.taken?.id))
        drafts.write("camera", mapOf("angle" to "ABOVE", "ghost" to "much"))
        assertEquals(CameraScreen().copy(photos = vault.photos), CameraModel(hub(vault), Steady(), passing).state.value)
    }

    @Test
    fun `refused until it is allowed and open only while it is looked through`() = test {
        val camera = Steady()
        camera.allowed = false
        val model = CameraModel(hub(Vault()), camera, passing)
        model.begin()
        assertEquals(Lens(Access.UNASKED), model.state.value.lens)
        model.answered(false)
        assertEquals(Lens(Access.REFUSED), model.state.value.lens)
        assertEquals(0, camera.open)
        // Through the system's settings, and back.
        model.end()
        camera.allowed = true
        model.begin()
        model.begin()
        assertEquals(Lens(Access.ALLOWED, open = true), model.state.value.lens)
        held.value = Tilt(-9, 0)
        assertEquals(Level.SIDEWAYS, model.state.value.level)
        model.end()
        assertEquals(listOf(0, Lens(Access.ALLOWED), null), listOf(camera.open, model.state.value.lens, model.state.value.tilt))
        // Who is not looked through does not open because another screen asked.
        model.answered(true)
        assertEquals(0, camera.open)
    }

    @Test
    fun `a camera that does not open is told and tried again`() = test {
        var broken = true
        val camera = object : FakeCamera() {
            override val tilts get() = held
            override suspend fun use(purpose: Camera.Purpose, work: suspend (CameraSession) -> Unit) {
                if (broken) throw StippleFailure(Problem.CameraFailed("another app"))
                super.use(purpose, work)
            }
        }
        val model = CameraModel(hub(Vault()), camera, passing)
        model.begin()
        assertEquals(listOf("another app", false), model.state.value.run { listOf(problem?.told, lens.open) })
        broken = false
        model.dismiss()
        model.begin()
        assertTrue(model.state.value.lens.open)
    }

    @Test
    fun `two screens are never open at once`() = test {
        val frames = MutableSharedFlow<Frame>()
        val camera = object : FakeCamera() {
            override val tilts get() = held
            override val frames get() = frames
        }
        val shared = OneAtATime(camera)
        val hub = hub(Vault())
        val photo = CameraModel(hub, shared, passing)
        val scan = ScanModel(hub, shared, UnconfinedTestDispatcher(testScheduler))
        photo.begin()
        scan.begin()
        assertEquals(listOf(true, false), listOf(photo.state.value.lens.open, scan.state.value.lens.open))
        photo.end()
        assertEquals(listOf(false, true), listOf(photo.state.value.lens.open, scan.state.value.lens.open))
        assertEquals(listOf(Camera.Purpose.PHOTO, Camera.Purpose.SCAN), camera.opened)
    }
}

@OptIn(ExperimentalCoroutinesApi::class)
class ScanModelTest {
    private val drafts = MemoryDrafts()

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher()) { body() }

    /** Sees one code after the other. */
    private class Seeing(private vararg val texts: String) : FakeCamera() {
        override val frames = flow {
            emit(Frame(ByteArray(100 * 100), 100, 100))
            for (text in texts) emit(qr(text).seen(Sight()))
            awaitCancellation()
        }
    }

    private fun TestScope.model(camera: Camera, stipple: Stipple = FakeStipple()) =
        ScanModel(Hub(stipple, backgroundScope, drafts), camera, UnconfinedTestDispatcher(testScheduler))

    private open class Sheets : FakeStipple() {
        override suspend fun readSheetCode(text: String) {
            if (!text.startsWith("stipple:sheet?")) throw StippleFailure(Problem.FileRefused("no sheet: $text"))
        }
    }

    @Test
    fun `something else is told and the code of a device is handed on once`() = test {
        val other = model(Seeing("https://example.org", "stipple:sheet?id=a"))
        other.begin()
        assertEquals(listOf(true, null, true), other.state.value.run { listOf(stray, found, lens.open) })
        val code = "STIPPLE:join?server=https%3A%2F%2Fa.example&code=7ZZZ"
        val camera = Seeing("https://example.org", code)
        val model = model(camera)
        model.begin()
        assertEquals(listOf(false, code, false), model.state.value.run { listOf(stray, found, lens.open) })
        assertEquals(0, camera.open)
        assertFalse("${model.state.value}", "7ZZZ" in "${model.state.value}")
        model.taken()
        assertNull(model.state.value.found)
    }

    @Test
    fun `the core says what is no code of a sheet`() = test {
        val model = model(Seeing("stipple:join?code=A"), Sheets())
        model.seek(Sought.SHEET)
        model.begin()
        assertEquals(listOf("no sheet: stipple:join?code=A", null), model.state.value.run { listOf(problem?.told, found) })
        val right = model(Seeing("hello", "stipple:sheet?id=a"), Sheets())
        // What is sought was kept.
        right.begin()
        assertEquals(listOf(Sought.SHEET, null, "stipple:sheet?id=a"), right.state.value.run { listOf(sought, problem, found) })
    }
}

class TiltTest {
    @Test
    fun `gravity says how the phone is held`() {
        assertEquals(Tilt(0, 0), Tilt.of(0f, 9.81f, 0f))
        assertEquals(Tilt(30, 0), Tilt.of(4.905f, 8.496f, 0f))
        assertEquals(Tilt(0, -90), Tilt.of(0f, 0f, -9.81f))
        assertNull(Tilt.of(0f, 0f, 0f))
    }

    @Test
    fun `level within three degrees and leaning alone over the crown`() {
        fun levels(tilt: Tilt) = listOf(Angle.FRONT, Angle.CROWN).map(tilt::level)
        assertEquals(listOf(Level.LEVEL, Level.LEVEL), levels(Tilt(-3, 3)))
        assertEquals(listOf(Level.SIDEWAYS, Level.SIDEWAYS), levels(Tilt(4, 0)))
        assertEquals(listOf(Level.FORWARDS, Level.LEVEL), levels(Tilt(0, -80)))
    }
}
