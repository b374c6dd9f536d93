//! Turns the word catalogues into keys that the compiler checks: `words::Key`, and one function a message in
//! `words::say`, with the arguments that its comment documents.
//!
//! English (`words/en/*.ftl`) is the source. The build fails where a comment and a message disagree about
//! arguments, and where another catalogue lacks a message, has one too many, or takes other arguments; a catalogue
//! that is one file (`words/en-US.ftl`) may leave messages out. Not for: formatting, which is `src/words`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};

type Failure = Box<dyn std::error::Error>;

/// What a documented argument is.
struct Argument {
    name: String,
    number: bool,
    example: String,
    /// The sentence differs by this number.
    plural: bool,
}

/// A message of a catalogue, with its attributes.
struct Entity {
    id: String,
    has_value: bool,
    attributes: Vec<String>,
    doc: Vec<String>,
    arguments: Vec<Argument>,
    used: BTreeSet<String>,
}

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=words");
    let words = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("words");
    let english = catalogue(&words.join("en"))?;
    for entry in fs::read_dir(&words)? {
        let path = entry?.path();
        let whole = path.is_dir();
        if path.ends_with("en") || !(whole || path.extension().is_some_and(|end| end == "ftl")) {
            continue;
        }
        compare(&english, &catalogue(&path)?, whole).map_err(|what| format!("{}: {what}", path.display()))?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), generate(&english)?)?;
    Ok(())
}

/// Every message of a folder of `.ftl` files, or of one.
fn catalogue(path: &Path) -> Result<BTreeMap<String, Entity>, Failure> {
    let mut files: Vec<PathBuf> = if path.is_dir() {
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?
    } else {
        vec![path.to_owned()]
    };
    files.sort();
    let mut entities = BTreeMap::new();
    for file in files {
        let source = fs::read_to_string(&file)?;
        let resource = fluent_syntax::parser::parse(source.as_str())
            .map_err(|(_, errors)| format!("{}: {errors:?}", file.display()))?;
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let entity = entity(message).map_err(|what| format!("{}: {what}", file.display()))?;
            if let Some(twice) = entities.insert(entity.id.clone(), entity) {
                return Err(format!("{}: `{}` is there twice", file.display(), twice.id).into());
            }
        }
    }
    Ok(entities)
}

fn entity(message: &Message<&str>) -> Result<Entity, String> {
    let id = message.id.name.to_owned();
    let (mut used, mut plural) = (BTreeSet::new(), BTreeSet::new());
    let patterns = message.value.iter().chain(message.attributes.iter().map(|attribute| &attribute.value));
    for pattern in patterns {
        variables(pattern, &mut used, &mut plural);
    }
    let (mut doc, mut arguments) = (Vec::new(), Vec::new());
    for line in message.comment.iter().flat_map(|comment| &comment.content) {
        match line.strip_prefix('$') {
            Some(text) => arguments.push(argument(text, &plural).ok_or_else(|| {
                format!("`{id}`: write an argument as `# $name (number): what it is, \"4\"`, or (text), not `{line}`")
            })?),
            None => doc.push((*line).to_owned()),
        }
    }
    let documented: BTreeSet<String> = arguments.iter().map(|argument| argument.name.clone()).collect();
    if documented != used {
        return Err(format!("`{id}` uses {used:?}, and its comment documents {documented:?}"));
    }
    let attributes = message.attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect();
    Ok(Entity { id, has_value: message.value.is_some(), attributes, doc, arguments, used })
}

/// Reads `day (number): the day, "4"`; the `$` is gone already.
fn argument(text: &str, plural: &BTreeSet<String>) -> Option<Argument> {
    let (name, rest) = text.split_once(" (")?;
    let (kind, rest) = rest.split_once("): ")?;
    let number = match kind {
        "number" => true,
        "text" => false,
        _ => return None,
    };
    let (_, quoted) = rest.split_once('"')?;
    let example = quoted.strip_suffix('"')?.to_owned();
    if number && example.parse::<i64>().is_err() {
        return None;
    }
    Some(Argument { name: name.to_owned(), number, example, plural: plural.contains(name) })
}

