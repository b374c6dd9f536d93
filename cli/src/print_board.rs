//! The Today screen at a terminal.
//!
//! Not for: what stands on it (`stipple_core::companion::today`).

use stipple_core::companion::view::{RowView, SectionView, TodayView};
use stipple_core::words::{Dates, Words, say};

use crate::paint::{BAD, FAINT, PLAIN, WARN, verdict};
use crate::table::{Columns, Page, Row};

/// Draws the board. Countdowns are made here, from the deadlines that it carries.
pub fn board(view: &TodayView, words: &Words, dates: &Dates<'_>, page: &mut Page) {
    page.title(&view.headline, &view.beside);
    page.gap();
    if let Some(unconfirmed) = &view.unconfirmed {
        page.block(0, &unconfirmed.question, WARN);
        page.block(0, &unconfirmed.note, FAINT);
        page.gap();
    }
    for sign in view.signs.iter().filter(|sign| sign.reported) {
        page.block(0, &sign.text, BAD);
        page.block(0, sign.say.as_deref().unwrap_or_default(), PLAIN);
        page.gap();
    }
    sections(&view.sections, words, dates, page);
    page.gap();
    let today = lines(view.duties.iter().map(|duty| &duty.text), words.text(say::board_no_duties()));
    let next = lines(view.next.iter(), words.text(say::next_nothing()));
    page.named(&[(&words.text(say::board_today()), today), (&words.text(say::board_next()), next)]);
    let others = view.signs.iter().filter(|sign| !sign.reported);
    let signs: Vec<String> = others
        .map(|sign| sign.say.as_ref().map_or_else(|| sign.text.clone(), |say| format!("{} {say}", sign.text)))
        .collect();
    let expect: Vec<String> = view.expect.iter().map(|one| one.text.clone()).collect();
    for (title, lines) in [(say::board_expect(), expect), (say::board_signs(), signs)] {
        let title = words.text(title);
        if lines.is_empty() {
            continue;
        }
        page.gap();
        page.heading(&title);
        for line in lines {
            page.paragraph(2, &line, PLAIN);
        }
    }
}

fn lines<'l>(lines: impl Iterator<Item = &'l String>, otherwise: String) -> Vec<String> {
    let lines: Vec<String> = lines.cloned().collect();
    if lines.is_empty() { vec![otherwise] } else { lines }
}

fn sections(sections: &[SectionView], words: &Words, dates: &Dates<'_>, page: &mut Page) {
    if sections.is_empty() {
        page.block(0, &words.text(say::board_nothing()), PLAIN);
    }
    let row = |row: &RowView| Row {
        label: row.labels.clone(),
        lines: row.lines.clone(),
        aside: row.deadline.map(|deadline| dates.countdown(deadline)),
    };
    let drawn: Vec<Vec<Row>> =
        sections.iter().map(|section| section.rows.iter().map(row).collect()).collect();
    let columns = Columns::of(page.width(), &drawn.iter().flatten().collect::<Vec<_>>());
    for (section, rows) in sections.iter().zip(&drawn) {
        page.block(0, &section.title, verdict(section.verdict).bold());
        page.rows(&columns, rows, PLAIN);
    }
}
