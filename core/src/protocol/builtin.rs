//! The sheets that come with Stipple, as text.
//!
//! Not for: reading them (`Sheet::read`), or sheets that a client fetched or wrote (the diary keeps those).

static SHEETS: &[(&str, &str)] = &[("scalp-envy", include_str!("../../sheets/scalp-envy.toml"))];

/// The ids of the built-in sheets.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    SHEETS.iter().map(|(id, _)| *id)
}

/// The file of the built-in sheet of that id.
pub fn builtin(id: &str) -> Option<&'static str> {
    SHEETS.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Sheet;

    #[test]
    fn every_built_in_sheet_reads_and_carries_its_own_id() {
        for id in builtin_ids() {
            let sheet = Sheet::read(builtin(id).unwrap()).unwrap();
            assert_eq!(sheet.id, id);
        }
        assert_eq!(builtin("nobody"), None);
    }
}
