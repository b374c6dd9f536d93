/**
 * A camera, as narrow as this app wants one: opened for a while, it takes a JPEG to a path, says how the phone is held, and gives
 * the light of what is before it for reading codes.
 *
 * Not for: what it is made of (the app binds one), its picture on the screen, or asking for permission (the activity).
 */
package app.stipple.logic

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlin.math.abs
import kotlin.math.asin
import kotlin.math.roundToInt
import kotlin.math.sqrt

/** The camera at the phone's back. */
public interface Camera {
    /** Whether the client lets the app use it. */
    public val allowed: Boolean

    /** Opens it, for as long as [work] goes on. Throws [StippleFailure] where it does not open. */
    public suspend fun use(purpose: Purpose, work: suspend (CameraSession) -> Unit)

    /** What it is opened for. */
    public enum class Purpose { PHOTO, SCAN }
}

/** An open camera. */
public interface CameraSession {
    /** How the phone is held. */
    public val tilts: Flow<Tilt>

    /** What is before it; whoever is slow misses some. */
    public val frames: Flow<Frame>

    /** Takes one photo, and writes it as a JPEG to that path. Throws [StippleFailure] where there is none. */
    public suspend fun take(path: String)
}

/** A camera that is open once at a time: whoever comes second waits until the first has let go of it. */
public class OneAtATime(private val camera: Camera) : Camera by camera {
    private val one = Mutex()

    override suspend fun use(purpose: Camera.Purpose, work: suspend (CameraSession) -> Unit): Unit =
        one.withLock { camera.use(purpose, work) }
}

/** How the phone is held, in whole degrees: which of its long sides is lower, and how far it leans out of the upright. */
public data class Tilt(val sideways: Int, val forwards: Int) {
    /** Against which a photo of that angle is taken. */
    public fun level(angle: Angle): Level = when {
        abs(sideways) > TOLERANCE -> Level.SIDEWAYS
        // The crown is seen from above: there the phone leans.
        angle != Angle.CROWN && abs(forwards) > TOLERANCE -> Level.FORWARDS
        else -> Level.LEVEL
    }

    public companion object {
        /** Two photos within it line up well. In degrees. */
        public const val TOLERANCE: Int = 3

        /** Of m/s²: a phone that feels less falls, and there is no telling where down is. */
        private const val WEIGHTLESS = 1e-3f

        /** Of what a phone feels of gravity along its short side, its long side and its screen; null where it falls. */
        public fun of(x: Float, y: Float, z: Float): Tilt? {
            val all = sqrt(x * x + y * y + z * z)
            if (all < WEIGHTLESS) return null
            fun degrees(part: Float) = Math.toDegrees(asin((part / all).coerceIn(-1f, 1f)).toDouble()).roundToInt()
            return Tilt(sideways = degrees(x), forwards = degrees(z))
        }
    }
}

/** Whether it is held so that photos can be lined up, and what is to be changed where not. */
public enum class Level { LEVEL, SIDEWAYS, FORWARDS }

/** The light of a picture: a byte for each pixel, row by row, each row [stride] bytes after the one before. */
public class Frame(public val light: ByteArray, public val width: Int, public val height: Int, public val stride: Int = width)
