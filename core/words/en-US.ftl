### What English in the United States writes differently: only that. Everything else comes from `en`.

## Spelling.

activity-moisturise = moisturize
    .do = moisturize
    .also = moisturizer, lotion, cream
activity-hair-fibres = hair fibers
    .do = use hair fibers
    .also = concealer, thickening fibers
activity-sun-cream = sunscreen
    .do = use sunscreen
    .also = sun cream, SPF
activity-tanning-bed = tanning bed
    .do = use a tanning bed
    .also = sunbed, solarium
activity-dye = hair dye
    .do = dye your hair
    .also = color, bleach

## Dates: the month first.

pattern-date = %a, %b %-d
pattern-date-year = %a, %b %-d, %Y
pattern-range-month =
    .first = %b %-d
    .last = %-d
pattern-range-month-year =
    .first = %b %-d
    .last = %-d, %Y
pattern-range-months =
    .first = %b %-d
    .last = %b %-d
pattern-range-months-year =
    .first = %b %-d
    .last = %b %-d, %Y
pattern-range-years =
    .first = %b %-d, %Y
    .last = %b %-d, %Y

## Lists: the comma before "and".

# $most (text): all but the last, "rinse, moisturize"
# $last (text): the last, "shave"
list-and-more = { $most }, and { $last }
# $most (text): all but the last, "rinse, moisturize"
# $last (text): the last, "shave"
list-or-more = { $most }, or { $last }
