/**
 * A second device: an account on a real server, offline as the normal case, a lost phone, a changed code, a fetched sheet.
 *
 * Not for: what is sealed and merged (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** tests/bindings/run.sh starts it, and publishes the signed sheet of tests/fixtures there. */
private val SERVER = checkNotNull(System.getenv("STIPPLE_SERVER")) { "STIPPLE_SERVER names no server" }
private const val NOBODY = "http://127.0.0.1:9"

/** What its owner gave out. */
private const val INVITATION = "day 4"

private fun Stipple.inStep(invitation: String? = INVITATION): SyncView =
    sync(Network.FREE, invitation).use { runBlocking { it.outcome() } }

private fun Stipple.listed(): List<DeviceView> = devices().use { runBlocking { it.outcome() } }.devices

private fun Stipple.fetched(id: String, server: String): SheetOfferView =
    fetchSheet(id, server).use { runBlocking { it.outcome() } }

class AccountTest : AtADesk() {
    private val one by lazy { desk.course() }
    private val two by lazy { another("phone").open() }

    /** Two devices in one account, in step. */
    private fun pair(): String {
        val code = one.createAccount(SERVER, name = "laptop").code
        assertTrue(one.inStep().inStep)
        two.joinAccount(code, server = SERVER, name = "phone")
        assertTrue(two.inStep().inStep)
        return code
    }

    @Test
    fun `offline is normal`() {
        assertEquals(AccountState.NO_ACCOUNT, one.account().state)
        assertFalse(one.inStep().offline)
        val shown = one.createAccount(NOBODY)
        assertEquals(27, shown.code.replace("-", "").length)
        assertEquals((shown.qr.size * shown.qr.size).toInt(), shown.qr.modules.size)
        val view = one.inStep()
        assertEquals(listOf(true, false, false), listOf(view.offline, view.inStep, view.refused))
        assertEquals(AccountState.WAITING, view.account.state)
        assertTrue(view.account.waiting >= 2u)
        assertThrows<StippleException.Offline> { one.listed() }
        assertEquals(shown.code, one.recoveryCode().code)
        assertEquals(4L, one.today().day)
    }

    @Test
    fun `an account is for those who were invited`() {
        one.createAccount(SERVER)
        for (invitation in listOf(null, "day 5")) {
            val view = one.inStep(invitation)
            assertEquals(listOf(true, false), listOf(view.refused, view.inStep))
            assertEquals(AccountState.WAITING, view.account.state)
        }
        assertTrue(one.inStep().inStep)
        assertFalse(one.inStep(invitation = null).refused, "once is enough")
    }

    @Test
    fun `two devices hold the same`() {
        pair()
        assertEquals(one.today(), two.today())
        one.reportSkin(listOf("scabs"))
        one.inStep()
        assertEquals(1u, two.inStep().received)
        assertEquals(one.today(), two.today())
        val account = two.account()
        assertEquals(listOf(AccountState.ACTIVE, 0uL, SERVER, "phone"), account.run { listOf(state, waiting, server, device) })
        assertNotNull(account.at)
        assertTrue("Last in step" in account.lines[0], account.lines[0])
    }

    @Test
    fun `a lost phone is shut out`() {
        val code = pair()
        val listed = one.listed()
        assertEquals(listOf("laptop" to true, "phone" to false), listed.map { it.name to it.current })
        val left = one.revokeDevice(listed[1].id).use { runBlocking { it.outcome() } }.devices
        assertEquals(listOf("laptop"), left.map { it.name })
        assertEquals(AccountState.REVOKED, two.inStep().account.state)
        assertEquals(4L, two.today().day, "what it has stays")
        assertEquals(AccountState.WAITING, two.joinAccount(code, server = SERVER).state)
        assertTrue(two.inStep().inStep)
    }

    @Test
    fun `the code is changed`() {
        val code = pair()
        val new = one.changeCode().code
        assertNotEquals(code, new)
        assertTrue(one.account().changingCode)
        assertTrue(one.inStep().inStep)
        assertEquals(new, one.recoveryCode().code)
        assertEquals(AccountState.GONE, two.inStep().account.state)
        two.joinAccount(new, server = SERVER)
        assertTrue(two.inStep().inStep)
        assertEquals(one.today(), two.today())
    }

    @Test
    fun `the account is deleted for every device`() {
        pair()
        assertEquals(AccountState.NO_ACCOUNT, one.leaveAccount(delete = true).state)
        one.inStep()
        assertEquals(AccountState.GONE, two.inStep().account.state)
        assertEquals(one.today(), two.today(), "what was here stays")
    }

    @Test
    fun `what is no code is refused`() {
        val code = one.createAccount(NOBODY).code
        assertThrows<StippleException.BadInput>("it is in one") { one.createAccount(NOBODY) }
        one.leaveAccount(delete = false)
        for ((text, server) in listOf("hello" to SERVER, code.dropLast(1) to SERVER, code to null, code to "http://sync.example")) {
            assertThrows<StippleException.BadInput>(text) { one.joinAccount(text, server) }
        }
        for (call in listOf<() -> Any>({ one.recoveryCode() }, { one.changeCode() }, { one.confirmCode() })) {
            assertThrows<StippleException.NoAccount> { call() }
        }
    }

    @Test
    fun `a sync can be stopped and goes on`() {
        one.createAccount(SERVER)
        one.sync(Network.METERED).use { task ->
            task.cancel()
            try {
                runBlocking { task.outcome() }
            } catch (_: StippleException.Cancelled) {
                // Or it was done by then.
            }
        }
        assertTrue(one.inStep().inStep)
    }

    @Test
    fun `a studio's sheet is fetched and accepted`() {
        val view = one.fetched("scalp-envy", SERVER)
        assertEquals(2u, view.name.revision)
        assertNotNull(view.keyWords)
        assertNotNull(view.changes)
        assertEquals(1u, one.sheet().name.revision)
        one.acceptOffer(view.offer)
        assertEquals(view.keyWords, one.sheet().keyWords)
        assertThrows<StippleException.ServerRefused> { one.fetched("nothing", SERVER) }
        assertThrows<StippleException.Offline> { one.fetched("scalp-envy", NOBODY) }
        assertThrows<StippleException.BadInput> { one.fetchSheet("scalp-envy") }
    }
}
