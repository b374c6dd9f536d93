### Names: activities, their groups, states of the skin, attributes, verdicts. English as studios in Britain write it.
###
### A name stands alone on a board or inside a sentence, so it begins with a small letter.
### `.do` is what follows "you may" or "can I"; `.also` are other words for it that a search finds, parted by commas.

## Groups of activities. Where: the Can I …? screen, the sheet.

group-water = water
group-cleansing = washing
group-sweat = sweat
group-sun = sun
group-hair = hair
group-skin = skin
group-wear-and-rest = wear and rest
group-life = daily life
# What the sheet itself declares.
group-other = from your studio

## Activities: water

activity-wet = get it wet
    .do = get it wet
    .also = water, wet, splash
activity-rinse = rinse
    .do = rinse
    .also = water only, rinsing
activity-shower = shower
    .do = shower
    .also = showering
activity-hot-shower = hot shower
    .do = take a hot shower
    .also = hot water, steam
activity-soak = soak
    .do = soak
    .also = bath, bathtub, head under water
activity-swim = swim
    .do = swim
    .also = swimming
activity-pool = pool
    .do = swim in a pool
    .also = chlorine, swimming pool
activity-sea = sea
    .do = swim in the sea
    .also = salt water, ocean, beach
activity-lake = lake
    .do = swim in a lake
    .also = river, fresh water
activity-jacuzzi = hot tub
    .do = use a hot tub
    .also = jacuzzi, whirlpool, spa
activity-rain = rain
    .do = be out in the rain
    .also = drizzle, storm
activity-damp-cloth = damp cloth
    .do = use a damp cloth
    .also = wipe, flannel, towel

## Activities: washing

activity-wash = wash
    .do = wash
    .also = washing, clean
activity-soap = soap
    .do = use soap
    .also = body wash
activity-shampoo = shampoo
    .do = use shampoo
    .also = wash hair
activity-baby-shampoo = baby shampoo
    .do = use baby shampoo
    .also = mild shampoo
activity-conditioner = conditioner
    .do = use conditioner
    .also = hair mask
activity-dry-shampoo = dry shampoo
    .do = use dry shampoo
    .also = powder
activity-studio-spray = studio spray
    .do = use the studio's spray
    .also = cleansing spray, mist

## Activities: sweat

activity-light-sweat = light sweat
    .do = sweat lightly
    .also = walk, warm day
activity-heavy-sweat = heavy sweat
    .do = sweat heavily
    .also = sweating
activity-exercise = exercise
    .do = exercise
    .also = training, workout
activity-gym = gym
    .do = go to the gym
    .also = fitness, workout
activity-lifting = weights
    .do = lift weights
    .also = lifting, strength
activity-cardio = cardio
    .do = do cardio
    .also = bike, rowing, treadmill
activity-running = running
    .do = run
    .also = jog, jogging
activity-sport = sport
    .do = play sport
    .also = football, tennis, martial arts
activity-sauna = sauna
    .do = go to the sauna
    .also = heat
activity-steam-room = steam room
    .do = go to the steam room
    .also = hammam, steam
activity-dirty-work = dusty work
    .do = do dusty or dirty work
    .also = dust, building site, dirt

## Activities: sun

activity-sun = sun
    .do = be in the sun
    .also = sunshine, outdoors, beach
activity-tanning-bed = sunbed
    .do = use a sunbed
    .also = tanning bed, solarium
activity-fake-tan = fake tan
    .do = use fake tan
    .also = self-tan, spray tan
activity-sun-cream = sun cream
    .do = use sun cream
    .also = sunscreen, SPF

## Activities: hair

activity-shave = shave
    .do = shave
    .also = shaving
activity-razor = razor
    .do = shave with a razor
    .also = wet shave, blade
activity-foil-shave = foil shaver
    .do = use a foil shaver
    .also = electric shaver
activity-clipper = clippers
    .do = use clippers
    .also = trimmer, buzz cut
activity-scissors = scissors
    .do = cut with scissors
    .also = haircut
activity-barber = barber
    .do = go to the barber
    .also = hairdresser, haircut
activity-dye = hair dye
    .do = dye your hair
    .also = colour, bleach
activity-styling = styling products
    .do = use styling products
    .also = gel, wax, hairspray
activity-hair-dryer = hair dryer
    .do = use a hair dryer
    .also = blow-dry
activity-hair-piece = hair system
    .do = wear a hair system
    .also = hair piece, wig, toupee
activity-hair-fibres = hair fibres
    .do = use hair fibres
    .also = concealer, thickening fibres
activity-minoxidil = minoxidil
    .do = use minoxidil
    .also = hair growth

## Activities: skin

activity-products = products on the scalp
    .do = use products on the scalp
    .also = lotion, cream, cosmetics
activity-moisturise = moisturise
    .do = moisturise
    .also = moisturiser, lotion, cream
activity-balm = balm
    .do = use balm
    .also = ointment, aftercare balm
activity-matte = matte lotion
    .do = use matte lotion
    .also = anti-shine
activity-make-up = make-up
    .do = wear make-up
    .also = foundation, concealer
activity-acids = acids or retinol
    .do = use acids or retinol
    .also = AHA, BHA, salicylic, retinoid
activity-exfoliate = exfoliate
    .do = exfoliate
    .also = peeling, brush
