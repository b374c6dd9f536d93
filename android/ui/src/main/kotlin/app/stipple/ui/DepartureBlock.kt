/**
 * What deleting everything waits for, on a device that is in an account: whether the account goes too, then the server. Not for:
 * asking whether everything is to be deleted.
 */
package app.stipple.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.stipple.logic.Departure

@Composable
internal fun DepartureBlock(departure: Departure, actions: SettingsActions) {
    val warning = MaterialTheme.colorScheme.error
    Block {
        val said = when (departure) {
            Departure.ASKS -> R.string.delete_all_account
            Departure.TELLS -> R.string.delete_all_telling
            Departure.NOT_TOLD -> R.string.delete_all_not_told
        }
        Text(stringResource(said), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        when (departure) {
            Departure.ASKS -> {
                Quiet(stringResource(R.string.delete_all_account_note))
                Choice(R.string.delete_all_account_leave, color = warning) { actions.depart(false) }
                Choice(R.string.delete_all_account_delete, color = warning) { actions.depart(true) }
                Choice(R.string.delete_all_later, onClick = actions::deleteLater)
            }
            Departure.TELLS -> LinearProgressIndicator(Modifier.fillMaxWidth())
            Departure.NOT_TOLD -> {
                Choice(R.string.delete_all_again, onClick = actions::deleteEverything)
                Choice(R.string.delete_all_anyway, color = warning, onClick = actions::deleteAnyway)
                Choice(R.string.delete_all_later, onClick = actions::deleteLater)
            }
        }
    }
}
