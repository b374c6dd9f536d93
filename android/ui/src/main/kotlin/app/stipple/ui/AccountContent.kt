/** The Account and sync screen, of its record. Not for: asking who holds the phone before the code is shown; the app does. */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.Button
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import app.stipple.logic.Account
import app.stipple.logic.AccountDevice
import app.stipple.logic.AccountDraft
import app.stipple.logic.AccountQuestion
import app.stipple.logic.AccountScreen
import app.stipple.logic.AccountState
import app.stipple.logic.RecoveryCode

/** What can be done on the Account and sync screen. */
interface AccountActions {
    fun begin(intent: AccountDraft.Intent)
    fun draft(draft: AccountDraft?)
    fun invitation(text: String)
    fun keep()
    fun sync()
    fun stop()
    fun ask(question: AccountQuestion?)
    fun yes(question: AccountQuestion)
    fun haveCode()
    fun closeCode()
    fun devices()
    fun askToRevoke(device: AccountDevice?)
    fun revoke()
    fun dismiss()
}

/** [scan]: the way to the camera, where there is one. */
@Composable
fun AccountContent(
    screen: AccountScreen,
    actions: AccountActions,
    padding: PaddingValues = PaddingValues(),
    scan: (() -> Unit)? = null,
) {
    val draft = screen.draft
    ScreenList("account", padding, screen.problem, actions::dismiss) {
        screen.account?.let { account -> item { Standing(account, screen, actions) } }
        if (draft != null) {
            item { AccountForm(draft, screen, actions) }
        } else {
            screen.account?.let { choices(it, screen, actions, scan) }
        }
    }
    screen.code?.let { CodeSheetlet(it, actions) }
    screen.asking?.let { Question(it, actions) }
    screen.revoking?.let { device ->
        Ask(
            question = stringResource(R.string.account_revoke_question, device.name),
            note = stringResource(R.string.account_revoke_note),
            yes = stringResource(R.string.account_revoke),
            onYes = actions::revoke,
            onNo = { actions.askToRevoke(null) },
        )
    }
}

private fun LazyListScope.choices(account: Account, screen: AccountScreen, actions: AccountActions, scan: (() -> Unit)?) {
    val state = account.state
    val apart = state == AccountState.REVOKED || state == AccountState.GONE
    if (state == AccountState.NONE) {
        item { Choice(R.string.account_create, R.string.account_create_note) { actions.begin(AccountDraft.Intent.CREATE) } }
    }
    if (state == AccountState.NONE || apart) {
        item { Choice(R.string.account_join, R.string.account_join_note) { actions.begin(AccountDraft.Intent.JOIN) } }
        if (scan != null) item { Choice(R.string.scan_device, R.string.scan_device_note, onClick = scan) }
    }
    if (state == AccountState.NONE) return
    if (!apart) {
        item { Choice(R.string.account_show_code, R.string.account_show_code_note) { actions.ask(AccountQuestion.SHOW_CODE) } }
    }
    if (state == AccountState.ACTIVE) {
        item { Choice(R.string.account_change_code) { actions.ask(AccountQuestion.CHANGE_CODE) } }
        item { Choice(R.string.account_devices, onClick = actions::devices) }
        items(screen.devices.orEmpty(), key = { it.id }) { Device(it, screen.busy, actions) }
    }
    item { Choice(R.string.account_leave) { actions.ask(AccountQuestion.LEAVE) } }
    if (!apart) {
        item {
            Choice(R.string.account_delete, color = MaterialTheme.colorScheme.error) { actions.ask(AccountQuestion.DELETE) }
        }
    }
}

/** How this device stands, in the core's words, and the way into step. */
@Composable
private fun Standing(account: Account, screen: AccountScreen, actions: AccountActions) {
    Block {
        account.lines.firstOrNull()?.let { Heading(it) }
        account.lines.drop(1).forEach { Text(it) }
        account.server?.let { Quiet(it) }
        screen.told.filter { it !in account.lines }.forEach { line ->
            Text(line, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        }
        if (screen.busy) LinearProgressIndicator(Modifier.fillMaxWidth())
        if (account.state == AccountState.WAITING && screen.draft == null) InvitationField(screen.invitation, actions)
        val apart = account.state in setOf(AccountState.NONE, AccountState.REVOKED, AccountState.GONE)
        when {
            screen.syncing && account.state != AccountState.NONE -> HowFar(stringResource(R.string.account_syncing), screen.progress, actions::stop)
            !apart -> FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Button(actions::sync) { Text(stringResource(R.string.account_sync)) }
                if (account.askCode) OutlinedButton(actions::haveCode) { Text(stringResource(R.string.account_have_code)) }
            }
        }
    }
}

