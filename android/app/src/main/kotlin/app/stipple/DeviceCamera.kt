/**
 * The camera as this app binds one, with its picture for a screen, and how the phone is held, which is the framework's own to say.
 *
 * `boundCamera` stands in two source sets, of which a build compiles one: `camerax` (Gradle) and `nocamera` (Maven, which cannot
 * get CameraX). Not for: what is done with a photo or a code (`logic`).
 */
package app.stipple

import android.content.Context
import android.hardware.Sensor
import android.hardware.SensorEvent
import android.hardware.SensorEventListener
import android.hardware.SensorManager
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.stipple.logic.Camera
import app.stipple.logic.Tilt
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged

interface DeviceCamera : Camera {
    /** What is before the camera, while it is open. */
    @Composable
    fun Preview(modifier: Modifier)
}

/** How the phone is held, while somebody asks; nothing where it has no such sensor. */
internal fun Context.tilts(): Flow<Tilt> = callbackFlow {
    val sensors = service<SensorManager>()
    val listener = object : SensorEventListener {
        override fun onSensorChanged(event: SensorEvent) {
            val (x, y, z) = event.values
            Tilt.of(x, y, z)?.let(::trySend)
        }

        override fun onAccuracyChanged(sensor: Sensor, accuracy: Int) = Unit
    }
    // Not every phone works out gravity; what it feels altogether is the same while it is held still.
    val sensor = sensors.getDefaultSensor(Sensor.TYPE_GRAVITY) ?: sensors.getDefaultSensor(Sensor.TYPE_ACCELEROMETER)
    if (sensor != null) sensors.registerListener(listener, sensor, SensorManager.SENSOR_DELAY_UI)
    awaitClose { sensors.unregisterListener(listener) }
}.conflate().distinctUntilChanged()
