//! Every refusal of the contract, each beside what comes close and is allowed. Not for: the fixtures' whole sheets
//! (`tests/sheets.rs`).

use super::read_fields::MOST_REFUSALS;
use super::testing::{HEAD, SOME_RULE, read};
use super::*;

/// A rule, from line 9 on: id, activities, verdict and anchor on lines 10 to 13, then more.
fn rule(activity: &str, verdict: &str, anchor: &str, more: &str) -> String {
    format!(
        "[[rule]]\nid = \"a\"\nactivities = [\"{activity}\"]\nverdict = \"{verdict}\"\nanchor = \"{anchor}\"\n{more}\n"
    )
}

fn session(verdict: &str, more: &str) -> String {
    rule("wet", verdict, "session", more)
}

/// Line, key and wording of the only refusal.
#[track_caller]
fn refused(tables: &str, line: usize, key: &str, words: &str) {
    let refusals = read(tables).expect_err(tables);
    assert_eq!(refusals.len(), 1, "{tables}\n{refusals:#?}");
    let refusal = &refusals[0];
    assert_eq!((refusal.line, refusal.key.as_str()), (line, key), "{refusal}");
    assert!(refusal.to_string().contains(words), "{refusal}");
}

#[track_caller]
fn accepted(tables: &str) -> Sheet {
    read(tables).unwrap_or_else(|refusals| panic!("{tables}\n{refusals:#?}"))
}

#[test]
fn what_is_no_toml_is_refused_once_with_its_line() {
    let refusals = Sheet::read("format = 1\n[sheet\nid = 1\n[[rule]\n").unwrap_err();
    assert_eq!(refusals.len(), 1);
    assert_eq!((refusals[0].line, refusals[0].key.as_str()), (2, ""));
}

#[test]
fn everything_wrong_is_told_at_once_and_by_line() {
    let refusals =
        Sheet::read("[sheet]\nid = 1\n\n[[rule]]\nverdict = \"maybe\"\nuntill = \"5d\"\n").unwrap_err();
    let places: Vec<_> = refusals.iter().map(|refusal| (refusal.line, refusal.key.as_str())).collect();
    let expected = [
        (1, "format"),
        (1, "sheet.language"),
        (1, "sheet.revision"),
        (2, "sheet.id"),
        (4, "rule.activities"),
        (4, "rule.anchor"),
        (4, "rule.id"),
        (5, "rule.verdict"),
        (6, "rule.untill"),
    ];
    assert_eq!(places, expected);
}

#[test]
fn large_files_and_many_rules_are_refused() {
    let text = format!("{HEAD}{SOME_RULE}");
    let filled = |bytes: usize| format!("{text}#{}", " ".repeat(bytes - text.len() - 1));
    assert!(Sheet::read(&filled(MAX_BYTES)).is_ok());
    assert_eq!(Sheet::read(&filled(MAX_BYTES + 1)).unwrap_err()[0].key, "");
    let rules = |count: usize| {
        let rule = |n| {
            format!("[[rule]]\nid = \"{n}\"\nactivities = [\"wet\"]\nverdict = \"no\"\nanchor = \"always\"\n")
        };
        (0..count).map(rule).collect::<String>()
    };
    assert!(read(&rules(MAX_RULES - 1)).is_ok());
    refused(&rules(MAX_RULES), 9 + 5 * 1_000 + 1, "rule", "1,000 rules at the most");
}

/// 83,000 activities fit into 1 MB: more than the rule engine can number.
#[test]
fn many_activities_are_refused() {
    let activities = |count: usize| {
        let declared: Vec<String> = (0..count).map(|n| format!("{{id=\"{n}\"}}")).collect();
        format!("activity = [{}]\n", declared.join(","))
    };
    let read = |count| Sheet::read(&format!("{}{HEAD}{SOME_RULE}", activities(count)));
    assert!(read(MAX_ACTIVITIES).is_ok());
    for count in [MAX_ACTIVITIES + 1, 70_000] {
        let refusals = read(count).unwrap_err();
        assert_eq!((refusals.len(), refusals[0].key.as_str()), (1, "activity"), "{}", refusals[0]);
    }
}

/// Each of them would be refused four times: half a gigabyte of reasons.
#[test]
fn what_is_beyond_a_limit_is_not_read_and_reasons_come_to_an_end() {
    let refusals = Sheet::read(&format!("rule = [{}]\n{HEAD}", "{},".repeat(100_000))).unwrap_err();
    assert_eq!(refusals.len(), MOST_REFUSALS);
    assert!(refusals.iter().any(|refusal| refusal.instead.contains("1,000 rules at the most")));
}

