//! The catalogues: choosing one for a client, and formatting its messages.
//!
//! Catalogues are part of the program (`include_str!`), so nothing is read while running. Not for: what the messages
//! are (`keys`), dates (`dates`) and lists (`lists`).
//!
//! **Marks.** A studio's words may run the other way than the sentence around them. [`Marks::Isolate`] puts U+2068 and
//! U+2069 around every inserted value, which keeps its order right: shells that draw text ask for it. Terminals,
//! files and scripts get [`Marks::Plain`]: there the marks take a column, or show as boxes.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use chrono::Locale;
use chrono::format::{Item, StrftimeItems};
use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use rustc_hash::FxHashMap;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::keys::{Key, Message};
use super::locale::{self, HourCycle};
use super::names::NamedActivity;
use super::pseudo::Pseudo;
use super::template::Template;

/// Whether inserted values are kept apart from the direction of the sentence around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Marks {
    /// No invisible marks: for terminals, files and scripts.
    #[default]
    Plain,
    /// U+2068 and U+2069 around every value: for what a shell draws.
    Isolate,
}

/// How a client wants words written, beyond their language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Style {
    /// Marks around inserted values.
    pub marks: Marks,
    /// The device's own setting for the clock; where it has none, the locale decides.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub hours: Option<HourCycle>,
}

/// A catalogue that comes with the program.
struct Catalogue {
    /// Its BCP 47 tag.
    tag: &'static str,
    /// The names of days and months where the client's region has none of their own.
    locale: Locale,
    /// Fluent sources; a message in a later one replaces an earlier one.
    sources: &'static [&'static [&'static str]],
    /// Generated from these by code, for tests.
    pseudo: Option<Pseudo>,
}

const EN: &[&str] = &[
    include_str!("../../words/en/names.ftl"),
    include_str!("../../words/en/dates.ftl"),
    include_str!("../../words/en/board.ftl"),
    include_str!("../../words/en/answer.ftl"),
    include_str!("../../words/en/course.ftl"),
    include_str!("../../words/en/reminders.ftl"),
    include_str!("../../words/en/sheet.ftl"),
    include_str!("../../words/en/app.ftl"),
    include_str!("../../words/en/changes.ftl"),
    include_str!("../../words/en/photos.ftl"),
    include_str!("../../words/en/sync.ftl"),
];
const EN_US: &[&str] = &[include_str!("../../words/en-US.ftl")];

/// English is the first: it is what everybody gets who asks for none of the others.
const CATALOGUES: &[Catalogue] = &[
    Catalogue { tag: "en", locale: Locale::en_GB, sources: &[EN], pseudo: None },
    Catalogue { tag: "en-US", locale: Locale::en_US, sources: &[EN, EN_US], pseudo: None },
    Catalogue { tag: "en-XA", locale: Locale::en_GB, sources: &[EN], pseudo: Some(Pseudo::Accented) },
    Catalogue { tag: "ar-XB", locale: Locale::en_GB, sources: &[EN], pseudo: Some(Pseudo::RightToLeft) },
];

/// A pattern for code.
struct Pattern {
    text: String,
    /// The text taken apart as strftime has it. Marks between parts are only text; nobody asks this of them.
    items: Vec<Item<'static>>,
}

/// The words for one client: a catalogue, the locale of dates, and a style. Made once, shared between threads.
pub struct Words {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
    patterns: Box<[Pattern]>,
    /// By key: the messages that are text and arguments alone.
    templates: Box<[Option<Template>]>,
    locale: Locale,
    hours: HourCycle,
    pseudo: Option<Pseudo>,
    /// The catalogue's activities, worded when first needed: a board names dozens of them.
    pub(super) activities: OnceLock<FxHashMap<&'static str, NamedActivity>>,
}

impl Words {
    /// The words for a client who wants these languages, the best first: BCP 47 tags, or names as terminals have
    /// them (`en_GB.UTF-8`). Where none of them is there, and for tags that are none: English. Pseudo-locales
    /// (`en-XA`, `ar-XB`) are only for those who name them in full.
    pub fn new(wanted: &[&str], style: Style) -> Self {
        let wanted: Vec<LanguageIdentifier> = wanted.iter().filter_map(|tag| locale::parse(tag)).collect();
        let offered = CATALOGUES.iter().map(|catalogue| (catalogue.tag, catalogue.pseudo.is_some()));
        let chosen = locale::choose(&wanted, offered);
        let catalogue = chosen.map_or(&CATALOGUES[0], |(index, _)| &CATALOGUES[index]);
        let client = chosen.and_then(|(_, tag)| locale::dates(tag)).filter(|_| catalogue.pseudo.is_none());
        let locale = client.unwrap_or(catalogue.locale);
        // Whose language is not there keeps the clock of their own region.
        let clock = wanted.first().and_then(locale::dates).unwrap_or(locale);
        let hours = style.hours.unwrap_or_else(|| locale::hour_cycle(clock));
        let hours = if locale::has_half_days(locale) { hours } else { HourCycle::H24 };
        Self::load(catalogue, locale, hours, style.marks)
    }

    /// English without marks, as a terminal shows it.
    pub fn english() -> Self {
        Self::new(&[], Style::default())
    }

