//! Photos: the list, what is due, what an import did, what a scrub found.
//!
//! Not for: the words (`stipple_core::companion` has them all).

use stipple_core::companion::photo_view::{
    MadeView, PairView, PhotoView, PhotosAddedView, PhotosView, ScrubView, ShotsView, TrendView,
};
use stipple_core::words::{Words, say};

use crate::paint::{FAINT, PLAIN, STRONG, WARN};
use crate::table::Page;

/// Characters of an id that are shown: enough to name it.
const SHORT: usize = 8;

/// `photo list`.
pub fn list(view: &PhotosView, page: &mut Page) {
    if let Some(none) = &view.none {
        page.block(0, none, PLAIN);
    }
    for shown in &view.photos {
        photo(shown, page);
    }
    if !view.bin.is_empty() {
        page.gap();
    }
    for shown in &view.bin {
        photo(shown, page);
    }
}

fn photo(view: &PhotoView, page: &mut Page) {
    let style = if view.gone_at.is_some() || !view.stands { FAINT } else { STRONG };
    page.block(0, &format!("{}  {}", short(&view.id), view.text), style);
    let indent = SHORT + 2;
    if !view.tags.is_empty() {
        page.paragraph(indent, &view.tags.join(", "), PLAIN);
    }
    if !view.note.is_empty() {
        page.paragraph(indent, &view.note, PLAIN);
    }
    for line in &view.lines {
        page.paragraph(indent, line, FAINT);
    }
}

/// `photo add`.
pub fn added(view: &PhotosAddedView, page: &mut Page) {
    for (place, line) in view.lines.iter().enumerate() {
        page.block(0, line, if place == 0 { STRONG } else { PLAIN });
    }
}

/// `photo due`.
pub fn due(view: &ShotsView, pairs: &[PairView], words: &Words, page: &mut Page) {
    for section in &view.sections {
        page.heading(&section.title);
        for line in &section.lines {
            page.paragraph(2, line, PLAIN);
        }
        page.gap();
    }
    if pairs.is_empty() {
        return;
    }
    page.heading(&words.text(say::pairs_title()));
    for pair in pairs {
        page.paragraph(2, &format!("{}  {}  {}", short(&pair.first), short(&pair.second), pair.text), PLAIN);
    }
}

/// `photo scrub`.
pub fn scrub(view: &ScrubView, page: &mut Page) {
    let lost = !(view.missing.is_empty() && view.changed.is_empty() && view.previews.is_empty());
    for line in &view.lines {
        page.paragraph(0, line, if lost { WARN } else { PLAIN });
    }
}

fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

/// What was made of photos.
pub fn made(view: &MadeView, page: &mut Page) {
    for line in &view.lines {
        page.paragraph(0, line, PLAIN);
    }
}

/// `photo trend`.
pub fn trend(view: &TrendView, page: &mut Page) {
    for line in &view.lines {
        page.paragraph(0, line, PLAIN);
    }
}
