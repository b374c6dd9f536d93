/** What stands around every screen: title, places to go, what a change did. Not for: where is what (the app's navigation). */
package app.stipple.ui

import androidx.annotation.DrawableRes
import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Button
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.NavigationBar
import androidx.compose.material3.NavigationBarItem
import androidx.compose.material3.NavigationRail
import androidx.compose.material3.NavigationRailItem
import androidx.compose.material3.Scaffold
import androidx.compose.material3.SnackbarDuration
import androidx.compose.material3.SnackbarHost
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.SnackbarResult
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TopAppBar
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalWindowInfo
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import app.stipple.logic.Notice
import app.stipple.logic.Problem

/** Every screen. Those with an icon can be gone to from everywhere. */
enum class Place(val route: String, @StringRes val title: Int, @DrawableRes val icon: Int? = null) {
    TODAY("today", R.string.screen_today, R.drawable.ic_today),
    CAN("can", R.string.screen_can, R.drawable.ic_ask),
    COURSE("course", R.string.screen_course, R.drawable.ic_course),
    PHOTOS("photos", R.string.screen_photos, R.drawable.ic_photos),
    SETTINGS("settings", R.string.screen_settings, R.drawable.ic_settings),
    SKIN("skin", R.string.screen_skin),
    SHEET("sheet", R.string.screen_sheet),
    REMINDERS("reminders", R.string.screen_reminders),
    ACCOUNT("account", R.string.screen_account),
    CAMERA("camera", R.string.screen_camera),
    SCAN("scan", R.string.screen_scan),
    SERIES("series", R.string.screen_series),
    ;

    val main: Boolean get() = icon != null
}

private val WIDE = 600.dp
private const val LABELLED_UNTIL = 1.3f

@OptIn(ExperimentalMaterial3Api::class)
@Composable
fun Frame(
    place: Place,
    notice: Notice?,
    onGo: (Place) -> Unit,
    onBack: () -> Unit,
    onUndo: () -> Unit,
    onSeen: (Notice) -> Unit,
    content: @Composable (PaddingValues) -> Unit,
) {
    val wide = LocalWindowInfo.current.containerDpSize.width >= WIDE
    val snackbars = remember { SnackbarHostState() }
    val undo = stringResource(R.string.undo)
    LaunchedEffect(notice) {
        if (notice == null) return@LaunchedEffect
        val result = snackbars.showSnackbar(
            notice.lines.joinToString("\n"),
            actionLabel = undo.takeIf { notice.undo },
            withDismissAction = true,
            duration = if (notice.undo) SnackbarDuration.Long else SnackbarDuration.Short,
        )
        onSeen(notice)
        if (result == SnackbarResult.ActionPerformed) onUndo()
    }
    Row {
        if (wide) Rail(place, onGo)
        Scaffold(
            topBar = {
                TopAppBar(
                    title = {
                        Text(stringResource(place.title), Modifier.semantics { heading() }, maxLines = 1, overflow = TextOverflow.Ellipsis)
                    },
                    navigationIcon = {
                        if (!place.main) {
                            IconButton(onBack) { Icon(painterResource(R.drawable.ic_back), stringResource(R.string.back)) }
                        }
                    },
                )
            },
            bottomBar = { if (!wide) Bar(place, onGo) },
            snackbarHost = { SnackbarHost(snackbars) },
        ) { padding ->
            Box(Modifier.fillMaxSize(), contentAlignment = Alignment.TopCenter) {
                Box(Modifier.widthIn(max = 720.dp)) { content(padding) }
            }
        }
    }
}

/** Where text is large, icons alone: five labels would not fit. Each is spoken, and the title says where one is. */
@Composable
private fun Bar(place: Place, onGo: (Place) -> Unit) {
    val labelled = LocalDensity.current.fontScale <= LABELLED_UNTIL
    NavigationBar {
        Place.entries.filter { it.main }.forEach { to ->
            val label = stringResource(to.title)
            NavigationBarItem(
                selected = place == to,
                onClick = { onGo(to) },
                icon = { Icon(painterResource(to.icon!!), null) },
                label = if (labelled) ({ Text(label, Modifier.clearAndSetSemantics { }, maxLines = 1, overflow = TextOverflow.Ellipsis) }) else null,
                modifier = Modifier.semantics { contentDescription = label },
            )
        }
    }
}

@Composable
private fun Rail(place: Place, onGo: (Place) -> Unit) {
    NavigationRail {
        Place.entries.filter { it.main }.forEach { to ->
            NavigationRailItem(
                selected = place == to,
                onClick = { onGo(to) },
                icon = { Icon(painterResource(to.icon!!), null) },
                label = { Text(stringResource(to.title)) },
            )
        }
    }
}

/** While the core is loaded. */
@Composable
fun OpeningContent() {
    Surface(Modifier.fillMaxSize()) {
        Box(contentAlignment = Alignment.Center) {
            val label = stringResource(R.string.opening)
            CircularProgressIndicator(Modifier.semantics { contentDescription = label })
        }
    }
}

/** The core could not be opened: why, and what would be right. */
@Composable
fun FailedContent(problem: Problem) {
    Surface(Modifier.fillMaxSize()) {
        Box(contentAlignment = Alignment.Center) { Text(problem.told, Modifier.widthIn(max = 360.dp)) }
    }
}

/** Nothing is shown until the client has said who they are. */
@Composable
fun LockedContent(onUnlock: () -> Unit) {
    Surface(Modifier.fillMaxSize()) {
        Column(
            Modifier.fillMaxSize(),
            verticalArrangement = Arrangement.spacedBy(16.dp, Alignment.CenterVertically),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Text(stringResource(R.string.locked))
            Button(onUnlock) { Text(stringResource(R.string.unlock)) }
        }
    }
}