#[test]
fn a_file_that_nests_deeply_is_refused_and_does_not_overflow() {
    let key = format!("{}a", "a.".repeat(79));
    let text = format!("{key} = {}1{}", format!("{{ {key} = ").repeat(79), "}".repeat(79));
    assert!(Sheet::read(&text).unwrap_err()[0].what.contains("too deeply"));
}

#[test]
fn format_and_the_sheet_table() {
    let text = |format: &str, sheet: &str| format!("format = {format}\n[sheet]\n{sheet}\n{SOME_RULE}");
    let words = "id = \"a\"\nrevision = 1\nlanguage = \"en\"";
    let key = |text: &str| Sheet::read(text).unwrap_err()[0].key.clone();
    assert!(Sheet::read(&text("1", words)).is_ok());
    assert_eq!(key(&text("2", words)), "format");
    assert_eq!(key(&text("\"1\"", words)), "format");
    assert_eq!(key(&text("1", &words.replace("= 1", "= 0"))), "sheet.revision");
    assert_eq!(key(&text("1", &words.replace("= 1", "= 4294967296"))), "sheet.revision");
    assert_eq!(key(&text("1", &words.replace("\"a\"", "\" \""))), "sheet.id");
    assert_eq!(key(&text("1", &format!("{words}\ntreatment_day = 2"))), "sheet.treatment_day");
    assert_eq!(key(&text("1", &format!("{words}\nsilence = \"no\""))), "sheet.silence");
    assert_eq!(key(&format!("format = 1\n[[sheet]]\n{words}\n{SOME_RULE}")), "sheet");
    let sheet = Sheet::read(&text("1", &format!("{words}\nsilence = \"ask\"\ntreatment_day = 1"))).unwrap();
    assert_eq!((sheet.silence, sheet.treatment_day), (Verdict::Ask, 1));
}

#[test]
fn unknown_words_name_the_nearest_known_one() {
    refused(&session("no", "untill = \"5d\""), 14, "rule.untill", "did you mean `until`?");
    refused("[[rules]]\nid = \"a\"\n", 9, "rules", "did you mean `rule`?");
    refused("[[zebra]]\n", 9, "zebra", "the tables are sheet, course");
    refused(&session("nope", ""), 12, "rule.verdict", "did you mean `no`?");
    refused(&rule("wet", "no", "final", ""), 13, "rule.anchor", "write one of session, between-sessions");
    refused(&rule("shampo", "no", "session", ""), 11, "rule.activities", "did you mean `shampoo`?");
    refused(&session("no", "until_state = \"heald\""), 14, "rule.until_state", "did you mean `healed`?");
    refused(&session("no", "only_for = [\"dry-scalps\"]"), 14, "rule.only_for", "did you mean `dry-scalp`?");
    refused(&session("no", "until = \"5x\""), 14, "rule.until", "the units are h, d, w, mo and y");
    refused("[duty]\nid = \"a\"\n", 9, "duty", "write each as [[duty]]");
}

#[test]
fn conditions_stand_on_yes_if_only_where_they_are_seen() {
    refused(&session("yes_if", ""), 9, "rule.conditions", "`conditions` is missing");
    refused(&session("yes_if", "conditions = []"), 14, "rule.conditions", "it is empty");
    refused(&session("yes", "conditions = [\"gently\"]"), 14, "rule.conditions", "make the verdict yes_if");
    accepted(&session("yes_if", "conditions = [\"gently\"]"));
    accepted(&session("yes", "conditions = []"));
}

#[test]
fn gates_stand_on_their_verdicts_and_alone() {
    let gates = [
        ("unless", "unless = \"scabs\"", ["yes", "yes_if"].as_slice()),
        ("before_state", "before_state = \"scabs\"", &["yes", "yes_if"]),
        ("until_state", "until_state = \"healed\"", &["no", "ask", "yes_if"]),
        ("hold", "hold = { seen = \"flaking\", for = \"48h\" }", &["no"]),
    ];
    for (key, gate, verdicts) in gates {
        for verdict in Verdict::ALL {
            let conditions = if verdict == Verdict::YesIf { "\nconditions = [\"gently\"]" } else { "" };
            let tables = session(verdict.as_str(), &format!("{gate}{conditions}"));
            if verdicts.contains(&verdict.as_str()) {
                accepted(&tables);
            } else {
                refused(&tables, 14, &format!("rule.{key}"), "does not stand on this verdict");
            }
        }
    }
    let two = "unless = \"scabs\"\nbefore_state = \"scabs\"";
    refused(&session("yes", two), 15, "rule.before_state", "carries `unless` already");
    refused(&session("no", "usually = \"7d..10d\""), 14, "rule.usually", "no `until_state` says which");
    refused(
        &rule("wet", "no", "before-session", "from = \"-1d\"\nuntil_state = \"dry\""),
        15,
        "rule.until_state",
        "carries no gate",
    );
}

