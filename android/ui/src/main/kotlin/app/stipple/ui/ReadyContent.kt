/** What the next session wants, on the Course screen: to leave, to do, to bring. Not for: when it is due (the core). */
package app.stipple.ui

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.Text
import app.stipple.logic.Ready

internal fun LazyListScope.ready(ready: Ready) {
    item {
        Block {
            Heading(ready.title)
            ready.items.forEach { item ->
                Text(item.text)
                item.lines.forEach { Quiet(it) }
            }
            ready.lines.forEach { Text(it) }
        }
    }
    if (ready.stops.isNotEmpty()) {
        item {
            Block {
                Heading(stringResource(R.string.ready_stops))
                ready.stops.forEach {
                    Text(it.text)
                    ReasonsText(it.reasons)
                }
            }
        }
    }
    titled(R.string.ready_agenda, ready.agenda)
    titled(R.string.ready_bring, ready.bring)
}

private fun LazyListScope.titled(title: Int, lines: List<String>) {
    if (lines.isEmpty()) return
    item {
        Block {
            Heading(stringResource(title))
            lines.forEach { Text(it) }
        }
    }
}
