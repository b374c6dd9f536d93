/**
 * The camera, by CameraX. **Never compiled where it was written**: Gradle does that (docs/shells.md), after what CameraX documents.
 * Whoever changes it tries it on a phone.
 *
 * Not for: deciding anything: each member is what CameraX calls it.
 */
package app.stipple

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import androidx.camera.compose.CameraXViewfinder
import androidx.camera.core.CameraSelector
import androidx.camera.core.ImageAnalysis
import androidx.camera.core.ImageCapture
import androidx.camera.core.ImageCaptureException
import androidx.camera.core.ImageProxy
import androidx.camera.core.InitializationException
import androidx.camera.core.Preview
import androidx.camera.core.SurfaceRequest
import androidx.camera.core.UseCase
import androidx.camera.core.resolutionselector.AspectRatioStrategy
import androidx.camera.core.resolutionselector.ResolutionSelector
import androidx.camera.lifecycle.ProcessCameraProvider
import androidx.camera.lifecycle.awaitInstance
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.core.content.ContextCompat
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.LifecycleRegistry
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.stipple.logic.Camera
import app.stipple.logic.CameraSession
import app.stipple.logic.Frame
import app.stipple.logic.Problem
import app.stipple.logic.StippleFailure
import app.stipple.logic.Tilt
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withContext
import java.io.File
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import app.stipple.ui.R as Words

internal class CameraXCamera(private val context: Context) : DeviceCamera {
    private val surfaces = MutableStateFlow<SurfaceRequest?>(null)

    override val allowed: Boolean
        get() = ContextCompat.checkSelfPermission(context, Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED

    override suspend fun use(purpose: Camera.Purpose, work: suspend (CameraSession) -> Unit): Unit =
        // CameraX binds and lets go on this thread alone.
        withContext(Dispatchers.Main.immediate) {
            val shape = ResolutionSelector.Builder()
                .setAspectRatioStrategy(AspectRatioStrategy.RATIO_4_3_FALLBACK_AUTO_STRATEGY).build()
            val preview = Preview.Builder().setResolutionSelector(shape).build()
            preview.setSurfaceProvider { surfaces.value = it }
            val capture = ImageCapture.Builder().setResolutionSelector(shape)
                .setCaptureMode(ImageCapture.CAPTURE_MODE_MAXIMIZE_QUALITY).build()
            val analysis = ImageAnalysis.Builder().setBackpressureStrategy(ImageAnalysis.STRATEGY_KEEP_ONLY_LATEST).build()
            val use: UseCase = if (purpose == Camera.Purpose.PHOTO) capture else analysis
            // Created: what never was cannot be destroyed.
            val owner = Looking().apply { lifecycle.currentState = Lifecycle.State.CREATED }
            val provider = opened { ProcessCameraProvider.awaitInstance(context) }
            try {
                opened { provider.bindToLifecycle(owner, CameraSelector.DEFAULT_BACK_CAMERA, preview, use) }
                owner.lifecycle.currentState = Lifecycle.State.RESUMED
                work(Session(capture, analysis))
            } finally {
                provider.unbind(preview, use)
                owner.lifecycle.currentState = Lifecycle.State.DESTROYED
                surfaces.value = null
            }
        }

    @Composable
    override fun Preview(modifier: Modifier) {
        val surface by surfaces.collectAsStateWithLifecycle()
        surface?.let { CameraXViewfinder(it, modifier) }
    }

    /** A device without such a camera, or one that another app holds. */
    private inline fun <T> opened(open: () -> T): T = try {
        open()
    } catch (left: CancellationException) {
        throw left // Which is an IllegalStateException, too.
    } catch (failed: InitializationException) {
        throw refused(failed, Words.string.camera_not_opened)
    } catch (failed: IllegalArgumentException) {
        throw refused(failed, Words.string.camera_not_opened)
    } catch (failed: IllegalStateException) {
        throw refused(failed, Words.string.camera_not_opened)
    }

    private fun refused(why: Exception, told: Int) = StippleFailure(Problem.CameraFailed(context.getString(told)), why)

    private inner class Session(private val capture: ImageCapture, private val analysis: ImageAnalysis) : CameraSession {
        override val tilts: Flow<Tilt> = context.tilts()

        override val frames: Flow<Frame> = callbackFlow {
            analysis.setAnalyzer(Dispatchers.Default.asExecutor()) { image -> image.use { trySend(it.light()) } }
            awaitClose { analysis.clearAnalyzer() }
        }.conflate()

        override suspend fun take(path: String): Unit = suspendCancellableCoroutine { waiting ->
            val answer = object : ImageCapture.OnImageSavedCallback {
                override fun onImageSaved(outputFileResults: ImageCapture.OutputFileResults) = waiting.resume(Unit)
                override fun onError(exception: ImageCaptureException) =
                    waiting.resumeWithException(refused(exception, Words.string.camera_no_photo))
            }
            val options = ImageCapture.OutputFileOptions.Builder(File(path)).build()
            capture.takePicture(options, Dispatchers.IO.asExecutor(), answer)
        }
    }

    /** The camera is open for as long as this lives, which ends with whoever uses it. */
    private class Looking : LifecycleOwner {
        override val lifecycle = LifecycleRegistry(this)
    }
}

/** The first plane of YUV is light. */
private fun ImageProxy.light(): Frame {
    val plane = planes[0]
    // The last row may end before its stride does, and a decoder reads whole rows.
    val light = ByteArray(plane.rowStride * height)
    plane.buffer.rewind()
    plane.buffer.get(light, 0, minOf(light.size, plane.buffer.remaining()))
    return Frame(light, width, height, plane.rowStride)
}
