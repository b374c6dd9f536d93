/** The Skin check screen, of its record: five seconds, one thumb. Not for: what it unlocks; the core says. */
package app.stipple.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Seen
import app.stipple.logic.SkinScreen
import app.stipple.logic.SkinState

/** What can be done on the Skin check screen. */
interface SkinActions {
    fun say(state: SkinState, seen: Seen)
    fun record()
    fun dismiss()
}

@Composable
fun SkinContent(screen: SkinScreen, actions: SkinActions, padding: PaddingValues = PaddingValues()) {
    ScreenList("skin", padding, screen.problem, actions::dismiss) {
        item { Heading(stringResource(R.string.skin_question)) }
        items(screen.skin.states, key = { it.id }) { StateRow(it, screen.seen(it), actions) }
        item {
            Button(actions::record, Modifier.fillMaxWidth(), enabled = screen.anything) { Text(stringResource(R.string.record)) }
        }
        if (screen.told.isNotEmpty()) {
            item {
                Block {
                    screen.told.forEach { Text(it, Modifier.semantics { liveRegion = LiveRegionMode.Polite }) }
                }
            }
        }
        items(screen.skin.lines) { Quiet(it) }
    }
}

@Composable
private fun StateRow(state: SkinState, seen: Seen, actions: SkinActions) {
    val label = state.label
    Block {
        Text(label)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Seen.entries.forEach { answer ->
                val word = stringResource(
                    when (answer) {
                        Seen.UNSAID -> R.string.skin_unsaid
                        Seen.THERE -> R.string.skin_seen
                        Seen.GONE -> R.string.skin_gone
                    },
                )
                val spoken = stringResource(R.string.skin_toggle, label, word)
                FilterChip(
                    seen == answer,
                    { actions.say(state, answer) },
                    { Text(word) },
                    Modifier.semantics { contentDescription = spoken },
                )
            }
        }
    }
}
