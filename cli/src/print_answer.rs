//! One answer with its reason, "when can I", the holiday planner, and what a change did.
//!
//! Not for: the words (`stipple_core::companion` has them all).

use stipple_core::companion::view::{CanView, ClearView, DoneView, WhenView};

use crate::paint::{BAD, FAINT, GOOD, PLAIN, STRONG, WARN, verdict};
use crate::table::Page;

/// `can`.
pub fn can(view: &CanView, page: &mut Page) {
    page.block(0, &view.headline, verdict(view.verdict).bold());
    for line in &view.lines {
        page.paragraph(2, line, PLAIN);
    }
    if !view.reason_lines.is_empty() {
        page.gap();
    }
    for line in &view.reason_lines {
        page.paragraph(2, line, FAINT);
    }
}

/// `when`.
pub fn when(view: &WhenView, page: &mut Page) {
    for (index, line) in view.lines.iter().enumerate() {
        page.paragraph(if index == 0 { 0 } else { 2 }, line, if index == 0 { STRONG } else { PLAIN });
    }
}

/// `clear`.
pub fn clear(view: &ClearView, page: &mut Page) {
    page.block(0, &view.title, if view.clear { GOOD.bold() } else { BAD.bold() });
    for line in &view.lines {
        page.paragraph(2, line, PLAIN);
    }
}

/// What a change did.
pub fn done(view: &DoneView, page: &mut Page) {
    for line in &view.lines {
        page.block(0, line, PLAIN);
    }
    for warning in &view.warnings {
        page.block(0, warning, WARN);
    }
}
