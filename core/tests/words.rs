//! Every sentence of every catalogue: what English says, that the others say it too, and that none escapes.
//!
//! Not for: dates and their zones (`words_dates`), nor what is said when (`aftercare`).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

mod support;

use std::fmt::Write as _;

use stipple_core::words::{Activity, Argument, Key, Kind, Marks, Message, Style, Value, Words, say};

/// The catalogue of the contract (`aftercare-rules`, "The catalogue").
const ACTIVITIES: &str = "wet rinse shower hot-shower soak swim pool sea lake jacuzzi rain damp-cloth \
    wash soap shampoo baby-shampoo conditioner dry-shampoo studio-spray \
    light-sweat heavy-sweat exercise gym lifting cardio running sport sauna steam-room dirty-work \
    sun tanning-bed fake-tan sun-cream \
    shave razor foil-shave clipper scissors barber dye styling hair-dryer hair-piece hair-fibres minoxidil \
    products moisturise balm matte make-up acids exfoliate scrub peel laser touch scratch \
    hat helmet swim-cap sleep \
    work alcohol smoking caffeine blood-thinners painkillers medicines sex gardening animals open-vehicle \
    blood-donation mri other-treatment";

fn sentences() -> impl Iterator<Item = Key> {
    Key::ALL.iter().copied().filter(|key| !key.is_pattern())
}

/// The message with a value for each argument.
fn filled<'a>(key: Key, value: impl Fn(&Argument) -> Value<'a>) -> Message<'a> {
    Message::with(key, key.arguments().iter().map(|argument| (argument.name, value(argument)))).unwrap()
}

fn example(argument: &Argument) -> Value<'static> {
    match argument.kind {
        Kind::Number => Value::Number(argument.example.parse().unwrap()),
        Kind::Text => Value::Text(argument.example.into()),
    }
}

fn golden(words: &Words) -> String {
    let mut text = String::new();
    for key in sentences() {
        writeln!(text, "{} = {}", key.id(), words.text(filled(key, example))).unwrap();
        for argument in key.arguments().iter().filter(|argument| argument.plural) {
            for number in [0, 1, 2].into_iter().filter(|number| argument.example != number.to_string()) {
                let chosen = |it: &Argument| {
                    if it == argument { Value::Number(number) } else { example(it) }
                };
                let shown = words.text(filled(key, chosen));
                writeln!(text, "{} [{} = {number}] = {shown}", key.id(), argument.name).unwrap();
            }
        }
    }
    text
}

#[test]
fn english_says_what_it_said() {
    support::golden::check("words.en.txt", &golden(&Words::english()));
}

#[test]
fn the_united_states_differ_where_they_should() {
    let (english, american) = (golden(&Words::english()), golden(&Words::new(&["en-US"], Style::default())));
    let differing: String = american
        .lines()
        .zip(english.lines())
        .filter(|(american, english)| american != english)
        .fold(String::new(), |text, (line, _)| text + line + "\n");
    support::golden::check("words.en-US.txt", &differing);
}

#[test]
fn every_catalogue_says_every_sentence() {
    for tag in Words::every_catalogue() {
        let words = Words::new(&[tag], Style::default());
        assert_eq!(words.tag(), tag);
        for key in sentences() {
            let text = words.text(filled(key, example));
            assert!(!text.is_empty() && !text.contains(['{', '}', '\u{2068}']), "{tag} {}: {text}", key.id());
            for argument in key.arguments().iter().filter(|argument| argument.kind == Kind::Text) {
                assert!(
                    text.contains(argument.example) || key.attribute().is_some(),
                    "{tag} {}: {text}",
                    key.id()
                );
            }
        }
    }
}

