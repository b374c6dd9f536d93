/** What tests of screens share: an activity with nothing in it, every screen with a record, and the ways a phone can be set. */
package app.stipple.ui

import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import androidx.activity.ComponentActivity
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.platform.LocalResources
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import app.stipple.logic.Angle
import app.stipple.logic.Departure
import app.stipple.logic.PhotoPair
import app.stipple.logic.PhotoSize
import org.junit.Before
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.lang.reflect.Proxy
import java.time.ZoneId
import java.util.Locale

/** Actions that do nothing. */
inline fun <reified T : Any> idle(): T = T::class.java.cast(
    Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, _, _ -> Unit },
)!!

/** How a phone is set. */
data class Setup(val name: String, val dark: Boolean = false, val fontScale: Float = 1f, val locale: Locale = Locale.UK)

val LIGHT = Setup("light")
val DARK = Setup("dark", dark = true)
val DARK_LARGE = Setup("dark-2x", dark = true, fontScale = 2f)
val RTL = Setup("rtl", locale = Locale.Builder().setLanguage("ar").setRegion("XB").build())
val LONG = Setup("long", locale = Locale.Builder().setLanguage("en").setRegion("XA").build())

/** A screen under its frame. */
data class Shot(val name: String, val place: Place, val content: @Composable (PaddingValues) -> Unit)

/** In place of what a camera sees. */
private val SEEN: @Composable (Modifier) -> Unit = { Box(it.background(Color(0xFF7A5F4E))) }

/** Every screen that there is. */
val SHOTS = listOf(
    Shot("today", Place.TODAY) { TodayContent(Samples.today, idle(), it) },
    Shot("first-launch", Place.TODAY) { TodayContent(Samples.noCourse, idle(), it) },
    Shot("today-problem", Place.TODAY) { TodayContent(Samples.refused, idle(), it) },
    Shot("can-search", Place.CAN) { AskContent(Samples.searching, idle(), it) },
    Shot("can-answer", Place.CAN) { AskContent(Samples.asked, idle(), it) },
    Shot("course", Place.COURSE) { CourseContent(Samples.course, idle(), it) },
    Shot("session", Place.COURSE) { CourseContent(Samples.logging, idle(), it) },
    Shot("session-note", Place.COURSE) { CourseContent(Samples.noting, idle(), it) },
    Shot("session-plan", Place.COURSE) { CourseContent(Samples.planning, idle(), it) },
    Shot("session-confirm", Place.COURSE) { CourseContent(Samples.confirming, idle(), it) },
    Shot("consultation", Place.COURSE) { CourseContent(Samples.consulting, idle(), it) },
    Shot("course-ready", Place.COURSE) { padding -> ScreenList("ready", padding) { ready(Samples.ready) } },
    Shot("series-lapse", Place.SERIES) { SeriesContent(Samples.lapse, idle(), it) },
    Shot("series-trend", Place.SERIES) { SeriesContent(Samples.trend, idle(), it) },
    Shot("series-working", Place.SERIES) { SeriesContent(Samples.measuring, idle(), it) },
    Shot("series-few", Place.SERIES) { SeriesContent(Samples.tooFew, idle(), it) },
    Shot("photos-compare", Place.PHOTOS) { PhotosContent(Samples.photos.copy(picked = "b"), idle(), it) },
    Shot("photos", Place.PHOTOS) { PhotosContent(Samples.photos, idle(), it) },
    Shot("skin", Place.SKIN) { SkinContent(Samples.skin, idle(), it) },
    Shot("sheet-choose", Place.SHEET) { SheetContent(Samples.choosing, idle(), it) },
    Shot("sheet", Place.SHEET) { SheetContent(Samples.sheet, idle(), it) },
    Shot("reminders", Place.REMINDERS) { RemindersContent(Samples.reminders, idle(), it) },
    Shot("departure", Place.SETTINGS) { padding ->
        ScreenList("departure", padding) { Departure.entries.forEach { item { DepartureBlock(it, idle()) } } }
    },
    Shot("settings", Place.SETTINGS) { SettingsContent(Samples.settings, idle(), it) },
    Shot("account-none", Place.ACCOUNT) { AccountContent(Samples.noAccount, idle(), it) },
    Shot("account-join", Place.ACCOUNT) { AccountContent(Samples.joining, idle(), it) },
    Shot("account-waiting", Place.ACCOUNT) { AccountContent(Samples.notInvited, idle(), it) },
    Shot("account", Place.ACCOUNT) { AccountContent(Samples.inAccount, idle(), it) },
    Shot("account-syncing", Place.ACCOUNT) { AccountContent(Samples.syncing, idle(), it) },
    Shot("today-photo-due", Place.TODAY) { TodayContent(Samples.photoDue, idle(), it) {} },
    Shot("photos-due", Place.PHOTOS) { PhotosContent(Samples.photosDue, idle(), it) {} },
    Shot("camera", Place.CAMERA) { CameraContent(Samples.camera, idle(), it, SEEN) },
    Shot("camera-first", Place.CAMERA) { CameraContent(Samples.firstPhoto, idle(), it, SEEN) },
    Shot("camera-ask", Place.CAMERA) { CameraContent(Samples.cameraUnasked, idle(), it, SEEN) },
    Shot("camera-refused", Place.CAMERA) { CameraContent(Samples.cameraRefused, idle(), it, SEEN) },
    Shot("camera-taken", Place.CAMERA) { CameraContent(Samples.photoTaken, idle(), it, SEEN) },
    Shot("scan", Place.SCAN) { ScanContent(Samples.scanning, idle(), it, SEEN) },
    Shot("scan-stray", Place.SCAN) { ScanContent(Samples.stray, idle(), it, SEEN) },
    Shot("account-scan", Place.ACCOUNT) { AccountContent(Samples.noAccount, idle(), it) {} },
    Shot("sheet-offered", Place.SHEET) { SheetContent(Samples.offered, idle(), it) {} },
    Shot("timeline", Place.COURSE) { padding ->
        val bars = checkNotNull(Samples.course.course).bars
        val span = spanOf(bars, Samples.now)
        ScreenList("timeline", padding) {
            item { TimelineKey() }
            items(bars) { TimelineBar(it, span, Samples.now) }
            item { TimelineEnds(span) }
        }
    },
    Shot("compare", Place.PHOTOS) { padding ->
        ScreenList("compare", padding) {
            item { Heading(Samples.pair.text) }
            item { Compare(Samples.pair) }
        }
    },
)

