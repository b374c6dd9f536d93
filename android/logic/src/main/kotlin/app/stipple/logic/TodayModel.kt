/** The Today screen: the board, a tapped activity, a session nobody confirmed. Not for: asking about another day (`AskModel`). */
package app.stipple.logic

/** What the Today screen shows. */
public data class TodayScreen(
    val today: Today? = null,
    /** False until a sheet was chosen; null while that is not known. */
    val hasCourse: Boolean? = null,
    val answer: Answer? = null,
    /** Angles of which a photo is due now; none where there is no camera to take it with. */
    val photosDue: List<Angle> = emptyList(),
    override val problem: Problem? = null,
) : Screen<TodayScreen> {
    override fun with(problem: Problem?): TodayScreen = copy(problem = problem)
}

/** Holds it. */
public class TodayModel(hub: Hub, private val hasCamera: Boolean = false) : ScreenModel<TodayScreen>(hub, TodayScreen()) {
    init {
        start()
    }

    override suspend fun load() {
        // One call for the board; whether there is a course shows in its refusal.
        try {
            val today = stipple.today()
            change { it.copy(today = today, hasCourse = true) }
            if (hasCamera) {
                val due = stipple.photosDue()
                change { it.copy(photosDue = due) }
            }
        } catch (failure: StippleFailure) {
            if (failure.problem !is Problem.NoCourse) throw failure
            change { it.copy(today = null, hasCourse = false, answer = null, photosDue = emptyList()) }
        }
    }

    public fun ask(activity: Activity) {
        act {
            val answer = stipple.can(activity.id)
            change { it.copy(answer = answer) }
        }
    }

    public fun closeAnswer(): Unit = change { it.copy(answer = null) }

    /** The planned session took place, as planned; one that is still going on has ended now. */
    public fun confirm(unconfirmed: Unconfirmed) {
        alter {
            val session = stipple.course().sessions.single { it.number == unconfirmed.session }
            stipple.logSession(SessionLog(ended = minOf(session.ends, stipple.now()), replace = session.number))
        }
    }

    public fun didNotTakePlace(unconfirmed: Unconfirmed) {
        alter { stipple.removeSession(unconfirmed.session) }
    }
}
