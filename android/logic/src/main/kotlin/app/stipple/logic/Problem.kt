/**
 * Why something was not done: one kind for each thing that a client would do about it, with the words for them.
 *
 * Not for: what went wrong inside the core.
 */
package app.stipple.logic

/** Why something was not done. Nothing was changed. */
public sealed interface Problem {
    /** For the client, in their language. */
    public val told: String

    /** There is no course: start one. */
    public data class NoCourse(override val told: String) : Problem

    /** A course is under way, or complete: finish it, or reopen it, first. */
    public data class CourseInTheWay(override val told: String) : Problem

    /** Something that was given does not fit: correct it. */
    public data class BadInput(override val told: String) : Problem

    /** Nobody knows the activity: choose another. */
    public data class UnknownActivity(override val told: String) : Problem

    /** The sheet, the archive or the file cannot be used: choose another. */
    public data class FileRefused(override val told: String) : Problem

    /** There is nothing to take back. */
    public data class NothingToTakeBack(override val told: String) : Problem

    /** A newer version wrote the data: update the app. */
    public data class UpdateNeeded(override val told: String) : Problem

    /** No room is left: free some space. */
    public data class DiskFull(override val told: String) : Problem

    /** Something else holds the data: try again in a moment. */
    public data class Busy(override val told: String) : Problem

    /** The server was not reached: everything else works, and it is asked again later. */
    public data class Offline(override val told: String) : Problem

    /** This device is in no account: join one, or make one. */
    public data class NoAccount(override val told: String) : Problem

    /** The server would not have it: the words say why. */
    public data class ServerRefused(override val told: String) : Problem

    /** The device is locked: unlock it and try again. */
    public data class DeviceLocked(override val told: String) : Problem

    /** Photos do not open, or are damaged: bring an export in. */
    public data class PhotosUnreadable(override val told: String) : Problem

    /** Two photos cannot be lined up: choose others. */
    public data class CannotCompare(override val told: String) : Problem

    /** The camera does not open, or gave no photo: try again. */
    public data class CameraFailed(override val told: String) : Problem

    /** It was stopped. */
    public data class Stopped(override val told: String) : Problem

    /** Anything else: worth a report to developers. */
    public data class Unexpected(override val told: String) : Problem
}

/** How the core's refusals travel. */
public class StippleFailure(public val problem: Problem, cause: Throwable? = null) : Exception(problem.told, cause)
