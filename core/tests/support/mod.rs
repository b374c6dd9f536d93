//! What several test files share. Not for: anything that only one of them needs.

pub mod golden;
