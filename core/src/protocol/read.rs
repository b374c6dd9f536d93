//! Reads a sheet file whole, or says everything that is wrong with it.
//!
//! The bounds of a sheet are read here, and what they mean for a course elsewhere: not for answers
//! (`aftercare`), nor for what is odd but allowed (`protocol::warn`).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entangled::is_entangled;
use super::nesting::too_deep;
use super::read_fields::Refusals;
use super::read_names::{Names, refuse_cycles, refuse_repeated};
use super::read_rule::Context;
use super::read_tables::{self, DeclaredActivity, Head};
use super::refusal::{Refusal, plain, shown};
use super::sheet::{CoursePlan, Sheet, Verdict};

/// The largest sheet file, in bytes.
pub const MAX_BYTES: usize = 1_000_000;

/// The most rules of a sheet.
pub const MAX_RULES: usize = 1_000;

/// The most activities that a sheet declares; the rule engine numbers them in 16 bits.
pub const MAX_ACTIVITIES: usize = 10_000;

/// Tables of which a sheet may have only so many.
const MOST: [(&str, usize, &str, &str); 2] = [
    ("rule", MAX_RULES, "rules", "a sheet has 1,000 rules at the most"),
    ("activity", MAX_ACTIVITIES, "activities", "a sheet has 10,000 activities of its own at the most"),
];

/// The tables of a sheet file.
const TABLES: [&str; 11] = [
    "sheet",
    "course",
    "session",
    "activity",
    "rule",
    "duty",
    "stop",
    "expect",
    "state",
    "attribute",
    "sign",
];

impl Sheet {
    /// Reads the text of a sheet file. What is wrong with it is told all at once, by line, up to a
    /// thousand things.
    pub fn read(text: &str) -> Result<Self, Vec<Refusal>> {
        let mut r = Refusals::new(text);
        if text.len() > MAX_BYTES {
            let what = format!("the file has {} bytes", text.len());
            r.add(0, "", what, "a sheet has 1,000,000 bytes at the most");
            return Err(r.sorted());
        }
        if let Some(at) = too_deep(text) {
            r.add(
                at,
                "",
                "the tables nest too deeply",
                "a sheet needs no more than a few tables in one another",
            );
            return Err(r.sorted());
        }
        let root = match DeTable::parse(text) {
            Ok(root) => root.into_inner(),
            Err(error) => {
                let at = error.span().map_or(text.len(), |span| span.start);
                r.add(at, "", format!("this is not TOML: {}", error.message()), "write it as on toml.io");
                return Err(r.sorted());
            }
        };
        let sheet = read(&mut r, &root);
        if r.is_empty() && is_entangled(&sheet) {
            let at = root.get("rule").map_or(0, |rules| rules.span().start);
            let instead = "name fewer activities in each, or let fewer activities involve others";
            r.add(at, "rule", "the rules bear on too many activities at once", instead);
        }
        if r.is_empty() { Ok(sheet) } else { Err(r.sorted()) }
    }
}

fn read(r: &mut Refusals, root: &DeTable<'_>) -> Sheet {
    top_level(r, root);
    let names = &Names::of(root);
    let head = match one(r, root, "sheet") {
        Some((table, at)) => read_tables::head(r, table, at),
        None => Head::default(),
    };
    let context = Context { names, treatment_day: head.treatment_day };
    let course = match one(r, root, "course") {
        Some((table, at)) => read_tables::course(r, table, at),
        None => CoursePlan::default(),
    };
    let (numbers, sessions): (Vec<_>, Vec<_>) =
        many(r, root, "session", read_tables::session).into_iter().flatten().unzip();
    refuse_repeated(r, "session.number", &numbers);
    let declared = many(r, root, "activity", |r, table, at| context.activity(r, table, at));
    refuse_repeated(r, "activity.id", declared.iter().map(|activity| &activity.id));
    let involvements: Vec<_> = declared.iter().map(DeclaredActivity::involvement).collect();
    refuse_cycles(r, &involvements);
    let rules = many(r, root, "rule", |r, table, at| context.rule(r, table, at));
    let (rule_ids, rules): (Vec<_>, Vec<_>) = rules.into_iter().unzip();
    refuse_repeated(r, "rule.id", &rule_ids);
    let duties = many(r, root, "duty", |r, table, at| context.duty(r, table, at));
    let (duty_ids, duties): (Vec<_>, Vec<_>) = duties.into_iter().unzip();
    refuse_repeated(r, "duty.id", &duty_ids);
    let [states, attributes] = ["state", "attribute"].map(|name| {
        let declared = many(r, root, name, |r, table, at| read_tables::declared(r, name, table, at));
        let (ids, declared): (Vec<_>, Vec<_>) = declared.into_iter().unzip();
        refuse_repeated(r, &format!("{name}.id"), &ids);
        declared
    });
    Sheet {
        id: head.id,
        revision: head.revision,
        title: head.title,
        studio: head.studio,
        language: head.language,
        treatment_day: head.treatment_day,
        silence: head.silence.unwrap_or(Verdict::Yes),
        notice: head.notice,
        provenance: head.provenance,
        course,
        sessions,
        activities: declared.into_iter().map(|activity| activity.declaration).collect(),
        rules,
        duties: duties.into_iter().flatten().collect(),
        stops: many(r, root, "stop", read_tables::stop),
        expectations: many(r, root, "expect", |r, table, at| context.expectation(r, table, at)),
        states,
        attributes,
        signs: many(r, root, "sign", |r, table, at| context.sign(r, table, at)),
    }
}

