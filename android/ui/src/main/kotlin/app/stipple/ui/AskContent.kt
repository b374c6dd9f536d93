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
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import app.stipple.logic.Activity
import app.stipple.logic.AskScreen
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
    var first by rememberSaveable { mutableStateOf<LocalDate?>(null) }
    val dates = dateText()
    val today = LocalNow.current().atZone(LocalZone.current).toLocalDate()
    ScreenList("can", padding) {
        screen.problem?.let { item { ProblemBlock(it, actions::dismiss) } }
        item {
            OutlinedTextField(
                screen.text,
                actions::write,
                Modifier.fillMaxWidth().testTag("search"),
                label = { Text(stringResource(R.string.answer_search)) },
                placeholder = { Text(stringResource(R.string.search_hint)) },
                singleLine = true,
                trailingIcon = {
                    if (screen.text.isNotEmpty()) {
                        IconButton({ actions.write("") }) {
                            Icon(painterResource(R.drawable.ic_close), stringResource(R.string.clear_text))
                        }
                    }
                },
            )
        }
        item {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                FilterChip(screen.day == null, { actions.onDay(null) }, { Text(stringResource(R.string.ask_now)) })
                FilterChip(
                    screen.day != null,
                    { choosing = Choosing.DAY },
                    { Text(screen.day?.format(dates) ?: stringResource(R.string.ask_another_day)) },
                )
            }
        }
        screen.answer?.let { answer ->
            item {
                Block {
                    Heading(answer.headline)
                    AnswerText(answer)
                    screen.fromWhen.forEach { Quiet(it) }
                }
            }
            item {
                Block {
                    Heading(stringResource(R.string.planner_title))
                    screen.holiday?.let { holiday ->
                        Text(holiday.title)
                        holiday.lines.forEach { Quiet(it) }
                    }
                    OutlinedButton({ choosing = Choosing.FIRST }) { Text(stringResource(R.string.holiday_dates)) }
                }
            }
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
    if (choosing != Choosing.NOTHING) {
        DateDialog(
            title = stringResource(if (choosing == Choosing.LAST) R.string.quiet_until else R.string.date),
            chosen = if (choosing == Choosing.DAY) screen.day ?: today else first ?: today,
            onChosen = { day ->
                when (choosing) {
                    Choosing.FIRST -> {
                        first = day
                        choosing = Choosing.LAST
                    }
                    Choosing.LAST -> {
                        choosing = Choosing.NOTHING
                        actions.holiday(first ?: day, day)
                    }
                    else -> {
                        choosing = Choosing.NOTHING
                        actions.onDay(day)
                    }
                }
            },
            onClose = { choosing = Choosing.NOTHING },
        )
    }
}
