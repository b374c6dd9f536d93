//! Warnings where sentences of the contract meet: readings, clients, implied bans, anchors. The kinds themselves are
//! in the fixtures (`tests/sheets.rs`).

use super::WarningKind::{
    Contradiction, FinalBan, Gap, IdleDuty, Involved, LateBan, NoEstimate, NoMeanwhile, Unreached,
};
use super::testing::sheet;
use super::{WarningKind, warnings};

fn rule(id: &str, activity: &str, verdict: &str, anchor: &str, more: &str) -> String {
    let activity = activity.replace(' ', "\", \"");
    format!(
        "[[rule]]\nid = \"{id}\"\nactivities = [\"{activity}\"]\nverdict = \"{verdict}\"\nanchor = \"{anchor}\"\n{more}\n"
    )
}

/// The warnings of some tables: kind, rules and activity.
#[track_caller]
fn told(tables: &[String], expected: &[(WarningKind, &str, Option<&str>)]) {
    let sheet = sheet(&tables.concat());
    let found = warnings(&sheet);
    let told: Vec<_> = found
        .iter()
        .map(|warning| (warning.kind, warning.rules.join(" "), warning.activity.as_deref()))
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(kind, rules, activity)| (*kind, (*rules).to_owned(), *activity)).collect();
    assert_eq!(told, expected, "{found:#?}");
}

#[test]
fn a_warning_goes_out_as_the_contract_writes_it() {
    let tables = [
        rule("a", "shave", "no", "session", "until = \"5d\""),
        rule("b", "shave", "no", "session", "until = \"10d\""),
    ];
    let json = serde_json::to_value(warnings(&sheet(&tables.concat()))).unwrap();
    let expected = serde_json::json!([{
        "kind": "two-ends", "rules": ["a", "b"], "activity": "shave",
        "what": "for `shave`: `a` and `b` both say no, the one from the session's start through day 5, the other from the session's start through day 10",
    }]);
    assert_eq!(json, expected);
}

#[test]
fn either_reading_of_a_fuzzy_bound_counts() {
    let no = |until: &str| rule("no", "wet", "no", "session", &format!("until = \"{until}\""));
    let yes = rule("yes", "wet", "yes", "session", "from = \"5d\"");
    told(&[no("4d"), yes.clone()], &[]);
    told(&[no("4d..5d"), yes], &[(Contradiction, "no yes", Some("wet"))]);
}

#[test]
fn a_pair_is_told_once_for_each_activity_that_both_name() {
    let tables = [rule("a", "sun hat sun", "no", "always", ""), rule("b", "hat sun", "ask", "always", "")];
    told(&tables, &[(Contradiction, "a b", Some("sun")), (Contradiction, "a b", Some("hat"))]);
}

#[test]
fn pairs_of_which_no_client_has_both_are_left_out() {
    let no = |more: &str| rule("no", "wet", "no", "session", more);
    let yes = |more: &str| rule("yes", "wet", "yes", "session", more);
    let pair = [(Contradiction, "no yes", Some("wet"))];
    told(&[no("only_for = [\"dry-scalp\"]"), yes("not_for = [\"dry-scalp\"]")], &[]);
    told(&[no("only_for = [\"dry-scalp\"]"), yes("only_for = [\"long-hair\"]")], &pair);
    told(&[no("only_for = [\"dry-scalp\"]"), yes("not_for = [\"long-hair\"]")], &pair);
    // The final session is not one that another follows.
    let between = rule("between", "rinse", "yes", "between-sessions", "");
    let last = rule("last", "wet", "no", "final-session", "until = \"5d\"\nmeanwhile = \"nothing\"");
    told(&[between.clone(), last], &[]);
    told(&[between, no("")], &[(Involved, "between no", Some("rinse"))]);
}

#[test]
fn what_holds_until_a_state_ends_with_its_estimate() {
    let no = |more: &str| rule("no", "wet", "no", "session", &format!("until_state = \"healed\"\n{more}"));
    let yes = |from: &str| rule("yes", "wet", "yes", "session", &format!("from = \"{from}\""));
    let pair = (Contradiction, "no yes", Some("wet"));
    told(&[no("usually = \"7d..10d\""), yes("11d")], &[]);
    told(&[no("usually = \"7d..10d\""), yes("10d")], &[pair]);
    told(&[no("usually = \"7d..10d\"\nuntil = \"12d\""), yes("12d")], &[pair]);
    told(&[no(""), yes("90d")], &[pair, (NoEstimate, "no", None)]);
}

