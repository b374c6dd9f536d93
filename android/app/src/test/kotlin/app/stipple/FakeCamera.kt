/** A camera that does what a test says next, and fails on what none said. Not for: CameraX, which no test here reaches. */
package app.stipple

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import app.stipple.logic.Camera
import app.stipple.logic.CameraSession
import app.stipple.logic.Frame
import app.stipple.logic.Sight
import app.stipple.logic.Tilt
import app.stipple.logic.qr
import app.stipple.logic.seen
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import java.io.File

class FakeCamera(private val context: Context) : DeviceCamera, CameraSession {
    /** What the next photos do with the path that they are given. */
    val shots = ArrayDeque<suspend (String) -> Unit>()
    val held = MutableStateFlow(Tilt(0, 0))
    var opened = 0
    var open = 0
    private val light = MutableSharedFlow<Frame>(replay = 1)
    private var purpose: Camera.Purpose? = null

    fun willTake(jpeg: ByteArray) {
        shots += { path -> File(path).writeBytes(jpeg) }
    }

    /** Something with that code is held before it. */
    fun shows(text: String) = check(light.tryEmit(qr(text).seen(Sight(degrees = 12.0, noise = 20))))

    override val allowed get() = context.checkSelfPermission(Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED
    override val tilts: Flow<Tilt> get() = held.also { check(purpose == Camera.Purpose.PHOTO) }
    override val frames: Flow<Frame> get() = light.also { check(purpose == Camera.Purpose.SCAN) }

    override suspend fun take(path: String) {
        check(open == 1) { "not open" }
        val shot = shots.removeFirstOrNull() ?: throw AssertionError("take was not stubbed")
        shot(path)
    }

    override suspend fun use(purpose: Camera.Purpose, work: suspend (CameraSession) -> Unit) {
        check(allowed) { "not allowed" }
        check(++open == 1) { "open twice" }
        opened++
        this.purpose = purpose
        try {
            work(this)
        } finally {
            open--
        }
    }

    @Composable
    override fun Preview(modifier: Modifier) = Box(modifier.testTag("preview"))
}