#[test]
fn holds_run_for_hours_in_place_of_a_window() {
    let hold = |seen: &str, hours: &str| session("no", &format!("hold = {{ seen = {seen}, for = {hours} }}"));
    let sheet = accepted(&hold("[\"flaking\", \"scabs\"]", "\"24h..48h\""));
    let gate = Gate::Hold { seen: vec!["flaking".to_owned(), "scabs".to_owned()], earlier: 24, later: 48 };
    assert_eq!(sheet.rules[0].gate, Some(gate));
    for hours in
        ["\"2d\"", "\"0h\"", "\"-4h\"", "\"after 4h\"", "\"48h..24h\"", "\"24h..2d\"", "\"\"", "48", "\"x\""]
    {
        refused(&hold("\"flaking\"", hours), 14, "rule.hold", "");
    }
    refused(&hold("[]", "\"4h\""), 14, "rule.hold", "it is empty");
    refused(&hold("\"blisters\"", "\"4h\""), 14, "rule.hold", "declare it in an [[state]] table");
    refused(&session("no", "hold = \"flaking\""), 14, "rule.hold", "a table, as in { seen = …, for = … }");
    let with =
        |key: &str| session("no", &format!("{key} = \"4d\"\nhold = {{ seen = \"flaking\", for = \"4h\" }}"));
    refused(&with("from"), 14, "rule.from", "in place of `from` and `until`");
    refused(&with("until"), 14, "rule.until", "in place of `from` and `until`");
}

#[test]
fn anchors_allow_their_own_bounds() {
    let before = |more: &str| rule("wet", "no", "before-session", more);
    refused(&before(""), 9, "rule.from", "`from` is missing");
    refused(&before("from = \"7d\""), 14, "rule.from", "after the session begins");
    refused(&before("from = \"D1\""), 14, "rule.from", "counts from a treatment day");
    refused(&before("from = \"-7d\"\nuntil = \"1h\""), 15, "rule.until", "after the session begins");
    refused(&before("from = \"1d@21:00\""), 14, "rule.from", "after the session begins");
    for from in ["-7d", "-24h", "-1d@21:00", "0d", "-3d..-2d", "after -7d"] {
        accepted(&before(&format!("from = \"{from}\"")));
    }
    for anchor in ["session", "between-sessions", "final-session"] {
        let with = |more: &str| rule("wet", "no", anchor, more);
        refused(&with("from = \"-1d\""), 14, "rule.from", "before the anchor");
        refused(&with("until = \"-1d@21:00\""), 14, "rule.until", "time of day");
    }
    for bound in ["from = \"1d\"", "until = \"1d\"", "until = \"unstated\""] {
        let key = if bound.starts_with('f') { "rule.from" } else { "rule.until" };
        refused(&rule("wet", "no", "always", bound), 14, key, "it has no bounds");
    }
    refused(&session("no", "until = \"after 4d\""), 14, "rule.until", "`after` stands on `from` only");
    refused(&session("no", "until = \"5d..4d\""), 14, "rule.until", "runs backwards");
    refused(&session("no", "until = \"101y\""), 14, "rule.until", "the longest is 100y");
    refused(&session("no", "from = \"unstated\""), 14, "rule.from", "cannot be read");
    refused(&session("no", "until = 5"), 14, "rule.until", "of type integer");
    refused(
        &session("no", "until_state = \"dry\"\nusually = \"after 7d\""),
        15,
        "rule.usually",
        "`from` only",
    );
    refused(&session("no", "until_state = \"dry\"\nusually = \"10d..7d\""), 15, "rule.usually", "backwards");
    refused(
        &rule("wet", "no", "always", "until_state = \"dry\"\nusually = \"7d\""),
        15,
        "rule.usually",
        "no bounds",
    );
    refused(&session("no", "meanwhile = \"no\""), 14, "rule.meanwhile", "have no meanwhile");
    refused(&session("no", "then = \"yes_if\""), 14, "rule.then", "yes, ask, no");
    accepted(&rule("wet", "no", "final-session", "meanwhile = \"nothing\""));
}

