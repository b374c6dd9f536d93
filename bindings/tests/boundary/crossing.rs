//! What may cross: errors, records, functions, foreign traits.
//!
//! Not for: what stands in a method's body (`standing`).

use syn::{Attribute, Field, Fields, File, FnArg, Item, ReturnType, TraitItem};

use super::{Complaints, Exported, exported, exports, text};

/// Whether UniFFI derives this for the item, perhaps with a feature.
fn derives(attributes: &[Attribute], what: &str) -> bool {
    attributes.iter().any(|attribute| text(attribute).contains(&format!("uniffi::{what}")))
}

/// Names and fields of the structs and enums for which UniFFI derives one of these.
fn crossing<'a>(file: &'a File, what: &[&str]) -> Vec<(String, Vec<&'a Field>)> {
    let fields = |fields: &'a Fields| fields.iter().collect::<Vec<_>>();
    let of = |attributes: &[Attribute]| what.iter().any(|one| derives(attributes, one));
    file.items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(one) if of(&one.attrs) => Some((one.ident.to_string(), fields(&one.fields))),
            Item::Enum(one) if of(&one.attrs) => {
                let all = one.variants.iter().flat_map(|variant| fields(&variant.fields)).collect();
                Some((one.ident.to_string(), all))
            }
            _ => None,
        })
        .collect()
}

/// Kotlin's exceptions have a `message` of their own: a field of that name does not compile there.
pub fn error_fields(file: &File) -> Complaints {
    let called_message = |field: &&&Field| field.ident.as_ref().is_some_and(|name| *name == "message");
    crossing(file, &["Error"])
        .iter()
        .flat_map(|(name, fields)| fields.iter().filter(called_message).map(move |_| name))
        .map(|name| format!("`{name}` has a field `message`"))
        .collect()
}

/// The objects and foreign traits of a file.
pub fn objects(file: &File) -> Vec<String> {
    file.items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(one) if derives(&one.attrs, "Object") => Some(one.ident.to_string()),
            Item::Trait(one) if one.attrs.iter().any(exports) => Some(one.ident.to_string()),
            _ => None,
        })
        .collect()
}

/// An object in a record is let go of by nobody in Kotlin, and by the garbage collector in Python.
pub fn objects_in_records(file: &File, objects: &[String]) -> Complaints {
    let mut complaints = Vec::new();
    for (name, fields) in crossing(file, &["Record", "Enum", "Error"]) {
        for field in fields {
            let held = text(&field.ty);
            let parts: Vec<&str> = held.split(|letter: char| !letter.is_alphanumeric()).collect();
            let forbidden = |part: &&str| {
                matches!(*part, "Arc" | "Rc" | "Box" | "dyn") || objects.iter().any(|one| one == part)
            };
            if parts.iter().any(forbidden) {
                complaints.push(format!("`{name}` holds `{held}`"));
            }
        }
    }
    complaints
}

/// Without a runtime, an async function that needs one panics when it is first polled, and not before.
pub fn runtimes(file: &File) -> Complaints {
    let without =
        |one: &Exported| one.sig.asyncness.is_some() && !one.attribute.contains("async_runtime=\"tokio\"");
    let found = exported(file).into_iter().filter(without);
    found.map(|one| format!("`{}` has no runtime", one.sig.ident)).collect()
}

/// What does not lift is the typed error only in functions that return it.
pub fn refusals(file: &File) -> Complaints {
    let takes = |one: &Exported| one.sig.inputs.iter().any(|input| matches!(input, FnArg::Typed(_)));
    let refuses = |one: &Exported| match &one.sig.output {
        ReturnType::Default => false,
        ReturnType::Type(_, answer) => text(answer).ends_with(",StippleError>"),
    };
    let found = exported(file).into_iter().filter(|one| takes(one) && !refuses(one));
    found.map(|one| format!("`{}` takes something and cannot refuse it", one.sig.ident)).collect()
}

/// Async foreign traits crash a Swift compiler; one whose method cannot fail makes a thrown exception a panic.
pub fn foreign_traits(file: &File) -> Complaints {
    let mut complaints = Vec::new();
    for item in &file.items {
        let Item::Trait(one) = item else { continue };
        let Some(attribute) = one.attrs.iter().find(|attribute| exports(attribute)) else { continue };
        if text(attribute) != "#[uniffi::export(foreign)]" {
            complaints.push(format!("`{}` is exported as something else than foreign", one.ident));
        }
        for method in &one.items {
            let TraitItem::Fn(method) = method else { continue };
            let ReturnType::Type(_, answer) = &method.sig.output else {
                complaints.push(format!("`{}` cannot fail", method.sig.ident));
                continue;
            };
            if method.sig.asyncness.is_some() || !text(answer).starts_with("Result<") {
                complaints.push(format!("`{}` is async, or cannot fail", method.sig.ident));
            }
        }
    }
    complaints
}
