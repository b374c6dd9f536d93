/**
 * The Account and sync screen: an account made or joined, its recovery code, the devices in it; and this device brought in step,
 * at the start, after a change and when the client asks. Offline is normal, and no problem.
 *
 * Not for: who may see the code (the app asks them), or what is sent and merged (the core).
 */
package app.stipple.logic

import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.launch

/** What an account that is made or joined is to be. */
public data class AccountDraft(
    val intent: Intent,
    val server: String = "",
    /** The recovery code, or what another device's QR says. Kept in no draft. */
    val code: String = "",
    /** What this device is called for the others. */
    val name: String = "",
) {
    /** Whether there is enough to try; the core says whether it is right. */
    public val ready: Boolean get() = if (intent == Intent.CREATE) server.isNotBlank() else code.isNotBlank()

    /** What is to become of it. */
    public enum class Intent { CREATE, JOIN }
}

/** What is asked before it is done. */
public enum class AccountQuestion { SHOW_CODE, CHANGE_CODE, LEAVE, DELETE }

/** What the Account and sync screen shows. */
public data class AccountScreen(
    /** Null until it is read. */
    val account: Account? = null,
    val draft: AccountDraft? = null,
    /** What the server's owner gave out, where accounts are by invitation; until the server has taken it. */
    val invitation: String = "",
    /** The recovery code, while it is shown. */
    val code: RecoveryCode? = null,
    val asking: AccountQuestion? = null,
    /** Null until the server was asked. */
    val devices: List<AccountDevice>? = null,
    /** The one to be shut out, once the client says yes. */
    val revoking: AccountDevice? = null,
    val syncing: Boolean = false,
    val progress: Progress? = null,
    /** Something else is under way. */
    val busy: Boolean = false,
    /** What the last sync did, or why there is no list. */
    val told: List<String> = emptyList(),
    override val problem: Problem? = null,
) : Screen<AccountScreen> {
    override fun with(problem: Problem?): AccountScreen = copy(problem = problem)
}

