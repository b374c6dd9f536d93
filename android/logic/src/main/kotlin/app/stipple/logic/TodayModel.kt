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
            state.value.answer?.let { askAgain(it.activity) }
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

    /** What was answered before may not be true any more. */
    private suspend fun askAgain(activity: Activity) {
        val answer = try {
            stipple.can(activity.id)
        } catch (failure: StippleFailure) {
            closeAnswer()
            throw failure
        }
        change { if (it.answer?.activity?.id == activity.id) it.copy(answer = answer) else it }
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
