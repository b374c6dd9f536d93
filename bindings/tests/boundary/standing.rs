//! What may stand between the core and a language: one delegation, and nothing foreign under the lock.
//!
//! Read from the sources as they stand: a call that hides the lock behind another function is not seen through. Not
//! for: what crosses (`crossing`).

use syn::visit::{self, Visit};
use syn::{Block, Expr, File, LitStr, Member, Stmt};

use super::{Complaints, exported};

/// Counts what decides, and collects texts.
#[derive(Default)]
struct Deciding {
    branches: usize,
    matches: usize,
    texts: Vec<String>,
    database: bool,
}

impl<'ast> Visit<'ast> for Deciding {
    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::If(_) | Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => self.branches += 1,
            Expr::Match(_) => self.matches += 1,
            _ => {}
        }
        visit::visit_expr(self, expression);
    }

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.texts.push(text.value());
    }

    fn visit_ident(&mut self, name: &'ast syn::Ident) {
        self.database |= *name == "rusqlite";
    }
}

fn is_sql(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "PRAGMA", "WITH", "BEGIN"].contains(&first)
}

/// The body of an exported function is one statement, and decides nothing.
pub fn delegations(file: &File) -> Complaints {
    let mut complaints = Vec::new();
    for one in exported(file) {
        let mut found = Deciding::default();
        found.visit_block(one.body);
        if one.body.stmts.len() > 1 || found.branches + found.matches > 0 {
            complaints.push(format!("`{}` is more than one delegation", one.sig.ident));
        }
    }
    complaints
}

/// Nor does anything else here, but for turning one error into another; and nobody here talks to a database.
pub fn decisions(file: &File) -> Complaints {
    let mut found = Deciding::default();
    found.visit_file(file);
    let mut complaints = Vec::new();
    if found.branches > 0 {
        complaints.push(format!("{} branches or loops", found.branches));
    }
    if found.database || found.texts.iter().any(|text| is_sql(text)) {
        complaints.push("SQL".to_owned());
    }
    complaints
}

/// What a statement does that must not meet.
#[derive(Default)]
struct Meeting {
    locks: bool,
    foreign: bool,
}

impl Meeting {
    fn of(statement: &Stmt) -> Self {
        let mut found = Self::default();
        found.visit_stmt(statement);
        found
    }

    fn name(&mut self, name: &syn::Ident) {
        self.foreign |= *name == "clock" || *name == "keys";
    }
}

impl<'ast> Visit<'ast> for Meeting {
    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Field(field) => {
                if let Member::Named(name) = &field.member {
                    self.name(name);
                }
            }
            Expr::Path(path) => {
                if let Some(last) = path.path.segments.last() {
                    self.name(&last.ident);
                    self.locks |= last.ident == "enter";
                }
            }
            Expr::MethodCall(call) => {
                self.locks |= call.method == "lock" || call.method == "try_lock";
                // These ask the foreign clock.
                self.foreign |= call.method == "ask" || call.method == "change";
            }
            _ => {}
        }
        visit::visit_expr(self, expression);
    }
}

/// Looks at every block: what is locked in a `let` stays locked to the block's end, and anywhere else to the end of the
/// statement.
#[derive(Default)]
struct Locks {
    complaints: Complaints,
}

impl<'ast> Visit<'ast> for Locks {
    fn visit_block(&mut self, block: &'ast Block) {
        let mut held = false;
        for statement in &block.stmts {
            let Meeting { locks, foreign } = Meeting::of(statement);
            if foreign && (locks || held) {
                self.complaints.push("something foreign is called under the lock".to_owned());
            }
            held |= locks && matches!(statement, Stmt::Local(_));
        }
        visit::visit_block(self, block);
    }
}

/// Foreign code may take its time, throw, or call back: nobody is to wait for it.
pub fn locks(file: &File) -> Complaints {
    let mut found = Locks::default();
    found.visit_file(file);
    found.complaints
}
