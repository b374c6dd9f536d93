/** Which screen is where. Not for: what its buttons call (`PlaceActions`), or what a screen looks like. */
package app.stipple.ui

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LocalLifecycleOwner
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.repeatOnLifecycle
import androidx.navigation.NavGraphBuilder
import androidx.navigation.NavHostController
import androidx.navigation.compose.NavHost
import androidx.navigation.compose.composable
import androidx.navigation.compose.currentBackStackEntryAsState
import androidx.navigation.compose.rememberNavController
import app.stipple.logic.Angle
import app.stipple.logic.Models
import app.stipple.logic.Sought
import app.stipple.logic.stillHolds
import app.stipple.logic.untilNextLook
import kotlinx.coroutines.delay

/**
 * Every screen, and the way from one to the other. [home] grows when Today is to be gone to; [link] is what one from outside
 * says, until [onLink]. Without [cameras] there is no door to one.
 */
@Composable
fun Places(models: Models, system: SystemActions, home: Int, link: String?, onLink: () -> Unit, cameras: CameraPlaces? = null) {
    val nav = rememberNavController()
    val entry by nav.currentBackStackEntryAsState()
    val place = Place.entries.firstOrNull { it.route == entry?.destination?.route } ?: Place.TODAY
    val notice by models.hub.notice.collectAsStateWithLifecycle()
    var known by rememberSaveable { mutableIntStateOf(home) }
    LaunchedEffect(home) {
        if (known != home) nav.popBackStack(Place.TODAY.route, inclusive = false)
        known = home
    }
    LaunchedEffect(link) {
        link?.let {
            models.account.offer(it)
            onLink()
            nav.goTo(Place.ACCOUNT)
        }
    }
    KeptFresh(models)
    Frame(place, notice, nav::goTo, { nav.popBackStack() }, models.hub::undo, models.hub::seen) { padding ->
        NavHost(nav, Place.TODAY.route) {
            val photo = cameras?.takePhoto(nav)
            composable(Place.TODAY.route) { TodayPlace(models, nav::goTo, photo, padding) }
            composable(Place.CAN.route) { AskPlace(models, padding) }
            composable(Place.COURSE.route) { CoursePlace(models, nav::goTo, padding) }
            composable(Place.PHOTOS.route) { PhotosPlace(models, nav::goTo, system, photo, padding) }
            composable(Place.SETTINGS.route) { SettingsPlace(models, nav::goTo, system, padding) }
            composable(Place.SKIN.route) { SkinPlace(models, padding) }
            composable(Place.SHEET.route) { SheetPlace(models, system, cameras?.scan(nav, Sought.SHEET), padding) }
            composable(Place.ACCOUNT.route) { AccountPlace(models, system, cameras?.scan(nav, Sought.DEVICE), padding) }
            composable(Place.SERIES.route) { SeriesPlace(models, system, padding) }
            composable(Place.REMINDERS.route) { RemindersPlace(models, system, padding) }
            cameras?.let { looking(it, models, nav, padding) }
        }
    }
}

/** While it is seen, nothing stands there longer than it holds. */
@Composable
private fun KeptFresh(models: Models) {
    val clock = LocalNow.current
    val zone = LocalZone.current
    val lifecycle = LocalLifecycleOwner.current.lifecycle
    LaunchedEffect(models, lifecycle, zone) {
        lifecycle.repeatOnLifecycle(Lifecycle.State.STARTED) {
            fun changes() = models.today.state.value.today?.changes.orEmpty()
            var read = clock()
            while (true) {
                delay(untilNextLook(clock(), changes()).toMillis())
                if (!stillHolds(read, clock(), changes(), zone)) {
                    read = clock()
                    models.hub.refresh()
                }
            }
        }
    }
}

private fun NavHostController.goTo(place: Place) = navigate(place.route) {
    if (place.main) popUpTo(Place.TODAY.route) { saveState = true }
    launchSingleTop = true
    restoreState = place.main
}

private fun CameraPlaces.takePhoto(nav: NavHostController) = { angle: Angle ->
    angle(angle)
    nav.goTo(Place.CAMERA)
}

private fun CameraPlaces.scan(nav: NavHostController, sought: Sought) = {
    seek(sought)
    nav.goTo(Place.SCAN)
}

/** A code that was read goes to whoever sought it. */
private fun NavGraphBuilder.looking(cameras: CameraPlaces, models: Models, nav: NavHostController, padding: PaddingValues) {
    composable(Place.CAMERA.route) { cameras.Photo(padding) }
    composable(Place.SCAN.route) {
        cameras.Scan(padding) { sought, code ->
            nav.popBackStack(Place.SCAN.route, inclusive = true)
            when (sought) {
                Sought.DEVICE -> models.account.offer(code)
                Sought.SHEET -> models.sheet.fetch(code)
            }
        }
    }
}
