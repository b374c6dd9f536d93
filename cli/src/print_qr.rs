//! A QR code at a terminal, two modules a character.
//!
//! Light modules are drawn and dark ones left black, as terminals mostly are; where colours are to be had, both are set.
//! Not for: making the modules (`stipple_core::qr`).

use anstyle::{Ansi256Color, Color, Style};
use stipple_core::qr::{MARGIN, QrView};

use crate::paint::painted;

const STYLE: Style = Style::new()
    .fg_color(Some(Color::Ansi256(Ansi256Color(231))))
    .bg_color(Some(Color::Ansi256(Ansi256Color(16))));

/// The code with its margin, a line of characters for two rows of modules.
pub fn qr(code: &QrView) -> String {
    let (from, to) = (-i64::from(MARGIN), i64::from(code.size + MARGIN));
    let character = |row: i64, column: i64| match (code.is_dark(row, column), code.is_dark(row + 1, column)) {
        (false, false) => '█',
        (false, true) => '▀',
        (true, false) => '▄',
        (true, true) => ' ',
    };
    let line = |row: i64| (from..to).map(|column| character(row, column)).collect::<String>();
    let lines: Vec<String> = (from..to).step_by(2).map(|row| painted(&line(row), STYLE)).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_is_drawn_within_its_margin() {
        let code = QrView::of("x").unwrap();
        let drawn = anstream::adapter::strip_str(&qr(&code)).to_string();
        let lines: Vec<Vec<char>> = drawn.lines().map(|line| line.chars().collect()).collect();
        assert_eq!((lines.len(), lines[0].len()), (15, 29));
        assert!(lines[0].iter().chain(&lines[1]).all(|light| *light == '█'));
        // The corner's square: a dark row, then light within dark.
        assert_eq!(lines[2][4..11].iter().collect::<String>(), " ▄▄▄▄▄ ");
    }
}
