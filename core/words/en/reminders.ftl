### Reminders and calendar events: what leaves the app and may be read by others.
###
### `.title` and `.body` are shown as a notification or an event. Every kind has a discreet twin that names nothing of
### hair, scalp, skin, ink, a studio or a treatment; discreet is the default. A test holds the twins to that.

## Reminders. Where: notifications, `stipple remind`, the Reminders screen.

# Something opens.
# $activities (text): verbs, "rinse, moisturise and shave"
reminder-may =
    .title = From today you may { $activities }
    .body = As your studio's sheet says. Tap for its words.
# Something opens with conditions.
# $activities (text): verbs, "rinse"
# $conditions (text): the conditions, "rinse only"
reminder-may-if =
    .title = From today you may { $activities }
    .body = Under conditions: { $conditions }
# Something opens that has only a label.
# $activities (text): labels, "Cold plunge and gym"
reminder-opens =
    .title = From today: { $activities }
    .body = As your studio's sheet says. Tap for its words.
# Something closes, for instance before a session.
# $activities (text): labels, "alcohol and caffeine"
# $when (text): when, "Thu 14 May, 21:00"
reminder-closes =
    .title = From { $when }, no longer: { $activities }
    .body = As your studio's sheet says. Tap for its words.
# A duty is due.
# $task (text): the sheet's words, "Moisturise"
# $every (text): how often, "twice a day"
reminder-duty =
    .title = { $task }
    .body = Today, { $every }
# A session comes near.
# $session (number): its number, "2"
# $when (text): when it begins, "tomorrow, 10:00"
reminder-ready =
    .title = Session { $session }: { $when }
    .body = See what to do before it and what to bring.
# The window for a session that is not planned yet opens.
# $session (number): its number, "2"
# $window (text): first to last day that suits, "15 to 22 May"
reminder-plan =
    .title = Session { $session } is not planned yet
    .body = It fits from { $window }.
# A planned session has passed.
# $session (number): its number, "2"
reminder-confirm =
    .title = Did session { $session } take place?
    .body = Until you say, the stricter answers count.
# $day (number): the day of the photo, "6"
reminder-photo =
    .title = Photo of day { $day }
    .body = The same angles as last time.
# A photo of the healed result before the next session.
# $session (number): the session to come, "2"
reminder-photo-healed =
    .title = Photo of the healed result
    .body = Before session { $session }.
reminder-photo-yearly =
    .title = Yearly photo
    .body = To see how it has kept over the year.
# An activity waits for what the client sees.
# $condition (text): a condition of a state, "once scabs are gone"
# $activities (text): labels, "razor"
reminder-skin =
    .title = Skin check
    .body = { $activities }: { $condition }.
# $window (text): first to last day that suits, "May 2028 to May 2031"
reminder-touch-up =
    .title = The time for a touch-up begins
    .body = It fits from { $window }.
reminder-test =
    .title = Stipple: a test
    .body = Reminders will look like this.

## Their discreet twins: no activity, no place, no body.

reminder-may-discreet =
    .title = Stipple: something changed today
    .body = Open the app to see what.
reminder-may-if-discreet =
    .title = Stipple: something changed today
    .body = Open the app to see what.
reminder-opens-discreet =
    .title = Stipple: something changed today
    .body = Open the app to see what.
reminder-closes-discreet =
    .title = Stipple: something changes soon
    .body = Open the app to see what.
reminder-duty-discreet =
    .title = Stipple: something to do today
    .body = Open the app to see what.
# $when (text): when it begins, "tomorrow, 10:00"
reminder-ready-discreet =
    .title = Stipple: appointment { $when }
    .body = Open the app for your list.
reminder-plan-discreet =
    .title = Stipple: an appointment to make
    .body = Open the app to see when it fits.
reminder-confirm-discreet =
    .title = Stipple: one question
    .body = Open the app to answer it.
reminder-photo-discreet =
    .title = Stipple: something to do today
    .body = Open the app to see what.
reminder-photo-healed-discreet =
    .title = Stipple: something to do today
    .body = Open the app to see what.
reminder-photo-yearly-discreet =
    .title = Stipple: something to do today
    .body = Open the app to see what.
reminder-skin-discreet =
    .title = Stipple: five seconds for a check
    .body = Open the app to answer.
reminder-touch-up-discreet =
    .title = Stipple: an appointment to make
    .body = Open the app to see when it fits.
reminder-test-discreet =
    .title = Stipple: a test
    .body = Reminders will look like this.

## The Reminders screen and `stipple remind`.

reminders-title = Reminders
reminders-none = Nothing to remind you of.
# $count (number): reminders to come, "5"
reminders-count = { $count ->
    [one] { $count } reminder to come
   *[other] { $count } reminders to come
}
# One line of the list.
# $when (text): when, "Thu 7 May, 09:00"
# $title (text): its title, "From today you may rinse"
reminders-line = { $when }: { $title }
# $from (text): begin of the quiet hours, "22:00"
# $to (text): their end, "08:00"
reminders-quiet = Quiet from { $from } to { $to }
# $when (text): when it would have come, "Thu 7 May, 00:00"
# $moved (text): when it comes instead, "Thu 7 May, 08:00"
reminders-moved = Moved out of the quiet hours: { $when } becomes { $moved }.
reminders-discreet = Discreet wording
reminders-discreet-note = Nothing on the lock screen says what it is about.
reminders-permission = Reminders need your permission. Stipple asks once, after the first session is logged.

## Calendar file. An event's title, and its text where the calendar shows one.

# $session (number): its number, "2"
# $studio (text): the studio, "Scalp Envy"
calendar-session =
    .title = Session { $session } at { $studio }
    .body = See Stipple for what to do before it.
# $activities (text): verbs, "rinse and shave"
calendar-may =
    .title = You may { $activities }
    .body = As your studio's sheet says.
# $activities (text): labels, "Cold plunge"
calendar-opens =
    .title = Open from today: { $activities }
    .body = As your studio's sheet says.
# $activities (text): labels, "alcohol"
calendar-closes =
    .title = No longer: { $activities }
    .body = As your studio's sheet says.
# $session (number): its number, "2"
calendar-window =
    .title = Session { $session } fits in these days
    .body = Your studio decides.
# $day (number): the day of the photo, "6"
calendar-photo =
    .title = Photo of day { $day }
    .body = The same angles as last time.
calendar-touch-up =
    .title = Time for a touch-up
    .body = Your studio decides.
calendar-session-discreet =
    .title = Appointment
    .body = See Stipple.
calendar-may-discreet =
    .title = Stipple
    .body = Open the app to see what changed.
calendar-opens-discreet =
    .title = Stipple
    .body = Open the app to see what changed.
calendar-closes-discreet =
    .title = Stipple
    .body = Open the app to see what changes.
calendar-window-discreet =
    .title = Appointment fits in these days
    .body = See Stipple.
calendar-photo-discreet =
    .title = Stipple
    .body = Something to do today.
calendar-touch-up-discreet =
    .title = Appointment to make
    .body = See Stipple.
