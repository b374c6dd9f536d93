/** Dates and times of day, chosen by Material's pickers. Not for: which of them suit (the core warns). */
package app.stipple.ui

import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.DatePicker
import androidx.compose.material3.DatePickerDialog
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.TimeInput
import androidx.compose.material3.rememberDatePickerState
import androidx.compose.material3.rememberTimePickerState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneOffset

@OptIn(ExperimentalMaterial3Api::class)
@Composable
internal fun DateDialog(title: String, chosen: LocalDate, onChosen: (LocalDate) -> Unit, onClose: () -> Unit) = key(title) {
    // The picker counts days as midnights in UTC.
    val state = rememberDatePickerState(chosen.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
    DatePickerDialog(
        onDismissRequest = onClose,
        confirmButton = {
            TextButton(
                {
                    val millis = state.selectedDateMillis
                    if (millis == null) onClose() else onChosen(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate())
                },
                Modifier.testTag("chosen"),
            ) { Text(stringResource(R.string.ok)) }
        },
        dismissButton = { TextButton(onClose) { Text(stringResource(R.string.cancel)) } },
    ) {
        DatePicker(state, Modifier.verticalScroll(rememberScrollState()), title = { Text(title) })
    }
}

@OptIn(ExperimentalMaterial3Api::class)
@Composable
internal fun TimeDialog(title: String, chosen: LocalTime, onChosen: (LocalTime) -> Unit, onClose: () -> Unit) {
    val state = rememberTimePickerState(chosen.hour, chosen.minute, is24Hour = true)
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(title) },
        text = { TimeInput(state) },
        confirmButton = {
            TextButton({ onChosen(LocalTime.of(state.hour, state.minute)) }, Modifier.testTag("chosen")) { Text(stringResource(R.string.ok)) }
        },
        dismissButton = { TextButton(onClose) { Text(stringResource(R.string.cancel)) } },
    )
}
