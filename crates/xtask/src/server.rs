//! A plain file server for a folder, on this machine only, like any host of static files.
//! Knows nothing of the app; `serve` and the browser tests use it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Method, Request, Response};

use crate::process::Outcome;

/// Threads that answer; a browser opens six connections to a host.
const THREADS: usize = 6;

/// A running server; it ends when it is dropped.
pub(crate) struct Server {
    http: Arc<tiny_http::Server>,
    threads: Vec<JoinHandle<()>>,
    address: String,
}

/// What the server says to one path.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    File(PathBuf),
    /// A folder without its closing slash: relative links would be wrong there.
    Moved(String),
    Missing,
}

impl Server {
    /// Serves `folder` under the path `prefix` (`/`, or like `/some/path/`).
    ///
    /// # Errors
    /// The port is taken, or the system refuses to listen.
    pub(crate) fn start(folder: &Path, prefix: &str, port: u16) -> Outcome<Self> {
        let refused = |error: &dyn std::fmt::Display| format!("port {port}: {error}");
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| refused(&error))?;
        let local = listener.local_addr().map_err(|error| refused(&error))?;
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| refused(&error))
            .map(Arc::new)?;
        let threads = (0..THREADS)
            .map(|_| {
                let (http, folder, prefix) = (http.clone(), folder.to_owned(), prefix.to_owned());
                thread::spawn(move || {
                    while let Ok(request) = http.recv() {
                        // A reader who goes away in the middle of an answer is no fault.
                        let _ = respond(request, &folder, &prefix);
                    }
                })
            })
            .collect();
        Ok(Self {
            http,
            threads,
            address: format!("http://{local}{prefix}"),
        })
    }

    /// Where the folder is served, with a closing slash.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the program is ended.
    pub(crate) fn wait(mut self) {
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.http.unblock();
        }
    }
}

fn respond(request: Request, folder: &Path, prefix: &str) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    match answer(folder, prefix, request.url()) {
        Answer::File(path) => send(request, 200, &path),
        Answer::Moved(to) => {
            request.respond(Response::empty(301).with_header(header("Location", &to)?))
        }
        Answer::Missing => {
            let page = folder.join("404.html");
            if page.is_file() {
                return send(request, 404, &page);
            }
            let text = header("Content-Type", "text/plain; charset=utf-8")?;
            let body = "There is no such page here.\n";
            request.respond(
                Response::from_string(body)
                    .with_status_code(404)
                    .with_header(text),
            )
        }
    }
}

fn send(request: Request, status: u16, path: &Path) -> std::io::Result<()> {
    let response = Response::from_data(std::fs::read(path)?)
        .with_status_code(status)
        .with_header(header("Content-Type", media_type(path))?)
        .with_header(header("Cache-Control", "no-cache")?)
        .with_header(header("X-Content-Type-Options", "nosniff")?);
    request.respond(response)
}

fn header(name: &str, value: &str) -> std::io::Result<Header> {
    Header::from_bytes(name, value)
        .map_err(|()| std::io::Error::other(format!("{name} cannot be `{value}`")))
}

/// Finds the file for a request's path, and nothing outside the folder.
fn answer(folder: &Path, prefix: &str, url: &str) -> Answer {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(inside) = path.strip_prefix(prefix) else {
        let lacks_slash = !path.is_empty() && format!("{path}/") == prefix;
        return if lacks_slash {
            Answer::Moved(prefix.to_owned())
        } else {
            Answer::Missing
        };
    };
    let mut file = folder.to_owned();
    for part in inside.split('/') {
        match decoded(part) {
            Some(name) if is_plain(&name) => file.push(name),
            Some(name) if name.is_empty() => {}
            _ => return Answer::Missing,
        }
    }
    if file.is_dir() {
        if !path.ends_with('/') {
            // One leading slash only: two would name another host.
            return Answer::Moved(format!("/{}/", path.trim_matches('/')));
        }
        file.push("index.html");
    } else if path.ends_with('/') {
        return Answer::Missing;
    }
    // A symbolic link must not lead out of the folder either.
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) if file.is_file() && file.starts_with(&folder) => Answer::File(file),
        _ => Answer::Missing,
    }
}

