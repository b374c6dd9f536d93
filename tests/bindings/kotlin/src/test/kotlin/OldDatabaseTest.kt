/**
 * Databases that earlier versions left are opened, brought up to date, and say the same as ever.
 *
 * Not for: the migrations themselves (the core's own tests).
 */

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import java.nio.file.Path
import java.time.Instant
import kotlin.io.path.copyTo
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.writeBytes

class OldDatabaseTest : AtADesk() {
    private val database by lazy { desk.folder.createDirectories().resolve("stipple.db") }

    @ParameterizedTest(name = "format {0}")
    @CsvSource("1, 1", "2, 2", "3, 3")
    fun `a database of each format opens`(format: Int, migratedFrom: Int?) {
        BINDINGS.resolve("../fixtures/databases/format-$format.db").copyTo(database)
        val opened = desk.open()
        assertEquals(migratedFrom?.toUInt(), opened.opening().migratedFrom)
        assertEquals("Day 4 after session 1 of 3", opened.today().headline)
        assertEquals(
            listOf(SESSION_1, Instant.parse("2026-05-16T09:00:00Z")),
            opened.course().sessions.map { it.starts },
        )
        assertEquals(listOf("Notes: calm"), opened.course().sessions[0].lines)
        opened.reportSkin(emptyList(), gone = listOf("scabs"))
        // Photos came with format 3. The list needs neither their files nor their key.
        val day2 = listOf("crown", Instant.parse("2026-05-03T08:10:00Z"), 2u, "day 2")
        val photos = opened.photos().photos.map { listOf(it.angle, it.taken, it.day, it.note) }
        assertEquals(if (format < 3) emptyList() else listOf(day2), photos)
    }

    @Test
    fun `a database that is none is set aside and said to be`() {
        database.writeBytes("SQLite format 3\u0000".toByteArray() + ByteArray(5000) { -1 })
        val opened = desk.open()
        val aside = checkNotNull(opened.opening().setAside)
        assertTrue(Path.of(aside.path).exists())
        assertTrue(aside.text.isNotEmpty())
        assertFalse(opened.hasCourse())
    }
}
