/** The system's services, which are always there. Not for: those that may be missing. */
package app.stipple

import android.content.Context
import androidx.core.content.ContextCompat

internal inline fun <reified T : Any> Context.service(): T =
    checkNotNull(ContextCompat.getSystemService(this, T::class.java)) { "no ${T::class.java.simpleName}" }
