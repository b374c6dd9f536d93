### Healing photos: `stipple photo`, the Photos screens.

## The sides of the head. A zone is called what the client called it.

angle-front = front
angle-left = left
angle-right = right
angle-crown = crown
angle-back = back

## Where in the course a photo was taken.

photo-before = before the first session
# $session (number): the session it follows, "1"
# $day (number): the day after it, counted from 0, "6"
photo-day = session { $session }, day { $day }
# $angle (text): the side of the head, "crown"
# $when (text): when it was taken, "Thu 7 May, 09:12"
# $place (text): where in the course that was, "session 1, day 6"
photo-line = { $angle } · { $when } · { $place }
# $count (number): photos of the same moment, "3"
photo-burst = { $count ->
    [one] one photo of this moment
   *[other] { $count } photos of this moment, the sharpest shown
}
# $when (text): when it is gone for good, "Sat 6 Jun"
photo-in-bin = In the bin until { $when }
photo-taken-import = The file does not say when it was taken; it counts as taken when it was brought in.
photo-taken-clock = The camera did not say its time zone; yours was used.
photo-none = No photos yet.

## What was found about a photo. Each says what would help the next time.

# $value (text): what was measured, "3.1"
# $limit (text): what it should not pass, "5"
finding-blurred = Blurred (sharpness { $value } of 100, good from { $limit }). Hold still, and let the camera focus.
# $value (text): what was measured, "12"
# $limit (text): what it should not pass, "20"
finding-under-exposed = Too dark (brightness { $value } of 100, good from { $limit }). Face a window.
# $value (text): what was measured, "12"
# $limit (text): what it should not pass, "20"
finding-over-exposed = Too bright ({ $value } % is white, good up to { $limit } %). Turn away from the lamp.
# $value (text): what was measured, "640"
# $limit (text): what it should not pass, "960"
finding-too-small = Small ({ $value } pixels, good from { $limit }). Use the camera itself, not a picture that was sent.
# $value (text): what was measured, "4"
# $limit (text): what it should not pass, "2"
finding-glare = Shine ({ $value } %, good up to { $limit } %). Dry the skin, and keep lamps to the side.
# $value (text): what was measured, "14"
# $limit (text): what it should not pass, "10"
finding-angle-changed = Taken from another angle than the last one ({ $value }°, good up to { $limit }°). Use the ghost of the last photo.

## What was done.

# $count (number): photos that are new, "2"
done-photos-added = { $count ->
    [0] No new photo.
    [one] 1 photo added.
   *[other] { $count } photos added.
}
# $file (text): the file, "IMG_0012.jpg"
done-photo-known = { $file }: here already.
# $file (text): the file, "IMG_0012.jpg"
done-photo-out-of-bin = { $file }: taken out of the bin.
# $when (text): when it is gone for good, "Sat 6 Jun"
done-photo-removed = In the bin until { $when }.
done-photo-restored = Back among your photos.
done-photo-changed = Photo changed.
# $count (number): photos that were looked at, "12"
done-scrub-sound = { $count ->
    [0] No photos to look at.
    [one] 1 photo, as it went in.
   *[other] { $count } photos, all as they went in.
}
# $photo (text): the photo, "crown · Thu 7 May, 09:12"
scrub-missing = { $photo }: the file is missing. Bring an export in to have it back.
# $photo (text): the photo, "crown · Thu 7 May, 09:12"
scrub-changed = { $photo }: the file is not what went in. Bring an export in to have it back.
# $photo (text): the photo, "crown · Thu 7 May, 09:12"
scrub-preview = { $photo }: a preview is lost. The photo itself is sound.
# $count (number): photos with files and without an entry, "2"
scrub-unlisted = { $count ->
    [one] The files of 1 photo belong to none that is listed. They were left as they are.
   *[other] The files of { $count } photos belong to none that is listed. They were left as they are.
}
# $file (text): the file, "IMG_0012.jpg"
# $told (text): what is said of it, "Blurred."
of-file = { $file }: { $told }
# $file (text): the file, "crown.jpg"
done-photo-written = { $file } written, without place, device or preview inside.

# $file (text): the file, "identity.txt"
done-identity-written = { $file } opens all photos of this course, also with the plain age tool. Keep it where only you can read it.

# $file (text): the file, "crown.gif"
done-picture-written = { $file } written.
# $photo (text): the photo, "crown · Thu 7 May, 09:12 · session 1, day 6"
left-out = Left out, because it cannot be lined up: { $photo }

# $count (number): photos whose file is not on this device, "2"
bundle-lost = { $count ->
    [one] The file of 1 photo is not on this device, or damaged, and was left out.
   *[other] The files of { $count } photos are not on this device, or damaged, and were left out.
}
# $file (text): the file, "stipple.zip"
bundle-read = The photos in { $file } are among yours.
# $count (number): photos, "3"
bundle-left-out = { $count ->
    [one] 1 photo is not in this file. Name one that ends in .zip to take it along.
   *[other] { $count } photos are not in this file. Name one that ends in .zip to take them along.
}
# In the file itself, for whoever opens it with other tools.
bundle-read-me-sealed = archive.json is everything that was entered. The photos are sealed: the course’s identity opens them, with Stipple or with the plain age tool (age -d -i identity.txt FILE.age).
bundle-read-me-clear = archive.json is everything that was entered. The photos are pictures that anybody can open; place, device and preview were taken out of them.

