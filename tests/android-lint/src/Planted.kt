/**
 * Mistakes that android/lint.sh must find: the comment at the end of a line names who is to find what there.
 *
 * Not for: compiling; nothing does.
 */
package app.stipple.planted

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.net.ConnectivityManager
import androidx.compose.runtime.Composable
import androidx.compose.runtime.mutableStateOf
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.launch
import java.io.File
import java.io.IOException
import java.time.* // ktlint: no-wildcard-imports
import java.util.Date // ktlint: no-unused-imports

private const val NEVER_READ = "" // detekt: UnusedPrivateProperty

class Planted(private val context: Context) {
    fun Shouted() = Unit // ktlint: function-naming
      fun elsewhere() = Unit // ktlint: indent

    fun metered(): Boolean = context.getSystemService(ConnectivityManager::class.java).isActiveNetworkMetered // lint: MissingPermission

    fun counted(of: Int): String = String.format("%d", of).toUpperCase() // lint: DefaultLocale

    fun deleted(file: File) {
        try {
            check(file.delete())
        } catch (refused: IOException) { // detekt: SwallowedException
            throw IllegalStateException("not deleted")
        }
    }

    fun forgotten(file: File) {
        GlobalScope.launch { file.delete() } // detekt: GlobalCoroutineUsage
    }

    fun tried(file: File): Boolean = try {
        file.delete()
    } catch (any: Exception) { // detekt: TooGenericExceptionCaught
        throw IOException(any)
    }

    fun rounded(size: Int): Int = size / 4096 // detekt: MagicNumber
}

class Heard : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) = Unit
}

@Composable
fun Counter() {
    val count = mutableStateOf(0) // lint: UnrememberedMutableState
    count.value += 1
}
