/** The Sheet screen, of its record. Not for: reading a file or a code (the app), or judging a sheet (the core). */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.stipple.logic.BuiltInSheet
import app.stipple.logic.OfferedSheet
import app.stipple.logic.Reasons
import app.stipple.logic.Sheet
import app.stipple.logic.SheetScreen

/** What can be done on the Sheet screen. */
interface SheetActions {
    fun offer(builtIn: BuiltInSheet)
    fun openFile()
    fun accept()
    fun knowKey(knows: Boolean)
    fun withdraw()
    fun dismiss()
}

/** [scan]: the way to the camera, where there is one. */
@Composable
fun SheetContent(
    screen: SheetScreen,
    actions: SheetActions,
    padding: PaddingValues = PaddingValues(),
    scan: (() -> Unit)? = null,
) {
    ScreenList("sheet", padding, screen.problem, actions::dismiss) {
        if (screen.fetching) item { LinearProgressIndicator(Modifier.fillMaxWidth()) }
        val offered = screen.offered
        when {
            offered != null -> offered(offered, screen, actions)
            screen.sheet != null -> {
                item { OtherSheet(actions, scan) }
                sheet(screen.sheet!!)
            }
            else -> {
                item { Heading(stringResource(R.string.choose_sheet)) }
                items(screen.builtIn) { BuiltInBlock(it, actions) }
                item { OtherSheet(actions, scan) }
            }
        }
    }
}

@Composable
private fun OtherSheet(actions: SheetActions, scan: (() -> Unit)?) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
        OutlinedButton(actions::openFile) { Text(stringResource(R.string.open_sheet_file)) }
        scan?.let { OutlinedButton(it) { Text(stringResource(R.string.scan_sheet)) } }
    }
}

/** Whose it is, and what not to overlook. */
@Composable
private fun Whose(looked: OfferedSheet, knowsKey: Boolean, actions: SheetActions) {
    Block {
        Text(looked.origin)
        looked.warnings.forEach { Text(it) }
        looked.otherKey?.let {
            Text(it, color = MaterialTheme.colorScheme.error)
            SwitchRow(stringResource(R.string.sheet_know_key), null, knowsKey, actions::knowKey)
        }
    }
}

@Composable
private fun BuiltInBlock(sheet: BuiltInSheet, actions: SheetActions) {
    Block {
        Heading(sheet.title)
        sheet.studio?.let { Text(it) }
        Quiet(stringResource(R.string.revision, sheet.revision))
        Button({ actions.offer(sheet) }) { Text(stringResource(R.string.choose_sheet)) }
    }
}

private fun LazyListScope.offered(sheet: Sheet, screen: SheetScreen, actions: SheetActions) {
    item {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            val words = if (screen.sheet == null) R.string.start_course else R.string.accept_sheet
            val accepted = screen.looked?.otherKey == null || screen.knowsKey
            Button(actions::accept, enabled = accepted) { Text(stringResource(words)) }
            TextButton(actions::withdraw) { Text(stringResource(R.string.cancel)) }
        }
    }
    screen.looked?.let { item { Whose(it, screen.knowsKey, actions) } }
    screen.looked?.changes?.let { changes ->
        item {
            Block {
                Heading(changes.title)
                Quiet(changes.beside)
                changes.same?.let { Text(it) }
                Quiet(stringResource(R.string.diff_accept))
            }
        }
        items(changes.parts) { part ->
            Block {
                Heading(part.title)
                part.lines.forEach { Text(it) }
            }
        }
    }
    if (screen.looked?.changes == null) sheet(sheet)
}

private fun LazyListScope.sheet(sheet: Sheet) {
    item {
        Block {
            Heading(sheet.title)
            sheet.studio?.let { Text(it) }
            Quiet(stringResource(R.string.revision, sheet.revision))
            if (sheet.inferred > 0) Quiet(pluralStringResource(R.plurals.inferred, sheet.inferred, sheet.inferred))
        }
    }
    sheet.parts.forEach { part ->
        item { Heading(part.title) }
        items(part.statements) { statement ->
            Block {
                statement.lines.forEach { Text(it) }
                ReasonsText(statement.reasons)
            }
        }
    }
}

/** Where a sentence comes from. */
@Composable
internal fun ReasonsText(reasons: Reasons) {
    reasons.quote?.let { Quiet("“$it”") }
    reasons.source?.let { Quiet(it) }
    reasons.inferred?.let { Quiet(it) }
}
