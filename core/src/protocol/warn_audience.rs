//! Whether one client can have two rules at once, by the attributes that the rules ask for and keep out.
//!
//! Not for: whether a rule is for a given client (`Audience::fits`).

use std::collections::HashMap;

use super::sheet::{Audience, Rule};

/// Whom a rule is for, as bits, since every two rules are held against each other: a bit for each attribute that some
/// rule lists.
pub(super) struct WhomBits {
    only_for: Vec<u64>,
    not_for: Vec<u64>,
}

impl WhomBits {
    /// Those of each rule.
    pub(super) fn of(rules: &[Rule]) -> Vec<Self> {
        let mut places = HashMap::new();
        let whom = |rule| whom(rule, &mut places);
        rules.iter().map(whom).collect()
    }

    /// Whether there can be a client whom both fit; [`common_client`] says which.
    pub(super) fn share_a_client(&self, other: &Self) -> bool {
        let word = |bits: &[u64], place: usize| bits.get(place).copied().unwrap_or_default();
        let barred = |place| word(&self.not_for, place) | word(&other.not_for, place);
        let wanted = |bits: &[u64]| bits.iter().enumerate().any(|(place, word)| word & !barred(place) != 0);
        [self, other].into_iter().all(|one| one.only_for.is_empty() || wanted(&one.only_for))
    }
}

fn whom<'s>(rule: &'s Rule, places: &mut HashMap<&'s str, usize>) -> WhomBits {
    let mut bits = |names: &'s [String]| {
        let mut bits = Vec::new();
        for name in names {
            let next = places.len();
            let place = *places.entry(name.as_str()).or_insert(next);
            bits.resize(bits.len().max(place / 64 + 1), 0);
            bits[place / 64] |= 1_u64 << (place % 64);
        }
        bits
    };
    let Audience { only_for, not_for } = &rule.audience;
    WhomBits { only_for: bits(only_for), not_for: bits(not_for) }
}

/// The attributes of some client whom both audiences fit, if there can be one: one attribute of each `only_for`,
/// and none of either `not_for`.
pub(super) fn common_client(one: &Audience, other: &Audience) -> Option<Vec<String>> {
    let barred = |name: &&String| !one.not_for.contains(name) && !other.not_for.contains(name);
    let mut client = Vec::new();
    for audience in [one, other] {
        if !audience.only_for.is_empty() {
            client.push(audience.only_for.iter().find(barred)?.clone());
        }
    }
    Some(client)
}

#[cfg(test)]
mod tests {
    use super::super::testing::sheet;
    use super::*;

    #[test]
    fn a_client_can_have_several_attributes() {
        // Ahead of the ones that matter, so that these do not share a word of bits.
        let many: Vec<String> = (0..100).map(|n| format!("\"a{n}\"")).collect();
        let declared: Vec<String> = many.iter().map(|id| format!("[[attribute]]\nid = {id}\n")).collect();
        let declared = format!("{}[[attribute]]\nid = \"fair\"\n", declared.concat());
        let shared = |one: &str, other: &str| {
            let rule = |id, whom| {
                format!(
                    "[[rule]]\nid = \"{id}\"\nactivities = [\"wet\"]\nverdict = \"no\"\nanchor = \"session\"\n{whom}\n"
                )
            };
            let first = rule("first", format!("not_for = [{}]", many.join(",")));
            let (one, other) = (rule("one", one.to_owned()), rule("other", other.to_owned()));
            let sheet = sheet(&format!("{declared}{first}{one}{other}"));
            let bits = WhomBits::of(&sheet.rules);
            let shared = bits[1].share_a_client(&bits[2]);
            let client = common_client(&sheet.rules[1].audience, &sheet.rules[2].audience);
            assert_eq!(shared, client.is_some());
            shared
        };
        assert!(shared("only_for = [\"fair\"]", "only_for = [\"dry-scalp\"]"));
        assert!(!shared("only_for = [\"fair\"]", "not_for = [\"fair\"]"));
        assert!(shared("only_for = [\"fair\", \"dry-scalp\"]", "not_for = [\"fair\"]"));
        assert!(shared("only_for = [\"fair\"]", "not_for = [\"dry-scalp\", \"a7\"]"));
        assert!(!shared("only_for = [\"fair\"]\nnot_for = [\"fair\"]", ""));
        assert!(!shared("", "only_for = [\"a99\", \"fair\"]\nnot_for = [\"fair\", \"a99\"]"));
        assert!(shared("", "not_for = [\"fair\"]"));
    }
}
