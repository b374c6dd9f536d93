//! Sheets of the model.
//!
//! Not for: whether a signature fits.

use std::ops::Bound;

use super::{Model, most};
use crate::store::{SheetRow, StoreError};

impl Model {
    /// As [`crate::store::Store::put_sheet`].
    pub fn put_sheet(&mut self, sheet: SheetRow, limit: u64) -> Result<SheetRow, StoreError> {
        let first = self.revisions(&sheet.id).next();
        if first.is_some_and(|first| first.public_key != sheet.public_key) {
            return Err(StoreError::SheetOwned);
        }
        let key = (sheet.id.clone(), sheet.revision);
        if let Some(known) = self.sheets.get(&key) {
            let same = known.text == sheet.text;
            return if same { Ok(known.clone()) } else { Err(StoreError::SheetExists) };
        }
        if self.sheets.len() as u64 >= limit {
            return Err(StoreError::SheetsFull);
        }
        self.sheets.insert(key, sheet.clone());
        Ok(sheet)
    }

    /// As [`crate::store::Store::sheet`].
    pub fn sheet(&self, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError> {
        let mut revisions = self.revisions(id);
        let found = match revision {
            Some(revision) => revisions.find(|sheet| sheet.revision == revision),
            None => revisions.last(),
        };
        found.cloned().ok_or(StoreError::SheetUnknown)
    }

    /// As [`crate::store::Store::sheets`].
    pub fn list_sheets(&self, after: Option<(String, u32)>, limit: u32) -> Vec<SheetRow> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        self.sheets
            .range((from, Bound::Unbounded))
            .map(|(_, sheet)| sheet.clone())
            .take(most(limit))
            .collect()
    }

    fn revisions(&self, id: &str) -> impl Iterator<Item = &SheetRow> {
        self.sheets.range((id.to_owned(), 0)..=(id.to_owned(), u32::MAX)).map(|(_, sheet)| sheet)
    }
}
