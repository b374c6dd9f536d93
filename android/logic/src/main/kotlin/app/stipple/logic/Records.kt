/**
 * What the core says, as this app's own records: what a screen is drawn from, and nothing that was generated.
 *
 * Words are ready to be drawn; moments are instants, for what counts down. Not for: making them (`Mapping`), or what a
 * screen is in the middle of (`…Screen`).
 */
package app.stipple.logic

import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime

/** What is said of an activity. */
public enum class Verdict { NO, YES_IF, ASK, YES }

/** An activity, to be asked about by its id. */
public data class Activity(val id: String, val label: String)

/** Where a sentence comes from: the studio's words, where they stand, and why it is not in its own words. */
public data class Reasons(val quote: String? = null, val source: String? = null, val inferred: String? = null)

/** A duty or what is normal to see. */
public data class Statement(val text: String, val reasons: Reasons = Reasons())

/** A warning sign. */
public data class Sign(val text: String, val say: String? = null)

/** Activities that share a verdict and what is said of when it changes. */
public data class Row(
    val activities: List<Activity>,
    val lines: List<String> = emptyList(),
    val deadline: Instant? = null,
)

/** Rows that share a verdict. */
public data class Section(val verdict: Verdict, val title: String, val rows: List<Row>)

/** "Did session 2 take place?" */
public data class Unconfirmed(val session: Int, val question: String, val note: String)

/** The session that comes next. */
public data class NextSession(
    val text: String,
    val earliest: LocalDate? = null,
    val warning: String? = null,
)

/** The board: what may be done now. */
public data class Today(
    val headline: String,
    val beside: String,
    val sections: List<Section> = emptyList(),
    val duties: List<Statement> = emptyList(),
    val expect: List<Statement> = emptyList(),
    val signs: List<Sign> = emptyList(),
    val next: List<String> = emptyList(),
    val nextSession: NextSession? = null,
    val unconfirmed: Unconfirmed? = null,
    val sessionsLogged: Boolean = false,
    /** Days since the current session; none before the first. */
    val day: Int? = null,
    /** When something changes, nearest first. */
    val changes: List<Instant> = emptyList(),
)

/** One answer and its reasons. */
public data class Answer(
    val activity: Activity,
    val verdict: Verdict,
    val headline: String,
    val lines: List<String> = emptyList(),
    val reasonLines: List<String> = emptyList(),
    val deadline: Instant? = null,
)

/** Whether activities are allowed on some days, and which session dates still fit. */
public data class Holiday(val title: String, val lines: List<String>)

/** A session of the course. */
public data class Session(
    val number: Int,
    val text: String,
    val starts: Instant,
    val ends: Instant = starts,
    val lines: List<String> = emptyList(),
    val done: Boolean = false,
    val unconfirmed: Boolean = false,
    val isFinal: Boolean = false,
    val touchUp: Boolean = false,
)

/** From when a bar has which verdict. */
public data class Segment(val from: Instant, val verdict: Verdict)

/** One activity over time. */
public data class Bar(val activity: Activity, val segments: List<Segment>)

/** The whole course. */
public data class Course(
    val headline: String,
    val sessions: List<Session> = emptyList(),
    val nextSession: NextSession? = null,
    val consultation: String? = null,
    val touchUp: String? = null,
    val lines: List<String> = emptyList(),
    val bars: List<Bar> = emptyList(),
    /** The client said that nothing more is to come. */
    val complete: Boolean = false,
    val ready: Ready? = null,
)

/** Something to leave or to do before a session. */
public data class ReadyItem(val text: String, val lines: List<String> = emptyList())

/** Readiness for the next session, or that none is planned. */
public data class Ready(
    val title: String,
    val items: List<ReadyItem> = emptyList(),
    val lines: List<String> = emptyList(),
    /** What would keep it from going ahead. */
    val stops: List<Statement> = emptyList(),
    val agenda: List<String> = emptyList(),
    val bring: List<String> = emptyList(),
)

/** Lighter or darker than last time. */
public enum class Shade { LIGHTER, SAME, DARKER }

/** What a client notes about a session; what is empty is not said. */
public data class SessionNotes(
    val pigment: String = "",
    val technician: String = "",
    val shade: Shade? = null,
    val text: String = "",
)

/** A photo, named by its id: pixels are written to a file when they are to be shown. */
public data class Photo(
    val id: String,
    val angle: String,
    val angleLabel: String,
    val text: String,
    val lines: List<String> = emptyList(),
    /** Of several of one moment, one stands for all. */
    val stands: Boolean = true,
    /** What the client wrote beside it, and what they saw in it. */
    val note: String = "",
    val tags: List<String> = emptyList(),
)

/** Two photos that belong side by side. */
public data class PhotoPair(val first: String, val second: String, val text: String)

/** Lines under a title. */
public data class Lines(val title: String, val lines: List<String>)

/** Every photo, what lies in the bin, what is due and what belongs side by side. */
public data class Photos(
    val photos: List<Photo> = emptyList(),
    val bin: List<Photo> = emptyList(),
    val none: String? = null,
    val shots: List<Lines> = emptyList(),
    val pairs: List<PhotoPair> = emptyList(),
    /** Angles of which one is due now. */
    val due: List<Angle> = emptyList(),
)

/** A photo that was just brought in. [isNew] is false where the same file was there already. */
public data class TakenPhoto(val id: String, val isNew: Boolean, val done: Done)

/** How large a photo is wanted. */
public enum class PhotoSize { GRID, VIEW }

/** One statement of a sheet. */
public data class SheetStatement(val lines: List<String>, val reasons: Reasons = Reasons())

/** A part of a sheet. */
public data class SheetPart(val title: String, val statements: List<SheetStatement>)

/** A studio's sheet. */
public data class Sheet(
    val title: String,
    val studio: String?,
    val revision: Int,
    val inferred: Int,
    val parts: List<SheetPart>,
)

/** A sheet that comes with the app, and its whole text. */
public data class BuiltInSheet(val title: String, val studio: String?, val revision: Int, val text: String)

/** What would change under another sheet. */
public data class SheetChanges(val title: String, val beside: String, val same: String?, val parts: List<Lines>)

/** A reminder to hand to the system. */
public data class Reminder(val id: String, val at: Instant, val title: String, val body: String)

/** When no reminder may sound. */
public data class QuietHours(val from: LocalTime, val until: LocalTime)

/** What a client set; what nobody set is null. */
public data class Settings(
    val quiet: QuietHours? = null,
    val discreet: Boolean? = null,
)

/** What a change did, and what to know about it. */
public data class Done(
    val lines: List<String> = emptyList(),
    val warnings: List<String> = emptyList(),
    val session: Int? = null,
)

/** What was met at opening that the client has to know. */
public data class OpeningNote(val text: String)
