/**
 * Who holds the phone: asked of the system, with a fingerprint, a face or the device's own code.
 *
 * The framework's own prompt: the library's wants fragments. Not for: when it is asked (`MainActivity`).
 */
package app.stipple

import android.app.Activity
import android.app.KeyguardManager
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.CancellationSignal

interface AppLock {
    /** Whether the device has a code at all. */
    fun possible(activity: Activity): Boolean

    /** Asks; [onYes] only where it was the client. */
    fun ask(activity: Activity, onYes: () -> Unit)

    /** It was the client, as the keyguard's own answer says. */
    fun answered() {}
}

class SystemLock : AppLock {
    private var waiting: (() -> Unit)? = null

    override fun answered() {
        waiting?.invoke()
        waiting = null
    }

    override fun possible(activity: Activity): Boolean =
        activity.service<KeyguardManager>().isDeviceSecure

    override fun ask(activity: Activity, onYes: () -> Unit) {
        // A code that was taken away since locks nobody out.
        if (!possible(activity)) return onYes()
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) prompt(activity, onYes) else askForCode(activity, onYes)
    }

    @Suppress("DEPRECATION") // What is newer is not on Android 10.
    private fun prompt(activity: Activity, onYes: () -> Unit) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) return
        val builder = BiometricPrompt.Builder(activity).setTitle(activity.getString(R.string.app_name))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val ways = BiometricManager.Authenticators.BIOMETRIC_WEAK or BiometricManager.Authenticators.DEVICE_CREDENTIAL
            builder.setAllowedAuthenticators(ways)
        } else {
            builder.setDeviceCredentialAllowed(true)
        }
        val answer = object : BiometricPrompt.AuthenticationCallback() {
            override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult?) = onYes()
        }
        builder.build().authenticate(CancellationSignal(), activity.mainExecutor, answer)
    }

    @Suppress("DEPRECATION") // Android 8 and 9 have nothing else; its answer is the activity's result.
    private fun askForCode(activity: Activity, onYes: () -> Unit) {
        waiting = onYes
        val intent = activity.service<KeyguardManager>().createConfirmDeviceCredentialIntent(null, null)
        activity.startActivityForResult(intent, CODE_ASKED)
    }

    companion object {
        const val CODE_ASKED = 7
    }
}