/// Whether a part of a path is an ordinary name: no hidden file, no way up, no other separator.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0', ':'])
}

/// Undoes percent-encoding; `None` if it is broken or not UTF-8.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type by the ending of the name; browsers refuse modules and wasm of another type.
fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|kind| kind.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;
    use crate::files::{TestFolder, write};

    fn site(name: &str) -> TestFolder {
        let folder = TestFolder::new(name);
        write(&folder.0.join("secret.txt"), b"secret").unwrap();
        write(&folder.0.join("site/index.html"), b"home").unwrap();
        write(&folder.0.join("site/lessons/a b/index.html"), b"lesson").unwrap();
        write(&folder.0.join("site/app.wasm"), b"\0asm").unwrap();
        write(&folder.0.join("site/.hidden"), b"hidden").unwrap();
        folder
    }

    #[test]
    fn paths_lead_to_files_of_the_folder_only() {
        let folder = site("server-paths");
        let root = folder.0.join("site").canonicalize().unwrap();
        let file = |path: &str| Answer::File(root.join(path));
        let moved = |path: &str| Answer::Moved(path.to_owned());
        for (prefix, url, expected) in [
            ("/", "/", file("index.html")),
            ("/", "/index.html?a=1", file("index.html")),
            ("/", "/lessons/a%20b/", file("lessons/a b/index.html")),
            ("/", "/lessons/a%20b", moved("/lessons/a%20b/")),
            ("/", "//lessons", moved("/lessons/")),
            ("/deep/path/", "/deep/path/app.wasm", file("app.wasm")),
            ("/deep/path/", "/deep/path", moved("/deep/path/")),
            ("/deep/path/", "/app.wasm", Answer::Missing),
            ("/", "/lessons/", Answer::Missing),
            ("/", "/app.wasm/", Answer::Missing),
            ("/", "/../secret.txt", Answer::Missing),
            ("/", "/%2e%2e/secret.txt", Answer::Missing),
            ("/", "/lessons/..%2f..%2fsecret.txt", Answer::Missing),
            ("/", "/..%5csecret.txt", Answer::Missing),
            ("/", "/.hidden", Answer::Missing),
            ("/", "/%", Answer::Missing),
            ("/", "/%ff", Answer::Missing),
            ("/", "/nothing", Answer::Missing),
        ] {
            assert_eq!(answer(&root, prefix, url), expected, "{prefix} {url}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out() {
        let folder = site("server-link");
        let root = folder.0.join("site");
        std::os::unix::fs::symlink(folder.0.join("secret.txt"), root.join("link.txt")).unwrap();
        assert_eq!(answer(&root, "/", "/link.txt"), Answer::Missing);
    }

    /// The status line, the headers and the body of one request.
    fn asked(address: &str, request: &str) -> String {
        let host = address
            .strip_prefix("http://")
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_server_answers_over_the_wire() {
        let folder = site("server-wire");
        let server = Server::start(&folder.0.join("site"), "/deep/", 0).unwrap();
        assert!(server.address().ends_with("/deep/"));
        let wasm = asked(server.address(), "GET /deep/app.wasm");
        assert!(wasm.starts_with("HTTP/1.1 200"), "{wasm}");
        assert!(
            wasm.contains("Content-Type: application/wasm\r\n"),
            "{wasm}"
        );
        let home = asked(server.address(), "GET /deep/");
        assert!(home.ends_with("\r\n\r\nhome"), "{home}");
        let missing = asked(server.address(), "GET /deep/../secret.txt");
        assert!(
            missing.starts_with("HTTP/1.1 404") && !missing.contains("secret"),
            "{missing}"
        );
        let posted = asked(server.address(), "POST /deep/");
        assert!(posted.starts_with("HTTP/1.1 405"), "{posted}");
    }

    #[test]
    fn a_taken_port_is_an_error() {
        let folder = site("server-taken");
        let first = Server::start(&folder.0, "/", 0).unwrap();
        let port = first
            .address()
            .trim_end_matches('/')
            .rsplit(':')
            .next()
            .unwrap();
        assert!(Server::start(&folder.0, "/", port.parse().unwrap()).is_err());
    }
}