/// The arguments that a pattern shows, and those that it chooses by.
fn variables(pattern: &Pattern<&str>, used: &mut BTreeSet<String>, plural: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => variable(inline, used),
            Expression::Select { selector, variants } => {
                variable(selector, used);
                variable(selector, plural);
                for variant in variants {
                    variables(&variant.value, used, plural);
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        into.insert(id.name.to_owned());
    }
}

/// Says how another catalogue differs from English in what it has and takes.
fn compare(
    english: &BTreeMap<String, Entity>,
    other: &BTreeMap<String, Entity>,
    whole: bool,
) -> Result<(), String> {
    if let Some(id) = english.keys().find(|id| whole && !other.contains_key(*id)) {
        return Err(format!("`{id}` is missing"));
    }
    for (id, entity) in other {
        let source = english.get(id).ok_or_else(|| format!("English has no `{id}`"))?;
        if entity.has_value != source.has_value || entity.attributes != source.attributes {
            return Err(format!("`{id}`: English has the attributes {:?}", source.attributes));
        }
        if entity.used != source.used {
            return Err(format!("`{id}` uses {:?}, in English {:?}", entity.used, source.used));
        }
    }
    Ok(())
}

/// The Rust source of `Key`, its table, and `say`.
fn generate(english: &BTreeMap<String, Entity>) -> Result<String, Failure> {
    let (mut variants, mut table, mut all, mut say) =
        (String::new(), String::new(), String::new(), String::new());
    let mut patterns = 0;
    let most = english.values().map(|entity| entity.arguments.len()).max().unwrap_or_default();
    for entity in english.values() {
        let value = entity.has_value.then_some(None);
        for attribute in value.into_iter().chain(entity.attributes.iter().map(Some)) {
            let whole = attribute.map_or(entity.id.clone(), |name| format!("{}-{name}", entity.id));
            let shown = attribute.map_or(entity.id.clone(), |name| format!("{}.{name}", entity.id));
            let (variant, function) = (camel(&whole), whole.replace('-', "_"));
            let is_pattern = entity.id.starts_with("pattern-");
            writeln!(variants, "/// `{shown}`\n{variant},")?;
            writeln!(all, "Self::{variant},")?;
            let mut arguments = String::new();
            for Argument { name, number, example, plural } in &entity.arguments {
                let kind = if *number { "Number" } else { "Text" };
                write!(
                    arguments,
                    "Argument {{ name: {name:?}, kind: Kind::{kind}, example: {example:?}, plural: {plural} }}, "
                )?;
            }
            let pattern = if is_pattern { format!("Some({patterns})") } else { "None".to_owned() };
            writeln!(
                table,
                "Row {{ message: {:?}, attribute: {attribute:?}, arguments: &[{arguments}], pattern: {pattern} }},",
                entity.id
            )?;
            if is_pattern {
                patterns += 1;
            } else {
                function_of(&mut say, entity, &shown, &function, &variant, most)?;
            }
        }
    }
    Ok(format!(
        "/// A message of the catalogues. Its name is the message's, `-` and `.` left out.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum Key {{\n{variants}}}\n\
         impl Key {{\n/// Every message, by name.\npub const ALL: &'static [Self] = &[\n{all}];\n}}\n\
         const TABLE: &[Row] = &[\n{table}];\n\
         pub(super) const MOST_ARGUMENTS: usize = {most};\n\
         /// One function a message: its parameters are what the message needs, its result goes to\n\
         /// [`Words::text`](crate::words::Words::text).\n\
         pub mod say {{\nuse std::borrow::Cow;\nuse super::{{Key, Message, Value}};\n{say}}}\n"
    ))
}

fn function_of(
    say: &mut String,
    entity: &Entity,
    shown: &str,
    function: &str,
    variant: &str,
    most: usize,
) -> std::fmt::Result {
    // An address is an example here, and no link.
    let escape = |text: &str| text.replace('[', "\\[").replace('<', "\\<").replace("://", "\\://");
    writeln!(say, "/// `{shown}`")?;
    for line in &entity.doc {
        writeln!(say, "///\n/// {}", escape(line))?;
    }
    let (mut parameters, mut values) = (String::new(), String::new());
    for Argument { name, number, example, .. } in &entity.arguments {
        writeln!(say, "///\n/// `{name}`: for instance {}", escape(example))?;
        let parameter = name.replace('-', "_");
        let (kind, value) = if *number { ("i64", "Number") } else { ("Cow<'a, str>", "Text") };
        write!(parameters, "{parameter}: impl Into<{kind}>, ")?;
        write!(values, "Some(Value::{value}({parameter}.into())), ")?;
    }
    values.push_str(&"None, ".repeat(most - entity.arguments.len()));
    let lifetime = if entity.arguments.iter().any(|argument| !argument.number) { "'a" } else { "'static" };
    let generics = if lifetime == "'a" { "<'a>" } else { "" };
    writeln!(
        say,
        "pub fn {function}{generics}({parameters}) -> Message<{lifetime}> {{ Message::of(Key::{variant}, [{values}]) }}"
    )
}

/// `board-yes-if` as `BoardYesIf`.
fn camel(id: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    id.split('-').map(capital).collect()
}
