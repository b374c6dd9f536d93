### The board: the Today screen, `stipple today`, the widget. What is closed comes first, by when it opens.

## Headline: where in the course the client stands.

headline-no-course = No course yet
headline-before-first = Before the first session
# $planned (number): sessions of the course, "3"
headline-before-first-of = { $planned ->
    [one] Before the only session
   *[other] Before the first of { $planned } sessions
}
# $session (number): its number, "2"
# $when (text): when it begins, "10:00"
headline-session-today = Session { $session } today, { $when }
# $session (number): its number, "2"
headline-during-session = Session { $session } is under way
# $when (text): when it begins, "10:00"
headline-touch-up-today = Touch-up today, { $when }
headline-during-touch-up = The touch-up is under way
# The day of a session, after it.
# $session (number): its number, "1"
headline-day-zero = The day of session { $session }
# $session (number): its number, "1"
# $planned (number): sessions of the course, "3"
headline-day-zero-of = The day of session { $session } of { $planned }
# $day (number): the day, counted from 0, "4"
# $session (number): the current session, "1"
headline-day = Day { $day } after session { $session }
# For a session beyond those planned, `headline-day` is said.
# $day (number): the day, counted from 0, "4"
# $session (number): the current session, "1"
# $planned (number): sessions of the course, "3"
headline-day-of = Day { $day } after session { $session } of { $planned }
# $day (number): the day, counted from 0, "4"
headline-day-final = Day { $day } after the final session
headline-day-zero-final = The day of the final session
# $day (number): the day, counted from 0, "4"
headline-day-touch-up = Day { $day } after the touch-up
headline-day-zero-touch-up = The day of the touch-up
headline-complete = Course complete
# Beside the headline.
# $studio (text): the studio, "Scalp Envy"
# $when (text): now, "Tue 5 May, 09:00"
headline-beside = { $studio } · { $when }
# The widget, and the app's name for a board asked about another moment.
# $when (text): that moment, "Thu 7 May"
headline-asked-about = As of { $when }

## A planned session that nobody confirmed.

# $session (number): its number, "2"
# $when (text): when it was to begin, "Fri 15 May, 10:00"
unconfirmed-question = Did session { $session } take place? It was planned for { $when }.
# $when (text): when it was to begin, "Fri 15 May, 10:00"
unconfirmed-question-touch-up = Did the touch-up take place? It was planned for { $when }.
unconfirmed-note = Until you say, the stricter of the two answers counts.
unconfirmed-took-place = It took place
unconfirmed-did-not = It did not
unconfirmed-moved = It was moved

## Sections.

board-no = Not yet
board-yes-if = Yes, if
board-yes = Yes
board-ask = Ask your studio
board-today = Today
board-next = Next
board-expect = What your studio calls normal now
board-signs = When to turn to someone
board-skin = Skin check
# Nothing is closed.
board-all-open = Nothing is closed.
# A sheet that names no activity that this client asks about.
board-nothing = This sheet names no activities.

## When a row changes.

# $when (text): when it opens, "Thu 7 May"
row-from = from { $when }
# It opens with conditions.
# $when (text): when, "Thu 7 May"
# $conditions (text): the conditions, "rinse only"
row-from-if = from { $when }, if: { $conditions }
# A no that turns into ask.
# $when (text): when, "Thu 7 May"
row-until-then-ask = until { $when }, then ask your studio
# It may still move: a session to come decides.
# $when (text): when, "Thu 7 May"
row-from-provisional = from { $when }, if all goes as planned
# Yes or yes, if, but not for long.
# $when (text): when it closes, "Fri 15 May, 10:00"
row-closes = until { $when }
# Yes, if: from when on without conditions.
# $when (text): when, "Mon 11 May"
row-clear = without conditions from { $when }
# No or ask, and the sheet gives no end.
row-unstated = your studio gave no end
row-open = no end in the sheet
# It waits for what the client sees on the skin.
# $condition (text): a condition of a state, "once scabs are gone"
row-state = { $condition }
# $length (text): a length, "30 days"
row-after-final = { $length } after the final session
row-after-final-open = after the final session
# $when (text): when, "Mon 1 Jun"
# $session (number): the last session that took place, "1"
row-if-last-was-final = { $when } at the earliest, had session { $session } been the last
# $when (text): when, "Fri 24 Jul"
# $session (number): the last session planned, "3"
# $date (text): its date, "Wed 24 Jun"
row-if-planned = { $when }, if session { $session } on { $date } is the last

## Lines below the sections.

# A duty that is due.
# $task (text): the sheet's words, "Sun cream, SPF 30 or higher"
# $every (text): how often, "whenever outdoors"
duty-line = { $task }, { $every }
# $until (text): its last day, "Wed 6 May"
duty-until = until { $until }
# $condition (text): a condition of a state, "once it is healed"
duty-until-state = ends { $condition }
board-no-duties = Nothing to do today.
# What opens next, where each activity has a verb.
# $when (text): when, "Thu 7 May"
# $activities (text): verbs, "rinse, moisturise and shave"
next-may = { $when }: you may { $activities }
# The same with conditions.
# $when (text): when, "Thu 7 May"
# $activities (text): verbs, "rinse and shave"
# $conditions (text): the conditions, "rinse only"
next-may-if = { $when }: you may { $activities }, under conditions: { $conditions }
# What opens next, where a sheet's own activity has only a label.
# $when (text): when, "Thu 7 May"
# $activities (text): labels, "Cold plunge and gym"
next-opens = from { $when }: { $activities }
# $when (text): when, "Thu 14 May"
# $activities (text): labels, "alcohol and caffeine"
next-closes = from { $when } no longer: { $activities }
# $day (number): the day of the photo, "6"
next-photo = photo of day { $day }
next-photo-healed = photo of the healed result
next-nothing = Nothing changes in the days to come.
# $session (number): its number, "2"
# $window (text): first to last day that suits, "15 to 22 May"
next-session-unplanned = session { $session }: { $window }, not planned yet
# $session (number): its number, "2"
# $when (text): when it is planned, "Fri 15 May, 10:00"
next-session-planned = session { $session }: { $when }
# $session (number): its number, "2"
# $date (text): the first day that suits, "15 May"
next-session-from = session { $session }: from { $date }, not planned yet
# $session (number): its number, "2"
next-session-any = session { $session }: not planned yet
# $window (text): first to last year that suits, "May 2028 to May 2031"
next-touch-up = touch-up: { $window }

## What is normal, and warning signs.

# $say (text): the studio's words, "It may look dark for the first days."
expect-line = { $say }
# $signs (text): what was seen, "Pus or heat"
# $who (text): whom to turn to, "Call your studio."
sign-line = { $signs }: { $who }
# The client reported a warning sign.
# $signs (text): what was seen, "Pus"
sign-reported = You reported: { $signs }.
# Where the sheet names no sign for what worries the client.
sign-none = Something looks wrong? Your studio's sheet does not cover everything: call them.
