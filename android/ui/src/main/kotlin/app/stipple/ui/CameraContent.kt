/** The camera's screen, of its record: what it sees, the ghost, the level, the shutter, and what was found. Not for: the camera. */
package app.stipple.ui

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Slider
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Access
import app.stipple.logic.Angle
import app.stipple.logic.CameraScreen
import app.stipple.logic.Photo
import app.stipple.logic.PhotoSize
import app.stipple.logic.Problem

/** What can be done on a screen with the camera in it. */
interface LensActions {
    /** Asks for permission. */
    fun allow()

    /** Where it can be given once it was refused. */
    fun settings()
    fun dismiss()
}

/** What can be done on the camera's screen. */
interface CameraActions : LensActions {
    fun angle(angle: Angle)
    fun ghost(part: Float)
    fun shoot()
    fun keep()
    fun again()
}

/** [preview] draws what the camera sees. */
@Composable
fun CameraContent(
    screen: CameraScreen,
    actions: CameraActions,
    padding: PaddingValues = PaddingValues(),
    preview: @Composable (Modifier) -> Unit,
) {
    val taken = screen.taken
    when {
        taken != null -> OverButtons("taken", padding, screen.problem, actions::dismiss, { Review(actions) }) {
            found(taken)
        }
        screen.lens.access != Access.ALLOWED -> NotAllowed("camera", screen.lens.access, actions, padding)
        else -> OverButtons("camera", padding, screen.problem, actions::dismiss, { Shutter(screen, actions) }) {
            item { AngleChips(screen.angle, actions::angle) }
            item { Sight(screen, preview) }
            item { Text(stringResource(R.string.camera_guidance)) }
            ghost(screen, actions)
        }
    }
}

/** Something to scroll, and buttons that stay where a thumb is. */
@Composable
private fun OverButtons(
    tag: String,
    padding: PaddingValues,
    problem: Problem?,
    onDismiss: () -> Unit,
    buttons: @Composable () -> Unit,
    content: LazyListScope.() -> Unit,
) {
    Column(Modifier.padding(padding).fillMaxSize()) {
        Box(Modifier.weight(1f)) { ScreenList(tag, PaddingValues(), problem, onDismiss, content) }
        Box(Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp)) { buttons() }
    }
}

/** Why the camera is wanted, or how it can be allowed after all. */
@Composable
internal fun NotAllowed(tag: String, access: Access, actions: LensActions, padding: PaddingValues) {
    ScreenList(tag, padding) {
        item {
            Block {
                if (access == Access.REFUSED) {
                    Text(stringResource(R.string.camera_refused), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
                    Button(actions::settings) { Text(stringResource(R.string.camera_settings)) }
                } else {
                    Text(stringResource(R.string.camera_why))
                    Button(actions::allow) { Text(stringResource(R.string.camera_allow)) }
                }
            }
        }
    }
}

/** What the camera sees, upright, with something over it. */
@Composable
internal fun Viewfinder(preview: @Composable (Modifier) -> Unit, over: @Composable () -> Unit = {}) {
    Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
        Box(Modifier.heightIn(max = 380.dp).aspectRatio(WIDE_TO_HIGH, matchHeightConstraintsFirst = true).testTag("viewfinder")) {
            preview(Modifier.fillMaxSize())
            over()
        }
    }
}

@Composable
private fun Sight(screen: CameraScreen, preview: @Composable (Modifier) -> Unit) {
    val pictures = LocalPictures.current
    val ghost by produceState<ImageBitmap?>(null, screen.angle, screen.earlier, pictures) {
        value = null
        value = if (screen.earlier.isNullOrEmpty()) null else pictures.ghost(screen.angle)
    }
    Viewfinder(preview) {
        // The slider below says that it is there, and how strong.
        ghost?.let { Image(it, null, Modifier.fillMaxSize().testTag("ghost"), alpha = screen.ghost, contentScale = ContentScale.Crop) }
        screen.tilt?.let { LevelOver(it, it.level(screen.angle)) }
    }
}

private fun LazyListScope.ghost(screen: CameraScreen, actions: CameraActions) {
    val earlier = screen.earlier ?: return
    item {
        if (earlier.isEmpty()) {
            Quiet(stringResource(R.string.ghost_none))
        } else {
            val label = stringResource(R.string.ghost_strength)
            Column {
                Text(label, style = MaterialTheme.typography.labelLarge)
                Slider(screen.ghost, actions::ghost, Modifier.semantics { contentDescription = label }, steps = STEPS)
            }
        }
    }
}

@Composable
private fun Shutter(screen: CameraScreen, actions: CameraActions) {
    Button(
        actions::shoot,
        Modifier.fillMaxWidth().heightIn(min = 64.dp).testTag("shutter"),
        enabled = screen.lens.open && !screen.taking,
    ) { Text(stringResource(if (screen.taking) R.string.working else R.string.camera_shoot), style = MaterialTheme.typography.titleMedium) }
}

private fun LazyListScope.found(photo: Photo) {
    item {
        Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
            Picture(
                photo.id, PhotoSize.VIEW, photo.text,
                Modifier.heightIn(max = 380.dp).aspectRatio(WIDE_TO_HIGH, matchHeightConstraintsFirst = true),
            )
        }
    }
    item {
        Column(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, verticalArrangement = Arrangement.spacedBy(6.dp)) {
            Text(photo.text, style = MaterialTheme.typography.titleMedium)
            photo.lines.ifEmpty { listOf(stringResource(R.string.camera_no_findings)) }.forEach { Text(it) }
        }
    }
}

@Composable
private fun Review(actions: CameraActions) {
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(8.dp, Alignment.End),
        verticalArrangement = Arrangement.spacedBy(2.dp),
    ) {
        OutlinedButton(actions::again) { Text(stringResource(R.string.camera_again)) }
        Button(actions::keep) { Text(stringResource(R.string.camera_keep)) }
    }
}

/** As photos are taken, held upright. */
private const val WIDE_TO_HIGH = 3f / 4

/** Of the ghost's slider, between nothing and all. */
private const val STEPS = 3
