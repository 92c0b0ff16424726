//! Tidiness is a test: the floors, the files' form, words, licenses and versions of the project.
//! Each rule is a function from text to complaints, and each has a test that it can complain.

#![cfg(not(target_arch = "wasm32"))]
// The rules run in tests only, and a file they cannot read is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "tidy/floors.rs"]
mod floors;
#[path = "tidy/form.rs"]
mod form;
#[path = "tidy/licenses.rs"]
mod licenses;
#[path = "tidy/tree.rs"]
mod tree;
#[path = "tidy/versions.rs"]
mod versions;
#[path = "tidy/wording.rs"]
mod wording;
