//! UniFFI's own program, built from the version that the library is built with.
//!
//! A crate of its own: it takes minutes to build, and nothing else waits for it. Not for: running by hand
//! (`bindings/generate.sh` knows its arguments).

fn main() {
    uniffi::uniffi_bindgen_main();
}
