/**
 * A session that is being logged, planned, moved or noted, or the consultation; in the place of the course, because large text
 * wants a whole screen.
 *
 * Not for: whether its date suits; the core warns once it is kept.
 */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.stipple.logic.Course
import app.stipple.logic.Problem
import app.stipple.logic.Session
import app.stipple.logic.SessionDraft
import app.stipple.logic.SessionNotes
import app.stipple.logic.Shade

private enum class Picking { NOTHING, DATE, TIME }

@Composable
internal fun SessionForm(draft: SessionDraft, course: Course?, problem: Problem?, actions: CourseActions, padding: PaddingValues) {
    var picking by rememberSaveable { mutableStateOf(Picking.NOTHING) }
    ScreenList("session", padding, problem, actions::dismiss) {
        item { Heading(title(draft)) }
        when (draft.intent) {
            SessionDraft.Intent.LOG -> {
                item { Moment(R.string.ended, draft) { picking = it } }
                confirming(draft, course, actions)
                notes(draft, actions)
                item { Marks(R.string.this_is_final, R.string.this_is_touch_up, draft, actions) }
            }
            SessionDraft.Intent.PLAN -> {
                item { Moment(R.string.starts, draft) { picking = it } }
                item { Marks(R.string.final_session, R.string.session_name_touch_up, draft, actions) }
            }
            SessionDraft.Intent.MOVE -> item { Moment(R.string.starts, draft) { picking = it } }
            SessionDraft.Intent.NOTE -> {
                course?.sessions?.firstOrNull { it.number == draft.number }?.let { item { NotedSoFar(it) } }
                notes(draft, actions)
            }
            SessionDraft.Intent.CONSULT -> {
                item { Moment(R.string.starts, draft) { picking = it } }
                item { NoteText(draft, actions) }
            }
        }
        item {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Button(actions::keep) { Text(stringResource(R.string.save)) }
                TextButton({ actions.draft(null) }) { Text(stringResource(R.string.cancel)) }
            }
        }
    }
    when (picking) {
        Picking.NOTHING -> Unit
        Picking.DATE -> DateDialog(
            stringResource(R.string.date), draft.date,
            {
                picking = Picking.NOTHING
                actions.draft(draft.copy(date = it))
            },
            { picking = Picking.NOTHING },
        )
        Picking.TIME -> TimeDialog(
            stringResource(R.string.time), draft.time,
            {
                picking = Picking.NOTHING
                actions.draft(draft.copy(time = it))
            },
            { picking = Picking.NOTHING },
        )
    }
}

@Composable
private fun title(draft: SessionDraft): String = stringResource(
    when (draft.intent) {
        SessionDraft.Intent.LOG -> R.string.log_session
        SessionDraft.Intent.PLAN -> R.string.plan_session
        SessionDraft.Intent.MOVE -> R.string.move_session
        SessionDraft.Intent.NOTE -> R.string.session_note
        SessionDraft.Intent.CONSULT -> R.string.course_consultation
    },
)

@Composable
private fun Moment(label: Int, draft: SessionDraft, onPick: (Picking) -> Unit) {
    Column {
        Quiet(stringResource(label))
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            OutlinedButton({ onPick(Picking.DATE) }) { Text(draft.date.format(dateText())) }
            OutlinedButton({ onPick(Picking.TIME) }) { Text(draft.time.format(timeText())) }
        }
    }
}

/** Where a planned session waits to be confirmed, this may be that one. */
private fun LazyListScope.confirming(draft: SessionDraft, course: Course?, actions: CourseActions) {
    val waiting = course?.sessions.orEmpty().filter { it.unconfirmed }
    val session = waiting.firstOrNull { it.number == draft.number } ?: waiting.lastOrNull() ?: return
    item {
        Column {
            Text(session.text)
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                val confirms = draft.number == session.number
                FilterChip(confirms, { actions.draft(draft.copy(number = session.number)) }, { Text(stringResource(R.string.replace_yes)) })
                FilterChip(!confirms, { actions.draft(draft.copy(number = null)) }, { Text(stringResource(R.string.replace_no)) })
            }
        }
    }
}

/** What is said of it already; a field that is left empty changes nothing of that. */
@Composable
private fun NotedSoFar(session: Session) {
    Block {
        Text(session.text, style = MaterialTheme.typography.titleSmall)
        session.lines.forEach { Quiet(it) }
    }
}

private fun LazyListScope.notes(draft: SessionDraft, actions: CourseActions) {
    fun note(notes: SessionNotes) = actions.draft(draft.copy(notes = notes))
    val notes = draft.notes
    item { Field(notes.pigment, R.string.session_note_pigment) { note(notes.copy(pigment = it)) } }
    item { Field(notes.technician, R.string.session_note_technician) { note(notes.copy(technician = it)) } }
    item {
        Quiet(stringResource(R.string.session_note_shade))
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Shade.entries.forEach { shade ->
                val word = when (shade) {
                    Shade.LIGHTER -> R.string.session_note_lighter
                    Shade.SAME -> R.string.session_note_same
                    Shade.DARKER -> R.string.session_note_darker
                }
                val chosen = notes.shade == shade
                FilterChip(chosen, { note(notes.copy(shade = shade.takeUnless { chosen })) }, { Text(stringResource(word)) })
            }
        }
    }
    item { NoteText(draft, actions) }
}

@Composable
private fun NoteText(draft: SessionDraft, actions: CourseActions) {
    Field(draft.notes.text, R.string.session_note) { actions.draft(draft.copy(notes = draft.notes.copy(text = it))) }
}

/** A session is the final one, a touch-up, or neither. */
@Composable
private fun Marks(finalWords: Int, touchUpWords: Int, draft: SessionDraft, actions: CourseActions) {
    Column {
        SwitchRow(stringResource(finalWords), null, draft.isFinal) {
            actions.draft(draft.copy(isFinal = it, touchUp = draft.touchUp && !it))
        }
        SwitchRow(stringResource(touchUpWords), null, draft.touchUp) {
            actions.draft(draft.copy(touchUp = it, isFinal = draft.isFinal && !it))
        }
    }
}

@Composable
private fun Field(text: String, label: Int, onChange: (String) -> Unit) {
    OutlinedTextField(text, onChange, Modifier.fillMaxWidth(), label = { Text(stringResource(label)) })
}
