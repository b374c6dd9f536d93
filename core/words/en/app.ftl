### What is said around all screens: their titles, settings, questions before something is deleted, errors.
###
### Not here: buttons whose words the platform gives (Cancel, Share, Back).

## Screens.

screen-today = Today
screen-can = Can I …?
screen-course = Course
screen-photos = Photos
screen-skin = Skin check
screen-sheet = Sheet
screen-reminders = Reminders
screen-settings = Settings

## What a screen reader speaks for a row.

# $activity (text): its label, "rinse"
# $verdict (text): the verdict in a word, "not yet"
# $detail (text): when it changes, "from Thu 7 May"
spoken-row = { $activity }: { $verdict }, { $detail }
# $activity (text): its label, "rinse"
# $verdict (text): the verdict in a word, "yes"
spoken-row-plain = { $activity }: { $verdict }

## Settings.

settings-lock = App lock
settings-lock-note = Asks for you before anything is shown.
settings-language = Language
settings-time-zone = Time zone
# $zone (text): where the client is, "Europe/London"
settings-zone-note = Moments are shown in { $zone }.
settings-export = Export
settings-export-note = One file with everything, for you to keep.
settings-import = Import
settings-calendar = Calendar file
settings-report = Report for your studio
settings-delete = Delete everything
settings-about-you = About you
settings-private = Nothing leaves this device unless you send it.

## The report: what a client may hand to their studio.

report-title = Aftercare report
# $when (text): when it was made, "Tue 5 May, 09:00"
report-made = Made on { $when }, from what was logged in Stipple.
# Sentences of the screens stand in the report as the client read them.
report-voice = “You” is the client: sentences stand here as Stipple told them. What is not in the sheet's own words is marked. This is no medical finding.
report-sessions = Sessions
report-skin-checks = Skin checks
report-next = Next session
report-photos = Photos
report-none = Nothing logged.
report-column-session = Session
report-column-days = Day count
report-column-noted = What was noted
report-column-when = When
report-column-day = Day
report-column-seen = Seen
report-column-gone = Gone
report-column-asks = What the sheet asks before it
report-column-from = From
report-column-until = Until
report-column-stands = Now
report-column-photo = Photo
# $day (number): days since the session, "4"
report-day-now = Day { $day } when this was made
report-stands-later = still to come
report-stands-now = holds now
report-stands-over = over
# $states (text): what the client saw in a photo, "redness and scabs"
report-photo-seen = Seen by the client: { $states }
# What a screen reader speaks for a picture.
# $angle (text): the side of the head, "crown"
report-photo-spoken = Photo, { $angle }
# $count (number): photos, "3"
report-photos-left-out = { $count ->
    [one] The picture itself is not in this report.
   *[other] The pictures themselves are not in this report.
}
# Stands above pictures beside each other.
# $angle (text): the side of the head, "crown"
report-photos-same-day = { $angle }: the same day after each session, as near as there is
# Stands above pictures of one side of the head that belong beside none.
# $angle (text): the side of the head, "crown"
report-photos-of = { $angle }, by time
# $file (text): the file, "report.html"
done-report = { $file } written. It leaves this device only if you send it.

## Before something is deleted.

# $what (text): what it is, "Session 2"
delete-question = Delete { $what }?
delete-undo-note = You can take this back.
delete-all-question = Delete the course, its photos and everything Stipple keeps on this device?
delete-all-note = This cannot be taken back. Export first if you want to keep it.

# Deleting everything while this device is in an account: what is to become of that is asked first.
delete-all-account = This device is in an account. Does only this device leave it, or is the account deleted too?
delete-all-account-note = Your other devices keep what they have either way; without the account nothing keeps them in step.
delete-all-account-leave = Leave it, then delete
delete-all-account-delete = Delete the account too
delete-all-telling = The server is being told.
delete-all-not-told = The server has not heard of it yet, so nothing was deleted. Try again once you are online. Delete anyway, and the server keeps what it has until another device of yours tells it.
delete-all-again = Try again
delete-all-anyway = Delete anyway
delete-all-later = Not now

