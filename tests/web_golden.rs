//! The golden cases in a real browser: what NumPy answered, answered by the engine as WebAssembly.
//! Runs in headless Chromium; what a case means is told by the modules of the engine's own golden test.

#![cfg(target_arch = "wasm32")]

#[path = "../crates/engine/tests/golden/answer.rs"]
mod answer;
#[path = "../crates/engine/tests/golden/compare.rs"]
mod compare;
// The native runner counts over all files; here every file is a test of its own.
#[allow(dead_code)]
#[path = "../crates/engine/tests/golden/group.rs"]
mod group;
#[path = "../crates/engine/tests/golden/operations/mod.rs"]
mod operations;
#[path = "../crates/engine/tests/golden/program.rs"]
mod program;
#[allow(dead_code)]
#[path = "../crates/engine/tests/golden/purpose.rs"]
mod purpose;

use purpose::Purposes;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

// In a worker: on the page itself the cases would keep the driver from asking how far they are, and it gives up after half a minute.
wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Answers every case of a file each way, and shows the first that differ without a reason.
fn hold(name: &str, cases: &str) {
    let reasons = include_str!("golden/ON_PURPOSE.md");
    let mut purposes = Purposes::parse(reasons).expect("reasons");
    let report = group::run(name, cases, &mut purposes);
    console_log!("{name}: {}", report.line());
    let shown = report.wrong.len().min(20);
    assert!(
        report.cases > 0 && report.wrong.is_empty(),
        "{name}: {}\n{}",
        report.line(),
        report.wrong[..shown].join("\n")
    );
}

macro_rules! run_each {
    ($($group:ident,)*) => {$(
        #[wasm_bindgen_test]
        fn $group() {
            let cases = include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/golden/cases/",
                stringify!($group),
                ".jsonl"
            ));
            hold(stringify!($group), cases);
        }
    )*};
}

include!("golden/cases/groups.rs");
