/**
 * The device's place for secrets: asked when it has to be, and what it throws arrives as the typed error.
 *
 * Not for: what the secrets are (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class KeyStoreTest : AtADesk() {
    /** Throws what it is given. */
    private class ThrowingKeys(private val error: Exception) : KeyStore {
        override fun get(name: String): ByteArray? = throw error

        override fun add(name: String, secret: ByteArray): Unit =
            throw AssertionError("where nobody can say whether there is a key, none is made")

        override fun delete(name: String): Unit = throw error
    }

    @Test
    fun `the key is made once and read again`() {
        val recipient = desk.open().deviceRecipient()
        assertTrue(recipient.startsWith("age1"), recipient)
        assertEquals(1, (desk.keys as MemoryKeys).kept.size)
        assertEquals(recipient, desk.open().deviceRecipient())
    }

    @Test
    fun `a locked one is told apart`() {
        desk.keys = ThrowingKeys(KeyStoreException.Locked())
        val opened = desk.open()
        assertThrows<StippleException.KeyStoreLocked> { opened.deviceRecipient() }
    }

    @Test
    fun `what it throws unasked is a failure and the board goes on`() {
        desk.keys = ThrowingKeys(RuntimeException("no such slot"))
        val opened = desk.course()
        val failed = assertThrows<StippleException.KeyStoreFailed> { opened.deviceRecipient() }
        assertFalse("no such slot" in failed.told, failed.told)
        assertEquals(4L, opened.today().day)
    }
}
