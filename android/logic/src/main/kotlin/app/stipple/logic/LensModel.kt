/**
 * What the models of both screens with a camera share: whether it is allowed, and that it is open only while it is looked through.
 *
 * Not for: what it is looked through for (`CameraModel`, `ScanModel`).
 */
package app.stipple.logic

import kotlinx.coroutines.Job

/** Whether the client lets the app use the camera. */
public enum class Access { UNASKED, REFUSED, ALLOWED }

/** How the camera stands. */
public data class Lens(val access: Access = Access.UNASKED, val open: Boolean = false)

/** A screen that shows what is before the camera. */
public interface LensScreen<S : LensScreen<S>> : Screen<S> {
    public val lens: Lens
    public fun with(lens: Lens): S
}

/** Holds it. */
public abstract class LensModel<S : LensScreen<S>>(
    hub: Hub,
    private val camera: Camera,
    private val purpose: Camera.Purpose,
    initial: S,
) : ScreenModel<S>(hub, initial) {
    private var use: Job? = null
    private var inFront = false

    /** Goes on for as long as the camera is open. */
    protected abstract suspend fun look(session: CameraSession)

    /** The screen is in front, perhaps after a way through the system's settings. */
    public fun begin() {
        inFront = true
        if (camera.allowed) lens { it.copy(access = Access.ALLOWED) }
        if (!camera.allowed || use?.isActive == true) return
        use = act {
            camera.use(purpose) { session ->
                try {
                    lens { it.copy(open = true) }
                    look(session)
                } finally {
                    lens { it.copy(open = false) }
                }
            }
        }
    }

    /** It is no longer looked through. */
    public fun end() {
        inFront = false
        use?.cancel()
    }

    /** The client was asked. */
    public fun answered(allowed: Boolean) {
        if (!allowed) {
            lens { it.copy(access = Access.REFUSED) }
        } else if (inFront) {
            begin()
        }
    }

    private fun lens(to: (Lens) -> Lens) = change { it.with(to(it.lens)) }
}