/** Holds it. [metered]: whether the network costs by the byte, so that photos wait. [name]: what the device calls itself. */
public class AccountModel(
    hub: Hub,
    private val metered: () -> Boolean,
    private val name: () -> String,
) : ScreenModel<AccountScreen>(hub, restored(hub.drafts, name())) {
    private var run: Job? = null
    private var again = false

    /** The client waits for what it says. */
    private var asked = false

    init {
        start()
        cameToFront()
        hub.scope.launch { hub.changes.drop(1).collect { if (inAccount) sync() } }
    }

    private val inAccount get() = state.value.account.let { it != null && it.state != AccountState.NONE }

    override suspend fun load() {
        val account = stipple.account()
        change { it.copy(account = account) }
    }

    /** The client is here, or here again: also what an account that was left is still to hear. */
    public fun cameToFront() {
        if (run?.isActive != true) sync()
    }

    public fun syncNow() {
        asked = true
        change { it.copy(problem = null, told = emptyList()) }
        sync()
    }

    /** What came stays; the next one goes on. */
    public fun stop() {
        again = false
        run?.cancel()
    }

    /** Stops, and waits until nothing is under way any more. */
    public suspend fun halt() {
        again = false
        run?.cancelAndJoin()
    }

    private fun sync() {
        if (run?.isActive == true) {
            again = true
            return
        }
        change { it.copy(syncing = true, progress = null) }
        run = act {
            try {
                do {
                    again = false
                    val invitation = state.value.invitation.ifBlank { null }?.trim()
                    took(stipple.sync(metered(), invitation) { progress -> change { it.copy(progress = progress) } })
                } while (again)
            } finally {
                asked = false
                change { it.copy(syncing = false, progress = null) }
            }
        }
    }

    private suspend fun took(synced: Synced) {
        // Nobody waits for one that nobody asked for: only a refusal is told.
        val told = if (asked || synced.refused) synced.lines else emptyList()
        change { it.copy(account = synced.account, told = told) }
        if (synced.account.state == AccountState.ACTIVE) invitation("")
        if (synced.arrived) hub.arrived()
    }

    public fun begin(intent: AccountDraft.Intent): Unit = draft(AccountDraft(intent, name = name()))

    /** What a link says, which another device's QR holds: looked at by the client before anything is joined. */
    public fun offer(link: String): Unit = draft(AccountDraft(AccountDraft.Intent.JOIN, code = link, name = name()))

    public fun draft(draft: AccountDraft?) {
        change { it.copy(draft = draft, problem = null) }
        // Not the code: it opens everything, and a draft lies on the disk.
        hub.drafts.write(DRAFT, draft?.run { mapOf("intent" to intent.name, "server" to server, "name" to name) }.orEmpty())
    }

    public fun invitation(text: String) {
        change { it.copy(invitation = text) }
        hub.drafts.write(INVITED, if (text.isBlank()) emptyMap() else mapOf(INVITED to text))
    }

    /** Makes the account, or joins it, as the draft says. */
    public fun keep() {
        val draft = state.value.draft?.takeIf { it.ready } ?: return
        busily {
            val code = if (draft.intent == AccountDraft.Intent.CREATE) {
                stipple.createAccount(draft.server.trim(), draft.name)
            } else {
                stipple.joinAccount(draft.code, draft.server.trim().ifEmpty { null }, draft.name)
                null
            }
            draft(null)
            change { it.copy(code = code, devices = null) }
            load()
            syncNow()
        }
    }

    public fun ask(question: AccountQuestion?): Unit = change { it.copy(asking = question) }

    /** The client said yes, and is who they say: the app asked them. */
    public fun showCode(): Unit = busily { shown(stipple.recoveryCode()) }

    public fun changeCode(): Unit = busily {
        shown(stipple.changeCode())
        load()
        syncNow()
    }

    private fun shown(code: RecoveryCode): Unit = change { it.copy(code = code) }

    /** The code is out of sight. */
    public fun cover(): Unit = change { it.copy(code = null) }

    public fun haveCode(): Unit = busily {
        val account = stipple.confirmCode()
        change { it.copy(account = account, code = null) }
    }

    /** Leaves, or deletes the account for every device; what is here stays. */
    public fun leave(forAll: Boolean): Unit = busily {
        val account = stipple.leaveAccount(forAll)
        invitation("")
        change { it.copy(account = account, devices = null, told = emptyList()) }
        sync()
    }

    /** Leaves where [forAll] says how, and waits until the server was told, or was not reached: how the account stands then. */
    public suspend fun depart(forAll: Boolean?): Account {
        halt()
        if (forAll != null) {
            val account = stipple.leaveAccount(forAll)
            invitation("")
            change { it.copy(account = account, devices = null, told = emptyList()) }
        }
        sync()
        run?.join()
        return stipple.account()
    }

    public fun devices(): Unit = busily { listed { stipple.devices() } }

    public fun askToRevoke(device: AccountDevice?): Unit = change { it.copy(revoking = device) }

    public fun revoke() {
        val device = state.value.revoking ?: return
        askToRevoke(null)
        busily { listed { stipple.revokeDevice(device.id) } }
    }

    private suspend fun listed(ask: suspend () -> List<AccountDevice>) {
        try {
            val devices = ask()
            change { it.copy(devices = devices, told = emptyList()) }
        } catch (failure: StippleFailure) {
            if (failure.problem !is Problem.Offline) throw failure
            change { it.copy(told = listOf(failure.problem.told)) }
        }
    }

    private fun busily(work: suspend () -> Unit) {
        change { it.copy(busy = true, asking = null, problem = null) }
        act {
            try {
                work()
            } finally {
                change { it.copy(busy = false) }
            }
        }
    }

    private companion object {
        const val DRAFT = "account"

        const val INVITED = "invitation"

        fun restored(drafts: Drafts, name: String): AccountScreen {
            val kept = drafts.read(DRAFT)
            val draft = AccountDraft.Intent.entries.firstOrNull { it.name == kept["intent"] }
                ?.let { AccountDraft(it, kept["server"].orEmpty(), name = kept["name"] ?: name) }
            return AccountScreen(draft = draft, invitation = drafts.read(INVITED)[INVITED].orEmpty())
        }
    }
}