@Composable
private fun AccountForm(draft: AccountDraft, screen: AccountScreen, actions: AccountActions) {
    val creates = draft.intent == AccountDraft.Intent.CREATE
    Block {
        Heading(stringResource(if (creates) R.string.account_create else R.string.account_join))
        if (!creates) {
            // Neither suggested nor learned by a keyboard.
            val plain = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false, keyboardType = KeyboardType.Password)
            OutlinedTextField(
                draft.code,
                { actions.draft(draft.copy(code = it)) },
                Modifier.fillMaxWidth().testTag("account-code"),
                label = { Text(stringResource(R.string.account_code)) },
                supportingText = { Text(stringResource(R.string.account_code_note)) },
                keyboardOptions = plain,
            )
        }
        OutlinedTextField(
            draft.server,
            { actions.draft(draft.copy(server = it)) },
            Modifier.fillMaxWidth().testTag("account-server"),
            label = { Text(stringResource(R.string.account_server)) },
            supportingText = if (creates) null else ({ Text(stringResource(R.string.account_server_note)) }),
            keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Uri),
            singleLine = true,
        )
        if (creates) InvitationField(screen.invitation, actions)
        OutlinedTextField(
            draft.name,
            { actions.draft(draft.copy(name = it)) },
            Modifier.fillMaxWidth().testTag("account-name"),
            label = { Text(stringResource(R.string.account_name)) },
            singleLine = true,
        )
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Button(actions::keep, enabled = draft.ready && !screen.busy) {
                Text(stringResource(if (creates) R.string.account_create_now else R.string.account_join_now))
            }
            TextButton({ actions.draft(null) }) { Text(stringResource(R.string.cancel)) }
        }
    }
}

@Composable
private fun InvitationField(text: String, actions: AccountActions) {
    OutlinedTextField(
        text,
        actions::invitation,
        Modifier.fillMaxWidth().testTag("account-invitation"),
        label = { Text(stringResource(R.string.account_invitation)) },
        supportingText = { Text(stringResource(R.string.account_invitation_note)) },
        keyboardOptions = KeyboardOptions(autoCorrectEnabled = false),
        singleLine = true,
    )
}

@Composable
private fun Device(device: AccountDevice, busy: Boolean, actions: AccountActions) {
    Block {
        Text(device.name)
        Quiet(device.line)
        if (!device.current) {
            val spoken = stringResource(R.string.account_revoke_question, device.name)
            OutlinedButton(
                { actions.askToRevoke(device) },
                Modifier.semantics { contentDescription = spoken },
                enabled = !busy,
            ) { Text(stringResource(R.string.account_revoke)) }
        }
    }
}

/** The code in groups and as a QR, until it is put away. */
@Composable
private fun CodeSheetlet(code: RecoveryCode, actions: AccountActions) {
    Sheetlet(stringResource(R.string.account_code), actions::closeCode) {
        SelectionContainer {
            Text(
                code.code,
                Modifier.testTag("recovery-code"),
                fontFamily = FontFamily.Monospace,
                style = MaterialTheme.typography.titleMedium,
            )
        }
        QrCode(code.qr, stringResource(R.string.account_qr))
        code.lines.forEach { Text(it) }
        Button(actions::haveCode) { Text(stringResource(R.string.account_have_code)) }
    }
}

@Composable
private fun Question(question: AccountQuestion, actions: AccountActions) {
    val (title, note, yes) = when (question) {
        AccountQuestion.SHOW_CODE -> Triple(R.string.account_show_code_question, R.string.account_show_code_note, R.string.account_show_code_yes)
        AccountQuestion.CHANGE_CODE -> Triple(R.string.account_change_code_question, R.string.account_change_code_note, R.string.account_change_code)
        AccountQuestion.LEAVE -> Triple(R.string.account_leave_question, R.string.account_leave_note, R.string.account_leave)
        AccountQuestion.DELETE -> Triple(R.string.account_delete_question, R.string.account_delete_note, R.string.delete)
    }
    Ask(
        question = stringResource(title),
        note = stringResource(note),
        yes = stringResource(yes),
        onYes = { actions.yes(question) },
        onNo = { actions.ask(null) },
    )
}
