### One answer and its reason: `stipple can`, `when`, `clear`, the Can I …? screen, a tapped row.

## Asking.

answer-search = Can I …?
# Nothing fits what was typed.
# $text (text): what was typed, "skydive"
answer-search-none = Nothing called “{ $text }” is known. Ask your studio.
# A date other than now was picked.
# $when (text): the moment, "Sat 9 May, 12:00"
answer-asked-about = On { $when }
answer-as-planned = Sessions still to come are taken to go ahead as planned.

## The verdict.

# $activity (text): its label, "swim"
answer-yes = { $activity }: yes
# $activity (text): its label, "sun"
# $conditions (text): all conditions, "SPF 30 or higher"
answer-yes-if = { $activity }: yes, under conditions: { $conditions }
# $activity (text): its label, "swim"
answer-no = { $activity }: not yet
# The end is unknown or was not given.
# $activity (text): its label, "swim"
answer-no-end = { $activity }: no
# $activity (text): its label, "helmet"
answer-ask = { $activity }: ask your studio
answer-ask-silent = The sheet does not say. Ask your studio.
answer-ask-says = Your studio wants to be asked about this.
answer-before-course = Before the first session nothing speaks against it.

## Until when, and then what.

# $when (text): when, "Thu 7 May"
# $countdown (text): how long until then, "in 1 d 15 h"
answer-then-yes = Yes from { $when }, { $countdown }.
# $when (text): when, "Thu 7 May"
# $countdown (text): how long until then, "in 1 d 15 h"
# $conditions (text): all conditions, "rinse only"
answer-then-yes-if = From { $when }, { $countdown }, under conditions: { $conditions }.
# $when (text): when, "Thu 7 May"
# $countdown (text): how long until then, "in 1 d 15 h"
answer-then-ask = Not before { $when }, { $countdown }. After that the sheet does not say: ask your studio.
# It opens in steps, the last one being this.
# $when (text): when, "Mon 11 May"
answer-clear-later = Yes without conditions from { $when }.
# $when (text): when, "Fri 15 May, 10:00"
answer-closes = Only until { $when }.
# $when (text): when, "Fri 15 May, 10:00"
# $session (number): the session that closes it, "2"
answer-closes-session = Only until { $when }: session { $session } begins.
answer-unstated = Your studio gave no end for this.
answer-open = The sheet gives no end for this.

## What it waits for.

# $condition (text): a condition of a state, "once scabs are gone"
answer-waits = It opens { $condition }. Tell Stipple in a skin check.
# $state (text): the state's label, "scabs"
# $until (text): when the hold ends, "Sat 9 May, 08:00"
answer-held = On hold until { $until }, because of what you saw: { $state }.
# $usually (text): the days it usually takes, "8 to 11 May"
answer-usually = Your sheet's estimate: { $usually }.

## Provisional: the final session is not known yet.

answer-provisional = Which session is the last is not settled yet, so this may still change.

## Why.

# $session (number): the session counted from, "1"
answer-counted-session = Counted from the end of session { $session }.
answer-counted-final = Counted from the end of the final session.
# $session (number): the session counted back from, "2"
answer-counted-before = Counted back from the start of session { $session }.
answer-counted-always = It holds for the whole course.
# An implied no.
# $when (text): when, "Thu 7 May"
answer-implied = The sheet allows it from { $when }; until then it does not.
# The deciding rule is about something the activity involves.
# $activity (text): its label, "gym"
# $involved (text): the label of what decides, "heavy sweat"
answer-involved = { $activity } involves { $involved }, and that decides.
# No sheet rule names the activity itself.
answer-not-named = Your studio's sheet does not name this itself.
# $session (number): its number, "2"
# $when (text): when it was to begin, "Fri 15 May, 10:00"
answer-unconfirmed = Session { $session } was planned for { $when } and nobody has said that it took place. This is the stricter of the two answers.
# Asked in another zone than the session's.
# $zone (text): the session's zone, "Europe/London"
answer-two-zones = Your session's days are counted in { $zone } and where you are now; the stricter answer counts.
# $why (text): the reason that the sheet's editor gives, "the text names exercise, not the gym"
answer-inferred = Not in the sheet's own words: { $why }
# $quote (text): the studio's words, "After 5 days you may rinse."
answer-quote = In the studio's words: “{ $quote }”
# $source (text): where they stand, "Aftercare, second paragraph"
answer-source = Where: { $source }
# $instead (text): what is possible, "a damp cloth"
answer-instead = Instead: { $instead }
# $consequence (text): the studio's words, "Ink may be lost."
answer-consequence = Otherwise, says your studio: { $consequence }
# $sheet (text): the sheet's title, "Aftercare"
# $revision (number): its revision, "2"
answer-sheet = { $sheet }, revision { $revision }

