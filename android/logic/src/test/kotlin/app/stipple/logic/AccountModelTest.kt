/** The account's model on fakes: offline, refused, stopped, and what comes from another device. */
package app.stipple.logic

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
class AccountModelTest {
    private val drafts = MemoryDrafts()
    private val none = Account(AccountState.NONE)
    private val waiting = Account(AccountState.WAITING, lines = listOf("Waiting"))
    private val active = Account(AccountState.ACTIVE, lines = listOf("Last in step"))
    private val code = RecoveryCode("7ZZZ-ZZZZ", Qr(1, listOf(true)), listOf("keep"))

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher()) { body() }
    private fun TestScope.hub(stipple: Stipple) = Hub(stipple, backgroundScope, drafts)
    private fun model(hub: Hub) = AccountModel(hub, { true }) { "phone" }

    /** A server that says [synced] each time. */
    private open inner class Fake(var account: Account, var synced: Synced = Synced(account)) : FakeStipple() {
        val asked = mutableListOf<String?>()
        override suspend fun account() = account
        override suspend fun sync(metered: Boolean, invitation: String?, progress: (Progress) -> Unit): Synced {
            asked += invitation
            return synced.also { account = it.account }
        }
    }

    @Test
    fun `offline is told to whoever asked and is no problem`() = test {
        val model = model(hub(Fake(active, Synced(active, lines = listOf("not reached")))))
        assertEquals(listOf(emptyList<String>(), null, false), model.state.value.run { listOf(told, problem, syncing) })
        model.syncNow()
        assertEquals(listOf(listOf("not reached"), null, false), model.state.value.run { listOf(told, problem, syncing) })
    }

    @Test
    fun `an invitation is said until the server has taken it`() = test {
        val fake = object : Fake(none) {
            override suspend fun createAccount(server: String, name: String): RecoveryCode {
                assertEquals("https://sync.example phone", "$server $name")
                account = waiting
                synced = Synced(waiting, refused = true, lines = listOf("only who was invited"))
                return code
            }
        }
        val model = model(hub(fake))
        model.begin(AccountDraft.Intent.CREATE)
        model.keep()
        assertEquals(listOf<String?>(null), fake.asked)
        model.draft(model.state.value.draft!!.copy(server = " https://sync.example "))
        model.invitation("day 4")
        model.keep()
        assertEquals(listOf(code, null, listOf("only who was invited")), model.state.value.run { listOf(code, draft, told) })
        fake.synced = Synced(active)
        model(hub(fake)).syncNow()
        assertEquals(listOf(null, "day 4", "day 4", null), fake.asked)
        assertEquals(emptyMap<String, Map<String, String>>(), drafts.kept)
    }

    @Test
    fun `what is typed survives the process but for the code`() = test {
        val model = model(hub(Fake(none)))
        model.offer("stipple:join?code=7ZZZ")
        model.draft(model.state.value.draft!!.copy(server = "https://sync.example", name = "tablet"))
        assertFalse("${drafts.kept}", "7ZZZ" in "${drafts.kept}")
        val kept = AccountDraft(AccountDraft.Intent.JOIN, "https://sync.example", name = "tablet")
        assertEquals(kept, model(hub(Fake(none))).state.value.draft)
    }

    @Test
    fun `a change is sent where there is an account and what came is read without another round`() = test {
        val fake = Fake(active, Synced(active, arrived = true))
        val hub = hub(fake)
        model(hub)
        assertEquals(listOf(1, 1), listOf(fake.asked.size, hub.version.value))
        hub.done(Done(), undo = false)
        assertEquals(listOf(2, 3), listOf(fake.asked.size, hub.version.value))
        val alone = Fake(none)
        val other = hub(alone)
        model(other)
        other.done(Done(), undo = false)
        assertEquals(1, alone.asked.size)
    }

    @Test
    fun `a change meanwhile goes with another round and one that is stopped is over`() = test {
        val rounds = mutableListOf<CompletableDeferred<Unit>>()
        val hub = hub(object : Fake(active) {
            override suspend fun sync(metered: Boolean, invitation: String?, progress: (Progress) -> Unit): Synced {
                progress(Progress(3, 8))
                CompletableDeferred<Unit>().also { rounds += it }.await()
                return Synced(active)
            }
        })
        val model = model(hub)
        assertEquals(Progress(3, 8), model.state.value.progress)
        hub.done(Done(), undo = false)
        hub.done(Done(), undo = false)
        assertEquals(1, rounds.size)
        rounds[0].complete(Unit)
        assertEquals(2, rounds.size)
        model.cameToFront()
        model.stop()
        assertEquals(listOf(false, null, null), model.state.value.run { listOf(syncing, progress, problem) })
        assertEquals(2, rounds.size)
    }

    @Test
    fun `a list that cannot be had is told and a device is shut out once the client says so`() = test {
        val two = listOf(AccountDevice("1", "phone", true, "this device"), AccountDevice("2", "tablet", false, "seen"))
        var online = false
        val model = model(
            hub(object : Fake(active) {
                override suspend fun devices() = if (online) two else throw StippleFailure(Problem.Offline("not reached"))
                override suspend fun revokeDevice(id: String) = two.filter { it.id != id }
            }),
        )
        model.devices()
        assertEquals(listOf(listOf("not reached"), null, null), model.state.value.run { listOf(told, problem, devices) })
        online = true
        model.devices()
        assertEquals(listOf(emptyList<String>(), two), model.state.value.run { listOf(told, devices) })
        model.revoke()
        assertEquals(two, model.state.value.devices)
        model.askToRevoke(two[1])
        model.revoke()
        assertEquals(listOf(two.take(1), null), model.state.value.run { listOf(devices, revoking) })
    }

    @Test
    fun `the code is shown until it is put away`() = test {
        val model = model(
            hub(object : Fake(active) {
                override suspend fun recoveryCode() = code
                override suspend fun changeCode() = code
                override suspend fun confirmCode() = active.copy(askCode = false)
            }),
        )
        model.showCode()
        assertEquals(code, model.state.value.code)
        model.cover()
        assertNull(model.state.value.code)
        model.changeCode()
        assertEquals(code, model.state.value.code)
        model.haveCode()
        assertNull(model.state.value.code)
    }

    @Test
    fun `who leaves tells the server`() = test {
        val left = mutableListOf<Boolean>()
        val fake = object : Fake(active) {
            override suspend fun leaveAccount(forAll: Boolean) = none.also {
                left += forAll
                account = it
                synced = Synced(it)
            }
        }
        val model = model(hub(fake))
        model.leave(forAll = true)
        assertEquals(listOf(true), left)
        assertEquals(2, fake.asked.size)
        assertTrue(model.state.value.account == none && model.state.value.devices == null)
    }
}
