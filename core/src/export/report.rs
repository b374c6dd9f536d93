//! A report as one HTML file that a browser opens, prints and reads out: headings, tables with headers, pictures inside.
//!
//! It asks nothing of a network and runs nothing, and says so to whoever opens it (its content security policy). Every
//! text that comes in goes out as text, on its own side of the reading direction. Not for: what is in a report, or its
//! words (`companion::report`), or writing a file (`file`).

use std::fmt::Write as _;

use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;

/// What a report says, in order. Every text is plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The BCP 47 tag of the language that it is in.
    pub language: String,
    /// Whether that runs from right to left.
    pub right_to_left: bool,
    /// Its title.
    pub title: String,
    /// What stands below the title, a paragraph each.
    pub lead: Vec<String>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What stands below it. Blocks that hold nothing are left out.
    pub blocks: Vec<Block>,
}

/// Something below a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Paragraphs.
    Lines(Vec<String>),
    /// A list under a smaller heading; each item a line or several.
    List {
        /// The smaller heading.
        title: String,
        /// Its items.
        items: Vec<Vec<String>>,
    },
    /// A table whose first column heads its rows.
    Table {
        /// The columns' headers.
        columns: Vec<String>,
        /// A cell for each column, each of any number of lines.
        rows: Vec<Vec<Vec<String>>>,
    },
    /// Pictures that belong beside each other, under a smaller heading.
    Pictures {
        /// The smaller heading.
        title: String,
        /// From left to right, or from right to left where the language does.
        pictures: Vec<Picture>,
    },
}

/// A picture in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A JPEG's bytes. They leave as they are: nothing but pixels may be in them.
    pub jpeg: Vec<u8>,
    /// What a screen reader speaks for it, before it reads what stands below.
    pub spoken: String,
    /// What stands below it, a line each.
    pub lines: Vec<String>,
}

impl Block {
    const fn is_empty(&self) -> bool {
        match self {
            Self::Lines(lines) => lines.is_empty(),
            Self::List { items, .. } => items.is_empty(),
            Self::Table { rows, .. } => rows.is_empty(),
            Self::Pictures { pictures, .. } => pictures.is_empty(),
        }
    }
}

/// Whoever opens the file is told to fetch nothing and to run nothing.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "
:root { color-scheme: light; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 60rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #767676; padding-bottom: .25rem; }
h3 { font-size: 1rem; margin-bottom: .25rem; }
p, li, td, th, figcaption { white-space: pre-line; }
p { margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: start; vertical-align: top; padding: .375rem .5rem; border: 1px solid #767676; }
thead th { background: #f0f0f0; }
tbody th { font-weight: normal; }
.beside { display: flex; flex-wrap: wrap; gap: 1rem; break-inside: avoid; }
figure { flex: 1 1 16rem; max-width: 28rem; margin: .5rem 0; break-inside: avoid; }
figure img { display: block; width: 100%; height: auto; }
figcaption { padding-top: .25rem; }
@page { margin: 16mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } }
";

/// Writes the report as HTML.
pub fn html(report: &Report) -> String {
    let mut page = Page(String::new());
    let direction = if report.right_to_left { "rtl" } else { "ltr" };
    page.raw("<!DOCTYPE html>\n<html lang=\"");
    page.text(&report.language);
    page.raw(&format!("\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n"));
    page.raw(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    page.text(&report.title);
    page.raw(&format!("</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    page.element("h1", &report.title);
    page.paragraphs(&report.lead);
    for (section, number) in report.sections.iter().zip(1..) {
        page.section(section, number);
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.0
}

/// HTML that is being written.
struct Page(String);

impl Page {
    /// Markup of this file's own.
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Anybody's text, as text. What no HTML may hold is shown as the mark for that.
    fn text(&mut self, text: &str) {
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\'' => self.raw("&#39;"),
                // A line ends once, however it was typed.
                '\r' if letters.peek() == Some(&'\n') => {}
                '\r' => self.0.push('\n'),
                '\n' | '\t' => self.0.push(letter),
                other if other.is_control() || is_noncharacter(other) => self.0.push('\u{FFFD}'),
                other => self.0.push(other),
            }
        }
    }

    /// Text whose direction is its own: it moves nothing that stands around it.
    fn apart(&mut self, text: &str) {
        self.raw("<bdi>");
        self.text(text);
        self.raw("</bdi>");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.raw(&format!("<{name}>"));
        self.apart(text);
        self.raw(&format!("</{name}>\n"));
    }

    fn paragraphs(&mut self, lines: &[String]) {
        for line in lines {
            self.element("p", line);
        }
    }

    /// Lines one below the other, inside of something.
    fn lines(&mut self, lines: &[String]) {
        for (place, line) in lines.iter().enumerate() {
            if place > 0 {
                self.raw("<br>");
            }
            self.apart(line);
        }
    }

    fn section(&mut self, section: &Section, number: usize) {
        self.raw(&format!("<section aria-labelledby=\"part-{number}\">\n<h2 id=\"part-{number}\">"));
        self.apart(&section.title);
        self.raw("</h2>\n");
        for (block, place) in section.blocks.iter().filter(|block| !block.is_empty()).zip(1..) {
            match block {
                Block::Lines(lines) => self.paragraphs(lines),
                Block::List { title, items } => self.list(title, items),
                Block::Table { columns, rows } => self.table(columns, rows, number),
                Block::Pictures { title, pictures } => {
                    self.pictures(title, pictures, &format!("part-{number}-{place}"));
                }
            }
        }
        self.raw("</section>\n");
    }

    fn list(&mut self, title: &str, items: &[Vec<String>]) {
        self.element("h3", title);
        self.raw("<ul>\n");
        for item in items {
            self.raw("<li>");
            self.lines(item);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    /// The section's heading names the table.
    fn table(&mut self, columns: &[String], rows: &[Vec<Vec<String>>], section: usize) {
        self.raw(&format!("<table aria-labelledby=\"part-{section}\">\n<thead>\n<tr>"));
        for column in columns {
            self.raw("<th scope=\"col\">");
            self.apart(column);
            self.raw("</th>");
        }
        self.raw("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.raw("<tr>");
            for (place, cell) in row.iter().enumerate() {
                let (begin, end) =
                    if place == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                self.raw(begin);
                self.lines(cell);
                self.raw(end);
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn pictures(&mut self, title: &str, pictures: &[Picture], id: &str) {
        self.raw(&format!("<h3 id=\"{id}\">"));
        self.apart(title);
        self.raw(&format!("</h3>\n<div class=\"beside\" role=\"group\" aria-labelledby=\"{id}\">\n"));
        for picture in pictures {
            self.raw("<figure><img alt=\"");
            self.text(&picture.spoken);
            self.raw("\" src=\"data:image/jpeg;base64,");
            // Writing to a string does not fail.
            let _ = write!(self.0, "{}", Base64Display::new(&picture.jpeg, &STANDARD));
            self.raw("\"><figcaption>");
            self.lines(&picture.lines);
            self.raw("</figcaption></figure>\n");
        }
        self.raw("</div>\n");
    }
}

/// Whether Unicode keeps it for programs: HTML may not hold it.
const fn is_noncharacter(letter: char) -> bool {
    let code = letter as u32;
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}
