/** What is made of photos over time, on a fake: one thing at a time, stopped, put away, made anew. Not for: what it shows. */
package app.stipple.logic

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

@OptIn(ExperimentalCoroutinesApi::class)
class SeriesModelTest {
    private val drafts = MemoryDrafts()
    private val crown = Side("crown", "crown")

    /** What was begun and ended, in order; and the files that lie in clear. */
    private val heard = mutableListOf<String>()
    private val clear = mutableListOf<String>()
    private var files = 0
    private var photos = listOf(photo("c"), photo("b", stands = false), photo("x", "front"), photo("a"))

    private fun photo(id: String, angle: String = "crown", stands: Boolean = true) = Photo(id, angle, angle, "photo $id", stands = stands)

    /** Makes at once what is not held. */
    private inner class Maker(var held: CompletableDeferred<Unit>? = null, var refused: Problem? = null) : FakeStipple() {
        override suspend fun hasCourse() = true
        override suspend fun photos() = Photos(photos)
        override suspend fun lapse(angle: String, path: String, progress: (Progress) -> Unit) =
            make("lapse $angle", path, progress) { TimeLapse("written", listOf("left out")) }
        override suspend fun trend(angle: String, of: TrendOf, path: String, progress: (Progress) -> Unit) =
            make("$of $angle", path, progress) { Trend("title", listOf(TrendPoint("4.2", 0.8)), "no verdict") }

        private suspend fun <T> make(what: String, path: String, progress: (Progress) -> Unit, made: () -> T): T {
            heard += what
            progress(Progress(1, 3))
            try {
                held?.await()
            } catch (stopped: CancellationException) {
                heard += "$what stopped"
                throw stopped
            }
            refused?.let { throw StippleFailure(it) }
            clear += path
            return made()
        }
    }

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher()) { body() }
    private fun TestScope.hub(stipple: Stipple) = Hub(stipple, backgroundScope, drafts)
    private fun model(hub: Hub) = SeriesModel(hub, { "${++files} $it" }, { clear -= it.toSet() })
    private val SeriesModel.now get() = state.value

    @Test
    fun `it is made while it is looked at and lies in clear no longer`() = test {
        val model = model(hub(Maker()))
        model.open(crown)
        assertEquals(listOf(emptyList<String>(), listOf("photo a", "photo c")), listOf(heard, model.now.photos))
        model.show()
        assertEquals(Made.Lapse("1 stipple.gif", TimeLapse("written", listOf("left out"))), model.now.made)
        model.show()
        assertEquals(listOf("lapse crown"), heard)
        assertEquals(listOf("1 stipple.gif"), clear)
        model.putAway()
        assertNull(model.now.made)
        assertEquals(emptyList<String>(), clear)
        model.show()
        assertEquals("2 stipple.gif", model.now.made?.picture)
    }

    @Test
    fun `another one waits until the one before has stopped and its file is gone`() = test {
        val maker = Maker()
        val model = model(hub(maker))
        model.open(crown)
        model.show()
        maker.held = CompletableDeferred()
        model.choose(Series.REDNESS)
        assertEquals(listOf(emptyList<String>(), true, Progress(1, 3)), listOf(clear, model.now.working, model.now.progress))
        maker.held = null
        model.choose(Series.DOTS)
        assertEquals(listOf("lapse crown", "REDNESS crown", "REDNESS crown stopped", "DOTS crown"), heard)
        assertEquals(listOf("3 stipple.png"), clear)
        assertEquals("title", (model.now.made as Made.Chart).trend.title)
        assertFalse(model.now.working)
    }

    @Test
    fun `stopped it says nothing and can be made again`() = test {
        val maker = Maker(CompletableDeferred())
        val model = model(hub(maker))
        model.open(crown)
        model.show()
        assertTrue(model.now.working)
        model.stop()
        assertEquals(listOf(false, null, null, null), model.now.run { listOf(working, progress, made, problem) })
        maker.held = null
        model.make()
        assertEquals("2 stipple.gif", model.now.made?.picture)
    }

    @Test
    fun `put away at once it leaves nothing behind`() = test {
        val maker = Maker(CompletableDeferred())
        val model = model(hub(maker))
        model.open(crown)
        model.show()
        model.putAway()
        assertEquals(listOf("lapse crown", "lapse crown stopped"), heard)
        assertEquals(listOf(emptyList<String>(), null), listOf(clear, model.now.made))
    }

    @Test
    fun `a refusal is told in words`() = test {
        val model = model(hub(Maker(refused = Problem.CannotCompare("too few"))))
        model.open(crown)
        model.show()
        assertEquals(listOf("too few", null, false), model.now.run { listOf(problem?.told, made, working) })
    }

    @Test
    fun `it is made anew where photos changed and only then`() = test {
        val hub = hub(Maker())
        val model = model(hub)
        model.open(crown)
        model.show()
        hub.refresh()
        assertEquals(1, heard.size)
        photos = photos.drop(1)
        hub.refresh()
        assertEquals(listOf(2, listOf("photo a")), listOf(heard.size, model.now.photos))
        model.putAway()
        photos = listOf(photo("d")) + photos
        hub.refresh()
        assertEquals(2, heard.size)
    }

    @Test
    fun `what is chosen outlives the process`() = test {
        val model = model(hub(Maker()))
        model.open(crown)
        model.choose(Series.DOTS)
        val next = model(hub(Maker()))
        assertEquals(listOf(crown, Series.DOTS, null), next.now.run { listOf(side, series, made) })
        next.show()
        assertTrue(next.now.made is Made.Chart)
    }

    @Test
    fun `a time-lapse is saved once it is there and stays on the screen`() = test {
        val maker = Maker(CompletableDeferred())
        val hub = hub(maker)
        val model = model(hub)
        val saved = mutableListOf<String>()
        model.open(crown)
        model.show()
        model.save { saved += it }
        assertEquals(emptyList<String>(), saved)
        maker.held!!.complete(Unit)
        assertEquals(listOf("1 stipple.gif"), saved)
        assertEquals(listOf("1 stipple.gif"), clear)
        assertEquals(listOf("written"), hub.notice.value?.lines)
        model.choose(Series.DOTS)
        model.save { saved += it }
        assertEquals(1, saved.size)
    }

    @Test
    fun `it is saved also where it was put away while the client chose the place`() = test {
        val hub = hub(Maker())
        val model = model(hub)
        model.open(crown)
        model.show()
        model.save { heard += "saved $it" }
        model.putAway()
        model.save { heard += "saved $it" }
        assertEquals(listOf("lapse crown", "saved 1 stipple.gif", "lapse crown", "saved 2 stipple.gif"), heard)
        assertEquals(emptyList<String>(), clear)
        assertEquals(listOf("written"), hub.notice.value?.lines)
    }
}
