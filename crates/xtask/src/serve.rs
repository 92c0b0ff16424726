//! `cargo xtask serve`: the built app on this machine, until the reader ends it.

use crate::build::DIST;
use crate::process::Outcome;
use crate::project::Project;
use crate::server::Server;

/// How many ports are tried, from the wanted one on.
const TRIES: u16 = 20;

/// Serves `dist/` and prints the address.
pub(crate) fn run(project: &Project, wanted: u16) -> Outcome {
    let server = start(project, wanted)?;
    println!("\nNdarium is at {}  (Ctrl+C ends it)", server.address());
    server.wait();
    Ok(())
}

fn start(project: &Project, wanted: u16) -> Outcome<Server> {
    let last = wanted.saturating_add(TRIES - 1);
    let mut first_refusal = None;
    for port in wanted..=last {
        match Server::start(&project.path(DIST), "/", port) {
            Ok(server) => {
                if let Some(refusal) = first_refusal {
                    println!("{refusal}; taking port {port} instead");
                }
                return Ok(server);
            }
            Err(refusal) => first_refusal = first_refusal.or(Some(refusal)),
        }
    }
    let refusal = first_refusal.unwrap_or_default();
    Err(format!(
        "no port from {wanted} to {last} is free ({refusal}); choose one with --port N"
    ))
}