## Photos that are due.

shot-before = Before the first session
# $session (number): the session, "1"
# $day (number): the day after it, "6"
shot-day = Day { $day } after session { $session }
# $session (number): the session that healed, "1"
shot-healed = Healed result of session { $session }
# $years (number): years after the final session, "2"
shot-year = { $years ->
    [one] A year after the final session
   *[other] { $years } years after the final session
}
# $occasion (text): what it is of, "Day 6 after session 1"
# $angles (text): the sides, "front, left and crown"
# $until (text): the last date, "Sat 9 May"
shot-due = { $occasion }: { $angles }, until { $until }
# $occasion (text): what it is of, "Day 6 after session 1"
# $angles (text): the sides, "front, left and crown"
shot-missed = { $occasion }: { $angles } not taken
# $occasion (text): what it is of, "Day 6 after session 1"
# $when (text): the first date, "Thu 7 May"
shot-later = { $occasion }: from { $when }
# $occasion (text): what it is of, "Day 6 after session 1"
shot-taken = { $occasion }: taken
shots-none-due = No photo is due.
shots-due-title = Due
shots-missed-title = Missed
shots-later-title = Later
shots-taken-title = Taken

## Side by side, over time.

pairs-title = Side by side
pair-before-and-now = Before and now
# $first (text): the earlier one, "session 1, day 6"
# $second (text): the later one, "session 2, day 6"
pair-same-day = { $first } beside { $second }
# $days (number): days between the two day numbers, "2"
pair-difference = { $days ->
    [0] the same day
    [one] 1 day apart
   *[other] { $days } days apart
}
# $angle (text): the side of the head, "crown"
trend-redness = Redness, { $angle }
# $angle (text): the side of the head, "crown"
trend-dots = How clearly the dots stand out, { $angle }
trend-days = days since the first photo shown
trend-note = A line, not a verdict: light and angle change it too.
trend-redness-values = redness of the treated skin beside the untreated
trend-dots-values = how far dots stand out, in percent of the skin’s light
trend-withheld-mark = not shown: light or angle do not carry it
# $when (text): when the photo was taken and where in the course that was, "Thu 7 May · session 1, day 6"
# $value (text): what was measured, "4.2"
# $about (text): how far that may be off, "0.6"
trend-line = { $when }: { $value } (give or take { $about })
# $when (text): when the photo was taken, "Thu 7 May"
trend-withheld = { $when }: not shown, because the light or the angle does not carry it.

## What did not work.

change-photo-added = photos that were added
change-photo-changed = a change to a photo
change-photo-removed = the removal of a photo
change-photo-restored = that a photo came out of the bin
# $text (text): what was given, "topp"
error-angle = “{ $text }” is no angle. Say front, left, right, crown, back, or a zone in up to 40 characters.
# $text (text): what was given, "7f"
error-no-photo = There is no photo “{ $text }”.
# $text (text): what was given, "7f"
error-photo-ambiguous = More than one photo begins with “{ $text }”. Write more of it.
error-photo-in-future = A photo was taken now or earlier.
error-photo-heic = This is a HEIC photo. Convert it to JPEG first; phones do that when they share it.
error-photo-format = This is neither a JPEG nor a PNG file.
# $found (text): how large it is, "120 MB"
# $limit (text): how large it may be, "96 MB"
error-photo-bytes = This file is larger ({ $found }) than { $limit }.
# $size (text): its sides in pixels, "65500 × 65500"
# $limit (text): how many pixels it may have, "210 million"
error-photo-pixels = This picture ({ $size }) has more than { $limit } pixels.
error-photo-cost = This file would take too long or too much memory to read. Save it anew as an ordinary JPEG.
# $what (text): what is not read, "CMYK"
error-photo-unsupported = Pictures of this kind are not read ({ $what }). Save it as an ordinary JPEG.
error-photo-truncated = This file ends before its picture does. Copy it again.
# $what (text): what is wrong, "a bad marker"
error-photo-broken = This file is broken ({ $what }). Copy it again.
error-not-aligned = These two cannot be lined up.
# $file (text): the file, "crown.bmp"
# $offered (text): the ends of names that are written, ".jpg or .png"
error-picture-kind = Name a file that ends in { $offered }, not { $file }.
# $reason (text): what the system said, "out of range"
error-unmade = The picture could not be made: { $reason }
error-too-few-photos = There are too few photos of this angle yet.
error-wrong-key = These photos are sealed with another device’s key. Bring in an export, with its identity.
error-no-identity = What opens the photos of this course is missing. Bring its identity in, and they open again.
error-not-an-identity = This is no identity that opens photos. It begins with AGE-SECRET-KEY-1.
error-photo-missing = The photo’s file is missing. Bring an export in to have it back.
error-photo-changed = The photo’s file is damaged. Bring an export in to have it back.
