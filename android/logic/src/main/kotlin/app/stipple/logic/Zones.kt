/** A device's zone as the core takes it. Not for: days; the core counts them. */
package app.stipple.logic

import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset

/**
 * The zone of the IANA database for a device's zone. A few devices are set to an offset alone, which has no summer time:
 * whole hours have names of their own (with the sign turned round), the rest becomes UTC.
 */
public fun ianaZone(zone: ZoneId): ZoneId {
    if ('/' in zone.id || zone.id == "UTC") return zone
    val offset = zone.rules.getOffset(Instant.EPOCH).takeIf { zone.rules.isFixedOffset } ?: return zone
    if (offset == ZoneOffset.UTC || offset.totalSeconds % 3600 != 0) return ZoneId.of("UTC")
    val hours = offset.totalSeconds / 3600
    return if (hours > 0) ZoneId.of("Etc/GMT-$hours") else ZoneId.of("Etc/GMT+${-hours}")
}
