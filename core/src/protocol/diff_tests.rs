//! What a difference says, and what it says about a client. Not for: reading sheets (`read_tests`).

use super::testing::sheet;
use super::{Change, Difference, Effect, differences};

const RULE: &str = r#"
[[rule]]
id = "dry"
activities = ["wet", "sauna"]
verdict = "no"
anchor = "session"
until = "5d"
"#;

/// The only difference that replacing a text in a sheet makes.
#[track_caller]
fn only(tables: &str, replace: &str, with: &str) -> Difference {
    let changed = tables.replace(replace, with);
    assert_ne!(changed, tables, "nothing was replaced");
    let mut all = differences(&sheet(tables), &sheet(&changed));
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

#[track_caller]
fn effect(tables: &str, replace: &str, with: &str, expected: Option<Effect>) {
    assert_eq!(only(tables, replace, with).effect, expected, "{replace} → {with}");
    let back = only(&tables.replace(replace, with), with, replace);
    assert_eq!(back.effect, expected.map(Effect::opposite), "{with} → {replace}");
}

const LOOSER: Option<Effect> = Some(Effect::Looser);
const TIGHTER: Option<Effect> = Some(Effect::Tighter);

#[test]
fn a_sheet_does_not_differ_from_itself() {
    assert!(differences(&sheet(RULE), &sheet(RULE)).is_empty());
}

#[test]
fn a_changed_key_is_told_as_the_file_writes_it() {
    let difference = only(RULE, "5d", "4d");
    let json = serde_json::to_value(&difference).unwrap();
    let expected = serde_json::json!({
        "table": "rule", "id": "dry", "change": "changed", "field": "until", "from": "5d", "to": "4d",
        "effect": "looser",
    });
    assert_eq!(json, expected);
    let json = serde_json::to_value(only(RULE, "until = \"5d\"", "")).unwrap();
    assert_eq!((&json["to"], &json["effect"]), (&serde_json::Value::Null, &"tighter".into()));
}

#[test]
fn bans_loosen_as_they_shrink() {
    effect(RULE, "5d", "96h", LOOSER); // 96 hours are over before day 5 is, whenever the session ends
    effect(RULE, "5d", "4d..5d", LOOSER);
    effect(RULE, "5d", "144h", TIGHTER); // at midnight the same, else later
    effect(RULE, "5d", "140h", None); // before the end of day 5, or after it, as the hour is
    effect(RULE, "until", "from = \"1d\"\nuntil", LOOSER);
    effect(RULE, "\"5d\"", "\"unstated\"", TIGHTER);
    effect(RULE, "[\"wet\", \"sauna\"]", "[\"wet\"]", LOOSER);
    effect(RULE, "until", "only_for = [\"dry-scalp\"]\nuntil", LOOSER);
    effect(RULE, "until", "not_for = [\"dry-scalp\"]\nuntil", LOOSER);
    effect(RULE, "until", "then = \"no\"\nuntil", TIGHTER);
    effect(RULE, "until", "quote = \"Keep dry.\"\nuntil", None);
    effect(RULE, "verdict = \"no\"", "verdict = \"ask\"", LOOSER);
    effect(RULE, "anchor = \"session\"", "anchor = \"between-sessions\"", None);
}

#[test]
fn permissions_loosen_as_they_grow() {
    let rule = RULE.replace("\"no\"", "\"yes\"").replace("until", "from");
    effect(&rule, "5d", "4d", LOOSER);
    effect(&rule, "5d", "after 5d", TIGHTER);
    effect(&rule, "from", "until = \"9d\"\nfrom", TIGHTER);
    effect(&rule, "from", "unless = \"scabs\"\nfrom", TIGHTER);
    effect(&rule, "[\"wet\", \"sauna\"]", "[\"wet\"]", None);
    effect(&rule, "verdict = \"yes\"", "verdict = \"ask\"", TIGHTER);
    let under = rule.replace("\"yes\"", "\"yes_if\"\nconditions = [\"gently\"]");
    effect(&under, "\"gently\"", "\"gently\", \"rarely\"", TIGHTER);
}

#[test]
fn entries_come_and_go() {
    let with = sheet(&format!("{RULE}\n[[stop]]\nreason = \"sunburn\"\n"));
    let without = sheet("");
    let removed = differences(&with, &without);
    assert_eq!(removed.len(), 2);
    assert_eq!((removed[0].table, removed[0].id.as_str(), removed[0].effect), ("rule", "dry", LOOSER));
    assert_eq!((removed[1].table, removed[1].id.as_str(), removed[1].effect), ("stop", "sunburn", None));
    assert_eq!(removed[0].change, Change::Removed);
    let added = differences(&without, &with);
    assert_eq!((added[0].table, &added[0].change, added[0].effect), ("rule", &Change::Added, TIGHTER));
    // A permission that goes may have forbidden what came before it.
    let permission = sheet(&RULE.replace("\"no\"", "\"yes\""));
    assert_eq!(differences(&permission, &without)[0].effect, None);
}

#[test]
fn other_tables_are_told_too() {
    let activity = "[[activity]]\nid = \"gym\"\ninvolves = [\"exercise\"]\n";
    effect(activity, "\"exercise\"", "\"exercise\", \"touch\"", TIGHTER);
    let course = "[course]\nhours = { min = 2, max = 7.5 }\ngap = { min = \"14d\" }\n";
    assert_eq!(only(course, "7.5", "6").table, "course");
    assert_eq!(
        only(course, "14d", "15d").change,
        Change::Changed { field: "gap", from: Some("min 14d".to_owned()), to: Some("min 15d".to_owned()) }
    );
    let attribute = "[[attribute]]\nid = \"a\"\nlabel = \"A\"\n";
    assert_eq!(only(attribute, "\"A\"", "\"B\"").table, "attribute");
    let expect = "[[expect]]\nsay = \"Redness\"\nuntil = \"3d\"\n".repeat(2);
    assert_eq!(differences(&sheet(&expect), &sheet("")).len(), 2);
}

#[test]
fn another_number_for_the_treatment_day_moves_sheet_days() {
    let old = sheet(&RULE.replace("5d", "D5"));
    let mut new = old.clone();
    new.treatment_day = 1;
    let all = differences(&old, &new);
    let fields: Vec<_> = all.iter().map(|difference| (difference.table, difference.effect)).collect();
    assert_eq!(fields, [("rule", LOOSER), ("sheet", None)]);
    let Change::Changed { from, .. } = &all[0].change else { panic!("{all:?}") };
    assert_eq!(from.as_deref(), Some("D5 (the treatment day is D0)"));
}
