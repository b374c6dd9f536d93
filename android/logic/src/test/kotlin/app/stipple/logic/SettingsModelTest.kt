/** The Settings screen's model on fakes: what goes out and comes in, and what is deleted. Not for: what a setting does to the device. */
package app.stipple.logic

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

@OptIn(ExperimentalCoroutinesApi::class)
class SettingsModelTest {
    private val drafts = MemoryDrafts()
    private fun refused(problem: Problem): Nothing = throw StippleFailure(problem)

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher()) { body() }
    private fun TestScope.hub(stipple: Stipple) = Hub(stipple, backgroundScope, drafts)

    @Test
    fun `what is written goes out and is gone here whatever came of it`() = test {
        val heard = mutableListOf<String>()
        val fake = object : FakeStipple() {
            override suspend fun exportArchive(path: String) = Done(listOf("written"))
            override suspend fun report(path: String, withPhotos: Boolean): Done = refused(Problem.DiskFull("full"))
            override suspend fun exportBundle(path: String): Done = awaitCancellation()
        }
        val scope = CoroutineScope(backgroundScope.coroutineContext + Job())
        val hub = Hub(fake, scope, drafts)
        val model = SettingsModel(hub, NoPreferences, { error("in no account") }, gone = { heard += "gone $it" }) {}
        model.export("a", withPhotos = false) { heard += "handed" }
        assertEquals(listOf("handed", "gone [a]"), heard)
        assertEquals(listOf("written"), hub.notice.value?.lines)
        model.export("b", withPhotos = false) { refused(Problem.FileRefused("not there")) }
        model.report("c", withPhotos = true) { heard += "handed" }
        assertEquals(listOf("handed", "gone [a]", "gone [b]", "gone [c]"), heard)
        assertEquals("full", model.state.value.problem?.told)
        // The app is closed while the core writes.
        model.export("d", withPhotos = true) { heard += "handed" }
        scope.cancel()
        assertEquals("gone [d]", heard.last())
        assertEquals(1, heard.count { it == "handed" })
    }

    /** A device that is to be deleted: what its account says, what the server is told, how often it was deleted. */
    private inner class Leaver(scope: TestScope, account: Account, private val after: suspend (Boolean?) -> Account) {
        val told = mutableListOf<Boolean?>()
        var deleted = 0
        val model = SettingsModel(
            scope.hub(object : FakeStipple() {
                override suspend fun account() = account
            }),
            NoPreferences,
            {
                told += it
                after(it)
            },
        ) { deleted++ }
        val departure get() = model.state.value.departure
    }

    @Test
    fun `deleting everything asks what becomes of the account`() = test {
        val leaver = Leaver(this, Account(AccountState.ACTIVE)) { Account(AccountState.NONE) }
        leaver.model.deleteEverything()
        assertEquals(Departure.ASKS, leaver.departure)
        leaver.model.deleteLater()
        assertNull(leaver.departure)
        assertEquals(0, leaver.deleted)
        leaver.model.deleteEverything()
        leaver.model.depart(forAll = true)
        assertEquals(listOf<Boolean?>(true), leaver.told)
        assertEquals(1, leaver.deleted)
    }

    @Test
    fun `a device in no account is deleted at once`() = test {
        val states = listOf(AccountState.NONE, AccountState.REVOKED, AccountState.GONE)
        states.map { Leaver(this, Account(it)) { error("nobody is told") } }.forEach {
            it.model.deleteEverything()
            assertEquals(1, it.deleted)
        }
    }

    @Test
    fun `nothing is deleted before the server knows or the client says so`() = test {
        val leaving = Account(AccountState.NONE, leaving = true)
        val leaver = Leaver(this, leaving) { leaving }
        // Chosen before, and cut off: it is not asked for again.
        leaver.model.deleteEverything()
        assertEquals(Departure.NOT_TOLD, leaver.departure)
        assertEquals(listOf<Boolean?>(null), leaver.told)
        assertEquals(0, leaver.deleted)
        leaver.model.deleteAnyway()
        assertEquals(1, leaver.deleted)
        assertNull(leaver.departure)
    }

    @Test
    fun `an account that cannot be left is told and nothing is deleted`() = test {
        val leaver = Leaver(this, Account(AccountState.ACTIVE)) { refused(Problem.Busy("busy")) }
        leaver.model.depart(forAll = false)
        assertEquals("busy", leaver.model.state.value.problem?.told)
        assertNull(leaver.departure)
        assertEquals(0, leaver.deleted)
    }

    @Test
    fun `an export whose photos do not open waits for their key`() = test {
        val tried = mutableListOf<String>()
        val gone = mutableListOf<String>()
        val fake = object : FakeStipple() {
            override suspend fun importArchive(path: String, identity: String?): Done {
                tried += "$path $identity"
                return when (identity) {
                    null -> refused(Problem.PhotosUnreadable("sealed"))
                    "key" -> Done(listOf("imported"))
                    else -> refused(Problem.BadInput("no key"))
                }
            }
        }
        val hub = hub(fake)
        val model = SettingsModel(hub, NoPreferences, { error("in no account") }) {}
        val stands = { listOf(model.state.value.waitsForKey, model.state.value.problem?.told, model.state.value.busy) }
        model.importWith { "key" }
        assertEquals(listOf(false, null, false), stands())
        model.import({ "a" }) { gone += it }
        assertEquals(listOf(true, "sealed", false), stands())
        model.importWith { "poem" }
        assertEquals(listOf(true, "no key", false), stands())
        model.import({ "b" }) { gone += it }
        assertEquals(listOf("a"), gone)
        model.importWith { "key" }
        assertEquals(listOf(false, null, false), stands())
        assertEquals(listOf("a null", "a poem", "b null", "b key"), tried)
        assertEquals(listOf("a", "b"), gone)
        assertEquals(listOf("imported"), hub.notice.value?.lines)
    }

    private object NoPreferences : DevicePreferences {
        override fun read() = DeviceSettings()
        override fun write(settings: DeviceSettings): Unit = throw AssertionError("nothing was set")
    }
}
