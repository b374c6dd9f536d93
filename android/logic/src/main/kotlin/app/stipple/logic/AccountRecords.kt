/**
 * What the core says of the account and its devices, as this app's own records. Not for: making them (`Mapping`).
 */
package app.stipple.logic

/** How this device stands with an account. */
public enum class AccountState {
    NONE,

    /** It is to be in one, and the server has not heard of it yet. */
    WAITING,
    ACTIVE,

    /** Another device shut it out. */
    REVOKED,

    /** The server does not have the account any more. */
    GONE,
}

/** The account as it stands here; nobody is asked for it. */
public data class Account(
    val state: AccountState,
    val server: String? = null,
    val changingCode: Boolean = false,
    /** Once a year: whether the client has the code at hand. */
    val askCode: Boolean = false,
    /** The server is still to hear that this device left an account. */
    val leaving: Boolean = false,
    /** In the core's words: "Last in step 3 h ago", what waits. */
    val lines: List<String> = emptyList(),
) {
    /** Whether this device belongs to an account that is there, as far as it knows. */
    public val isIn: Boolean get() = state == AccountState.WAITING || state == AccountState.ACTIVE
}

/** A QR code: [size] modules a side, row by row, dark or light. Four light ones belong around it. */
public data class Qr(val size: Int, val modules: List<Boolean>)

/** Whoever has it has everything: never written down here, nor said by accident. */
public data class RecoveryCode(val code: String, val qr: Qr, val lines: List<String>) {
    override fun toString(): String = "RecoveryCode(…)"
}

/** A device in the account. */
public data class AccountDevice(val id: String, val name: String, val current: Boolean, val line: String)

/** How far something is; [total] is 0 while that is not known. */
public data class Progress(val done: Long, val total: Long)

/** What being brought in step came to. That the server was not reached is no failure. */
public data class Synced(
    val account: Account,
    /** The server was reached and would not have it: the lines say why. */
    val refused: Boolean = false,
    /** Something came: whoever shows anything reads it again. */
    val arrived: Boolean = false,
    val lines: List<String> = emptyList(),
)
