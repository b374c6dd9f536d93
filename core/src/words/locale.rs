//! Which catalogue fits a client, and what their region says about dates and clocks.
//!
//! Not for: the catalogues themselves (`catalogue`), or reading the device's settings (shells tell them).

use chrono::{Locale, NaiveDate};
use unic_langid::LanguageIdentifier;

/// How a clock counts hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum HourCycle {
    /// 5:30 PM
    H12,
    /// 17:30
    H24,
}

/// Reads a BCP 47 tag, or a name as terminals have it: `en_GB.UTF-8`, `de_AT@euro`. `C` and `POSIX` are none.
pub(super) fn parse(tag: &str) -> Option<LanguageIdentifier> {
    let name = tag.split(['.', '@']).next()?;
    let parsed: LanguageIdentifier = name.parse().ok()?;
    (!parsed.language.is_empty() && name != "POSIX").then_some(parsed)
}

/// The place of the catalogue that fits best, and the wanted tag that it fits: for each wanted tag in turn the same
/// tag, then the same language and script, then the same language. One that `must be named` fits the same tag only.
pub(super) fn choose(
    wanted: &[LanguageIdentifier],
    offered: impl Iterator<Item = (&'static str, bool)>,
) -> Option<(usize, &LanguageIdentifier)> {
    let offered: Vec<(LanguageIdentifier, bool)> =
        offered.filter_map(|(tag, must_be_named)| Some((parse(tag)?, must_be_named))).collect();
    let find = |fits: &dyn Fn(&LanguageIdentifier) -> bool, named: bool| {
        offered.iter().position(|(tag, must_be_named)| (named || !must_be_named) && fits(tag))
    };
    wanted.iter().find_map(|tag| {
        let (language, script) = (tag.language, tag.script);
        let place = find(&|it| it == tag, true)
            .or_else(|| {
                find(&|it| it.language == language && it.script == script && it.region.is_none(), false)
            })
            .or_else(|| find(&|it| it.language == language, false))?;
        Some((place, tag))
    })
}

/// The names of days and months for a tag with a region; for one without, where its language has a country of the
/// same name (`de`, `fr`).
pub(super) fn dates(tag: &LanguageIdentifier) -> Option<Locale> {
    let language = tag.language.as_str();
    let region = tag.region.map_or_else(|| language.to_uppercase(), |region| region.as_str().to_owned());
    Locale::try_from(format!("{language}_{region}").as_str()).ok()
}

/// How clocks count hours, by the way the locale itself writes one in the afternoon.
pub(super) fn hour_cycle(locale: Locale) -> HourCycle {
    if afternoon("%X", locale).contains("13") { HourCycle::H24 } else { HourCycle::H12 }
}

/// Whether the locale has words for the halves of a day.
pub(super) fn has_half_days(locale: Locale) -> bool {
    !afternoon("%p", locale).trim().is_empty()
}

fn afternoon(pattern: &str, locale: Locale) -> String {
    let one = NaiveDate::default().and_hms_opt(13, 0, 0).unwrap_or_default();
    let mut text = String::new();
    // A pattern that cannot be written leaves the text as it is.
    let _ = std::fmt::Write::write_fmt(
        &mut text,
        format_args!("{}", one.and_utc().format_localized(pattern, locale)),
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(wanted: &[&str]) -> Option<usize> {
        let wanted: Vec<LanguageIdentifier> = wanted.iter().filter_map(|tag| parse(tag)).collect();
        let offered = [("en", false), ("en-US", false), ("de", false), ("zh-Hant", false), ("ar-XB", true)];
        choose(&wanted, offered.into_iter()).map(|(place, _)| place)
    }

    #[test]
    fn the_first_wanted_language_that_is_there_wins() {
        assert_eq!(chosen(&["en-US"]), Some(1));
        assert_eq!(chosen(&["en_US.UTF-8"]), Some(1));
        assert_eq!(chosen(&["en-NZ", "de"]), Some(0));
        assert_eq!(chosen(&["fr-FR", "de-AT", "en"]), Some(2));
        assert_eq!(chosen(&["zh-Hant-TW"]), Some(3));
        assert_eq!(chosen(&["C", "POSIX", "", "not a tag"]), None);
    }

    #[test]
    fn a_pseudo_locale_is_only_for_those_who_name_it() {
        assert_eq!(chosen(&["ar-XB"]), Some(4));
        assert_eq!(chosen(&["ar-EG"]), None);
    }

    #[test]
    fn clocks_count_as_their_region_does() {
        assert_eq!(hour_cycle(Locale::en_US), HourCycle::H12);
        assert_eq!(hour_cycle(Locale::en_GB), HourCycle::H24);
        assert_eq!(hour_cycle(Locale::de_DE), HourCycle::H24);
        assert!(!has_half_days(Locale::de_DE) && has_half_days(Locale::en_GB));
    }
}
