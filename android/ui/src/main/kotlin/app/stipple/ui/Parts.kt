/** What several screens are made of. Not for: whole screens. */
package app.stipple.ui

import androidx.annotation.StringRes
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import app.stipple.logic.Countdown
import app.stipple.logic.Problem
import app.stipple.logic.Verdict
import app.stipple.logic.countdown
import app.stipple.logic.untilNextMinute
import kotlinx.coroutines.delay
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle

/** What time it is, for what counts down by itself. */
val LocalNow = staticCompositionLocalOf<() -> Instant> { Instant::now }

/** Where the client is. */
val LocalZone = staticCompositionLocalOf<ZoneId> { ZoneId.systemDefault() }

/** A date as the device writes it; the core words every other. */
@Composable
internal fun dateText(): DateTimeFormatter = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale())

@Composable
internal fun timeText(): DateTimeFormatter = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale())

/** A screen: what there is, one below the other, never wider than what reads well. */
@Composable
internal fun ScreenList(
    tag: String,
    padding: PaddingValues,
    problem: Problem? = null,
    onDismiss: () -> Unit = {},
    content: LazyListScope.() -> Unit,
) {
    val list = rememberLazyListState()
    // It stands at the top, and the button that it is about may be far below.
    LaunchedEffect(problem) { if (problem != null) list.scrollToItem(0) }
    LazyColumn(
        Modifier.padding(padding).fillMaxWidth().testTag(tag),
        list,
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 12.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        problem?.let { item { ProblemBlock(it, onDismiss) } }
        content()
    }
}

@Composable
internal fun Heading(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
}

@Composable
internal fun Quiet(text: String) {
    Text(text, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
}

@Composable
internal fun Block(content: @Composable ColumnScope.() -> Unit) {
    Card(
        Modifier.fillMaxWidth(),
        colors = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainerLow),
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(6.dp), content = content)
    }
}

/** Why the last thing was not done; spoken as it comes. */
@Composable
private fun ProblemBlock(problem: Problem, onDismiss: () -> Unit) {
    Card(
        Modifier.fillMaxWidth().testTag("problem").semantics { liveRegion = LiveRegionMode.Polite },
        colors = CardDefaults.cardColors(
            containerColor = MaterialTheme.colorScheme.errorContainer,
            contentColor = MaterialTheme.colorScheme.onErrorContainer,
        ),
    ) {
        Column(Modifier.padding(start = 16.dp, end = 16.dp, top = 16.dp)) {
            Text(problem.told)
            TextButton(onDismiss, Modifier.align(Alignment.End)) {
                Text(stringResource(R.string.close), color = MaterialTheme.colorScheme.onErrorContainer)
            }
        }
    }
}

@Composable
internal fun VerdictIcon(verdict: Verdict, modifier: Modifier = Modifier) {
    val icon = when (verdict) {
        Verdict.NO -> R.drawable.ic_no
        Verdict.YES_IF -> R.drawable.ic_yes_if
        Verdict.ASK -> R.drawable.ic_ask
        Verdict.YES -> R.drawable.ic_yes
    }
    // The verdict always stands beside it in words.
    Icon(painterResource(icon), null, modifier.size(24.dp), tint = LocalVerdictColors.current.of(verdict))
}

/** The verdict in a word. */
@StringRes
internal fun verdictWord(verdict: Verdict): Int = when (verdict) {
    Verdict.NO -> R.string.verdict_no
    Verdict.YES_IF -> R.string.verdict_yes_if
    Verdict.ASK -> R.string.verdict_ask
    Verdict.YES -> R.string.verdict_yes
}

/** How long until [deadline], for as long as it is shown. */
@Composable
internal fun CountdownText(deadline: Instant, color: Color = MaterialTheme.colorScheme.onSurfaceVariant) {
    val clock = LocalNow.current
    var now by remember(deadline) { mutableStateOf(clock()) }
    LaunchedEffect(deadline, clock) {
        while (true) {
            now = clock()
            delay(untilNextMinute(now, deadline).toMillis())
        }
    }
    Text(countdownWords(countdown(now, deadline)), color = color, style = MaterialTheme.typography.labelLarge)
}

@Composable
internal fun countdownWords(left: Countdown): String {
    val days = pluralStringResource(R.plurals.days, left.days, left.days)
    return when {
        left.over -> stringResource(R.string.changed_now)
        left.days > 0 && left.hours == 0 -> stringResource(R.string.in_days, days)
        left.days > 0 -> stringResource(R.string.in_days_hours, days, left.hours)
        left.hours > 0 -> stringResource(R.string.in_hours_minutes, left.hours, left.minutes)
        else -> stringResource(R.string.in_minutes, left.minutes)
    }
}

/** A switch with its words: one control, which speaks its state. */
@Composable
internal fun SwitchRow(title: String, note: String?, on: Boolean, onChange: (Boolean) -> Unit) {
    val state = stringResource(if (on) R.string.setting_on else R.string.setting_off)
    Row(
        Modifier.fillMaxWidth().heightIn(min = 56.dp)
            .toggleable(on, role = Role.Switch, onValueChange = onChange)
            .semantics { stateDescription = state },
        horizontalArrangement = Arrangement.spacedBy(16.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f).padding(vertical = 8.dp)) {
            Text(title)
            if (note != null) Quiet(note)
        }
        Switch(on, null)
    }
}

/** One thing to do or to go to, in a list of them. */
@Composable
internal fun Choice(
    @StringRes title: Int,
    @StringRes note: Int? = null,
    color: Color = MaterialTheme.colorScheme.onSurface,
    onClick: () -> Unit,
) {
    Column(Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = 48.dp).padding(vertical = 12.dp)) {
        Text(stringResource(title), color = color, style = MaterialTheme.typography.bodyLarge)
        note?.let { Quiet(stringResource(it)) }
    }
}

/** A question with its answer, asked once. */
@Composable
internal fun Ask(question: String, note: String, yes: String, onYes: () -> Unit, onNo: () -> Unit) {
    AlertDialog(
        onDismissRequest = onNo,
        title = { Text(question) },
        text = { Text(note) },
        confirmButton = { TextButton(onYes, Modifier.testTag("yes")) { Text(yes) } },
        dismissButton = { TextButton(onNo) { Text(stringResource(R.string.cancel)) } },
    )
}

/** Something to read, which scrolls where the text is large. */
@Composable
internal fun Sheetlet(title: String, onClose: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(title) },
        text = {
            Column(Modifier.verticalScroll(rememberScrollState()), verticalArrangement = Arrangement.spacedBy(8.dp), content = content)
        },
        confirmButton = { TextButton(onClose) { Text(stringResource(R.string.close)) } },
    )
}
