### What an intent did, and what undo takes back: `stipple undo`, the undo bar of every screen.

## What was changed, as undo names it.

change-course-started = the start of the course
change-course-changed = a change to the course
change-consultation = the consultation
change-course-completed = that the course is complete
change-course-reopened = that the course goes on
change-sheet = the change of sheet
change-session-done = a session logged as done
change-session-planned = a planned session
change-session-changed = a change to a session
change-session-removed = the removal of a session
change-session-noted = notes on a session
change-skin = a skin check
change-skin-removed = the removal of a skin check
change-note = a note
change-settings = a setting
change-other = the last change

## What was done.

# $what (text): what was done again, "a planned session"
done-redone = Done again: { $what }
done-course-reopened = The course goes on.
done-consultation = Consultation kept.
# $session (number): its number, "2"
done-session-noted = Notes on session { $session } kept.
# $session (number): its number, "2"
# $when (text): when it ended, "Fri 15 May, 15:00"
done-session-confirmed = Session { $session } took place and ended { $when }.
# $title (text): the sheet's title, "Aftercare"
# $revision (number): its revision, "2"
done-sheet-accepted = From now on { $title }, revision { $revision }, holds.
done-settings = Kept.

## What cannot be done.

# $session (number): what was asked for, "1"
error-session-took-place = Session { $session } has taken place already. Remove it and log it again to change when.
# $session (number): what was asked for, "2"
error-not-unconfirmed = Session { $session } is not waiting to be confirmed.
# $session (number): what was asked for, "2"
error-note-nothing = Say what to keep about session { $session }.
error-nothing-to-redo = There is nothing to do again.
# $reason (text): what the sheet's reader says, "line 12: …"
error-sheet-text = This is no sheet that Stipple can follow: { $reason }
# $reason (text): what went wrong, "entry 3 does not fit"
error-archive = Nothing was imported: { $reason }
# $reason (text): what the disk or the database says, "the disk is full"
error-store = { $reason }

## A session's notes, a line each.

# $label (text): what it is about, "Pigment"
# $text (text): the client's own words, "6M3"
session-noted = { $label }: { $text }
session-note-shade = Shade
session-note-same = As last time
session-note-density = Density
session-note-hairline = Hairline
session-note-zones = Treated

## Readiness: what a rule before a session says, and a touch-up.

# $when (text): when it begins, "Fri 15 May, 10:00"
ready-title-touch-up = Ready for the touch-up, { $when }
# $activities (text): labels, "alcohol and caffeine"
ready-rule-no = no: { $activities }
# $activities (text): labels, "alcohol and caffeine"
ready-rule-ask = ask your studio: { $activities }
# $activities (text): labels, "wash"
# $conditions (text): the conditions, "unscented"
ready-rule-if = only if { $conditions }: { $activities }
# $activities (text): labels, "wash"
ready-rule-yes = allowed: { $activities }

## The sheet in words.

# $activities (text): labels, "rinse and shower"
# $verdict (text): a verdict in a word, "not yet"
sheet-rule = { $activities }: { $verdict }
sheet-nothing = nothing said
# $length (text): a length, "48 hours"
# $states (text): states, "flaking or scabs"
sheet-hold = for { $length } after each report of: { $states }
# $bound (text): a bound, "4 weeks"
sheet-after = the end of { $bound }
