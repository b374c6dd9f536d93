### The studio's sheet: `stipple sheet`, the Sheet screen. Everything between these words is the studio's own.

sheet-title = Sheet
# $studio (text): the studio, "Scalp Envy"
sheet-of = Aftercare of { $studio }
# $revision (number): its revision, "2"
sheet-revision = Revision { $revision }
# $id (text): the sheet's name among sheets, "scalp-envy"
# $revision (number): its revision, "2"
sheet-pinned = Your course follows { $id }, revision { $revision }.
# $source (text): what it was read from, "leaflet of May 2026"
sheet-source = Read from: { $source }
# $language (text): the language of its own words, "en"
sheet-language = Its own words are in: { $language }
sheet-inferred = Not in the sheet's own words
# $count (number): statements, "4"
sheet-inferred-count = { $count ->
    [one] { $count } statement is not in the sheet's own words.
   *[other] { $count } statements are not in the sheet's own words.
}
sheet-rules = Rules
sheet-duties = Duties
sheet-sessions = Sessions
sheet-stops = What keeps a session from going ahead
sheet-expect = What is normal
sheet-signs = Warning signs
sheet-activities = What the sheet calls by name
sheet-states = What it looks for on the skin
sheet-attributes = Whom it tells apart
# An activity that the sheet declares.
# $activities (text): labels of what it involves, "exercise and heavy sweat"
sheet-involves = involves { $activities }
# $days (text): days counted from 0, "day 0 and day 6"
sheet-photo-days = Photos are due on { $days }.
sheet-notice = Notice
sheet-no-end = no end given

## What a window says. Where: the sheet in words.

sheet-anchor-session = after each session
sheet-anchor-between-sessions = between sessions
sheet-anchor-before-session = before each session
sheet-anchor-final-session = after the final session
sheet-anchor-always = throughout the course
# $from (text): a bound, "day 6"
sheet-window-from = from { $from }
# $until (text): a bound, "day 5"
sheet-window-until = until the end of { $until }
# An exact bound in hours.
# $until (text): a length, "72 hours"
sheet-window-until-exact = until { $until } have passed
# $from (text): a bound, "day 6"
# $until (text): a bound, "day 9"
sheet-window-both = from { $from } until the end of { $until }
# A fuzzy bound, read the stricter way.
# $first (text): the earlier, "day 4"
# $last (text): the later, "day 5"
sheet-window-fuzzy = { $first } or { $last }, whichever is stricter
# $day (number): a day counted from 0, "6"
sheet-day = day { $day }
# $length (text): a length, "24 hours"
sheet-before = { $length } before it
# $length (text): a length, "1 day"
# $time (text): a time of day, "21:00"
sheet-before-at = { $length } before it, at { $time }
# $attributes (text): client attributes, "very fair skin"
sheet-only-for = only for: { $attributes }
# $attributes (text): client attributes, "long hair"
sheet-not-for = not for: { $attributes }
# $verdict (text): a verdict in a word, "ask your studio"
sheet-then = then { $verdict }
# $verdict (text): a verdict in a word, "not yet"
sheet-meanwhile = until the final session: { $verdict }

## Checking a sheet.

check-fine = Nothing to complain of.
# $count (number): faults, "2"
check-refused = { $count ->
    [one] Refused: { $count } fault
   *[other] Refused: { $count } faults
}
# $count (number): warnings, "3"
check-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
# $line (number): where in the file, "12"
check-line = line { $line }
# $instead (text): what would be right, "14d"
check-instead = Right would be: { $instead }
check-kind-contradiction = contradiction
check-kind-two-ends = two ends
check-kind-final-ban = closed after the final session
check-kind-involved = closed by what it involves
check-kind-idle-duty = duty that is never due
check-kind-late-ban = late ban
check-kind-gap = gap
check-kind-no-meanwhile = nothing said until the final session
check-kind-no-estimate = no estimate
check-kind-unreached = never named

## Two revisions, before one is accepted.

