//! Where things lie: the folders of the project, the programs on PATH, the locked versions.
//! Reads files only; starts nothing.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::Outcome;

/// The Trunk that builds the app; `Trunk.toml` asks for the same.
pub(crate) const TRUNK_VERSION: &str = "0.21.14";

/// The tool that cuts the app's module in parts.
pub(crate) const WASM_SPLIT_VERSION: &str = "0.2.4";

/// The project's root folder and the search path of the programs it starts.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    root: PathBuf,
    search_path: OsString,
}

impl Project {
    /// Finds the project this command was compiled in.
    pub(crate) fn find() -> Outcome<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .find(|folder| folder.join("Cargo.lock").is_file())
            .ok_or_else(|| format!("no Cargo.lock above {}", here.display()))?;
        Self::at(root)
    }

    /// A project in the folder `root`.
    pub(crate) fn at(root: &Path) -> Outcome<Self> {
        // The project's own tools come first, so that another version elsewhere does no harm.
        let own = [root.join(".tools/bin"), root.join("node_modules/.bin")];
        let users = env::var_os("PATH").unwrap_or_default();
        let search_path = env::join_paths(own.into_iter().chain(env::split_paths(&users)))
            .map_err(|error| format!("the folder {} cannot be on PATH: {error}", root.display()))?;
        Ok(Self {
            root: root.to_owned(),
            search_path,
        })
    }

    /// A path inside the project.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A command that runs in the project's root and finds the project's tools.
    pub(crate) fn command(&self, program: &str) -> Command {
        // Resolved here: the child's PATH is not searched for the program itself everywhere.
        let program = self.program(program).unwrap_or_else(|| program.into());
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("PATH", &self.search_path);
        command
    }

    /// The first file of that name on the search path.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        env::split_paths(&self.search_path)
            .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
            .find(|file| file.is_file())
    }

    /// The wasm-bindgen version in `Cargo.lock`; its command-line tool must be the same.
    pub(crate) fn wasm_bindgen_version(&self) -> Outcome<String> {
        let path = self.path("Cargo.lock");
        let lock = std::fs::read_to_string(&path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        locked_version(&lock, "wasm-bindgen")
            .ok_or_else(|| "Cargo.lock holds no wasm-bindgen; run `cargo update -w`".to_owned())
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_package_and_no_other() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen"),
            Some("0.2.130".to_owned())
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn the_projects_own_tools_come_first() {
        let project = Project::find().unwrap();
        let first = env::split_paths(&project.search_path).next().unwrap();
        assert_eq!(first, project.path(".tools/bin"));
        assert!(project.path("Cargo.lock").is_file());
        assert!(project.program("no-such-program").is_none());
    }
}