#[test]
fn sheet_days_count_from_the_treatment_day() {
    let text = |day: u8, until: &str| {
        let head = HEAD.replace("language", &format!("treatment_day = {day}\nlanguage"));
        Sheet::read(&format!("{head}{}", session("no", &format!("until = \"{until}\""))))
    };
    assert!(text(1, "D1").is_ok());
    assert!(text(0, "D0").is_ok());
    assert_eq!(text(1, "D0").unwrap_err()[0].key, "rule.until");
    assert_eq!(text(1, "D0..D4").unwrap_err().len(), 1);
}

#[test]
fn windows_are_refused_that_no_session_fills() {
    let with = |from: &str, until: &str| session("no", &format!("from = \"{from}\"\nuntil = \"{until}\""));
    for (from, until) in [
        ("5d", "4d"),
        ("5d", "96h"),
        ("4d", "72h"),
        ("72h", "72h"),
        ("72h", "1d"),
        ("after 4d", "4d"),
        ("after 4d", "96h"),
        ("32d", "1mo"),
        ("1mo", "26d"),
        ("367d", "1y"),
        ("6d..7d", "4d..6d"), // late against late, early against early
    ] {
        refused(&with(from, until), 15, "rule.until", "the window is empty");
    }
    for (from, until) in [
        ("5d", "5d"),
        ("4d", "96h"), // to the hour of day 4
        ("72h", "3d"),
        ("72h", "73h"),
        ("after 3d", "96h"),
        ("31d", "1mo"), // from 1 January it is 1 February
        ("1mo", "28d"), // from 31 January it is 28 February
        ("1mo", "4w"),
        ("366d", "1y"),       // over a 29th of February
        ("5d..7d", "5d..6d"), // filled early, empty late
    ] {
        accepted(&with(from, until));
    }
    let before = |from: &str, until: &str| {
        rule("wet", "no", "before-session", &format!("from = \"{from}\"\nuntil = \"{until}\""))
    };
    refused(&before("-7d", "-8d"), 15, "rule.until", "the window is empty");
    refused(&before("-24h", "-2d"), 15, "rule.until", "the window is empty");
    refused(&before("0h", "0d"), 15, "rule.until", "the window is empty");
    refused(&before("-1d@21:00", "-1d@09:00"), 15, "rule.until", "the window is empty");
    accepted(&before("-7d", "-7d"));
    accepted(&before("-1d@21:00", "-24h"));
    refused(
        "[[expect]]\nfrom = \"3d\"\nuntil = \"2d\"\nsay = \"x\"\n",
        11,
        "expect.until",
        "the window is empty",
    );
}

#[test]
fn ids_stand_once_in_their_table() {
    let activity = "[[activity]]\nid = \"gym\"\n";
    refused(&activity.repeat(2), 12, "activity.id", "`gym` stands twice");
    refused(&session("no", "").repeat(2), 16, "rule.id", "`a` stands twice");
    refused("[[session]]\nnumber = 2\n[[session]]\nnumber = 2\n", 12, "session.number", "`2` stands twice");
    let duty = "[[duty]]\nid = \"a\"\ntask = \"b\"\nevery = \"day\"\nanchor = \"session\"\n";
    refused(&duty.repeat(2), 15, "duty.id", "`a` stands twice");
    refused("[[state]]\nid = \"a\"\n[[state]]\nid = \"a\"\n", 12, "state.id", "`a` stands twice");
    refused("[[attribute]]\nid = \"a\"\n[[attribute]]\nid = \"a\"\n", 12, "attribute.id", "`a` stands twice");
    // A rule and a duty may share one; so may a declaration and the catalogue.
    accepted(&format!("{duty}{}{activity}", session("no", "")));
}

