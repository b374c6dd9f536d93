/** The Reminders screen, of its record. Not for: sending any; the app hands them to the system. */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.dp
import app.stipple.logic.QuietHours
import app.stipple.logic.RemindersScreen
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle

/** What can be done on the Reminders screen. */
interface RemindersActions {
    fun discreet(on: Boolean)
    fun quiet(hours: QuietHours)
    fun allow()
    fun test()
    fun dismiss()
}

private enum class QuietEnd { NEITHER, FROM, UNTIL }

@Composable
fun RemindersContent(screen: RemindersScreen, actions: RemindersActions, padding: PaddingValues = PaddingValues()) {
    var end by rememberSaveable { mutableStateOf(QuietEnd.NEITHER) }
    val moments = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale())
    val times = timeText()
    val zone = LocalZone.current
    ScreenList("reminders", padding, screen.problem, actions::dismiss) {
        if (!screen.come || !screen.allowed) item { NoneCome(screen.come, actions) }
        item {
            Block {
                SwitchRow(stringResource(R.string.discreet), stringResource(R.string.discreet_note), screen.discreet, actions::discreet)
                Heading(stringResource(R.string.quiet_hours))
                FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                    val from = screen.quiet.from.format(times)
                    val until = screen.quiet.until.format(times)
                    OutlinedButton({ end = QuietEnd.FROM }) { Text("${stringResource(R.string.quiet_from)} $from") }
                    OutlinedButton({ end = QuietEnd.UNTIL }) { Text("${stringResource(R.string.quiet_until)} $until") }
                }
                if (screen.come) {
                    OutlinedButton(actions::test) { Text(stringResource(R.string.test_notification)) }
                    Quiet(stringResource(R.string.reminder_when_inexact))
                }
            }
        }
        if (screen.reminders.isEmpty()) item { Text(stringResource(R.string.reminders_none)) }
        items(screen.reminders, key = { it.id }) { reminder ->
            Block {
                Text(reminder.title)
                Quiet(reminder.body)
                Quiet(reminder.at.atZone(zone).format(moments))
            }
        }
    }
    when (end) {
        QuietEnd.NEITHER -> Unit
        QuietEnd.FROM -> TimeDialog(
            stringResource(R.string.quiet_from), screen.quiet.from,
            {
                end = QuietEnd.NEITHER
                actions.quiet(screen.quiet.copy(from = it))
            },
            { end = QuietEnd.NEITHER },
        )
        QuietEnd.UNTIL -> TimeDialog(
            stringResource(R.string.quiet_until), screen.quiet.until,
            {
                end = QuietEnd.NEITHER
                actions.quiet(screen.quiet.copy(until = it))
            },
            { end = QuietEnd.NEITHER },
        )
    }
}

/** Why no reminder comes, and what helps where anything does. */
@Composable
private fun NoneCome(mayCome: Boolean, actions: RemindersActions) {
    Block {
        if (mayCome) {
            Text(stringResource(R.string.reminders_off))
            Button(actions::allow) { Text(stringResource(R.string.reminders_turn_on)) }
        } else {
            Text(stringResource(R.string.reminders_elsewhere))
        }
    }
}
