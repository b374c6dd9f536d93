//! Lays text out for a terminal: wrapped, with hanging indents, in columns that line up by what a cell shows.
//!
//! Everything that comes from a sheet or a person passes through [`clean`] here, so that nothing in it can steer a
//! terminal. Not for: what stands on a page (`print_*`), or where it is written (`paint`).

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::paint::{FAINT, PLAIN, STRONG, painted};

/// A page that grows line by line.
#[derive(Debug)]
pub struct Page {
    text: String,
    width: usize,
}

/// A row of the board: what it is about, what is said of it, and what counts down.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The first column.
    pub label: String,
    /// The second: a line each.
    pub lines: Vec<String>,
    /// The third, beside the second's first line.
    pub aside: Option<String>,
}

/// Fewer columns than this do not carry columns side by side.
const NARROW: usize = 50;
const INDENT: usize = 2;
const GAP: usize = 3;

impl Page {
    /// An empty page of so many columns.
    pub const fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    /// The page as it is to be printed.
    pub fn finish(self) -> String {
        self.text
    }

    /// How many columns it has.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// An empty line, but none at the top and no two in a row.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph: its lines but the first are indented by two more.
    pub fn paragraph(&mut self, indent: usize, text: &str, style: Style) {
        self.hanging(&" ".repeat(indent), indent + 2, text, style);
    }

    /// A paragraph whose further lines begin where the first does.
    pub fn block(&mut self, indent: usize, text: &str, style: Style) {
        self.hanging(&" ".repeat(indent), indent, text, style);
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.block(0, text, STRONG);
    }

    /// A title, and at the right edge what stands beside it; below it, where there is no room.
    pub fn title(&mut self, left: &str, right: &str) {
        let (left, right) = (clean(left), clean(right));
        let room = self.width.saturating_sub(left.width() + right.width());
        if room >= 2 {
            let gap = " ".repeat(room);
            self.line(&format!("{}{gap}{}", painted(&left, STRONG), painted(&right, FAINT)));
        } else {
            self.block(0, &left, STRONG);
            self.block(0, &right, FAINT);
        }
    }

    /// Names at the left and text beside them, all texts beginning in one column. A name is said once for all its
    /// lines.
    pub fn named(&mut self, groups: &[(&str, Vec<String>)]) {
        let widest = groups.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let column = (widest + 3).max(10);
        for (name, lines) in groups {
            let beside = self.width >= NARROW && column <= self.width / 3;
            if !beside {
                self.block(0, name, STRONG);
            }
            for (index, line) in lines.iter().enumerate() {
                let head = if beside && index == 0 { clean(name) } else { String::new() };
                let room = if beside { column } else { INDENT };
                let first = format!("{}{}", painted(&head, STRONG), " ".repeat(room - head.width()));
                self.hanging(&first, room + 2, line, PLAIN);
            }
        }
    }

    /// Rows in three columns; all rows of a page that belong together are given at once. Labels are in `style`.
    pub fn rows(&mut self, columns: &Columns, rows: &[Row], style: Style) {
        for row in rows {
            if columns.stacked {
                self.stacked(row, style);
            } else {
                self.side_by_side(columns, row, style);
            }
        }
    }

    fn side_by_side(&mut self, columns: &Columns, row: &Row, style: Style) {
        let second = INDENT + columns.label + GAP;
        let labels = wrap(&clean(&row.label), columns.label);
        let mut beside = Vec::new();
        for (index, line) in row.lines.iter().enumerate() {
            // Only the line beside the third column has to leave room for it.
            let aside = row.aside.as_deref().filter(|_| index == 0);
            let room = if aside.is_some() { columns.line } else { self.width.saturating_sub(second) };
            for (part, text) in wrap(&clean(line), room.max(1)).into_iter().enumerate() {
                let hang = if part > 0 && text.width() + 2 <= room { "  " } else { "" };
                let aside = aside.filter(|_| part == 0).unwrap_or_default();
                let fill = columns.line.saturating_sub(text.width()) + GAP;
                let aside =
                    if aside.is_empty() { String::new() } else { " ".repeat(fill) + &painted(aside, FAINT) };
                beside.push(format!("{hang}{text}{aside}"));
            }
        }
        if beside.is_empty() {
            beside.extend(row.aside.as_deref().map(|aside| painted(aside, FAINT)));
        }
        for index in 0..labels.len().max(beside.len()) {
            let hang = usize::from(index > 0) * 2;
            let label = labels.get(index).map_or("", String::as_str);
            let hang = if label.width() + hang > columns.label { 0 } else { hang };
            let fill = second.saturating_sub(INDENT + hang + label.width());
            let text = beside.get(index).map_or("", String::as_str);
            let left = format!("{}{}", " ".repeat(INDENT + hang), painted(label, style));
            self.line(&if text.is_empty() { left } else { format!("{left}{}{text}", " ".repeat(fill)) });
        }
    }

