//! The command line: which commands exist and which options they take.
//! Knows nothing of what the commands do.

use crate::process::Outcome;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask <command>

  serve [--port N]    set up, build, and serve the app; prints the address
  test [--only LIST]  set up, then run every check; LIST is a comma-separated part of
                      fmt,clippy,native,web,kernels,build,e2e
  build               set up, and build the release app into dist/
  measure             build, then measure the lesson page's bytes and times in Chromium
  sizes               build, then print what each room of the engine takes of the app's code
  bench [--only LIST] time the engine's kernels, one element at a time against registers, natively and in
                      Chromium; LIST is a comma-separated part of native,browser and of the names of
                      families, operations, dtypes and layouts in the table
  bench-build [FOLDER]
                      build the engine alone for speed, to be timed in a page; says where
  conformance         print how the engine agrees with NumPy, by group of functions
  golden              make the golden files again with the pinned NumPy
  setup               find what the other commands need, and install what is missing
  help                print this text
";

/// The port `serve` tries first.
const FIRST_PORT: u16 = 8080;

/// One stage of `cargo xtask test`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// rustfmt leaves every file as it is.
    Format,
    /// Clippy has nothing to say, natively and for wasm32.
    Clippy,
    /// Every native test.
    Native,
    /// The tests that run as WebAssembly in headless Chromium.
    Web,
    /// The module built for speed holds registers where it should, and nowhere else.
    Kernels,
    /// The release build.
    Build,
    /// The finished pages in headless Chromium.
    EndToEnd,
}

impl Stage {
    /// All stages with their names on the command line, in the order they run.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("fmt", Self::Format),
        ("clippy", Self::Clippy),
        ("native", Self::Native),
        ("web", Self::Web),
        ("kernels", Self::Kernels),
        ("build", Self::Build),
        ("e2e", Self::EndToEnd),
    ];
}

/// Where the benchmark runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// On this machine.
    Native,
    /// As WebAssembly in headless Chromium.
    Browser,
}

impl Place {
    /// Both with their names on the command line, in the order they run.
    const ALL: [(&'static str, Self); 2] = [("native", Self::Native), ("browser", Self::Browser)];
}

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Setup,
    Build,
    /// `words` are the benchmark's own to understand.
    Bench {
        words: String,
        places: Vec<Place>,
    },
    BenchBuild {
        folder: Option<String>,
    },
    Serve {
        port: u16,
    },
    Test {
        only: Vec<Stage>,
    },
    Conformance,
    Sizes,
    Golden,
    Measure,
}

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: &[String]) -> Outcome<Command> {
    let Some((name, options)) = words.split_first() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "setup" => Command::Setup,
        "build" => Command::Build,
        "conformance" => Command::Conformance,
        "sizes" => Command::Sizes,
        "golden" => Command::Golden,
        "measure" => Command::Measure,
        "bench" => return bench(options),
        "bench-build" => return folder(options).map(|folder| Command::BenchBuild { folder }),
        "serve" => return port(options).map(|port| Command::Serve { port }),
        "test" => return stages(options).map(|only| Command::Test { only }),
        _ => {
            return Err(format!(
                "there is no command `{name}`; see `cargo xtask help`"
            ));
        }
    };
    match options.first() {
        None => Ok(command),
        Some(option) => Err(format!("`{name}` takes no option `{option}`")),
    }
}

fn bench(options: &[String]) -> Outcome<Command> {
    let list = option_value("--only", options)?.unwrap_or_default();
    let place = |word: &&str| Place::ALL.iter().find(|(name, _)| name == word);
    let (named, words): (Vec<&str>, Vec<&str>) = list
        .split(',')
        .map(str::trim)
        .partition(|word| place(word).is_some());
    let wanted = |name: &&str| named.is_empty() || named.contains(name);
    let places = Place::ALL.iter().filter(|(name, _)| wanted(name));
    Ok(Command::Bench {
        words: words.join(","),
        places: places.map(|(_, place)| *place).collect(),
    })
}

/// The only word a command has, which is no option.
fn folder(words: &[String]) -> Outcome<Option<String>> {
    match words {
        [] => Ok(None),
        [folder] if !folder.starts_with('-') => Ok(Some(folder.clone())),
        [.., last] => Err(format!(
            "one folder at most, not `{last}`; see `cargo xtask help`"
        )),
    }
}

