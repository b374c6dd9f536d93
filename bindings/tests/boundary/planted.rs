//! Each rule on an example that breaks it: a rule that finds nothing wrong with that is no rule.
//!
//! Not for: the sources themselves (`main`).

use super::{Complaints, crossing, macros, standing};

fn complains(rule: impl Fn(&syn::File) -> Complaints, source: &str) -> bool {
    !rule(&syn::parse_str(source).unwrap()).is_empty()
}

#[test]
fn what_a_macro_hides() {
    let hidden = |body: &str| {
        let source = format!(
            "macro_rules! task {{ ($(#[$about:meta])+ $name:ident, $out:ident) => {{ $(#[$about])+
            #[derive(uniffi::Object)] pub struct $name(Running<$out>);
            #[uniffi::export] impl $name {{ {body} }} }}; }} task! {{ /// One.
            One, View }} task! {{ /// Two.
            Two, View }}"
        );
        macros::opened(syn::parse_str(&source).unwrap())
    };
    let right = hidden("pub fn cancel(&self) { self.0.cancel(); }");
    assert_eq!(crossing::objects(&right), ["One", "Two"]);
    assert!(standing::delegations(&right).is_empty());
    assert!(!standing::delegations(&hidden("pub fn m(&self) { loop {} }")).is_empty());
    assert!(!crossing::runtimes(&hidden("pub async fn m(&self) -> $out {}")).is_empty());
}

#[test]
fn a_message_in_an_error() {
    let planted = "#[derive(uniffi::Error)] enum E { Broke { message: String } }";
    assert!(complains(crossing::error_fields, planted));
    let with_feature =
        "#[cfg_attr(feature = \"uniffi\", derive(uniffi::Error))] struct E { message: String }";
    assert!(complains(crossing::error_fields, with_feature));
    assert!(!complains(crossing::error_fields, "#[derive(uniffi::Record)] struct R { message: String }"));
}

#[test]
fn an_object_in_a_record() {
    let rule = |file: &syn::File| crossing::objects_in_records(file, &["Stipple".to_owned()]);
    assert!(complains(rule, "#[derive(uniffi::Record)] struct R { one: Option<Arc<Stipple>> }"));
    assert!(complains(rule, "#[derive(uniffi::Record)] struct R { one: Vec<Stipple> }"));
    assert!(complains(rule, "#[derive(uniffi::Enum)] enum R { One(Box<dyn Clock>) }"));
    assert!(!complains(rule, "#[derive(uniffi::Record)] struct R { one: Vec<StippleView> }"));
    assert!(!complains(rule, "struct R { one: Arc<Stipple> }"));
}

#[test]
fn an_async_function_without_a_runtime() {
    let planted = "#[uniffi::export] impl S { pub async fn wait(&self) {} }";
    assert!(complains(crossing::runtimes, planted));
    let right = "#[uniffi::export(async_runtime = \"tokio\")] impl S { pub async fn wait(&self) {} }";
    assert!(!complains(crossing::runtimes, right));
    assert!(complains(crossing::runtimes, "#[uniffi::export] async fn wait() {}"));
}

#[test]
fn an_argument_that_cannot_be_refused() {
    let planted = "#[uniffi::export] impl S { fn told(&self, at: Instant) -> Option<View> { todo!() } }";
    assert!(complains(crossing::refusals, planted));
    let other = "#[uniffi::export] impl S { fn told(&self, at: Instant) -> Result<View, Other> { todo!() } }";
    assert!(complains(crossing::refusals, other));
}

#[test]
fn a_foreign_trait_that_cannot_fail() {
    let planted = |method: &str, how: &str| format!("#[uniffi::export{how}] trait T {{ {method} }}");
    let right = "fn now(&self) -> Result<Instant, E>;";
    assert!(!complains(crossing::foreign_traits, &planted(right, "(foreign)")));
    assert!(complains(crossing::foreign_traits, &planted(right, "(with_foreign)")));
    for wrong in ["fn now(&self);", "fn now(&self) -> Instant;", "async fn now(&self) -> Result<(), E>;"] {
        assert!(complains(crossing::foreign_traits, &planted(wrong, "(foreign)")), "{wrong}");
    }
}

#[test]
fn a_method_that_decides() {
    let wrong = [
        "if self.late { 1 } else { 2 }",
        "for one in self.all() {}",
        "while self.more() {}",
        "loop {}",
        "match self.what() { Some(one) => one, None => 0 }",
        "self.ask(|companion| if companion.late() { 1 } else { 2 })",
        "let all = self.all(); all.len()",
    ];
    for body in wrong {
        let planted = format!("#[uniffi::export] impl S {{ fn m(&self) -> usize {{ {body} }} }}");
        assert!(complains(standing::delegations, &planted), "{body}");
    }
    let right =
        "#[uniffi::export] impl S { fn m(&self) -> R { Ok(self.ask(|companion| companion.all())?) } }";
    assert!(!complains(standing::delegations, right));
}

#[test]
fn a_decision_or_sql_anywhere() {
    assert!(complains(standing::decisions, "fn helper() { if late() { stop() } }"));
    assert!(complains(standing::decisions, "fn helper() -> u8 { loop {} }"));
    assert!(complains(standing::decisions, "const ALL: &str = \"SELECT * FROM entries\";"));
    assert!(complains(standing::decisions, "use rusqlite::Connection;"));
    assert!(!complains(standing::decisions, "const NAME: &str = \"stipple-import\";"));
}

#[test]
fn something_foreign_under_the_lock() {
    let wrong = [
        "let companion = enter(&self.companion); self.clock.now();",
        "let companion = self.companion.lock().unwrap(); let key = DeviceKey::obtain(&self.keys);",
        "enter(&self.companion).at(self.clock.now())",
        "let guard = enter(&self.companion); self.ask(|companion| companion.now())",
        "let run = move || { let companion = enter(&c); clock.now(); };",
    ];
    for body in wrong {
        assert!(complains(standing::locks, &format!("fn m(&self) {{ {body} }}")), "{body}");
    }
    let right = [
        "let now = self.clock.now(); let mut companion = enter(&self.companion); self.now.set(now);",
        "enter(&self.companion).words(); self.clock.now();",
        "{ let companion = enter(&self.companion); } self.keys.get();",
    ];
    for body in right {
        assert!(!complains(standing::locks, &format!("fn m(&self) {{ {body} }}")), "{body}");
    }
}
