### Dates, lengths of time, numbers and lists.
###
### Messages named `pattern-…` are no sentences: they hold strftime patterns (order and marks differ by language,
### the names of days and months come from the locale) or marks between parts. Code reads them, nobody is shown them.

## Patterns for dates. The year is written where it is not the current one.

pattern-date = %a %-d %b
pattern-date-year = %a %-d %b %Y
# A month, for what lies years ahead.
pattern-month-year = %B %Y
pattern-clock-24 = %H:%M
pattern-clock-12 = %-I:%M %p
# From one date to another, without weekdays: within one month, across months, across years.
pattern-range-month =
    .first = %-d
    .last = %-d %b
pattern-range-month-year =
    .first = %-d
    .last = %-d %b %Y
pattern-range-months =
    .first = %-d %b
    .last = %-d %b
pattern-range-months-year =
    .first = %-d %b
    .last = %-d %b %Y
pattern-range-years =
    .first = %-d %b %Y
    .last = %-d %b %Y

## Marks.

pattern-decimal-mark = .
pattern-list-comma = { ", " }
pattern-list-dot = { " · " }

## Dates in words.

# A moment that is not the beginning of its day.
# $date (text): its date, "Thu 7 May"
# $time (text): its time of day, "17:30"
date-time = { $date }, { $time }
# A range of dates or moments.
# $first (text): the first of them, "15"
# $last (text): the last of them, "22 May"
date-range = { $first } to { $last }
date-today = today
date-tomorrow = tomorrow
date-yesterday = yesterday
# A moment today, tomorrow or yesterday.
# $day (text): the day in a word, "tomorrow"
# $time (text): its time of day, "17:30"
date-near-time = { $day }, { $time }

## Counting down. Where: beside every moment on the board; the two largest units, short for the eye.

# $days (number): whole days, "4"
span-days = { $days } d
# $days (number): whole days, "1"
# $hours (number): hours on top, "15"
span-days-hours = { $days } d { $hours } h
# $hours (number): whole hours, "15"
span-hours = { $hours } h
# $hours (number): whole hours, "15"
# $minutes (number): minutes on top, "20"
span-hours-minutes = { $hours } h { $minutes } min
# $minutes (number): whole minutes, "20"
span-minutes = { $minutes } min
# $span (text): how long, "1 d 15 h"
countdown-in = in { $span }
# $span (text): how long, "1 d 15 h"
countdown-ago = { $span } ago
countdown-now = now

## Lengths in full. Where: sentences, and what a screen reader speaks for a countdown.

# $count (number): how many, "6"
length-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
# $count (number): how many, "6"
length-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
# $count (number): how many, "6"
length-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
# $count (number): how many, "6"
length-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
# $count (number): how many, "6"
length-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
# $count (number): how many, "6"
length-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
# Two lengths after one another.
# $larger (text): the larger unit, "1 day"
# $smaller (text): the smaller one, "15 hours"
length-two = { $larger } { $smaller }
# Two different lengths.
# $least (text): the shortest, "14 days"
# $most (text): the longest, "3 weeks"
length-range = { $least } to { $most }
# $least (text): the fewest days, "14"
# $most (text): the most days, "21"
length-range-days = { $least } to { $most } days
# How long a session takes.
# $least (text): the fewest hours, "2"
# $most (text): the most hours, "7"
length-range-hours = { $least } to { $most } hours
# $hours (text): hours that need not be whole, "2.5"
length-decimal-hours = { $hours } hours
# $least (text): the fewest years, "2"
# $most (text): the most years, "5"
length-range-years = { $least } to { $most } years

## Lists.

# Two things.
# $first (text): the one, "rinse"
# $last (text): the other, "shave"
list-and-pair = { $first } and { $last }
# Three things or more.
# $most (text): all but the last, "rinse, moisturise"
# $last (text): the last, "shave"
list-and-more = { $most } and { $last }
# $first (text): the one, "rinse"
# $last (text): the other, "shave"
list-or-pair = { $first } or { $last }
# $most (text): all but the last, "rinse, moisturise"
# $last (text): the last, "shave"
list-or-more = { $most } or { $last }
