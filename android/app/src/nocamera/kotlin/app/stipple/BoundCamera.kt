/** A build without a camera: no door to it is shown. Not for: what people build; `camerax` is. */
package app.stipple

import android.content.Context

@Suppress("UNUSED_PARAMETER", "FunctionOnlyReturningConstant") // As the other source set has it.
internal fun boundCamera(context: Context): DeviceCamera? = null