    /// The tags of the catalogues that a client may choose, English first. Without pseudo-locales.
    pub fn available() -> impl Iterator<Item = &'static str> {
        CATALOGUES.iter().filter(|catalogue| catalogue.pseudo.is_none()).map(|catalogue| catalogue.tag)
    }

    /// The tags of all catalogues, pseudo-locales included: what tests walk through.
    pub fn every_catalogue() -> impl Iterator<Item = &'static str> {
        CATALOGUES.iter().map(|catalogue| catalogue.tag)
    }

    /// The BCP 47 tag of the catalogue in use.
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// Whether its text runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        locale::parse(self.tag).is_some_and(|tag| tag.character_direction() == CharacterDirection::RTL)
    }

    /// The text of a message made by [`say`](super::say).
    #[allow(clippy::needless_pass_by_value)] // a message is made for this call: `text(say::board_no())`
    pub fn text(&self, message: Message<'_>) -> String {
        let key = message.key();
        let quick = self.templates[key as usize].as_ref().and_then(|template| template.text(&message));
        let text = match quick {
            Some(text) => Some(self.framed(text.into())),
            None => self.format(&message),
        };
        debug_assert!(text.is_some(), "`{}` is in no catalogue", key.id());
        // The build compared every catalogue with the keys; a name is better than nothing all the same.
        text.unwrap_or_else(|| key.id().into_owned())
    }

    /// The text of a message without arguments, by a name put together while running: labels of ids.
    pub(super) fn named(&self, message: &str, attribute: Option<&str>) -> Option<String> {
        let pattern = self.pattern_of(message, attribute)?;
        Some(self.framed(self.bundle.format_pattern(pattern, None, &mut Vec::new())))
    }

    /// A pattern for code, as it stands in the catalogue.
    pub(super) fn pattern(&self, key: Key) -> &str {
        key.pattern().and_then(|index| self.patterns.get(index)).map_or("", |pattern| &pattern.text)
    }

    /// A pattern for dates or times, taken apart.
    pub(super) fn date_pattern(&self, key: Key) -> &[Item<'static>] {
        key.pattern().and_then(|index| self.patterns.get(index)).map_or(&[], |pattern| &pattern.items)
    }

    /// Text that names of the locale were put into, made visible where the catalogue is a pseudo-locale.
    pub(super) fn dressed(&self, text: String) -> String {
        match self.pseudo {
            Some(pseudo) => pseudo.frame(&pseudo.transform()(&text)),
            None => text,
        }
    }

    pub(super) const fn locale(&self) -> Locale {
        self.locale
    }

    /// Whether clocks show 12 or 24 hours.
    pub const fn hours_on_clocks(&self) -> HourCycle {
        self.hours
    }

    fn load(catalogue: &'static Catalogue, locale: Locale, hours: HourCycle, marks: Marks) -> Self {
        // A pseudo-locale has the grammar of what it was generated from.
        let grammar = if catalogue.pseudo.is_some() { CATALOGUES[0].tag } else { catalogue.tag };
        let grammar = locale::parse(grammar).into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(grammar);
        bundle.set_use_isolating(marks == Marks::Isolate);
        for source in catalogue.sources.iter().copied().flatten() {
            // The build refused sources with faults; of one that has some all the same, the good part counts.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        let mut words = Self {
            tag: catalogue.tag,
            bundle,
            patterns: Box::new([]),
            templates: Box::new([]),
            locale,
            hours,
            pseudo: None,
            activities: OnceLock::new(),
        };
        words.patterns = Key::ALL
            .iter()
            .filter(|key| key.is_pattern())
            .map(|key| words.named(key.message(), key.attribute()).unwrap_or_default())
            .map(|text| Pattern::new(text, locale))
            .collect();
        words.pseudo = catalogue.pseudo;
        words.bundle.set_transform(catalogue.pseudo.map(Pseudo::transform));
        let template = |key: &Key| {
            let pattern = words.pattern_of(key.message(), key.attribute())?;
            Template::new(*key, pattern, catalogue.pseudo, marks == Marks::Isolate)
        };
        words.templates = Key::ALL.iter().map(template).collect();
        words
    }

    fn pattern_of(
        &self,
        message: &str,
        attribute: Option<&str>,
    ) -> Option<&fluent_syntax::ast::Pattern<&str>> {
        let found = self.bundle.get_message(message)?;
        match attribute {
            Some(name) => Some(found.get_attribute(name)?.value()),
            None => found.value(),
        }
    }

    /// The text of a message by Fluent's own formatter.
    pub(super) fn format(&self, message: &Message<'_>) -> Option<String> {
        let key = message.key();
        let pattern = self.pattern_of(key.message(), key.attribute())?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&message.arguments()), &mut errors);
        debug_assert!(errors.is_empty(), "`{}`: {errors:?}", key.id());
        Some(self.framed(text))
    }

    fn framed(&self, text: Cow<'_, str>) -> String {
        match self.pseudo {
            Some(pseudo) => pseudo.frame(&text),
            None => text.into_owned(),
        }
    }
}

impl Pattern {
    fn new(text: String, locale: Locale) -> Self {
        // A test writes with every pattern: one that does not read would show as an empty text.
        let items = StrftimeItems::new_with_locale(&text, locale).parse_to_owned().unwrap_or_default();
        Self { text, items }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("tag", &self.tag).field("hours", &self.hours).finish_non_exhaustive()
    }
}