/** What comes up over a screen, in a window of its own; which takes its font size from the device, and not from a [Setup]. */
val DIALOGS = listOf(
    Shot("dialog-answer", Place.TODAY) { TodayContent(Samples.today.copy(answer = Samples.answer), idle(), it) },
    Shot("dialog-code", Place.ACCOUNT) { AccountContent(Samples.codeShown, idle(), it) },
    Shot("dialog-revoke", Place.ACCOUNT) { AccountContent(Samples.inAccount.copy(revoking = Samples.inAccount.devices!!.last()), idle(), it) },
    Shot("dialog-photo", Place.PHOTOS) { PhotosContent(Samples.photos.copy(opened = Samples.photos.photos!!.photos[0]), idle(), it) },
    Shot("dialog-delete", Place.SETTINGS) { SettingsContent(Samples.settings.copy(deletingAll = true), idle(), it) },
)

/** Two pictures that can be told apart. */
object TestPictures : Pictures {
    private fun plain(color: Int): ImageBitmap =
        Bitmap.createBitmap(200, 250, Bitmap.Config.ARGB_8888).also { Canvas(it).drawColor(color) }.asImageBitmap()

    private val ghost: ImageBitmap = Bitmap.createBitmap(300, 400, Bitmap.Config.ARGB_8888).also {
        Canvas(it).drawCircle(150f, 200f, 110f, android.graphics.Paint().apply { color = 0x80FFFFFF.toInt() })
    }.asImageBitmap()

    override suspend fun picture(id: String, size: PhotoSize) = plain(0xFFC8A48C.toInt())
    override suspend fun ghost(angle: Angle) = ghost
    override suspend fun compare(pair: PhotoPair) = Compared(plain(0xFFC8A48C.toInt()), plain(0xFF9C7A64.toInt()))
}

/** A chart, and a film of three frames, each darker than the one before. */
object TestMadePictures : MadePictures {
    private fun plain(width: Int, height: Int, grey: Int): ImageBitmap =
        Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).also { Canvas(it).drawRGB(grey, grey, grey) }.asImageBitmap()

    override suspend fun still(path: String) = plain(1080, 720, 240)
    override suspend fun film(path: String) = object : Film {
        override val width = 540
        override val height = 720
        override val count = 3
        override fun millis(frame: Int) = 1_200L
        override suspend fun frame(at: Int) = plain(width, height, 220 - 40 * at)
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(application = android.app.Application::class, qualifiers = "en-rGB-w411dp-h891dp-hdpi")
abstract class ScreenTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()

    private var shown by mutableStateOf<kotlin.Pair<Setup, @Composable () -> Unit>?>(null)

    @Before
    fun begin() = rule.setContent { shown?.let { (setup, content) -> key(setup, content) { Phone(setup, content) } } }

    /** Shows something, on a phone set so. */
    fun show(setup: Setup, content: @Composable () -> Unit) {
        shown = setup to content
        rule.waitForIdle()
    }

    fun show(shot: Shot, setup: Setup) = show(setup) {
        Frame(shot.place, null, {}, {}, {}, {}, shot.content)
    }

    @Composable
    private fun Phone(setup: Setup, content: @Composable () -> Unit) {
        val configuration = Configuration(LocalConfiguration.current).apply {
            setLocale(setup.locale)
            setLayoutDirection(setup.locale)
            fontScale = setup.fontScale
        }
        val context = LocalContext.current.createConfigurationContext(configuration)
        val rtl = configuration.layoutDirection == android.view.View.LAYOUT_DIRECTION_RTL
        CompositionLocalProvider(
            LocalContext provides context,
            LocalConfiguration provides configuration,
            LocalResources provides context.resources,
            LocalDensity provides Density(LocalDensity.current.density, setup.fontScale),
            LocalLayoutDirection provides if (rtl) LayoutDirection.Rtl else LayoutDirection.Ltr,
            LocalNow provides { Samples.now },
            LocalZone provides ZoneId.of("Europe/London"),
            LocalPictures provides TestPictures,
            LocalMadePictures provides TestMadePictures,
            LocalReducedMotion provides true,
        ) {
            StippleTheme(dark = setup.dark) { Surface(content = content) }
        }
    }
}
