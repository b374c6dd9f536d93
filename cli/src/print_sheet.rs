//! A sheet in words, what a check found, and what differs between two.
//!
//! Not for: finding any of it (`stipple_core::protocol`).

use stipple_core::companion::SheetOfferView;
use stipple_core::companion::diff_screen::SheetDiffView;
use stipple_core::companion::view::SheetView;
use stipple_core::protocol::{Effect, Refusal, Warning, WarningKind};
use stipple_core::words::{Words, say};

use crate::paint::{BAD, FAINT, GOOD, PLAIN, STRONG, WARN};
use crate::table::Page;

/// `sheet show`.
pub fn sheet(view: &SheetView, words: &Words, page: &mut Page) {
    let name = &view.name;
    let revision = words.text(say::sheet_revision(name.revision));
    page.title(&name.title, &[name.studio.as_deref().unwrap_or(&name.id), &revision].join(" · "));
    page.block(0, view.origin.as_deref().unwrap_or_default(), FAINT);
    if view.inferred > 0 {
        page.block(0, &words.text(say::sheet_inferred_count(view.inferred)), FAINT);
    }
    for part in &view.parts {
        page.gap();
        page.heading(&part.title);
        for statement in &part.statements {
            for (index, line) in statement.lines.iter().enumerate() {
                page.paragraph(if index == 0 { 2 } else { 4 }, line, PLAIN);
            }
            let reasons = &statement.reasons;
            let told = [
                reasons.quote.as_ref().map(|quote| words.text(say::answer_quote(quote))),
                reasons.source.as_ref().map(|source| words.text(say::answer_source(source))),
                reasons.inferred.as_ref().map(|why| words.text(say::answer_inferred(why))),
            ];
            for line in told.into_iter().flatten() {
                page.paragraph(4, &line, FAINT);
            }
        }
    }
}

/// A sheet that is offered: whose it is, what to look at twice, what would change.
pub fn offer(view: &SheetOfferView, page: &mut Page) {
    let name = &view.name;
    page.title(&name.title, &format!("{} {}", name.id, name.revision));
    page.block(0, name.studio.as_deref().unwrap_or_default(), PLAIN);
    page.block(0, &view.origin, PLAIN);
    for warning in view.warnings.iter().chain(&view.other_key) {
        page.block(0, warning, WARN);
    }
    if let Some(changes) = &view.changes {
        page.gap();
        differences(changes, page);
    }
}

/// `sheet check` of a sheet that is refused.
pub fn refusals(name: &str, refused: &[Refusal], words: &Words, page: &mut Page) {
    page.title(&words.text(say::check_refused(count(refused.len()))), name);
    for refusal in refused {
        page.gap();
        let place = words.text(say::check_line(count(refusal.line)));
        let at = if refusal.key.is_empty() { place } else { format!("{place}, {}", refusal.key) };
        page.block(0, &format!("{at}: {}", refusal.what), BAD);
        page.paragraph(2, &words.text(say::check_instead(&refusal.instead)), PLAIN);
    }
}

/// `sheet check` of a sheet that can be read.
pub fn warnings(name: &str, warnings: &[Warning], words: &Words, page: &mut Page) {
    if warnings.is_empty() {
        page.title(&words.text(say::check_fine()), name);
        return;
    }
    page.title(&words.text(say::check_warnings(count(warnings.len()))), name);
    for warning in warnings {
        page.gap();
        let mut about: Vec<&str> = warning.activity.as_deref().into_iter().collect();
        about.extend(warning.rules.iter().map(String::as_str));
        page.block(0, &format!("{}: {}", words.text(kind(warning.kind)), about.join(", ")), WARN);
        page.paragraph(2, &warning.what, PLAIN);
    }
}

fn kind(kind: WarningKind) -> stipple_core::words::Message<'static> {
    match kind {
        WarningKind::Contradiction => say::check_kind_contradiction(),
        WarningKind::TwoEnds => say::check_kind_two_ends(),
        WarningKind::FinalBan => say::check_kind_final_ban(),
        WarningKind::Involved => say::check_kind_involved(),
        WarningKind::IdleDuty => say::check_kind_idle_duty(),
        WarningKind::LateBan => say::check_kind_late_ban(),
        WarningKind::Gap => say::check_kind_gap(),
        WarningKind::NoMeanwhile => say::check_kind_no_meanwhile(),
        WarningKind::NoEstimate => say::check_kind_no_estimate(),
        WarningKind::Unreached => say::check_kind_unreached(),
    }
}

/// `sheet diff`.
pub fn differences(view: &SheetDiffView, page: &mut Page) {
    page.title(&view.title, &view.beside);
    if let Some(same) = &view.same {
        page.block(0, same, PLAIN);
    }
    for part in &view.parts {
        page.gap();
        page.block(0, &part.place, STRONG);
        for change in &part.changes {
            let style = match change.effect {
                Some(Effect::Looser) => GOOD,
                Some(Effect::Tighter) => BAD,
                None => PLAIN,
            };
            page.paragraph(2, &change.text, style);
            for line in &change.lines {
                page.paragraph(4, line, PLAIN);
            }
        }
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
