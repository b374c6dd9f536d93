/** The Today screen, of its record. Not for: working out anything; the core did. */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.AssistChip
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Activity
import app.stipple.logic.Angle
import app.stipple.logic.Answer
import app.stipple.logic.Section
import app.stipple.logic.Today
import app.stipple.logic.TodayScreen
import app.stipple.logic.Unconfirmed

/** What can be done on the Today screen. */
interface TodayActions {
    fun ask(activity: Activity)
    fun closeAnswer()
    fun confirm(unconfirmed: Unconfirmed)
    fun didNotTakePlace(unconfirmed: Unconfirmed)
    fun moved(unconfirmed: Unconfirmed)
    fun skinCheck()
    fun chooseSheet()
    fun logSession()
    fun dismiss()
}

/** [takePhoto]: the way to the camera, where there is one. */
@Composable
fun TodayContent(
    screen: TodayScreen,
    actions: TodayActions,
    padding: PaddingValues = PaddingValues(),
    takePhoto: ((Angle) -> Unit)? = null,
) {
    ScreenList("today", padding, screen.problem, actions::dismiss) {
        when {
            screen.hasCourse == false -> item { NoCourse(actions::chooseSheet) }
            else -> screen.today?.let { today ->
                board(today, actions) {
                    if (takePhoto != null && screen.photosDue.isNotEmpty()) item { PhotoDueBlock(screen.photosDue, takePhoto) }
                }
            }
        }
    }
    screen.answer?.let { AnswerDialog(it, actions::closeAnswer) }
}

@Composable
private fun NoCourse(onChoose: () -> Unit) {
    Block {
        Text(stringResource(R.string.course_none))
        Quiet(stringResource(R.string.settings_private))
        Button(onChoose) { Text(stringResource(R.string.choose_sheet)) }
    }
}

private fun LazyListScope.board(today: Today, actions: TodayActions, photoDue: LazyListScope.() -> Unit) {
    item {
        Column {
            Text(today.headline, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineSmall)
            Quiet(today.beside)
        }
    }
    today.unconfirmed?.let { item { UnconfirmedBlock(it, actions) } }
    item {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            OutlinedButton(actions::logSession) { Text(stringResource(R.string.log_session)) }
            if (today.sessionsLogged) {
                OutlinedButton(actions::skinCheck) { Text(stringResource(R.string.screen_skin)) }
            }
        }
    }
    photoDue()
    items(today.sections) { SectionBlock(it, actions::ask) }
    item { LinesBlock(stringResource(R.string.board_today), today.duties.map { it.text }.ifEmpty { listOf(stringResource(R.string.board_no_duties)) }) }
    if (today.next.isNotEmpty()) {
        item { LinesBlock(stringResource(R.string.board_next), listOfNotNull(today.nextSession?.warning) + today.next) }
    }
    if (today.expect.isNotEmpty()) {
        item { LinesBlock(stringResource(R.string.board_expect), today.expect.map { it.text }) }
    }
    if (today.signs.isNotEmpty()) {
        item { LinesBlock(stringResource(R.string.board_signs), today.signs.flatMap { listOfNotNull(it.text, it.say) }) }
    }
}

@Composable
private fun LinesBlock(title: String, lines: List<String>) {
    Block {
        Heading(title)
        lines.forEach { Text(it) }
    }
}

@Composable
private fun UnconfirmedBlock(unconfirmed: Unconfirmed, actions: TodayActions) {
    Block {
        Text(unconfirmed.question, style = MaterialTheme.typography.titleMedium)
        Quiet(unconfirmed.note)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Button({ actions.confirm(unconfirmed) }) { Text(stringResource(R.string.unconfirmed_took_place)) }
            TextButton({ actions.didNotTakePlace(unconfirmed) }) { Text(stringResource(R.string.unconfirmed_did_not)) }
            TextButton({ actions.moved(unconfirmed) }) { Text(stringResource(R.string.unconfirmed_moved)) }
        }
    }
}

@Composable
private fun SectionBlock(section: Section, onAsk: (Activity) -> Unit) {
    Block {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            VerdictIcon(section.verdict)
            Heading(section.title)
        }
        section.rows.forEach { row ->
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                row.activities.forEach { activity ->
                    val verdict = stringResource(verdictWord(section.verdict))
                    val spoken = when {
                        row.lines.isEmpty() -> stringResource(R.string.spoken_row_plain, activity.label, verdict)
                        else -> stringResource(R.string.spoken_row, activity.label, verdict, row.lines.joinToString(", "))
                    }
                    AssistChip(
                        { onAsk(activity) },
                        { Text(activity.label, style = MaterialTheme.typography.bodyLarge) },
                        Modifier.semantics { contentDescription = spoken },
                    )
                }
            }
            row.lines.forEach { Quiet(it) }
            row.deadline?.let { CountdownText(it, LocalVerdictColors.current.of(section.verdict)) }
        }
    }
}

/** Why, until when, then what; in the sheet's words. */
@Composable
fun AnswerDialog(answer: Answer, onClose: () -> Unit) {
    Sheetlet(answer.headline, onClose) { AnswerText(answer) }
}

@Composable
internal fun AnswerText(answer: Answer) {
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
        VerdictIcon(answer.verdict)
        answer.deadline?.let { CountdownText(it) }
    }
    answer.lines.forEach { Text(it) }
    answer.reasonLines.forEach { Quiet(it) }
}