#[test]
fn activities_do_not_involve_themselves() {
    let declare = |id: &str, involves: &str| format!("[[activity]]\nid = \"{id}\"\ninvolves = {involves}\n");
    refused(&declare("gym", "[\"gym\"]"), 11, "activity.involves", "gym → gym");
    refused(&declare("wet", "[\"rinse\"]"), 11, "activity.involves", "wet → rinse → wet");
    let two = format!("{}{}", declare("a", "[\"b\"]"), declare("b", "[\"a\"]"));
    refused(&two, 11, "activity.involves", "a → b → a");
    // What is declared replaces the catalogue, so that this is none.
    accepted(&format!("{}{}", declare("wet", "[\"rinse\"]"), declare("rinse", "[]")));
    // A long way is walked without recursion, and a wide one in time.
    let chain: String = (0..9_000).map(|n| declare(&n.to_string(), &format!("[\"{}\"]", n + 1))).collect();
    accepted(&format!("{chain}{}", declare("9000", "[]")));
    let cycle = format!("{chain}{}", declare("9000", "[\"0\"]"));
    refused(&cycle, 11, "activity.involves", "0 → 1 → 2 → 3 → 4 → 5 → 6 → … → 0");
    // Nor is every one of thousands walked along.
    let all: Vec<String> = (0..9_000).map(|n| format!("\"{n}\"")).collect();
    let cycles = read(&format!("{chain}{}", declare("9000", &format!("[{}]", all.join(","))))).unwrap_err();
    assert_eq!(cycles.len(), 100);
}

#[test]
fn the_other_tables_say_what_they_need() {
    let keys = |tables: &str| {
        let refusals = read(tables).unwrap_err();
        refusals.into_iter().map(|refusal| refusal.key).collect::<Vec<_>>()
    };
    assert_eq!(keys("[[duty]]\n"), ["duty.anchor", "duty.every", "duty.id", "duty.task"]);
    assert_eq!(keys("[[sign]]\n"), ["sign.seen", "sign.turn_to"]);
    assert_eq!(keys("[[expect]]\n"), ["expect.say"]);
    assert_eq!(keys("[[stop]]\n"), ["stop.reason"]);
    assert_eq!(keys("[[session]]\n"), ["session.number"]);
    assert_eq!(keys("[[activity]]\n[[state]]\n[[attribute]]\n"), ["activity.id", "state.id", "attribute.id"]);
    assert_eq!(
        keys("[[duty]]\nid = \"a\"\ntask = \"b\"\nanchor = \"session\"\nevery = \"hour\"\n"),
        ["duty.every"]
    );
    assert_eq!(
        keys("[[duty]]\nid = \"a\"\ntask = \"b\"\nanchor = \"session\"\nevery = \"day\"\nunless = \"dry\"\n"),
        ["duty.unless"]
    );
    assert_eq!(keys("[course]\nhours = { min = 5, max = 2.5 }\n"), ["course.hours"]);
    assert_eq!(keys("[course]\nhours = { min = nan, max = 101 }\n"), ["course.hours", "course.hours"]);
    assert_eq!(keys("[course]\ngap = { min = \"3w\", max = \"2w\" }\n"), ["course.gap"]);
    assert_eq!(keys("[course]\ngap = { min = \"-3w\" }\n"), ["course.gap"]);
    assert_eq!(keys("[course]\nsessions = { usual = 4, most = 3 }\n"), ["course.sessions"]);
    assert_eq!(keys("[course]\nphoto_days = [0, -1, 2.5]\n"), ["course.photo_days", "course.photo_days"]);
}

#[test]
fn what_is_read_is_what_the_file_says() {
    let sheet = accepted(
        r#"
        [course]
        sessions = { usual = 3, most = 4 }
        gap = { min = "14d", max = "3w", quote = "a passage" }
        hours = { min = 2, max = 7.5 }
        photo_days = [0, 6, 10]

        [[session]]
        number = 3
        bring = ["a hat"]

        [[duty]]
        id = "cream"
        task = "Sun cream"
        activity = "sun-cream"
        every = "2/day..5/day"
        anchor = "always"
        until_state = "healed"

        [[expect]]
        until = "3d"
        say = "Redness"
        inferred = "it is usual"

        [[sign]]
        seen = ["weeping"]
        from = "2d"
        turn_to = "doctor"
        "#,
    );
    assert_eq!(sheet.course.hours, Hours { min: Some(2.0), max: Some(7.5) });
    assert_eq!(sheet.course.gap.max.unwrap().to_string(), "3w");
    assert_eq!(sheet.course.photo_days, [0, 6, 10]);
    assert_eq!(sheet.sessions[0].bring, ["a hat"]);
    assert_eq!(sheet.duties[0].every, Every::PerDay { least: 2, most: 5 });
    assert_eq!(sheet.duties[0].until_state, Some(("healed".to_owned(), None)));
    assert_eq!(sheet.expectations[0].window.anchor, Anchor::Session);
    assert_eq!(sheet.expectations[0].provenance.inferred.as_deref(), Some("it is usual"));
    assert_eq!(sheet.signs[0].turn_to, TurnTo::Doctor);
    assert_eq!(sheet.signs[0].window.anchor, Anchor::Session);
}
