/** The Photos screen, of its record. Not for: pixels, which come by id from the app, or the camera (`CameraContent`). */
package app.stipple.ui

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Slider
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawWithContent
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.drawscope.clipRect
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import app.stipple.logic.Angle
import app.stipple.logic.Photo
import app.stipple.logic.PhotoPair
import app.stipple.logic.PhotoSize
import app.stipple.logic.PhotosScreen
import app.stipple.logic.Side

/** Where pixels come from: asked off the thread that draws, null where a photo does not open. */
interface Pictures {
    suspend fun picture(id: String, size: PhotoSize): ImageBitmap?

    /** The last photo of an angle as a veil over the camera's picture; null where there is none. */
    suspend fun ghost(angle: Angle): ImageBitmap?

    /** Two photos lined up by the core, or why they cannot be. */
    suspend fun compare(pair: PhotoPair): Compared
}

/** Two pictures of the same size, or the words for why there are none. */
data class Compared(val first: ImageBitmap? = null, val second: ImageBitmap? = null, val told: String? = null)

private object NoPictures : Pictures {
    override suspend fun picture(id: String, size: PhotoSize): ImageBitmap? = null
    override suspend fun ghost(angle: Angle): ImageBitmap? = null
    override suspend fun compare(pair: PhotoPair) = Compared()
}

val LocalPictures = staticCompositionLocalOf<Pictures> { NoPictures }

/** What can be done on the Photos screen. */
interface PhotosActions {
    fun angle(angle: Angle)
    fun add()
    fun compare(pair: PhotoPair?)
    fun pick(photo: Photo?)
    fun open(photo: Photo?)
    fun overTime(side: Side)
    fun askToDelete(photo: Photo?)
    fun delete()
    fun restore(photo: Photo)
    fun dismiss()
}

@Composable
internal fun angleLabel(angle: Angle): String = stringResource(
    when (angle) {
        Angle.FRONT -> R.string.angle_front
        Angle.LEFT -> R.string.angle_left
        Angle.RIGHT -> R.string.angle_right
        Angle.CROWN -> R.string.angle_crown
        Angle.BACK -> R.string.angle_back
    },
)

@Composable
internal fun AngleChips(chosen: Angle, onChoose: (Angle) -> Unit) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
        Angle.entries.forEach { angle -> FilterChip(chosen == angle, { onChoose(angle) }, { Text(angleLabel(angle)) }) }
    }
}

/** The way straight to the camera, for each angle of which a photo is due. */
@Composable
internal fun PhotoDueBlock(due: List<Angle>, takePhoto: (Angle) -> Unit) {
    Block {
        Heading(stringResource(R.string.photo_due))
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            due.forEach { angle ->
                val spoken = stringResource(R.string.take_photo_of, angleLabel(angle))
                OutlinedButton({ takePhoto(angle) }, Modifier.semantics { contentDescription = spoken }) { Text(angleLabel(angle)) }
            }
        }
    }
}

/** [takePhoto]: the way to the camera, where there is one. */
@Composable
fun PhotosContent(
    screen: PhotosScreen,
    actions: PhotosActions,
    padding: PaddingValues = PaddingValues(),
    takePhoto: ((Angle) -> Unit)? = null,
) {
    ScreenList("photos", padding, screen.problem, actions::dismiss) {
        item {
            Block {
                Heading(stringResource(R.string.angle))
                AngleChips(screen.angle, actions::angle)
                takePhoto?.let { take -> Button({ take(screen.angle) }) { Text(stringResource(R.string.take_photo)) } }
                Button(actions::add, enabled = !screen.adding) { Text(stringResource(R.string.add_photos)) }
                if (screen.adding) {
                    Quiet(stringResource(R.string.working))
                    LinearProgressIndicator(Modifier.fillMaxWidth())
                }
            }
        }
        screen.photos?.let { photos ->
            if (takePhoto != null && photos.due.isNotEmpty()) item { PhotoDueBlock(photos.due, takePhoto) }
            items(photos.shots) { shot ->
                Block {
                    Heading(shot.title)
                    shot.lines.forEach { Text(it) }
                }
            }
            photos.none?.let { item { Text(it) } }
            pairs(photos.pairs, actions)
            photos.photos.groupBy { Side(it.angle, it.angleLabel) }.forEach { (side, ones) ->
                item { SideHeading(side, series = ones.size > 1, actions::overTime) }
                items(ones, key = { it.id }) { KeptPhoto(it, screen.picked, actions) }
            }
            if (photos.bin.isNotEmpty()) item { Heading(stringResource(R.string.bin)) }
            items(photos.bin, key = { it.id }) { photo ->
                PhotoRow(photo) { PhotoAction(stringResource(R.string.restore), photo) { actions.restore(photo) } }
            }
        }
    }
    screen.comparing?.let { CompareDialog(it) { actions.compare(null) } }
    screen.opened?.let { PhotoDialog(it) { actions.open(null) } }
    screen.deleting?.let {
        Ask(
            question = stringResource(R.string.delete_question, it.text),
            note = stringResource(R.string.delete_undo_note),
            yes = stringResource(R.string.delete),
            onYes = actions::delete,
            onNo = { actions.askToDelete(null) },
        )
    }
}

private fun LazyListScope.pairs(pairs: List<PhotoPair>, actions: PhotosActions) {
    if (pairs.isEmpty()) return
    item {
        Block {
            Heading(stringResource(R.string.pairs_title))
            pairs.forEach { pair -> TextButton({ actions.compare(pair) }) { Text(pair.text) } }
        }
    }
}

/** A photo, or the place for it while it is on its way. */
@Composable
fun Picture(id: String, size: PhotoSize, description: String?, modifier: Modifier = Modifier) {
    val pictures = LocalPictures.current
    val picture by produceState<ImageBitmap?>(null, id, size, pictures) { value = pictures.picture(id, size) }
    Box(modifier.background(MaterialTheme.colorScheme.surfaceVariant)) {
        picture?.let { Image(it, description, Modifier.fillMaxSize(), contentScale = ContentScale.Crop) }
    }
}

@Composable
private fun CompareDialog(pair: PhotoPair, onClose: () -> Unit) {
    Sheetlet(pair.text, onClose) { Compare(pair) }
}

/** The later photo over the earlier one, lined up, from where the slider stands on. */
@Composable
fun Compare(pair: PhotoPair) {
    val pictures = LocalPictures.current
    val compared by produceState<Compared?>(null, pair, pictures) { value = pictures.compare(pair) }
    val both = compared ?: return Quiet(stringResource(R.string.working))
    val (first, second) = (both.first to both.second)
    if (first == null || second == null) return Text(both.told.orEmpty())
    var part by rememberSaveable { mutableFloatStateOf(0.5f) }
    val label = stringResource(R.string.compare_position)
    val rtl = LocalLayoutDirection.current == LayoutDirection.Rtl
    Framed(first.width.toFloat() / first.height, "compared") {
        Image(first, null, Modifier.fillMaxSize())
        Image(
            second, pair.text,
            Modifier.fillMaxSize().drawWithContent {
                val (left, right) = if (rtl) 0f to size.width * (1 - part) else size.width * part to size.width
                clipRect(left = left, right = right) { this@drawWithContent.drawContent() }
            },
        )
    }
    Slider(part, { part = it }, Modifier.fillMaxWidth().semantics { contentDescription = label })
}
