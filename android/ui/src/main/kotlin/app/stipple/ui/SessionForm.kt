/**
 * A session that is being logged, planned or moved; in the place of the course, because large text wants a whole screen.
 *
 * Not for: whether its date suits; the core warns once it is kept.
 */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
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
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import app.stipple.logic.Problem
import app.stipple.logic.SessionDraft
import app.stipple.logic.SessionNotes
import app.stipple.logic.Shade

private enum class Picking { NOTHING, DATE, TIME }

@Composable
internal fun SessionForm(draft: SessionDraft, problem: Problem?, actions: CourseActions, padding: PaddingValues) {
    var picking by rememberSaveable { mutableStateOf(Picking.NOTHING) }
    val logging = draft.intent == SessionDraft.Intent.LOG
    ScreenList("session", padding) {
        problem?.let { item { ProblemBlock(it, actions::dismiss) } }
        item { Heading(title(draft)) }
        item {
            Quiet(stringResource(if (logging) R.string.ended else R.string.starts))
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                OutlinedButton({ picking = Picking.DATE }) { Text(draft.date.format(dateText())) }
                OutlinedButton({ picking = Picking.TIME }) { Text(draft.time.format(timeText())) }
            }
        }
        if (logging) notes(draft, actions)
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
    },
)

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
    item { Field(notes.text, R.string.session_note) { note(notes.copy(text = it)) } }
    item {
        SwitchRow(stringResource(R.string.this_is_final), null, draft.isFinal) {
            actions.draft(draft.copy(isFinal = it, touchUp = draft.touchUp && !it))
        }
        SwitchRow(stringResource(R.string.this_is_touch_up), null, draft.touchUp) {
            actions.draft(draft.copy(touchUp = it, isFinal = draft.isFinal && !it))
        }
    }
}

@Composable
private fun Field(text: String, label: Int, onChange: (String) -> Unit) {
    OutlinedTextField(text, onChange, Modifier.fillMaxWidth(), label = { Text(stringResource(label)) })
}