    fn stacked(&mut self, row: &Row, style: Style) {
        self.paragraph(INDENT, &row.label, style);
        for (index, line) in row.lines.iter().enumerate() {
            let aside = row.aside.as_deref().filter(|_| index == 0);
            let line = aside.map_or_else(|| line.clone(), |aside| format!("{line}, {aside}"));
            self.paragraph(2 * INDENT, &line, PLAIN);
        }
    }

    /// `first` opens the paragraph (it may be styled and shows as wide as `hang` less two, or as `hang`); further lines
    /// are indented by `hang`.
    fn hanging(&mut self, first: &str, hang: usize, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let opens = anstream::adapter::strip_str(first).to_string().width();
        let hang = if hang + 10 > self.width { opens.min(INDENT) } else { hang };
        let room = |taken: usize| self.width.saturating_sub(taken).max(10);
        for (index, line) in wrap_after(&clean(text), room(opens), room(hang)).iter().enumerate() {
            let line = painted(line, style);
            if index == 0 {
                self.line(&format!("{first}{line}"));
            } else {
                self.line(&format!("{}{line}", " ".repeat(hang)));
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end_matches(' '));
        self.text.push('\n');
    }
}

/// How wide the columns of a page's rows are.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    label: usize,
    line: usize,
    stacked: bool,
}

impl Columns {
    /// Wide enough for these rows where there is room; else as they take the fewest lines.
    pub fn of(width: usize, rows: &[&Row]) -> Self {
        let widest = |cell: &dyn Fn(&Row) -> usize| rows.iter().map(|row| cell(row)).max().unwrap_or(0);
        let natural = widest(&|row| clean(&row.label).width());
        let aside = widest(&|row| row.aside.as_deref().map_or(0, |aside| aside.width() + GAP));
        let counted = widest(&|row| match (&row.aside, row.lines.first()) {
            (Some(_), Some(line)) => clean(line).width(),
            _ => 0,
        });
        let room = width.saturating_sub(INDENT + GAP);
        let split = |label: usize| {
            let line = counted.min(room.saturating_sub(label + aside));
            Self { label: label.max(1), line: line.max(1), stacked: width < NARROW }
        };
        if natural + counted + aside <= room && natural <= room * 2 / 3 {
            return split(natural);
        }
        // Of equally short ones the one with the widest labels.
        let tried = (room / 3..=(room * 2 / 3).min(natural)).rev().step_by(3).map(split);
        let lines = |columns: &Self| rows.iter().map(|row| columns.lines_of(row, width)).sum::<usize>();
        tried.min_by_key(lines).unwrap_or_else(|| split(natural.min(room / 2)))
    }

    /// How many lines a row takes.
    fn lines_of(&self, row: &Row, width: usize) -> usize {
        let rest = width.saturating_sub(INDENT + self.label + GAP);
        let room = |index: usize| if index == 0 && row.aside.is_some() { self.line } else { rest };
        let beside = row.lines.iter().enumerate().map(|(index, line)| wrap(&clean(line), room(index)).len());
        wrap(&clean(&row.label), self.label).len().max(beside.sum())
    }
}

/// Breaks text at spaces into lines of at most `width` columns; a word that is longer is cut. A mark that stands
/// alone (`·`) stays with the word before it.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_after(text, width, width)
}

/// The same where the first line has another width.
fn wrap_after(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if word == "·" => last.push_str(" ·"),
            _ => words.push(word.to_owned()),
        }
    }
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words {
        let width = |lines: &[String]| if lines.is_empty() { first } else { rest }.max(1);
        let shown = line.width() + usize::from(!line.is_empty()) + word.width();
        if shown <= width(&lines) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if line.width() + letter.width().unwrap_or(0) > width(&lines) && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Text on one line that cannot steer a terminal: no control characters, nothing that turns the direction of writing.
pub fn clean(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => None,
        letter if letter.is_control() => Some('\u{FFFD}'),
        letter => Some(letter),
    };
    text.chars().filter_map(shown).collect()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
