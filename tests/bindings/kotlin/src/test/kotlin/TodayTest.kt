/**
 * The Today board of the seed's sheet, in one call: what a client reads on Tuesday morning, word for word.
 *
 * Not for: whether it is right (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.LocalDate
import java.time.temporal.ChronoUnit
import kotlin.io.path.readText

class TodayTest : AtADesk() {
    private fun moment(at: Instant?) = if (at == null) "" else " [${at.truncatedTo(ChronoUnit.SECONDS)}]"

    /** The record as text, in the form that every language's test writes. */
    private fun plainly(view: TodayView) = buildString {
        appendLine("${view.headline} | ${view.beside}")
        for (section in view.sections) {
            appendLine("${section.verdict.name}: ${section.title}")
            for (row in section.rows) {
                appendLine("  ${row.labels} | ${row.lines.joinToString(" / ")}${moment(row.deadline)}")
            }
        }
        view.duties.forEach { appendLine("duty: ${it.text}") }
        view.next.forEach { appendLine("next: $it") }
    }

    @Test
    fun `the board reads as in every language`() {
        assertEquals(BINDINGS.resolve("today.txt").readText(), plainly(desk.course().today()))
    }

    @Test
    fun `the board carries moments days and numbers`() {
        val view = desk.course().today()
        assertEquals(
            listOf(DAY_4, "Europe/London", 4L, 1u, 3u),
            listOf(view.at, view.zone, view.day, view.session, view.sessionsPlanned),
        )
        assertEquals(LocalDate.of(2026, 5, 15), view.nextSession?.earliest)
        assertEquals(LocalDate.of(2026, 5, 22), view.nextSession?.latest)
        assertEquals(
            listOf(6u to LocalDate.of(2026, 5, 7), 10u to LocalDate.of(2026, 5, 11)),
            view.photosDue.take(2).map { it.day to it.date },
        )
        assertEquals(Instant.parse("2026-05-06T23:00:00Z"), view.changes[0].at)
    }

    @Test
    fun `another moment may be asked about`() {
        val later = desk.course().today(at = Instant.parse("2026-05-12T08:00:00Z"))
        assertEquals(11L, later.day)
        assertEquals(Verdict.NO, later.sections[0].verdict)
        assertEquals(listOf("swim"), later.sections[0].rows.map { it.activities[0].id })
    }
}
