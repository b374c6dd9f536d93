//! Small sheets for this room's tests. Not for anything else.

use super::{Refusal, Sheet};

/// What every small sheet begins with; eight lines.
pub(super) const HEAD: &str = "format = 1\n[sheet]\nid = \"small\"\nrevision = 1\nlanguage = \"en\"\n\n\n\n";

/// A rule that is nobody's business, so that a sheet has one.
pub(super) const SOME_RULE: &str =
    "\n[[rule]]\nid = \"some\"\nactivities = [\"mri\"]\nverdict = \"ask\"\nanchor = \"always\"\n";

/// The sheet of some tables, which begin on line 9.
pub(super) fn read(tables: &str) -> Result<Sheet, Vec<Refusal>> {
    Sheet::read(&format!("{HEAD}{tables}{SOME_RULE}"))
}

/// The same, where it has to be readable.
pub(super) fn sheet(tables: &str) -> Sheet {
    read(tables).unwrap()
}
