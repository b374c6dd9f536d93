/** The camera of this build. Not for: a device without one; there it does not open, and says so. */
package app.stipple

import android.content.Context

internal fun boundCamera(context: Context): DeviceCamera? = CameraXCamera(context)
