//! Chromium and its driver, through the system's package manager.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::{Tool, nothing_more};
use crate::process::{self, Outcome};
use crate::project::Project;

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser the tests run in: `$CHROMIUM`, or the first one on PATH.
pub(crate) fn chromium(project: &Project) -> Outcome<PathBuf> {
    chosen(project, "CHROMIUM", &CHROMIUM_NAMES)
}

/// The driver of that browser: `$CHROMEDRIVER`, or the first one on PATH.
pub(crate) fn chromedriver(project: &Project) -> Outcome<PathBuf> {
    chosen(project, "CHROMEDRIVER", &["chromedriver"])
}

fn chosen(project: &Project, variable: &str, names: &[&str]) -> Outcome<PathBuf> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        let missing = || format!("{variable} is set to {}, which is no file", path.display());
        return path.is_file().then_some(path.clone()).ok_or_else(missing);
    }
    names
        .iter()
        .find_map(|name| project.program(name))
        .ok_or_else(|| format!("there is no {} on PATH", names[0]))
}

/// Both together, as their versions have to agree.
pub(super) fn both(project: &Project) -> Tool<'_> {
    Tool {
        name: "Chromium with ChromeDriver".to_owned(),
        purpose: "test the app in a browser",
        look: Box::new(|| {
            let browser = major_version(&chromium(project)?)?;
            let driver = major_version(&chromedriver(project)?)?;
            if browser == driver {
                Ok(())
            } else {
                Err(format!(
                    "Chromium is {browser}, ChromeDriver is {driver}: they must agree"
                ))
            }
        }),
        install: Box::new(|| install(project)),
        finish: nothing_more(),
    }
}

/// `156` out of `Chromium 156.0.8078.79 built on Debian`.
fn major_version(program: &PathBuf) -> Outcome<u32> {
    process::printed(program, &["--version"])
        .as_deref()
        .and_then(major_in)
        .ok_or_else(|| format!("`{} --version` tells no version", program.display()))
}

fn major_in(line: &str) -> Option<u32> {
    line.split_whitespace().find_map(|word| {
        let (major, _) = word.split_once('.')?;
        major.parse().ok()
    })
}

/// The commands of the first package manager found.
fn install(project: &Project) -> Outcome<Vec<Command>> {
    for variable in ["CHROMIUM", "CHROMEDRIVER"] {
        // The reader has chosen; a second browser would not be the one they meant.
        if env::var_os(variable).is_some() {
            return Err(format!(
                "correct {variable}, or unset it to use the system's"
            ));
        }
    }
    // Ubuntu calls the two packages by other names than Debian.
    let ubuntu = std::fs::read_to_string("/etc/os-release").is_ok_and(|text| is_ubuntu(&text));
    let apt_install: &[&str] = if ubuntu {
        &[
            "install",
            "--yes",
            "chromium-browser",
            "chromium-chromedriver",
        ]
    } else {
        &["install", "--yes", "chromium", "chromium-driver"]
    };
    let managers: [(&str, Vec<&[&str]>); 4] = [
        ("apt-get", vec![&["update"], apt_install]),
        (
            "dnf",
            vec![&["install", "--assumeyes", "chromium", "chromedriver"]],
        ),
        (
            "pacman",
            vec![&["-S", "--noconfirm", "--needed", "chromium"]],
        ),
        (
            "brew",
            vec![&["install", "--cask", "chromium", "chromedriver"]],
        ),
    ];
    let (manager, calls) = managers
        .into_iter()
        .find(|(manager, _)| project.program(manager).is_some())
        .ok_or("no apt-get, dnf, pacman or brew is here: install chromium and chromedriver")?;
    Ok(calls
        .into_iter()
        .map(|call| as_administrator(project, manager, call))
        .collect())
}

fn is_ubuntu(os_release: &str) -> bool {
    os_release
        .lines()
        .any(|line| matches!(line, "ID=ubuntu" | "ID=\"ubuntu\""))
}

/// A call of the package manager with the rights it needs and without its questions.
fn as_administrator(project: &Project, manager: &str, call: &[&str]) -> Command {
    let administrator = process::printed("id", &["-u"]).is_some_and(|id| id == "0");
    let mut command = if administrator || manager == "brew" {
        project.command(manager)
    } else {
        let mut sudo = project.command("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", manager]);
        sudo
    };
    command.args(call).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_the_programs_print() {
        assert_eq!(
            major_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some(156)
        );
        assert_eq!(major_in("ChromeDriver 156.0.8078.79 (a21ce95c)"), Some(156));
        assert_eq!(major_in("Google Chrome for Testing"), None);
    }

    #[test]
    fn ubuntu_is_told_from_its_relatives() {
        assert!(is_ubuntu("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n"));
        assert!(!is_ubuntu("ID=debian\nHOME_URL=\"debian.org\"\n"));
        assert!(!is_ubuntu("ID=linuxmint\nID_LIKE=ubuntu\n"));
    }
}
