//! The `stipple` program.
fn main() {}
