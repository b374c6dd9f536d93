/**
 * The Course screen: consultation, sessions, the timeline, and the form that is open: a session that is being logged, planned,
 * moved or noted, or the consultation.
 *
 * Not for: whether a date suits (the core warns).
 */
package app.stipple.logic

import java.time.Instant
import java.time.LocalTime
import java.time.ZoneId

/** What the Course screen shows. */
public data class CourseScreen(
    val course: Course? = null,
    /** Now, as the timeline marks it. */
    val now: Instant? = null,
    val draft: SessionDraft? = null,
    /** The session that is to be deleted, once the client says so. */
    val deleting: Session? = null,
    override val problem: Problem? = null,
) : Screen<CourseScreen> {
    override fun with(problem: Problem?): CourseScreen = copy(problem = problem)
}

/** Holds it. */
public class CourseModel(
    hub: Hub,
    private val zone: () -> ZoneId,
    /** A session was logged: from now on there is something to be reminded of. */
    private val logged: () -> Unit = {},
) : ScreenModel<CourseScreen>(hub, CourseScreen(draft = SessionDraft.of(hub.drafts.read(DRAFT)))) {
    init {
        start()
    }

    override suspend fun load() {
        if (!stipple.hasCourse()) return change { it.copy(course = null) }
        val (course, now) = stipple.course() to stipple.now()
        change { it.copy(course = course, now = now) }
    }

    /** Begins to log a session as done: ended now, until the client says otherwise. */
    public fun beginLog(confirming: Session? = null) {
        act {
            val now = stipple.now()
            // A planned session may still be going on.
            val end = minOf(confirming?.ends ?: now, now).atZone(zone())
            draft(SessionDraft(SessionDraft.Intent.LOG, end.toLocalDate(), end.toLocalTime().withSecond(0).withNano(0), confirming?.number))
        }
    }

    /** Begins to plan the next session, on the first day that suits. */
    public fun beginPlan() {
        act {
            val next = state.value.course?.nextSession
            val day = next?.earliest ?: stipple.now().atZone(zone()).toLocalDate().plusDays(1)
            draft(SessionDraft(SessionDraft.Intent.PLAN, day, MORNING))
        }
    }

    public fun beginMove(session: Session) {
        val starts = session.starts.atZone(zone())
        draft(SessionDraft(SessionDraft.Intent.MOVE, starts.toLocalDate(), starts.toLocalTime(), session.number))
    }

    /** Begins to note something on a session that took place; what is said of it already stays. */
    public fun beginNote(session: Session) {
        val starts = session.starts.atZone(zone())
        draft(SessionDraft(SessionDraft.Intent.NOTE, starts.toLocalDate(), starts.toLocalTime(), session.number))
    }

    /** Begins to keep when the consultation was, or is to be. */
    public fun beginConsultation() {
        act {
            val now = stipple.now().atZone(zone())
            draft(SessionDraft(SessionDraft.Intent.CONSULT, now.toLocalDate(), now.toLocalTime().withSecond(0).withNano(0)))
        }
    }

    public fun draft(draft: SessionDraft?) {
        change { it.copy(draft = draft, problem = null) }
        hub.drafts.write(DRAFT, draft?.kept().orEmpty())
    }

    /** Keeps what the draft says; refused, it stays as it is. */
    public fun keep() {
        val draft = state.value.draft ?: return
        alter {
            val at = draft.date.atTime(draft.time).atZone(zone()).toInstant()
            val done = when (draft.intent) {
                SessionDraft.Intent.LOG -> stipple.logSession(logOf(draft, at))
                SessionDraft.Intent.PLAN -> stipple.planSession(at, draft.isFinal, draft.touchUp)
                SessionDraft.Intent.MOVE -> stipple.moveSession(checkNotNull(draft.number), at)
                SessionDraft.Intent.NOTE -> stipple.noteSession(checkNotNull(draft.number), draft.notes)
                SessionDraft.Intent.CONSULT -> stipple.logConsultation(at, draft.notes.text)
            }
            draft(null)
            if (draft.intent == SessionDraft.Intent.LOG) logged()
            done
        }
    }

    private fun logOf(draft: SessionDraft, at: Instant) = SessionLog(
        ended = at,
        notes = draft.notes,
        isFinal = draft.isFinal,
        touchUp = draft.touchUp,
        replace = draft.number,
    )

    public fun markFinal(session: Session, isFinal: Boolean) {
        alter { stipple.markFinal(session.number, isFinal) }
    }

    /** Nothing more is to come; or it goes on after all. */
    public fun finish(finished: Boolean) {
        alter { if (finished) stipple.finishCourse() else stipple.reopenCourse() }
    }

    public fun askToDelete(session: Session?): Unit = change { it.copy(deleting = session) }

    public fun delete() {
        val session = state.value.deleting ?: return
        askToDelete(null)
        alter { stipple.removeSession(session.number) }
    }

    private companion object {
        const val DRAFT = "session"
        val MORNING: LocalTime = LocalTime.of(10, 0)
    }
}
