/**
 * A studio's signed sheet: looked at, accepted by hand, and refused where another key signed it; QR codes.
 *
 * Not for: the signatures themselves (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import kotlin.io.path.readText

class SheetsTest : AtADesk() {
    private fun read(name: String) = BINDINGS.resolve("../fixtures/sheets/signed").resolve(name).readText()

    private fun offer(who: String = "studio", text: String = read("revision-2.toml")) =
        SheetOffer(text = text, signed = SheetSignature(signature = read("$who.minisig"), key = read("$who.pub")))

    @Test
    fun `a signed sheet is looked at and accepted by hand`() {
        val opened = desk.course()
        assertEquals("This sheet comes with Stipple.", opened.sheet().origin)
        val view = opened.lookAtSheet(offer())
        assertEquals(2u, view.name.revision)
        assertEquals(8, checkNotNull(view.keyWords).split(" ").size)
        assertEquals(emptyList<String>(), view.warnings)
        assertNull(view.otherKey)
        assertTrue(checkNotNull(view.changes).parts.isNotEmpty())
        assertEquals(1u, opened.sheet().name.revision, "a pinned course never changes by itself")
        opened.acceptOffer(view.offer)
        assertEquals(2u, opened.sheet().name.revision)
        assertEquals(view.keyWords, opened.sheet().keyWords)
        opened.undo()
        assertNull(opened.sheet().keyWords)
    }

    @Test
    fun `a sheet that was changed is refused`() {
        val opened = desk.course()
        val changed = offer(text = read("revision-2.toml").replace("12d", "9d"))
        for (call in listOf<(SheetOffer) -> Any>({ opened.lookAtSheet(it) }, { opened.acceptOffer(it) })) {
            val refused = assertThrows<StippleException.SheetRefused> { call(changed) }
            assertTrue("changed on the way" in refused.told, refused.told)
        }
        assertEquals(1u, opened.sheet().name.revision)
    }

    @Test
    fun `another key is refused until the client says that they know`() {
        val opened = desk.course()
        opened.acceptOffer(offer())
        val known = checkNotNull(opened.sheet().keyWords)
        val view = opened.lookAtSheet(offer("other"))
        val told = checkNotNull(view.otherKey)
        assertTrue(known in told && checkNotNull(view.keyWords) in told, told)
        assertEquals(told, assertThrows<StippleException.OtherKey> { opened.acceptOffer(view.offer) }.told)
        opened.acceptOffer(view.offer, otherKey = true)
        assertEquals(view.keyWords, opened.sheet().keyWords)
    }

    @Test
    fun `a course starts under a signed sheet`() {
        val opened = desk.open()
        val signed = offer()
        assertNull(opened.lookAtSheet(signed).changes)
        opened.startCourse(StartCourse(sheet = signed.text, signed = signed.signed))
        assertTrue("Signed." in checkNotNull(opened.sheet().origin))
    }

    @Test
    fun `a studio's code is read`() {
        val opened = desk.open()
        val key = read("studio.pub").lines()[1].replace("+", "%2B")
        val code = "stipple:sheet?id=scalp-envy&revision=2&key=$key&server=https://sheets.example"
        val view = opened.readSheetCode(code)
        assertEquals(listOf("scalp-envy", 2u, "https://sheets.example"), listOf(view.id, view.revision, view.server))
        assertEquals(opened.lookAtSheet(offer()).keyWords, view.keyWords)
        for (text in listOf("", "https://sheets.example", code.replace("revision=2&", ""), "stipple:join?code=X")) {
            assertThrows<StippleException.BadInput>(text) { opened.readSheetCode(text) }
        }
    }

    @Test
    fun `a text becomes a QR code`() {
        val opened = desk.open()
        val code = opened.qr("stipple:sheet?id=x")
        assertEquals((code.size * code.size).toInt(), code.modules.size)
        assertEquals(setOf(true, false), code.modules.toSet())
        assertThrows<StippleException.BadInput> { opened.qr("x".repeat(4000)) }
    }
}