## Not medical advice.

about-not-medical = Stipple repeats your studio's sheet and counts days. It is not medical advice.
about-unsure = If something worries you, call your studio or see a doctor.

## Errors. One line: what was wrong, and what would be right.

# $text (text): what was typed, "skydive"
error-unknown-activity = “{ $text }” is no activity that the sheet or Stipple knows.
# $text (text): what was typed, "swin"
# $close (text): what it may mean, "swim"
error-unknown-activity-close = “{ $text }” is no activity that the sheet or Stipple knows. Did you mean { $close }?
# $text (text): what was typed, "dizzy"
# $known (text): what would be right, "scabs, flaking or healed"
error-unknown-state = “{ $text }” is no state of the skin that the sheet or Stipple knows. It knows { $known }.
# $text (text): what was typed, "tall"
# $known (text): what would be right, "long-hair or dry-scalp"
error-unknown-attribute = “{ $text }” is nothing that the sheet asks about a client. It knows { $known }.
# $text (text): what was typed, "Londn"
error-unknown-zone = “{ $text }” is no time zone. Write one such as Europe/London.
# $text (text): what was typed, "yesterdy"
error-unreadable-instant = “{ $text }” is no moment. Write one such as 2026-05-01T17:30.
# $text (text): what was typed, "soon"
error-unreadable-date = “{ $text }” is no date. Write one such as 2026-05-01.
# $text (text): what was typed, "25:00"
error-unreadable-time = “{ $text }” is no time of day. Write one such as 22:00.
error-date-range = The last day lies before the first.
error-no-course = No course yet. Start one first.
error-course-exists = A course is already under way. Finish it first.
error-course-complete = The course is complete. Log a touch-up, or start a new course.
# $session (number): what was asked for, "4"
error-no-session = There is no session { $session }.
# $when (text): the moment, "Fri 15 May, 10:00"
error-same-start = Another session already starts at { $when }. Move one of them.
error-ends-before-start = A session ends at its start or later.
# $when (text): the moment given, "Fri 15 May, 10:00"
error-done-in-future = { $when } is still to come. Plan the session instead.
# $when (text): the moment given, "Fri 1 May, 10:00"
error-planned-in-past = { $when } has passed. Log the session as done instead.
error-report-in-future = A skin check is about now or earlier.
error-nothing-said = Say at least one thing that you see, or that is gone.
error-nothing-noted = Nothing was noted: say at least one thing.
error-two-finals = Only one session can be the final one.
error-nothing-to-undo = There is nothing to take back.
# $file (text): its name, "sheet.toml"
error-sheet-refused = { $file } is no sheet that Stipple can follow. Check it to see why.
# $text (text): the id asked for, "acme"
error-no-sheet = There is no sheet called “{ $text }”.
# $file (text): its name, "sheet.toml"
error-file-missing = { $file } is not there.
# $file (text): its name, "sheet.toml"
error-file-unreadable = { $file } cannot be read.
# $file (text): its name, "course.stipple"
error-file-unwritable = { $file } cannot be written. Nothing was changed.
# $file (text): its name, "sheet.toml"
# $limit (text): the largest size, "1 MB"
error-file-too-large = { $file } is larger than { $limit }.
# $file (text): its name, "course.stipple"
error-not-an-export = { $file } was not made by Stipple. Nothing was imported.
error-data-newer = This data was written by a newer Stipple. Update the app; nothing was changed.
# $file (text): the new name, "stipple.db.damaged-1"
error-data-damaged = The data could not be read. It was set aside as { $file }, and nothing was deleted.
error-disk-full = There is no room left. Nothing was changed.
error-locked = Unlock the app first.
error-cancelled = Stopped. Nothing was changed.
error-clock = The device did not say what time it is. Nothing was changed.
error-secrets-locked = The device keeps its secrets locked. Unlock it and try again.
error-secrets = The device’s place for secrets did not answer. Nothing was changed.
error-key-damaged = The key that this device keeps cannot be read. Nothing was put in its place.
error-unexpected = Something went wrong. Nothing was changed.