fn port(options: &[String]) -> Outcome<u16> {
    match option_value("--port", options)? {
        None => Ok(FIRST_PORT),
        Some(text) => text
            .parse()
            .ok()
            .filter(|&port| port > 0)
            .ok_or_else(|| format!("`--port {text}`: a port is a whole number from 1 to 65535")),
    }
}

fn stages(options: &[String]) -> Outcome<Vec<Stage>> {
    let Some(list) = option_value("--only", options)? else {
        return Ok(Stage::ALL.iter().map(|(_, stage)| *stage).collect());
    };
    let mut wanted = Vec::new();
    for name in list.split(',') {
        match Stage::ALL.iter().find(|(known, _)| *known == name.trim()) {
            Some((_, stage)) => wanted.push(*stage),
            None => {
                let names: Vec<_> = Stage::ALL.iter().map(|(name, _)| *name).collect();
                return Err(format!(
                    "`--only {list}`: there is no stage `{name}`; choose from {}",
                    names.join(",")
                ));
            }
        }
    }
    let in_order = Stage::ALL.iter().map(|(_, stage)| *stage);
    Ok(in_order.filter(|stage| wanted.contains(stage)).collect())
}

/// The value of the only option a command has, written `--name value` or `--name=value`.
fn option_value<'a>(option: &str, words: &'a [String]) -> Outcome<Option<&'a str>> {
    let Some((first, rest)) = words.split_first() else {
        return Ok(None);
    };
    let (value, rest) = match first.strip_prefix(option) {
        Some("") => match rest.split_first() {
            Some((value, rest)) => (value.as_str(), rest),
            None => return Err(format!("`{option}` needs a value")),
        },
        Some(tail) if tail.starts_with('=') => (&tail[1..], rest),
        _ => {
            return Err(format!(
                "there is no option `{first}` here; see `cargo xtask help`"
            ));
        }
    };
    match rest.first() {
        None => Ok(Some(value)),
        Some(extra) => Err(format!(
            "`{extra}` is one word too many; see `cargo xtask help`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Command> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn commands_and_options_are_read() {
        assert_eq!(parsed(""), Ok(Command::Help));
        assert_eq!(parsed("build"), Ok(Command::Build));
        assert_eq!(parsed("serve"), Ok(Command::Serve { port: FIRST_PORT }));
        assert_eq!(
            parsed("bench-build out"),
            Ok(Command::BenchBuild {
                folder: Some("out".to_owned())
            })
        );
        assert_eq!(
            parsed("serve --port 9001"),
            Ok(Command::Serve { port: 9001 })
        );
        assert_eq!(
            parsed("serve --port=9001"),
            Ok(Command::Serve { port: 9001 })
        );
    }

    #[test]
    fn stages_run_in_their_own_order() {
        let only = vec![Stage::Format, Stage::EndToEnd];
        assert_eq!(parsed("test --only e2e,fmt"), Ok(Command::Test { only }));
        match parsed("test") {
            Ok(Command::Test { only }) => assert_eq!(only.len(), Stage::ALL.len()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn places_are_told_from_the_benchmarks_own_words() {
        for (line, expected, places) in [
            ("bench", "", vec![Place::Native, Place::Browser]),
            (
                "bench --only add,f64",
                "add,f64",
                vec![Place::Native, Place::Browser],
            ),
            ("bench --only browser,add", "add", vec![Place::Browser]),
            ("bench --only native", "", vec![Place::Native]),
        ] {
            let words = expected.to_owned();
            assert_eq!(parsed(line), Ok(Command::Bench { words, places }), "{line}");
        }
    }

    #[test]
    fn wrong_words_are_refused_by_name() {
        for (line, word) in [
            ("biuld", "biuld"),
            ("build --fast", "--fast"),
            ("serve --port", "--port"),
            ("serve --port 0", "--port 0"),
            ("serve --port 70000", "70000"),
            ("serve 8080", "8080"),
            ("serve --port 1 2", "2"),
            ("test --only fmt,e3e", "e3e"),
            ("bench add", "add"),
            ("bench-build --fast", "--fast"),
            ("bench-build one two", "two"),
        ] {
            let message = parsed(line).expect_err(line);
            assert!(message.contains(word), "{line}: {message}");
        }
    }

    #[test]
    fn help_names_every_command() {
        for name in [
            "serve",
            "test",
            "build",
            "bench",
            "bench-build",
            "measure",
            "conformance",
            "sizes",
            "golden",
            "setup",
            "help",
        ] {
            assert!(HELP.contains(&format!("\n  {name} ")), "{name}");
            assert!(parse(&[name.to_owned()]).is_ok(), "{name}");
        }
    }
}
