/** The Course screen, of its record. Not for: whether a date suits; the core warns. */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Course
import app.stipple.logic.CourseScreen
import app.stipple.logic.Session
import app.stipple.logic.SessionDraft
import java.time.Instant

/** What can be done on the Course screen. */
interface CourseActions {
    fun beginLog(confirming: Session?)
    fun beginPlan()
    fun beginMove(session: Session)
    fun beginNote(session: Session)
    fun beginConsultation()
    fun draft(draft: SessionDraft?)
    fun keep()
    fun markFinal(session: Session, isFinal: Boolean)
    fun finish(finished: Boolean)
    fun askToDelete(session: Session?)
    fun delete()
    fun sheet()
    fun dismiss()
}

@Composable
fun CourseContent(screen: CourseScreen, actions: CourseActions, padding: PaddingValues = PaddingValues()) {
    screen.draft?.let { return SessionForm(it, screen.course, screen.problem, actions, padding) }
    ScreenList("course", padding, screen.problem, actions::dismiss) {
        when (val course = screen.course) {
            null -> item { Text(stringResource(R.string.course_none)) }
            else -> course(course, screen.now, actions)
        }
    }
    screen.deleting?.let {
        Ask(
            question = stringResource(R.string.delete_question, it.text),
            note = stringResource(R.string.delete_undo_note),
            yes = stringResource(R.string.delete),
            onYes = actions::delete,
            onNo = { actions.askToDelete(null) },
        )
    }
}

private fun LazyListScope.course(course: Course, now: Instant?, actions: CourseActions) {
    item {
        Text(course.headline, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineSmall)
    }
    item {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Button({ actions.beginLog(null) }) { Text(stringResource(R.string.log_session)) }
            OutlinedButton(actions::beginPlan) { Text(stringResource(R.string.plan_session)) }
            OutlinedButton(actions::beginConsultation) { Text(stringResource(R.string.note_consultation)) }
            OutlinedButton(actions::sheet) { Text(stringResource(R.string.screen_sheet)) }
            OutlinedButton({ actions.finish(!course.complete) }) {
                Text(stringResource(if (course.complete) R.string.course_reopen else R.string.course_finish))
            }
        }
    }
    course.consultation?.let { item { Block { Text(it) } } }
    items(course.sessions, key = { "session ${it.number}" }) { SessionBlock(it, actions) }
    course.nextSession?.let { next ->
        item {
            Block {
                Heading(stringResource(R.string.board_next))
                Text(next.text)
                next.warning?.let { Quiet(it) }
                course.touchUp?.let { Text(it) }
            }
        }
    }
    item {
        Block {
            course.lines.forEach { Text(it) }
            if (course.nextSession == null) course.touchUp?.let { Text(it) }
        }
    }
    course.ready?.let { ready(it) }
    if (course.bars.isNotEmpty() && now != null) {
        val span = spanOf(course.bars, now)
        item { Heading(stringResource(R.string.course_timeline)) }
        item { TimelineKey() }
        items(course.bars, key = { "bar ${it.activity.id}" }) { TimelineBar(it, span, now) }
        item { TimelineEnds(span) }
    }
}

@Composable
private fun SessionBlock(session: Session, actions: CourseActions) {
    Block {
        Row(Modifier.fillMaxWidth()) {
            Column(Modifier.weight(1f)) {
                Text(session.text, style = MaterialTheme.typography.titleSmall)
                session.lines.forEach { Quiet(it) }
            }
            SessionMenu(session, actions)
        }
    }
}

@Composable
private fun SessionMenu(session: Session, actions: CourseActions) {
    var open by remember { mutableStateOf(false) }
    fun choice(act: () -> Unit): () -> Unit = {
        open = false
        act()
    }
    IconButton({ open = true }) {
        Icon(painterResource(R.drawable.ic_more), stringResource(R.string.session_actions, session.number))
    }
    DropdownMenu(open, { open = false }) {
        if (session.unconfirmed) {
            DropdownMenuItem({ Text(stringResource(R.string.unconfirmed_took_place)) }, choice { actions.beginLog(session) })
        }
        if (session.done) {
            DropdownMenuItem({ Text(stringResource(R.string.session_note)) }, choice { actions.beginNote(session) })
        } else {
            DropdownMenuItem({ Text(stringResource(R.string.move_session)) }, choice { actions.beginMove(session) })
        }
        if (!session.touchUp) {
            val words = if (session.isFinal) R.string.unmark_final else R.string.mark_final
            DropdownMenuItem({ Text(stringResource(words)) }, choice { actions.markFinal(session, !session.isFinal) })
        }
        DropdownMenuItem({ Text(stringResource(R.string.delete)) }, choice { actions.askToDelete(session) })
    }
}
