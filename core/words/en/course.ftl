### The course: `stipple course`, `session`, `skin`, `ready`, `undo`; the Course and Skin check screens.

## The course as it stands.

course-title = Course
course-none = No course yet. Start one with your studio's sheet.
# $studio (text): the studio, "Scalp Envy"
# $sheet (text): the sheet's title, "Aftercare"
# $revision (number): its revision, "1"
course-sheet = { $studio }: { $sheet }, revision { $revision }
# $count (number): sessions that are usual, "3"
course-sessions-usual = { $count ->
    [one] { $count } session is usual
   *[other] { $count } sessions are usual
}
# $usual (number): sessions that are usual, "3"
# $most (number): sessions at the most, "4"
course-sessions-usual-most = { $usual } sessions are usual, { $most } the most
# $gap (text): a length or a range, "14 to 21 days"
course-gap = { $gap } between sessions
# $hours (text): how long a session takes, "2 to 7 hours"
course-hours = A session takes { $hours }.
# $session (number): its number, "3"
# $when (text): when it ended or is to begin, "Wed 24 Jun"
course-final-known = The final session is session { $session }, { $when }.
course-final-unknown = Which session is the last is not settled yet.
# The final clock: when the last ban that hangs on the final session ends.
# $when (text): when, "Fri 24 Jul"
# $countdown (text): how long until then, "in 12 d 3 h"
course-final-clock = The last wait after the final session ends { $when }, { $countdown }.
# $when (text): when it ended, "Fri 24 Jul"
course-final-clock-over = The last wait after the final session ended { $when }.
course-consultation = Consultation
# $when (text): since when, "Fri 1 May"
course-started = Started { $when }
# $when (text): since when, "Fri 24 Jul"
course-complete = Complete since { $when }
# $attributes (text): what holds for this client, "long hair and dry scalp"
course-client = About you: { $attributes }
course-timeline = Timeline
# What a screen reader speaks for one bar of the timeline.
# $activity (text): its label, "rinse"
# $verdict (text): the verdict in a word, "not yet"
# $range (text): from when to when, "1 to 6 May"
course-timeline-bar = { $activity }: { $verdict }, { $range }

## Sessions.

# $session (number): its number, "2"
session-name = Session { $session }
# $session (number): its number, "2"
# $planned (number): sessions of the course, "3"
session-name-of = Session { $session } of { $planned }
session-name-touch-up = Touch-up
# $when (text): when it ended, "Fri 1 May, 17:30"
session-done = done, ended { $when }
# $when (text): when it begins, "Fri 15 May, 10:00"
session-planned = planned for { $when }
# $when (text): when it was to begin, "Fri 15 May, 10:00"
session-unconfirmed = was planned for { $when }, not confirmed
session-final = final
# As planned; nobody has said yet that it took place.
session-under-way = under way now, as planned
session-agenda = What happens
session-bring = What to bring
session-note = Notes
session-note-pigment = Pigment
session-note-technician = Technician
session-note-lighter = Lighter than last time
session-note-darker = Darker than last time
session-zone = Time zone
# Its days are counted in another zone than the one asked about.
# $zone (text): the session's zone, "Europe/London"
session-zone-of = Its days are counted in { $zone }.

## What a change did; each can be undone.

done-course-started = Course started.
done-course-finished = Course marked as complete.
# $session (number): its number, "1"
# $when (text): when it ended, "Fri 1 May, 17:30"
done-session-logged = Session { $session } logged, ended { $when }.
# $session (number): its number, "2"
# $when (text): when it begins, "Fri 15 May, 10:00"
done-session-planned = Session { $session } planned for { $when }.
# $session (number): its number, "2"
# $from (text): where it was, "Fri 15 May, 10:00"
# $to (text): where it is now, "Mon 18 May, 10:00"
done-session-moved = Session { $session } moved from { $from } to { $to }.
# $session (number): its number, "3"
done-session-final = Session { $session } marked as the final one.
# $session (number): its number, "3"
done-session-not-final = Session { $session } is no longer marked as the final one.
# $session (number): its number, "2"
done-session-removed = Session { $session } removed.
# $what (text): what was taken back, "Session 2 removed."
done-undone = Taken back: { $what }
done-skin-recorded = Skin check recorded.
done-skin-unchanged = Recorded. It changes nothing on the board.
done-exported = Exported.
# $count (number): entries read, "12"
done-imported = { $count ->
    [one] Imported { $count } entry.
   *[other] Imported { $count } entries.
}
# $count (number): events written, "5"
done-calendar = { $count ->
    [one] Calendar file with { $count } event written.
   *[other] Calendar file with { $count } events written.
}
done-deleted-all = Everything on this device was deleted.

