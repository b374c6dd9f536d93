/** The Can I …? screen, of its record. Not for: finding or answering; the core does. */
package app.stipple.ui

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import app.stipple.logic.Activity
import app.stipple.logic.AskScreen
import app.stipple.logic.Holiday
import java.time.LocalDate

/** What can be done on the Can I …? screen. */
interface AskActions {
    fun write(text: String)
    fun choose(activity: Activity)
    fun onDay(day: LocalDate?)
    fun holiday(first: LocalDate, last: LocalDate)
    fun dismiss()
}

/** Which date is being chosen. */
private enum class Choosing { NOTHING, DAY, FIRST, LAST }

@Composable
fun AskContent(screen: AskScreen, actions: AskActions, padding: PaddingValues = PaddingValues()) {
    var choosing by rememberSaveable { mutableStateOf(Choosing.NOTHING) }
    ScreenList("can", padding, screen.problem, actions::dismiss) {
        item { Search(screen.text, actions) }
        item { Day(screen.day, actions) { choosing = Choosing.DAY } }
        screen.answer?.let { answer ->
            item {
                Block {
                    Heading(answer.headline)
                    AnswerText(answer)
                    screen.fromWhen.forEach { Quiet(it) }
                }
            }
            item { Planner(screen.holiday) { choosing = Choosing.FIRST } }
        }
        if (screen.chosen == null) {
            if (screen.found.isEmpty() && screen.text.isNotEmpty()) {
                item { Text(stringResource(R.string.answer_search_none, screen.text)) }
            }
            items(screen.found, key = { it.id }) { activity ->
                Text(
                    activity.label,
                    Modifier.fillMaxWidth().clickable(role = Role.Button) { actions.choose(activity) }
                        .heightIn(min = 48.dp).padding(vertical = 12.dp),
                    style = MaterialTheme.typography.bodyLarge,
                )
            }
        }
    }
    Dates(choosing, screen.day, actions) { choosing = it }
}

@Composable
private fun Search(text: String, actions: AskActions) {
    OutlinedTextField(
        text,
        actions::write,
        Modifier.fillMaxWidth().testTag("search"),
        label = { Text(stringResource(R.string.answer_search)) },
        placeholder = { Text(stringResource(R.string.search_hint)) },
        singleLine = true,
        trailingIcon = {
            if (text.isNotEmpty()) {
                IconButton({ actions.write("") }) {
                    Icon(painterResource(R.drawable.ic_close), stringResource(R.string.clear_text))
                }
            }
        },
    )
}

/** Asked about now, or about another day. */
@Composable
private fun Day(day: LocalDate?, actions: AskActions, onChoose: () -> Unit) {
    val dates = dateText()
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
        FilterChip(day == null, { actions.onDay(null) }, { Text(stringResource(R.string.ask_now)) })
        FilterChip(day != null, onChoose, { Text(day?.format(dates) ?: stringResource(R.string.ask_another_day)) })
    }
}

@Composable
private fun Planner(holiday: Holiday?, onChoose: () -> Unit) {
    Block {
        Heading(stringResource(R.string.planner_title))
        holiday?.let { planned ->
            Text(planned.title)
            planned.lines.forEach { Quiet(it) }
        }
        OutlinedButton(onChoose) { Text(stringResource(R.string.holiday_dates)) }
    }
}

/** The calendar over the screen: for one day, or for a holiday's two, one after the other. */
@Composable
private fun Dates(choosing: Choosing, day: LocalDate?, actions: AskActions, onChoosing: (Choosing) -> Unit) {
    var first by rememberSaveable { mutableStateOf<LocalDate?>(null) }
    if (choosing == Choosing.NOTHING) return
    val today = LocalNow.current().atZone(LocalZone.current).toLocalDate()
    DateDialog(
        title = stringResource(if (choosing == Choosing.LAST) R.string.quiet_until else R.string.date),
        chosen = (if (choosing == Choosing.DAY) day else first) ?: today,
        onChosen = { chosen ->
            onChoosing(if (choosing == Choosing.FIRST) Choosing.LAST else Choosing.NOTHING)
            when (choosing) {
                Choosing.FIRST -> first = chosen
                Choosing.LAST -> actions.holiday(first ?: chosen, chosen)
                else -> actions.onDay(chosen)
            }
        },
        onClose = { onChoosing(Choosing.NOTHING) },
    )
}