activity-scrub = scrub
    .do = use a scrub
    .also = exfoliating scrub
activity-peel = chemical peel
    .do = have a chemical peel
    .also = peeling
activity-laser = laser
    .do = have laser treatment
    .also = laser hair removal, IPL
activity-touch = touch
    .do = touch it
    .also = rub, hands
activity-scratch = scratch
    .do = scratch
    .also = itch, pick

## Activities: wear and rest

activity-hat = hat
    .do = wear a hat
    .also = cap, beanie, hood
activity-helmet = helmet
    .do = wear a helmet
    .also = motorbike, bicycle, hard hat
activity-swim-cap = swim cap
    .do = wear a swim cap
    .also = bathing cap
activity-sleep = sleep
    .do = sleep as usual
    .also = pillow, lie down

## Activities: daily life

activity-work = work
    .do = go to work
    .also = office, job
activity-alcohol = alcohol
    .do = drink alcohol
    .also = beer, wine, drink
activity-smoking = smoking
    .do = smoke
    .also = cigarettes, vape
activity-caffeine = caffeine
    .do = have caffeine
    .also = coffee, tea, energy drink
activity-blood-thinners = blood thinners
    .do = take blood thinners
    .also = aspirin, anticoagulants
activity-painkillers = painkillers
    .do = take painkillers
    .also = ibuprofen, paracetamol
activity-medicines = medicines
    .do = take medicines
    .also = tablets, prescription
activity-sex = sex
    .do = have sex
    .also = intimacy
activity-gardening = gardening
    .do = garden
    .also = garden, soil
activity-animals = animals
    .do = handle animals
    .also = pets, dog, cat, horse
activity-open-vehicle = open vehicle
    .do = ride in an open vehicle
    .also = convertible, motorbike, boat
activity-blood-donation = blood donation
    .do = give blood
    .also = donate blood
activity-mri = MRI scan
    .do = have an MRI scan
    .also = magnetic resonance
activity-other-treatment = other treatment
    .do = have another treatment
    .also = procedure, injections, microneedling

## States of the skin. Where: the skin check, conditions on the board and in an answer.
##
## `.seen`, `.gone` and `.not-yet` are conditions: they follow "yes," or "waits for a skin check:".
## `.was-seen` and `.was-gone` repeat what a client reported.

state-scabs = scabs
    .seen = once scabs have formed
    .gone = once scabs are gone
    .not-yet = only while no scabs have formed yet
    .was-seen = scabs seen
    .was-gone = scabs gone
state-flaking = flaking
    .seen = once it flakes
    .gone = once flaking is over
    .not-yet = only while nothing flakes yet
    .was-seen = flaking seen
    .was-gone = flaking over
state-weeping = weeping
    .seen = once it weeps
    .gone = once weeping has stopped
    .not-yet = only while nothing weeps yet
    .was-seen = weeping seen
    .was-gone = weeping stopped
state-redness = redness
    .seen = once it is red
    .gone = once redness is gone
    .not-yet = only while it is not red yet
    .was-seen = redness seen
    .was-gone = redness gone
state-dry = dry
    .seen = once it is dry
    .gone = once it is no longer dry
    .not-yet = only while it is not dry yet
    .was-seen = dry
    .was-gone = no longer dry
state-healed = healed
    .seen = once it is healed
    .gone = while it is not healed
    .not-yet = only while it is not healed yet
    .was-seen = healed
    .was-gone = not healed
# The same for a state that only the sheet knows.
# $state (text): the sheet's label for it, "Pus"
state-other =
    .seen = once this is there: { $state }
    .gone = once this is gone: { $state }
    .not-yet = only while this is not there yet: { $state }
    .was-seen = seen: { $state }
    .was-gone = gone: { $state }

## Attributes of a client that a rule may be for. Where: the course, settings.

attribute-long-hair = long hair
attribute-very-fair-skin = very fair skin
attribute-dry-scalp = dry scalp
attribute-oily-scalp = oily scalp

## Verdicts, as one word beside an activity.

verdict-yes = yes
verdict-yes-if = yes, if
verdict-ask = ask your studio
verdict-no = not yet
# A no whose end nobody knows or gave.
verdict-no-end = no

## How sure an end is, in a word. Where: the board's detail, the holiday planner.

until-kind-exact = settled
until-kind-provisional = may still change
until-kind-state = depends on your skin
until-kind-unstated = no end given by the studio
until-kind-open = no end in the sheet

## Whom a warning sign leads to.

turn-to-studio = Call your studio.
turn-to-doctor = See a doctor.
turn-to-emergency = Call the emergency services.

## How often a duty is due; follows the task after a comma.

every-once = once
every-day = every day
every-am-pm = mornings and evenings
# $times (number): how often, "2"
every-times-a-day = { $times ->
    [one] once a day
    [2] twice a day
   *[other] { $times } times a day
}
# $least (number): at least so often, "2"
# $most (number): at the most so often, "5"
every-range-a-day = { $least } to { $most } times a day
# $times (number): how often, "2"
every-times-a-week = { $times ->
    [one] once a week
    [2] twice a week
   *[other] { $times } times a week
}
# $least (number): at least so often, "2"
# $most (number): at the most so often, "3"
every-range-a-week = { $least } to { $most } times a week
every-when-outdoors = whenever outdoors
every-as-needed = as needed
