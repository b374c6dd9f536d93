//! Tests of the bindings from Rust.
