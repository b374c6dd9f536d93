//! Looks into macros: what one writes stands in the sources as if it were written by hand.
//!
//! Only as far as the sources here need it: a macro of one rule, called in its own file; every `$name` is what the call's
//! identifiers say, in order, and what repeats is taken once. Not for: the rules.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::{File, Item};

/// The file, and after it what its macros write at each call.
pub fn opened(mut file: File) -> File {
    let mut rules: HashMap<String, (TokenStream, TokenStream)> = HashMap::new();
    let mut written = Vec::new();
    for item in &file.items {
        let Item::Macro(found) = item else { continue };
        let name = found.mac.path.segments.last().unwrap().ident.to_string();
        if let Some(own) = found.ident.as_ref().filter(|_| name == "macro_rules") {
            if !super::text(&found.mac.tokens).contains("uniffi::") {
                continue; // nothing of it crosses
            }
            let bodies: Vec<TokenStream> = groups(found.mac.tokens.clone()).collect();
            assert_eq!(bodies.len(), 2, "`{own}` has more than one rule");
            rules.insert(own.to_string(), (bodies[0].clone(), bodies[1].clone()));
        } else if let Some((pattern, body)) = rules.get(&name) {
            let given = identifiers(found.mac.tokens.clone());
            let bound: HashMap<String, Ident> = variables(pattern.clone()).into_iter().zip(given).collect();
            written.extend(syn::parse2::<File>(filled(body.clone(), &bound)).unwrap().items);
        }
    }
    file.items.extend(written);
    file
}

/// What stands in brackets of any kind, at the top.
fn groups(tokens: TokenStream) -> impl Iterator<Item = TokenStream> {
    tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    })
}

/// The identifiers of a call; attributes are none.
fn identifiers(tokens: TokenStream) -> Vec<Ident> {
    let found = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    });
    found.collect()
}

/// The names in a pattern that take an identifier.
fn variables(pattern: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = pattern.into_iter().collect();
    let (mut names, mut rest) = (Vec::new(), tokens.as_slice());
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (TokenTree::Group(group), _) => names.extend(variables(group.stream())),
            (TokenTree::Ident(name), [TokenTree::Punct(colon), TokenTree::Ident(kind), ..])
                if colon.as_char() == ':' && *kind == "ident" =>
            {
                names.push(name.to_string());
            }
            _ => {}
        }
    }
    names
}

/// A macro's body with the identifiers in it; attributes that are handed on are left out.
fn filled(body: TokenStream, bound: &HashMap<String, Ident>) -> TokenStream {
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let (mut written, mut rest) = (Vec::new(), tokens.as_slice());
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (TokenTree::Punct(dollar), [TokenTree::Ident(name), more @ ..]) if dollar.as_char() == '$' => {
                written.push(TokenTree::Ident(bound[&name.to_string()].clone()));
                rest = more;
            }
            // `$(…)+`
            (TokenTree::Punct(dollar), [TokenTree::Group(group), TokenTree::Punct(_), more @ ..])
                if dollar.as_char() == '$' && group.delimiter() == Delimiter::Parenthesis =>
            {
                if !group.stream().to_string().starts_with("# [$") {
                    written.extend(filled(group.stream(), bound));
                }
                rest = more;
            }
            (TokenTree::Group(group), _) => {
                written.push(Group::new(group.delimiter(), filled(group.stream(), bound)).into());
            }
            _ => written.push(first.clone()),
        }
    }
    written.into_iter().collect()
}
