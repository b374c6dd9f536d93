/**
 * The one door to the core, as the screens know it: suspends, speaks this app's records, throws [StippleFailure].
 *
 * Not for: how it is reached (`CoreStipple`).
 */
package app.stipple.logic

import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId

/** What a screen can ask and do. Each call is one call of the core's; none runs on the thread that draws. */
public interface Stipple {
    public suspend fun hasCourse(): Boolean
    public suspend fun today(at: Instant? = null): Today
    public suspend fun can(activity: String, at: Instant? = null): Answer
    public suspend fun whenAllowed(activity: String): List<String>
    public suspend fun holiday(activities: List<String>, first: LocalDate, last: LocalDate): Holiday
    public suspend fun search(text: String): List<Activity>
    public suspend fun course(): Course
    public suspend fun skin(): Skin
    public suspend fun sheet(): Sheet
    public suspend fun showSheet(text: String): Sheet

    /** What a studio's code says is right; throws where it is no such code. Nothing is fetched. */
    public suspend fun readSheetCode(text: String)

    /** Fetches the sheet that a studio's code names, and looks at it. Nothing is kept. */
    public suspend fun fetchSheet(code: String): OfferedSheet

    /** What would change under a sheet, and whose it is. Nothing is kept. */
    public suspend fun lookAtSheet(offer: SheetOffer): OfferedSheet
    public suspend fun builtInSheets(): List<BuiltInSheet>
    public suspend fun reminders(most: Int, discreet: Boolean? = null): List<Reminder>
    public suspend fun settings(): Settings
    public suspend fun photos(): Photos

    /** The angles of which a photo is due now. */
    public suspend fun photosDue(): List<Angle>

    public suspend fun startCourse(sheet: String, signed: SheetSignature? = null, otherKey: Boolean = false): Done

    /** Puts the course under a sheet that was looked at. [otherKey]: the client knows that another key than before signed it. */
    public suspend fun acceptSheet(offer: SheetOffer, otherKey: Boolean = false): Done
    public suspend fun logSession(log: SessionLog): Done
    public suspend fun planSession(starts: Instant, isFinal: Boolean, touchUp: Boolean): Done
    public suspend fun moveSession(number: Int, starts: Instant): Done
    public suspend fun markFinal(number: Int, isFinal: Boolean): Done
    public suspend fun removeSession(number: Int): Done

    /** Keeps notes on a session, field by field: what is empty stays as it was. */
    public suspend fun noteSession(number: Int, notes: SessionNotes): Done

    /** Keeps when the consultation was, or is to be, and what was said. */
    public suspend fun logConsultation(at: Instant, note: String): Done

    /** Nothing more is to come; or it goes on after all. */
    public suspend fun finishCourse(): Done
    public suspend fun reopenCourse(): Done
    public suspend fun reportSkin(seen: List<String>, gone: List<String>): Done
    public suspend fun changeSettings(settings: Settings): Done
    public suspend fun undo(): Done

    /** Brings photos in, and says a line for each file that has something to say. */
    public suspend fun addPhotos(paths: List<String>, angle: String): Done

    /** Brings in a photo that was just taken; throws where the file is none. */
    public suspend fun takePhoto(path: String, angle: String): TakenPhoto
    public suspend fun removePhoto(id: String): Done
    public suspend fun restorePhoto(id: String): Done

    /** Deletes what lay in the bin for its 30 days. */
    public suspend fun emptyBin()

    /** Writes a photo in clear; whoever shows it deletes the file after. */
    public suspend fun writePhoto(id: String, size: PhotoSize, path: String)

    /** Writes the last photo of an angle as a veil over a camera's picture of that size. */
    public suspend fun ghost(angle: String, width: Int, height: Int, path: String)

    /** Writes two photos lined up, side by side. */
    public suspend fun compare(first: String, second: String, path: String)

    /** Writes the photos of an angle, lined up and dated, one after the other, as a moving picture. Cancelled, it writes nothing. */
    public suspend fun lapse(angle: String, path: String, progress: (Progress) -> Unit = {}): TimeLapse

    /** Measures the photos of an angle, and draws one line. Cancelled, it writes nothing. */
    public suspend fun trend(angle: String, of: TrendOf, path: String, progress: (Progress) -> Unit = {}): Trend

    /** Writes everything that was entered, but no photo. */
    public suspend fun exportArchive(path: String): Done

    /** Writes everything, sealed photos too. */
    public suspend fun exportBundle(path: String): Done

    /** Writes what opens the photos of an export on another phone. */
    public suspend fun writeIdentity(path: String): Done

    /** Adds what an export holds, with photos or without; [identity] opens them where this phone has nothing that does. */
    public suspend fun importArchive(path: String, identity: String? = null): Done
    public suspend fun calendar(path: String): Done

    /** Writes a report for the client's studio, with one picture of each moment or without pictures. */
    public suspend fun report(path: String, withPhotos: Boolean): Done

    /** How this device stands with its account; nobody is asked. */
    public suspend fun account(): Account

    /** Makes an account, of which the server hears with the next sync. Its code is to be shown now. */
    public suspend fun createAccount(server: String, name: String): RecoveryCode

    /** Joins by a code, or by what another device's QR says, which names the server too. */
    public suspend fun joinAccount(code: String, server: String?, name: String): Account

    /** The code again. Whoever asks makes sure who wants to see it. */
    public suspend fun recoveryCode(): RecoveryCode

    /** The client has the code at hand: they are not asked for a year. */
    public suspend fun confirmCode(): Account

    /** Begins to change the code; the next sync seals everything anew under it. */
    public suspend fun changeCode(): RecoveryCode

    /** Leaves, or deletes the account for every device. What is here stays. */
    public suspend fun leaveAccount(forAll: Boolean): Account

    /** Brings this device and the server in step; [metered]: photos wait. Cancelled, it keeps what came, and returns once it has stopped. */
    public suspend fun sync(metered: Boolean, invitation: String? = null, progress: (Progress) -> Unit = {}): Synced
    public suspend fun devices(): List<AccountDevice>

    /** Shuts a device out, and lists those that are left. */
    public suspend fun revokeDevice(id: String): List<AccountDevice>

    /** Says that the client is in another zone, or that their device speaks other languages. */
    public suspend fun movedTo(zone: ZoneId, locales: List<String>)

    /** The present moment, as the core takes it. */
    public suspend fun now(): Instant
}

/** A session that took place. */
public data class SessionLog(
    /** When it ended; without it, now. */
    val ended: Instant? = null,
    val notes: SessionNotes = SessionNotes(),
    val isFinal: Boolean = false,
    val touchUp: Boolean = false,
    /** The unconfirmed session that this is. */
    val replace: Int? = null,
)