#[test]
fn implied_bans_count_where_nothing_of_their_anchor_holds() {
    let early = rule("early", "shampoo", "yes", "session", "from = \"2d\"");
    let later = rule("later", "wet", "yes", "session", "from = \"6d\"");
    told(&[early.clone(), later.clone()], &[(Involved, "early later", Some("shampoo"))]);
    // A rule that asks holds before it, so that nothing is implied.
    let ask = |more: &str| rule("ask", "wet", "ask", "session", &format!("until = \"5d\"\n{more}"));
    told(&[early.clone(), later.clone(), ask("")], &[]);
    // But for clients whom it is not for.
    let pair = (Involved, "early later", Some("shampoo"));
    told(&[early.clone(), later.clone(), ask("only_for = [\"dry-scalp\"]")], &[pair]);
    told(&[early.clone(), later.clone(), ask("not_for = [\"dry-scalp\"]")], &[pair]);
    // Of another anchor it does not stop what this one implies.
    let always = rule("always", "wet", "ask", "always", "");
    told(&[early.clone(), later.clone(), always], &[pair]);
    // Of two that begin later the next one implies it.
    let last = rule("last", "wet", "yes", "session", "from = \"9d\"");
    told(&[early, last, later], &[pair]);
}

#[test]
fn a_final_ban_is_told_of_what_begins_while_it_holds() {
    let ban = rule("ban", "wet", "no", "final-session", "until = \"28d\"\nmeanwhile = \"nothing\"");
    let yes = |from: &str| rule("yes", "rinse", "yes", "session", &format!("from = \"{from}\""));
    let both = [(FinalBan, "yes ban", Some("rinse")), (Involved, "yes ban", Some("rinse"))];
    told(&[ban.clone(), yes("28d")], &both);
    told(&[ban.clone(), yes("29d")], &[]);
    // It begins before the ban does.
    let late =
        rule("ban", "wet", "no", "final-session", "from = \"5d\"\nuntil = \"28d\"\nmeanwhile = \"nothing\"");
    told(&[late, yes("2d")], &[(Involved, "yes ban", Some("rinse")), (LateBan, "ban", Some("wet"))]);
    // Only sessions' permissions.
    told(&[ban, rule("yes", "wet", "yes", "always", "")], &[]);
}

#[test]
fn a_ban_is_late_where_nothing_was_said_before() {
    let ban = |from: &str| rule("ban", "sun", "no", "session", &format!("from = \"{from}\"\nuntil = \"9d\""));
    let late = [(LateBan, "ban", Some("sun"))];
    told(&[ban("1d")], &late);
    told(&[ban("0d")], &[]);
    told(&[ban("0h")], &[]);
    told(&[ban("1h")], &late);
    told(&[ban("2d"), rule("ask", "sun", "ask", "always", "")], &[]);
    // A permission that comes later implies a ban before.
    told(&[ban("2d"), rule("yes", "sun", "yes", "session", "from = \"10d\"")], &[]);
    told(&[ban("2d"), rule("ask", "sun", "ask", "session", "from = \"10d\"")], &late);
}

#[test]
fn a_gap_is_a_permission_that_ends_into_nothing() {
    let yes = |more: &str| rule("yes", "balm", "yes", "session", &format!("until = \"6d\"\n{more}"));
    let gap = [(Gap, "yes", Some("balm"))];
    told(&[yes("")], &gap);
    told(&[yes("then = \"ask\"")], &[]);
    told(&[yes(""), rule("no", "balm", "no", "session", "from = \"20d\"")], &[]);
    told(&[yes(""), rule("no", "balm", "no", "between-sessions", "from = \"20d\"")], &gap);
}

