//! Refuses a sheet whose rules bear on so much at once that a board of it would take minutes.
//!
//! A thousand rules and a thousand activities that involve one another fit into 100 kB, and a sheet may come from
//! anywhere. Not for: any other limit of a file (`read`), or working answers out (`aftercare`).

use std::collections::BTreeSet;

use super::involvement::Involvement;
use super::sheet::Sheet;

/// The most steps from one activity to another that following all involvement may take. Six thousand activities in a row
/// take eighteen million; no sheet so far takes more than a few hundred.
const MOST_STEPS: usize = 20_000_000;

/// The most that answers may look at: for each activity on the board the square of the number of rules that bear on it,
/// since each of them may change what all of them say. A thousand rules about one activity make a million, the
/// built-in sheet 180.
const MOST_LOOKS: usize = 3_000_000;

/// Whether a sheet is refused for it.
pub(super) fn is_entangled(sheet: &Sheet) -> bool {
    looks(sheet).is_none()
}

/// What answers look at; `None` where it is too much.
fn looks(sheet: &Sheet) -> Option<usize> {
    let involvement = Involvement::of(sheet);
    let declared = sheet.activities.iter().map(|own| &own.id);
    let due = sheet.duties.iter().filter_map(|duty| duty.activity.as_ref());
    let named = sheet.rules.iter().flat_map(|rule| &rule.activities);
    let on_board: BTreeSet<&String> = declared.chain(due).chain(named).collect();
    let (mut steps, mut looks) = (0, 0_usize);
    for place in on_board.into_iter().filter_map(|id| involvement.place(id)) {
        let involved = involvement.named_counted(place, || steps += 1);
        let naming = |place: &usize| involvement.naming(*place).len();
        let bearing = naming(&place) + involved.iter().map(naming).sum::<usize>();
        looks += bearing * bearing;
        if steps > MOST_STEPS || looks > MOST_LOOKS {
            return None;
        }
    }
    Some(looks)
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::*;
    use crate::protocol::{Refusal, builtin};

    fn rules(count: usize, activities: impl Fn(usize) -> String) -> String {
        let rule = |n| {
            let activities = activities(n);
            format!(
                "[[rule]]\nid = \"{n}\"\nactivities = [{activities}]\nverdict = \"no\"\nanchor = \"session\"\n"
            )
        };
        (0..count).map(rule).collect()
    }

    /// A row of activities, each of which involves the next.
    fn row(count: usize) -> String {
        let activity = |n| {
            let next = if n + 1 < count { format!("\"{}\"", n + 1) } else { "\"wet\"".to_owned() };
            format!("[[activity]]\nid = \"{n}\"\ninvolves = [{next}]\n")
        };
        (0..count).map(activity).collect()
    }

    fn refusal(tables: &str) -> Option<Refusal> {
        let mut refused = read(tables).err()?;
        assert_eq!(refused.len(), 1);
        refused.pop()
    }

    #[test]
    fn sheets_that_take_minutes_are_refused() {
        let both = |n: usize| format!("{}{}", rules(n - 1, |n| format!("\"{n}\"")), row(n));
        assert_eq!(refusal(&both(200)), None);
        let refused = refusal(&both(999)).unwrap();
        assert_eq!((refused.line, refused.key.as_str()), (9, "rule"));
        assert!(refusal(&format!("{}{}", rules(999, |_| "\"wet\"".to_owned()), row(999))).is_some());
        // Involvement that is walked for long, though one rule bears on all of it.
        let all =
            |from: usize, to: usize| (from..to).map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(",");
        let dense = |count| {
            let activity = |n| format!("[[activity]]\nid = \"{n}\"\ninvolves = [{}]\n", all(n + 1, count));
            (0..count).map(activity).collect::<String>()
        };
        let user = |n| format!("[[activity]]\nid = \"u{n}\"\ninvolves = [\"0\"]\n");
        let users: Vec<String> = (0..4_000).map(user).collect();
        let tables = [rules(1, |_| "\"299\"".to_owned()), dense(300), users.concat()];
        assert!(refusal(&tables.concat()).is_some());
    }

    #[test]
    fn long_sheets_are_read() {
        assert_eq!(refusal(&rules(999, |_| "\"wet\"".to_owned())), None);
        assert_eq!(refusal(&format!("{}{}", rules(1, |_| "\"wet\"".to_owned()), row(6_000))), None);
    }

    #[test]
    fn real_sheets_are_far_from_it() {
        let sheet = Sheet::read(builtin("scalp-envy").unwrap()).unwrap();
        assert_eq!(looks(&sheet), Some(180));
    }
}
