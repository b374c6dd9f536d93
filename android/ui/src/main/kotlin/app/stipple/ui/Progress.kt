/** How far something long is, and a way to stop it. Not for: what is only waited for a moment. */
package app.stipple.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import app.stipple.logic.Progress

/** [spoken]: what is under way. Its length may not be known yet. */
@Composable
internal fun HowFar(spoken: String, progress: Progress?, onStop: () -> Unit) {
    val bar = Modifier.fillMaxWidth().semantics { contentDescription = spoken }
    if (progress == null || progress.total == 0L) {
        LinearProgressIndicator(bar)
    } else {
        LinearProgressIndicator({ progress.done.toFloat() / progress.total }, bar)
    }
    OutlinedButton(onStop) { Text(stringResource(R.string.stop)) }
}