#[test]
fn in_pseudo_locales_no_word_of_a_catalogue_stays_plain() {
    let accented = Words::new(&["en-XA"], Style::default());
    let right_to_left = Words::new(&["ar-XB"], Style::default());
    assert!(right_to_left.is_right_to_left() && !accented.is_right_to_left());
    for key in sentences() {
        let wordless = |argument: &Argument| match argument.kind {
            Kind::Number => example(argument),
            Kind::Text => Value::Text("…".into()),
        };
        let text = accented.text(filled(key, wordless));
        assert!(text.starts_with('[') && text.ends_with(']'), "{}: {text}", key.id());
        assert!(!text.contains(|letter: char| letter.is_ascii_alphabetic()), "{}: {text}", key.id());
        let text = right_to_left.text(filled(key, wordless));
        let plain = text.split('\u{202e}').map(|part| part.split('\u{202c}').next_back().unwrap_or_default());
        let outside: String = plain.collect();
        assert!(!outside.contains(char::is_alphabetic), "{}: {text}", key.id());
    }
    // What comes from a sheet stays as it is; what comes from the catalogue does not.
    let quote = accented.text(say::answer_quote("After 5 days you may rinse."));
    assert_eq!(quote, "[ÍÍñ ťĥéé šťúúđííóó'š ŵóóŕđš: “After 5 days you may rinse.”]");
    assert_eq!(accented.activity(Activity { id: "rinse", label: None }), "[ŕííñšéé]");
    assert_eq!(accented.activity(Activity { id: "gym", label: Some("Gym") }), "Gym");
}

#[test]
fn every_activity_of_the_contract_has_a_label_and_a_verb() {
    let words = Words::english();
    for id in ACTIVITIES.split_whitespace() {
        let activity = Activity { id, label: None };
        let verb = words.activity_verb(activity).unwrap_or_default();
        assert!(!verb.is_empty(), "{id} has no verb");
        assert!(!words.activity_synonyms(id).is_empty(), "{id} has no other words");
        assert!(words.activity(activity).chars().count() <= 21, "{id} is too long for the board");
    }
    let named = sentences().filter(|key| key.message().starts_with("activity-") && key.attribute().is_none());
    assert_eq!(
        named.count(),
        ACTIVITIES.split_whitespace().count(),
        "a label for an activity that is not there"
    );
}

#[test]
fn discreet_words_name_nothing() {
    let words = Words::english();
    let telling =
        ["hair", "scalp", "skin", "studio", "treat", "ink", "session", "photo", "touch", "heal", "clinic"];
    let leaving =
        |key: &Key| key.message().starts_with("reminder-") || key.message().starts_with("calendar-");
    for key in sentences().filter(leaving) {
        let twin = format!("{}-discreet", key.message());
        if !key.message().ends_with("-discreet") {
            assert!(Key::ALL.iter().any(|it| it.message() == twin), "{twin} is missing");
            continue;
        }
        let text = words.text(filled(key, example)).to_lowercase();
        assert!(!telling.iter().any(|word| text.contains(word)), "{}: {text}", key.id());
        assert!(
            key.arguments().iter().all(|argument| argument.name == "when"),
            "{} tells too much",
            key.id()
        );
    }
}

#[test]
fn the_voice_is_calm() {
    let words = Words::english();
    for key in sentences() {
        let text = words.text(filled(key, example));
        assert!(!text.contains('!') && !text.contains("  "), "{}: {text}", key.id());
        assert!(text.chars().count() <= 200, "{} is too long: {text}", key.id());
    }
}

#[test]
fn values_chosen_while_running_have_to_fit() {
    let with = |values: Vec<(&'static str, Value<'static>)>| Message::with(Key::HeadlineDay, values);
    let (day, session) = (("day", Value::Number(4)), ("session", Value::Number(1)));
    assert!(with(vec![day.clone(), session.clone()]).is_ok());
    let error = with(vec![day.clone()]).unwrap_err();
    assert_eq!(error.to_string(), "`headline-day` takes other arguments: day (number), session (number)");
    assert!(with(vec![day.clone(), day.clone()]).is_err());
    assert!(with(vec![day.clone(), ("session", Value::Text("1".into()))]).is_err());
    assert!(with(vec![day, session, ("more", Value::Number(1))]).is_err());
}

#[test]
fn shells_can_have_values_kept_apart() {
    let words = Words::new(&["en"], Style { marks: Marks::Isolate, ..Style::default() });
    assert_eq!(words.text(say::row_from("Thu 7 May")), "from \u{2068}Thu 7 May\u{2069}");
    assert_eq!(words.and(&["a", "b", "c"]), "\u{2068}a, b\u{2069} and \u{2068}c\u{2069}");
}

#[test]
fn words_are_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Words::english());
}