diff-title = What would change
diff-same = The two say the same.
# $old (number): the revision in use, "1"
# $new (number): the other one, "2"
diff-revisions = Revision { $old } and revision { $new }
diff-added = New
diff-removed = No longer there
diff-changed = Changed
# $what (text): what it said, "until 5d"
diff-was = was: { $what }
# $what (text): what it says, "until 6d"
diff-now = now: { $what }
# What a change to the sheet means for a client; stands beside it.
diff-looser = allows more
diff-tighter = allows less
# $activities (text): labels, "shave and rinse"
diff-opens-later = Opens later: { $activities }
# $activities (text): labels, "shave and rinse"
diff-opens-earlier = Opens earlier: { $activities }
diff-accept = Your course keeps its sheet until you accept the new one.

## Whose a sheet is. Where: the Sheet screen, before a sheet is accepted.

# $words (text): the studio's key in eight words, "abandon ability able about above absent absorb abstract"
sheet-signed = Signed. The studio's key in words: { $words }
sheet-unsigned = Nobody signed this sheet: it came as a file.
sheet-built-in = This sheet comes with Stipple.
# The client had a signed sheet of this studio's, and is offered one that is not.
# $words (text): the studio's key in eight words, "abandon ability able about above absent absorb abstract"
offer-unsigned = The sheet before this was signed ({ $words }). This one is not: make sure that it is from your studio.
# $old (text): the id of the sheet that the course follows, "scalp-envy"
# $new (text): the id of the one that is offered, "other-studio"
offer-other-sheet = This is another sheet: your course follows { $old }, this is { $new }.
# $offered (number): its revision, "2"
# $pinned (number): the revision that the course follows, "3"
offer-older = This is revision { $offered }. Your course follows revision { $pinned }, which is newer.
# $revision (number): the revision of both, "2"
offer-same-revision = Your course follows revision { $revision } as well, with another text. A revision should never change: ask your studio.

## Why a signed sheet is not taken.

# $sheet (text): the sheet's id, "scalp-envy"
# $known (text): the key from before in words, "abandon ability able about above absent absorb abstract"
# $offered (text): the key now in words, "zoo zone zero youth young you yellow year"
error-other-key = { $sheet } is signed by another key. Before: { $known }. Now: { $offered }. Ask your studio before you accept it.
# $wanted (text): the key in the code in words, "abandon ability able about above absent absorb abstract"
# $found (text): the key that signed it in words, "zoo zone zero youth young you yellow year"
error-sheet-key = Another key signed the sheet that came. Wanted: { $wanted }. Found: { $found }. Nothing was taken.
# $wanted (text): the id and revision that were asked for, "scalp-envy 2"
# $found (text): what the text says of itself, "scalp-envy 1"
error-sheet-other = What came is { $found }, not { $wanted }. Nothing was taken.
error-signature = This is no signature. A studio's ends in .minisig and has four lines.
error-signature-key = Another key signed this sheet than the one given.
error-signature-changed = This sheet is not what the studio signed: it, or its signature, was changed on the way.
error-sheet-not-there = The server has no such sheet.
error-sheet-owned = This id belongs to another key on that server. Take another id, or sign with the key that it was first published with.
error-sheet-exists = This revision is published already and cannot change. Give the sheet its next revision.
error-server-away = The server cannot be reached now. Nothing was changed; try again later.
# $reason (text): what the server said, "too many requests"
error-server-said = The server did not do it: { $reason }
error-studio-key = This is no studio's public key. One begins with RW and has 56 letters.
error-studio-key-secret = This is a secret key. Keep it to yourself, and give the file that ends in .pub.
error-sheet-code = This is no code of a sheet. Those begin with stipple:sheet?
error-sheet-code-other = This code is for a second device, not for a sheet.
# $part (text): the part that is missing or wrong, "revision"
error-sheet-code-part = The code of the sheet is not whole: its { $part } is missing or wrong. Scan it again.
error-qr = This is too long for a QR code.