## When can I …?

# $activity (text): its label, "rinse"
when-now = { $activity }: yes, now.
# $activity (text): its label, "rinse"
# $when (text): from then on without conditions, "Thu 7 May"
# $countdown (text): how long until then, "in 1 d 15 h"
when-yes = { $activity }: from { $when }, { $countdown }.
# $activity (text): its label, "shampoo"
# $when (text): from then on with conditions, "Thu 7 May"
# $clear (text): from then on without, "Mon 11 May"
when-both = { $activity }: with conditions from { $when }, without from { $clear }.
# $activity (text): its label, "sun"
# $when (text): from then on with conditions, "Thu 7 May"
when-yes-if = { $activity }: with conditions from { $when }. No moment without them is known.
# $activity (text): its label, "sun"
when-now-yes-if = { $activity }: now, with conditions. No moment without them is known.
# $activity (text): its label, "shampoo"
# $clear (text): from then on without conditions, "Mon 11 May"
when-now-both = { $activity }: now with conditions, without from { $clear }.
# $activity (text): its label, "helmet"
when-ask = { $activity }: the sheet does not say. Ask your studio.
# $activity (text): its label, "swim"
when-never = { $activity }: no moment is known yet.
# $activity (text): its label, "razor"
# $condition (text): a condition of a state, "once scabs are gone"
when-state = { $activity }: { $condition }.
when-note = Each moment holds for at least a day. Sessions are taken to go ahead as planned.

## The holiday planner: will I be clear?

planner-title = Before you go
# $range (text): the interval, "9 to 16 Jun"
# $activities (text): labels, "swim and sun"
planner-asked = { $range }: { $activities }
planner-clear = Everything is open on every day.
# $count (number): days on which something is closed, "3"
planner-not-clear = { $count ->
    [one] Something is closed on { $count } day.
   *[other] Something is closed on { $count } days.
}
planner-clear-if = Everything is open, with conditions.
planner-ask = The sheet does not say for all of it. Ask your studio.
# $activity (text): its label, "swim"
# $until (text): when it ends, "Fri 24 Jul"
planner-way-until = { $activity }: closed until { $until }.
# $activity (text): its label, "swim"
planner-way-open = { $activity }: closed, and no end is known.
# $activity (text): its label, "swim"
# $length (text): a length, "30 days"
planner-way-final = { $activity }: closed for { $length } after the final session.
# $activity (text): its label, "helmet"
planner-way-ask = { $activity }: the sheet does not say. Ask your studio.
# $session (number): its number, "3"
# $when (text): when it is planned, "Wed 10 Jun"
planner-way-session = Session { $session } is planned for { $when }.
# $activity (text): its label, "razor"
# $condition (text): a condition of a state, "once scabs are gone"
planner-way-state = { $activity }: { $condition }; no date can be given.

## Which session dates still fit?

fit-title = Latest dates that leave it all open
# $session (number): its number, "2"
# $when (text): the latest that fits, "Fri 15 May, 10:00"
fit-session = session { $session }: { $when } at the latest
# $session (number): its number, "3"
# $when (text): the latest that fits, "Fri 5 Jun, 10:00"
fit-session-final = session { $session }, the last: { $when } at the latest
fit-note = These are the latest dates, one sheet gap apart. Your studio decides.
fit-no-sessions-left = No sessions are left to plan.
fit-none = No dates fit before then.
fit-no-session = Which session dates fit can be worked out once the first session is logged.
fit-no-gap = Your sheet does not say how far apart sessions are, so no dates can be worked out. Ask your studio.
fit-too-many = There are too many possible dates to try. Plan the next session and ask again.
# $activity (text): its label, "swim"
# $length (text): how long it stays closed, "30 days"
fit-none-final = { $activity }: closed for { $length } after the last session, too long to fit before then.
# $count (number): sessions left, "2"
# $gap (text): the sheet's smallest gap, "14 days"
fit-none-gap = { $count ->
    [one] { $count } session is left, at least { $gap } after the last: there is not enough time before then.
   *[other] { $count } sessions are left, at least { $gap } apart: there is not enough time before then.
}
# $activity (text): its label, "helmet"
fit-none-ask = { $activity }: the sheet does not say, whenever the sessions are. Ask your studio.
# $activity (text): its label, "sunbed"
fit-none-always = { $activity }: closed whenever the sessions are.
# $activity (text): its label, "sauna"
# $condition (text): a condition of a state, "once it is healed"
fit-none-state = { $activity }: { $condition }; no date can be given for that.