#[test]
fn an_idle_duty_is_never_due() {
    let duty = |more: &str| {
        format!(
            "[[duty]]\nid = \"duty\"\ntask = \"x\"\nactivity = \"shampoo\"\nevery = \"day\"\nanchor = \"session\"\n{more}\n"
        )
    };
    let idle = [(IdleDuty, "duty", Some("shampoo"))];
    let no = |more: &str| rule("no", "wet", "no", "session", more);
    told(&[duty("until = \"5d\""), no("until = \"5d\"")], &idle);
    told(&[duty("until = \"5d\""), no("until = \"4d\"")], &[]);
    told(&[duty("until = \"5d\""), no("until = \"4d\"\nthen = \"no\"")], &idle);
    told(&[duty(""), no("until = \"60d\"")], &idle);
    told(&[duty("from = \"60d\""), no("")], &[]);
    // For some clients it is due.
    told(&[duty(""), no("only_for = [\"dry-scalp\"]")], &[]);
    told(&[duty(""), no("not_for = [\"dry-scalp\"]")], &[]);
    told(&[duty("only_for = [\"dry-scalp\"]"), no("only_for = [\"dry-scalp\"]")], &idle);
    // After the final session nothing between sessions speaks.
    told(&[duty(""), rule("no", "wet", "no", "between-sessions", "")], &[]);
}

#[test]
fn the_rest_is_told_by_itself() {
    let last = rule("last", "laser", "ask", "final-session", "");
    told(&[last], &[(NoMeanwhile, "last", None)]);
    let duty =
        "[[duty]]\nid = \"d\"\ntask = \"x\"\nevery = \"day\"\nanchor = \"session\"\nuntil_state = \"dry\"\n";
    told(&[duty.to_owned()], &[(NoEstimate, "d", None)]);
    let activity = |involves: &str| format!("[[activity]]\nid = \"a\"\ninvolves = [{involves}]\n");
    told(&[activity("\"running\"")], &[(Unreached, "", Some("a"))]);
    told(&[activity("\"running\""), rule("no", "light-sweat", "no", "session", "")], &[]);
    // Holds and rules before a session are left out, but name their activities.
    let hold = rule("hold", "a", "no", "session", "hold = { seen = \"dry\", for = \"4h\" }");
    told(&[activity(""), hold, rule("yes", "a", "yes", "session", "")], &[]);
}

#[test]
fn no_more_than_a_thousand_are_told() {
    let tables: Vec<String> = (0..999)
        .map(|n| rule(&n.to_string(), "wet sun hat", if n % 2 == 0 { "no" } else { "ask" }, "always", ""))
        .collect();
    assert_eq!(warnings(&sheet(&tables.concat())).len(), 1_000);
}

/// A thousand rules, each for other clients, took minutes; the last of them are not looked into.
#[test]
fn a_check_comes_to_an_end() {
    let attributes: Vec<String> = (0..1_000).map(|n| format!("[[attribute]]\nid = \"a{n}\"\n")).collect();
    let attributes = attributes.concat();
    let check = |rule: &dyn Fn(usize) -> String, more: &str| {
        let rules: String = (0..999).map(rule).collect();
        warnings(&sheet(&format!("{attributes}{rules}{more}"))).len()
    };
    // Permissions that imply bans, each for clients that others are not for.
    let activity = |n: usize| if n.is_multiple_of(2) { "wet" } else { "swim" };
    let implying = |n: usize| {
        let more = format!("from = \"{}h\"\nnot_for = [\"a{n}\"]", 30 * n + 3);
        rule(&n.to_string(), activity(n), "yes", "session", &more)
    };
    check(&implying, "");
    // Rules that nobody can have.
    let list: Vec<String> = (0..40).map(|n| format!("\"a{n}\"")).collect();
    let list = list.join(",");
    let nobodys = |n: usize| {
        let more = format!("until = \"5d\"\nonly_for = [{list}]\nnot_for = [{list}]");
        rule(&n.to_string(), "wet", if n.is_multiple_of(2) { "no" } else { "ask" }, "session", &more)
    };
    assert_eq!(check(&nobodys, ""), 0);
    // Duties that are idle for a thousand kinds of clients at a thousand moments.
    let ban = |n: usize| {
        let whom = if n == 998 { "until = \"100y\"".to_owned() } else { format!("only_for = [\"a{n}\"]") };
        rule(&n.to_string(), "wet", "no", "session", &format!("from = \"{n}h\"\n{whom}"))
    };
    let duty = |n: usize| {
        format!(
            "[[duty]]\nid = \"{n}\"\ntask = \"x\"\nactivity = \"wet\"\nevery = \"day\"\nanchor = \"session\"\nfrom = \"999h\"\n"
        )
    };
    let duties: String = (0..500).map(duty).collect();
    check(&ban, &duties);
}
