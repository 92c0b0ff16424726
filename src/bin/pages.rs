//! Writes the static pages: reads the lessons and the page Trunk made, writes one file for each address.
//! Knows files and arguments only; what stands in the pages is `page`'s affair.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

/// A browser has no files; tests there compile this program all the same.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    use ndarium::page::site;

    pub(super) fn main() -> ExitCode {
        match run(std::env::args().skip(1)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("pages: {why}");
                ExitCode::FAILURE
            }
        }
    }

    struct Arguments {
        template: PathBuf,
        lessons: PathBuf,
        out: PathBuf,
    }

    fn arguments(mut given: impl Iterator<Item = String>) -> Result<Arguments, String> {
        let (mut template, mut lessons, mut out) = (None, None, None);
        while let Some(name) = given.next() {
            let place = match name.as_str() {
                "--template" => &mut template,
                "--lessons" => &mut lessons,
                "--out" => &mut out,
                _ => {
                    return Err(format!(
                        "{name} is not known; use --template FILE --lessons FOLDER --out FOLDER"
                    ));
                }
            };
            *place = given.next().map(PathBuf::from);
        }
        let needed = |value: Option<PathBuf>, name: &str| {
            value.ok_or_else(|| format!("{name} needs a value"))
        };
        Ok(Arguments {
            template: needed(template, "--template")?,
            lessons: needed(lessons, "--lessons")?,
            out: needed(out, "--out")?,
        })
    }

    fn run(given: impl Iterator<Item = String>) -> Result<(), String> {
        let Arguments {
            template,
            lessons,
            out,
        } = arguments(given)?;
        let files = site::files_from_template(&read(&template)?)?;
        let summary = read(&lessons.join("SUMMARY.md"))?;
        let made = site::pages(files, &summary, |slug| {
            read(&lessons.join(format!("{slug}.md"))).ok()
        });
        for (file, problem) in &made.problems {
            eprintln!("{}: {problem}", lessons.join(file).display());
        }
        for (path, text) in &made.pages {
            write(&out.join(path), text)?;
        }
        println!(
            "{} pages, {} problems in lessons",
            made.pages.len(),
            made.problems.len()
        );
        Ok(())
    }

    fn read(path: &Path) -> Result<String, String> {
        std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))
    }

    fn write(path: &Path, text: &str) -> Result<(), String> {
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(path, text));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))
    }
}
