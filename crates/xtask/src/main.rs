//! The project's own commands: set up, build, serve, check and measure.
//! This crate starts other programs and moves files; it must not know how arrays, lessons or
//! pictures work, so that it compiles in seconds on a fresh machine.

mod bench;
mod build;
mod check;
mod conformance;
mod content_names;
mod disassembly;
mod files;
mod golden;
mod measure;
mod options;
mod process;
mod project;
mod quiet_panics;
mod serve;
mod server;
mod setup;
mod short_names;
mod sizes;
mod split;
mod tally;
mod trim;

use std::process::ExitCode;

use options::Command;
use process::Outcome;
use project::Project;
use setup::Needs;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match options::parse(&words).and_then(|command| run(&command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Outcome {
    let project = Project::find()?;
    match command {
        Command::Help => {
            print!("{}", options::HELP);
            Ok(())
        }
        Command::Setup => setup::run(&project, Needs::Everything),
        Command::Build => {
            setup::run(&project, Needs::Build)?;
            build::run(&project)
        }
        Command::Bench { words, places } => {
            setup::run(&project, Needs::Timing)?;
            bench::run(&project, words, places)
        }
        Command::BenchBuild { folder } => {
            setup::run(&project, Needs::Module)?;
            bench::build(&project, folder.as_deref())
        }
        Command::Serve { port } => {
            setup::run(&project, Needs::Build)?;
            build::run(&project)?;
            serve::run(&project, *port)
        }
        Command::Test { only } => {
            setup::run(&project, Needs::Everything)?;
            check::run(&project, only)
        }
        Command::Conformance => conformance::run(&project),
        Command::Golden => golden::run(&project),
        Command::Sizes => {
            setup::run(&project, Needs::Build)?;
            build::run(&project)?;
            sizes::run(&project)
        }
        Command::Measure => {
            setup::run(&project, Needs::Everything)?;
            build::run(&project)?;
            measure::run(&project)
        }
    }
}
