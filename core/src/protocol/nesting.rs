//! Refuses a file whose tables nest too deeply, before the parser builds them.
//!
//! The parser limits brackets and dotted keys to 80 each, but not the two together: a few kilobytes of
//! `a.a.….a = {a.a.….a = {…` make a tree so deep that dropping it overflows a phone's stack, and a sheet may
//! come from anywhere. So the parser's own lexer counts first. Not for: any other check of a file.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// No sheet needs more than five; the parser adds at most 160 (a header's path and the last key's).
const DEEPEST: usize = 64;

/// Where the file nests too deeply, if it does: an offset into it.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    // What is open: the bracket, and how many levels it and the dots of the key before it add.
    let mut open: Vec<(TokenKind, usize)> = Vec::new();
    let (mut depth, mut dots) = (0, 0);
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => dots += 1,
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => {
                open.push((kind, dots + 1));
                depth += dots + 1;
                dots = 0;
                if depth > DEEPEST {
                    return Some(token.span().start());
                }
            }
            kind @ (TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket) => {
                let pair = match kind {
                    TokenKind::RightCurlyBracket => TokenKind::LeftCurlyBracket,
                    _ => TokenKind::LeftSquareBracket,
                };
                // A bracket that closes nothing is the parser's to refuse: it must not hide what is open.
                if let Some((_, levels)) = open.pop_if(|(kind, _)| *kind == pair) {
                    depth -= levels;
                }
                dots = 0;
            }
            TokenKind::Comma => dots = 0,
            TokenKind::Newline if open.is_empty() => dots = 0,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sheets_write_is_not_too_deep() {
        let text = "[course]\ngap = { min = \"14d\" }\nhours = { min = 2.5, max = 7.0 }\n[[rule]]\na = [[1.5, 2], []]\n";
        assert_eq!(too_deep(&text.repeat(200)), None);
        assert_eq!(too_deep("a = \"{{{{[[[[\" # {{{{{{{{\n".repeat(100).as_str()), None);
    }

    #[test]
    fn brackets_and_dots_count_together() {
        let key = format!("{}a", "a.".repeat(20));
        assert!(too_deep(&format!("{key} = {{ {key} = {{ {key} = {{ {key} = {{")).is_some());
        assert!(too_deep(&format!("a = {}", "[".repeat(65))).is_some());
        // A closing bracket of the wrong kind hides nothing.
        assert!(too_deep(&format!("a = {}", "{]".repeat(65))).is_some());
    }
}