/// The keys that stand outside all tables, tables that must be there, and how many rules there are.
fn top_level(r: &mut Refusals, root: &DeTable<'_>) {
    let known = || ["format"].into_iter().chain(TABLES);
    for key in root.keys() {
        let word: &str = key.get_ref();
        if known().any(|known| known == word) {
            continue;
        }
        let instead = match r.guess(word, known()) {
            Some(guess) => format!("did you mean `{guess}`?"),
            None => format!("the tables are {}", known().skip(1).collect::<Vec<_>>().join(", ")),
        };
        r.add(key.span().start, plain(word), format!("{} is not known here", shown(word)), instead);
    }
    match root.get("format") {
        None => r.add(0, "format", "`format` is missing", "write format = 1 on the first line"),
        Some(value) => {
            let is_one = value.get_ref().as_integer().is_some_and(|number| number.as_str() == "1");
            if !is_one {
                r.add(value.span().start, "format", "this format is not known", "write format = 1");
            }
        }
    }
    if !root.contains_key("sheet") {
        r.add(0, "sheet", "the table [sheet] is missing", "write [sheet] with id, revision and language");
    }
    let array = |name| root.get(name).and_then(|tables| tables.get_ref().as_array());
    if array("rule").map_or(!root.contains_key("rule"), |rules| rules.is_empty()) {
        r.add(0, "rule", "no rule is there", "write at least one [[rule]]");
    }
    for (name, most, several, instead) in MOST {
        let Some(tables) = array(name) else { continue };
        if let Some(first) = tables.get(most) {
            let what = format!("the sheet has {} {several}", tables.len());
            r.add(first.span().start, name, what, instead);
        }
    }
}

/// A table that stands once, and where.
fn one<'a, 'i>(r: &mut Refusals, root: &'a DeTable<'i>, name: &str) -> Option<(&'a DeTable<'i>, usize)> {
    let value = root.get(name)?;
    let table = value.get_ref().as_table();
    if table.is_none() {
        wrong_table(r, value, name, format!("write it once, as [{name}]"));
    }
    table.map(|table| (table, value.span().start))
}

/// What is read out of each table that may stand often. Those beyond the limit are refused as such, and not read.
fn many<T>(
    r: &mut Refusals,
    root: &DeTable<'_>,
    name: &str,
    mut read: impl FnMut(&mut Refusals, &DeTable<'_>, usize) -> T,
) -> Vec<T> {
    let Some(value) = root.get(name) else {
        return Vec::new();
    };
    let instead = || format!("write each as [[{name}]]");
    let Some(tables) = value.get_ref().as_array() else {
        wrong_table(r, value, name, instead());
        return Vec::new();
    };
    let most = MOST.iter().find(|(limited, ..)| *limited == name).map_or(usize::MAX, |(_, most, ..)| *most);
    let mut all = Vec::new();
    for value in tables.iter().take(most) {
        match value.get_ref().as_table() {
            Some(table) => all.push(read(r, table, value.span().start)),
            None => wrong_table(r, value, name, instead()),
        }
    }
    all
}

fn wrong_table(r: &mut Refusals, value: &Spanned<DeValue<'_>>, name: &str, instead: String) {
    r.add(value.span().start, name, format!("it is of type {}", value.get_ref().type_str()), instead);
}