## Spacing: a warning, never a refusal.

# $session (number): its number, "2"
# $window (text): first to last day that suits, "15 to 22 May"
spacing-window = Session { $session } fits from { $window }.
# $session (number): its number, "2"
# $date (text): the first day that suits, "Fri 15 May"
spacing-window-from = Session { $session } fits from { $date } on.
# $date (text): the planned date, "Sun 10 May"
# $gap (text): the sheet's smallest gap, "14 days"
# $first (text): the first day that suits, "Fri 15 May"
spacing-too-early = { $date } is earlier than your sheet's { $gap }: it fits from { $first }. Your studio decides.
# $date (text): the planned date, "Sun 31 May"
# $gap (text): the sheet's largest gap, "21 days"
# $last (text): the last day that suits, "Fri 22 May"
spacing-too-late = { $date } is later than your sheet's { $gap }: the last day would be { $last }. Your studio decides.
# More sessions than the sheet knows.
# $most (number): sessions at the most, "4"
spacing-too-many = { $most ->
    [one] Your sheet speaks of { $most } session at the most.
   *[other] Your sheet speaks of { $most } sessions at the most.
}
# Logging a session within 3 days of an unconfirmed one.
# $session (number): the unconfirmed one, "2"
# $when (text): when it was planned, "Fri 15 May, 10:00"
replace-offer = Session { $session } was planned for { $when }. Is this that session?
replace-yes = Yes, it is that one
replace-no = No, another one

## Readiness for the next session.

# $session (number): its number, "2"
# $when (text): when it begins, "Fri 15 May, 10:00"
ready-title = Ready for session { $session }, { $when }
# $session (number): its number, "2"
ready-title-unplanned = Ready for session { $session }
ready-avoid = Avoid before it
ready-do = Do before it
ready-stops = What would keep it from going ahead
ready-bring = Bring
ready-agenda = What happens
# $when (text): since or from when, "Thu 14 May, 21:00"
ready-from = from { $when }
ready-now = now
# Below the list of what would keep it from going ahead.
ready-stop-question = If one of these holds, call your studio before you go.
# The client reported it in a skin check.
# $reason (text): the sheet's words, "sunburn"
ready-stop-holds = You reported { $reason }: call your studio before you go.
ready-nothing = The sheet asks for nothing before it.
ready-no-session = No session is planned.

## Touch-up.

# $window (text): first to last day that suits, "May 2028 to May 2031"
touch-up-window = Touch-up: { $window }
# $range (text): a length or a range, "2 to 5 years"
touch-up-usual = A touch-up is usual { $range } after the final session.
touch-up-unknown = The touch-up window begins with the final session.

## Skin check.

skin-title = Skin check
skin-question = What do you see?
skin-seen = there
skin-gone = gone
skin-unsaid = not said
# What a screen reader speaks for a toggle.
# $state (text): the state's label, "scabs"
# $answer (text): what the client says, "gone"
skin-toggle = { $state }: { $answer }
# $activities (text): labels, "razor and foil shaver"
skin-unlocked = This unlocked: { $activities }
# $activities (text): labels, "foil shaver"
# $until (text): when the hold ends, "Sat 9 May, 08:00"
skin-held = On hold until { $until }: { $activities }
# $activities (text): labels, "clippers"
skin-closed = Now closed: { $activities }
# $activities (text): labels, "clippers"
skin-now-ask = Now ask your studio about: { $activities }
# $first (text): the first day on which it counts, "Fri 8 May"
skin-too-early = Healed counts from { $first } on; until then the day decides.
# $when (text): when it was made, "Wed 6 May, 08:00"
# $what (text): what was said, "scabs seen, weeping stopped"
skin-last = Last skin check { $when }: { $what }
skin-never = No skin check since the session.
skin-none = No skin check yet.
