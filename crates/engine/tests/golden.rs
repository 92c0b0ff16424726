//! Runs the golden cases: every program that NumPy answered, answered by the engine and compared.
//! Reads the files and prints the tables; what a case means is in `golden/`, which does no I/O and runs anywhere.

#[path = "golden/answer.rs"]
mod answer;
#[path = "golden/compare.rs"]
mod compare;
#[path = "golden/group.rs"]
mod group;
#[path = "golden/operations/mod.rs"]
mod operations;
#[path = "golden/program.rs"]
mod program;
#[path = "golden/purpose.rs"]
mod purpose;
#[path = "golden/table.rs"]
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use group::Report;
use purpose::Purposes;

fn main() -> ExitCode {
    let options: Vec<String> = std::env::args().skip(1).collect();
    match run(&options) {
        Ok(code) => code,
        Err(complaint) => {
            eprintln!("golden: {complaint}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the groups whose name holds a filter, as the standard harness does with tests.
fn run(options: &[String]) -> Result<ExitCode, String> {
    let filters: Vec<&String> = options.iter().filter(|o| !o.starts_with('-')).collect();
    let chosen = |path: &Path| {
        let name = format!("golden::{}", stem(path));
        filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()))
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let files = case_files(&folder.join("cases"))?;
    if options.iter().any(|option| option == "--list") {
        for file in files.iter().filter(|path| chosen(path)) {
            println!("golden::{}: test", stem(file));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let as_table = options.iter().any(|option| option == "--conformance");
    let mut purposes = Purposes::parse(&read(&folder.join("ON_PURPOSE.md"))?)?;
    let started = Instant::now();
    let mut rows = Vec::new();
    let mut skipped = 0;
    for file in &files {
        if !chosen(file) {
            skipped += 1;
            continue;
        }
        let cases = read(file)?;
        if !group::is_one(&cases) {
            // Other crates keep their cases beside these.
            continue;
        }
        let report = group::run(&stem(file), &cases, &mut purposes);
        if !as_table {
            println!("test golden::{} ... {}", stem(file), report.line());
        }
        rows.push((stem(file), report));
    }
    let mut complaints = Vec::new();
    if skipped == 0 {
        complaints = purposes.unused();
        complaints.extend(unlisted(&folder, &rows)?);
    }
    if as_table {
        return Ok(conformance(&rows, &purposes, complaints));
    }
    let mut total = Report::default();
    for (_, report) in rows {
        total.add(report);
    }
    total.wrong.extend(complaints);
    finish(&total, started)
}

/// The list that the browser takes its groups from must name them all.
fn unlisted(folder: &Path, rows: &[(String, Report)]) -> Result<Vec<String>, String> {
    let list = read(&folder.join("cases/groups.rs"))?;
    let named = |name: &str| list.lines().any(|line| line.trim() == format!("{name},"));
    let missing = rows.iter().filter(|(name, _)| !named(name));
    Ok(missing
        .map(|(name, _)| format!("cases/groups.rs does not name {name}; generate.py writes it"))
        .collect())
}

/// Prints the conformance table, what is wrong before it and the counts last.
fn conformance(
    rows: &[(String, Report)],
    purposes: &Purposes,
    mut complaints: Vec<String>,
) -> ExitCode {
    complaints.extend(table::too_few(rows));
    for wrong in rows.iter().flat_map(|(_, report)| &report.wrong) {
        println!("{wrong}\n");
    }
    println!("{}", table::groups(rows));
    println!("{}", table::reasons(purposes));
    for complaint in &complaints {
        println!("{complaint}");
    }
    println!("{}", table::counts(rows));
    if complaints.is_empty() && rows.iter().all(|(_, report)| report.wrong.is_empty()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Shows what is wrong and closes as the standard harness does, each case counted as a test.
fn finish(total: &Report, started: Instant) -> Result<ExitCode, String> {
    let shown: usize = std::env::var("GOLDEN_SHOW")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(20);
    for wrong in total.wrong.iter().take(shown) {
        println!("\n{wrong}");
    }
    if total.wrong.len() > shown {
        let rest = total.wrong.len() - shown;
        println!("\n… and {rest} more; GOLDEN_SHOW=9999 shows all");
    }
    if total.cases == 0 {
        return Err("no case was run".to_owned());
    }
    println!("\ngolden: {}", total.line());
    let failed = total.wrong.len();
    println!(
        "test result: {}. {} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out; finished in {:.2}s",
        if failed == 0 { "ok" } else { "FAILED" },
        total.equal + total.on_purpose,
        started.elapsed().as_secs_f64()
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The case files in order of name.
fn case_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        format!(
            "{}: {error}; `cargo xtask golden` makes the case files",
            folder.display()
        )
    })?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .collect();
    files.sort();
    Ok(files)
}
