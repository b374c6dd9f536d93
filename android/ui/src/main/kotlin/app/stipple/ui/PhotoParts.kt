/** What the Photos screen shows of one photo: its row, where it is picked as the first of two, and itself alone. Not for: pixels (`Pictures`). */
package app.stipple.ui

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalWindowInfo
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Photo
import app.stipple.logic.PhotoSize
import app.stipple.logic.Side

/** A side's name and, where there is more than one photo of it, the way to what is made of them. */
@Composable
internal fun SideHeading(side: Side, series: Boolean, onSeries: (Side) -> Unit) {
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.SpaceBetween,
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        Heading(side.label)
        if (series) {
            val words = stringResource(R.string.screen_series)
            val spoken = "$words: ${side.label}"
            TextButton({ onSeries(side) }, Modifier.semantics { contentDescription = spoken }) { Text(words) }
        }
    }
}

/** A photo that is kept: it can be opened, picked to be compared, and deleted. */
@Composable
internal fun KeptPhoto(photo: Photo, picked: String?, actions: PhotosActions) {
    PhotoRow(photo, { actions.open(photo) }) {
        val words = stringResource(R.string.photo_compare)
        val spoken = "$words: ${photo.text}"
        val first = photo.id == picked
        FilterChip(first, { actions.pick(photo.takeUnless { first }) }, { Text(words) }, Modifier.semantics { contentDescription = spoken })
        PhotoAction(stringResource(R.string.delete), photo) { actions.askToDelete(photo) }
        if (first) Text(stringResource(R.string.photo_compare_second), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
    }
}

@Composable
internal fun PhotoAction(words: String, photo: Photo, onAction: () -> Unit) {
    val spoken = "$words: ${photo.text}"
    TextButton(onAction, Modifier.semantics { contentDescription = spoken }) { Text(words) }
}

@Composable
internal fun PhotoRow(photo: Photo, onOpen: (() -> Unit)? = null, actions: @Composable () -> Unit) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = 48.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        // The words beside it say what it is; what it does is said of it where it does something.
        val spoken = "${stringResource(R.string.photo_open)}: ${photo.text}"
        val opens = onOpen?.let { Modifier.clickable(role = Role.Button, onClick = it).semantics { contentDescription = spoken } }
        Picture(photo.id, PhotoSize.GRID, null, Modifier.size(88.dp).then(opens ?: Modifier))
        Column(Modifier.weight(1f)) {
            Text(photo.text)
            photo.lines.forEach { Quiet(it) }
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), itemVerticalAlignment = Alignment.CenterVertically) { actions() }
        }
    }
}

/** One photo, large, with what is known of it. */
@Composable
internal fun PhotoDialog(photo: Photo, onClose: () -> Unit) {
    Sheetlet(photo.text, onClose) {
        Framed(PORTRAIT, "opened") { Picture(photo.id, PhotoSize.VIEW, photo.text, Modifier.fillMaxSize()) }
        (photo.lines + photo.tags).forEach { Text(it) }
        if (photo.note.isNotEmpty()) Text(photo.note)
    }
}

/** Most photos of a phone are three to four. */
private const val PORTRAIT = 3f / 4

/** How much of a window's height a picture may take: what moves it has to stay in sight. */
private const val HIGHEST = 0.6f

/** A picture as wide as there is room, upright on a tablet too. */
@Composable
internal fun Framed(ratio: Float, tag: String, content: @Composable BoxScope.() -> Unit) {
    val highest = LocalWindowInfo.current.containerDpSize.height * HIGHEST
    Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
        Box(Modifier.heightIn(max = highest).aspectRatio(ratio).testTag(tag), content = content)
    }
}
