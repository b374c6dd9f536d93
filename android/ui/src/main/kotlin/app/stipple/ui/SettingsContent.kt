/** The Settings screen, of its record. Not for: choosing files, or asking who holds the phone; the app does. */
package app.stipple.ui

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.stipple.logic.Ability
import app.stipple.logic.DeviceSettings
import app.stipple.logic.SettingsScreen

/** What can be done on the Settings screen. */
interface SettingsActions {
    fun device(settings: DeviceSettings)
    fun account()
    fun reminders()
    fun sheet()
    fun language()
    fun export(withPhotos: Boolean)
    fun exportKey()
    fun import()
    fun chooseKey()
    fun calendar()
    fun report(withPhotos: Boolean)
    fun askToDeleteAll(asking: Boolean)
    fun deleteEverything()

    /** Leaves the account, or deletes it, before everything is deleted. */
    fun depart(forAll: Boolean)
    fun deleteAnyway()
    fun deleteLater()
    fun dismiss()
}

@Composable
fun SettingsContent(screen: SettingsScreen, actions: SettingsActions, padding: PaddingValues = PaddingValues()) {
    ScreenList("settings", padding, screen.problem, actions::dismiss) {
        item { Choice(R.string.screen_account, R.string.account_note, onClick = actions::account) }
        item { Choice(R.string.screen_reminders, onClick = actions::reminders) }
        item { Choice(R.string.screen_sheet, onClick = actions::sheet) }
        if (Ability.APP_LANGUAGE in screen.abilities) item { Choice(R.string.settings_language, onClick = actions::language) }
        if (screen.abilities.any { it in SWITCHED }) item { Block { DeviceSwitches(screen, actions::device) } }
        if (screen.busy) item { LinearProgressIndicator(Modifier.fillMaxWidth()) }
        item { Choice(R.string.settings_export, R.string.settings_export_note) { actions.export(false) } }
        item { Choice(R.string.export_photos) { actions.export(true) } }
        item { Choice(R.string.photo_key, onClick = actions::exportKey) }
        item { Choice(R.string.settings_import, onClick = actions::import) }
        if (screen.waitsForKey) item { Choice(R.string.choose_photo_key, onClick = actions::chooseKey) }
        item { Choice(R.string.settings_calendar, onClick = actions::calendar) }
        item { Choice(R.string.settings_report, R.string.report_note) { actions.report(false) } }
        item { Choice(R.string.report_photos) { actions.report(true) } }
        item { Choice(R.string.settings_delete, color = MaterialTheme.colorScheme.error) { actions.askToDeleteAll(true) } }
        screen.departure?.let { item { DepartureBlock(it, actions) } }
        item { Quiet(stringResource(R.string.settings_private)) }
    }
    if (screen.deletingAll) {
        Ask(
            question = stringResource(R.string.delete_all_question),
            note = stringResource(R.string.delete_all_note),
            yes = stringResource(R.string.delete),
            onYes = actions::deleteEverything,
            onNo = { actions.askToDeleteAll(false) },
        )
    }
}

private val SWITCHED = setOf(Ability.APP_LOCK, Ability.HIDE_CONTENT, Ability.DISCREET_ICON)

/** What is set for this device alone, as far as it can be. */
@Composable
private fun DeviceSwitches(screen: SettingsScreen, onDevice: (DeviceSettings) -> Unit) {
    val device = screen.device
    if (Ability.APP_LOCK in screen.abilities) {
        SwitchRow(stringResource(R.string.settings_lock), stringResource(R.string.settings_lock_note), device.lock) {
            onDevice(device.copy(lock = it))
        }
    }
    if (Ability.HIDE_CONTENT in screen.abilities) {
        SwitchRow(stringResource(R.string.hide_content), stringResource(R.string.hide_content_note), device.hidden) {
            onDevice(device.copy(hidden = it))
        }
    }
    if (Ability.DISCREET_ICON in screen.abilities) {
        val note = stringResource(R.string.discreet_icon_note, stringResource(R.string.discreet_name))
        SwitchRow(stringResource(R.string.discreet_icon), note, device.discreetIcon) {
            onDevice(device.copy(discreetIcon = it))
        }
    }
}
