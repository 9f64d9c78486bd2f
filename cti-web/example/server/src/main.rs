//! Serves the example's built pages on this machine: the CRM at one origin, the simulated phones at
//! another, as a vendor's are.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs, thread};

use tiny_http::{Header, Request, Response, Server};

/// Folders of what was built, and the ports that the pages' sources name.
const SITES: [(&str, u16); 2] = [("crm", 8080), ("phones", 8081)];

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let folder = env::args_os()
        .nth(1)
        .ok_or("usage: example-server FOLDER")?;
    let mut serving = Vec::new();
    for (site, port) in SITES {
        let files = Files::read(&Path::new(&folder).join(site))?;
        let server = Server::http(("localhost", port))
            .map_err(|why| format!("port {port} of this machine can't be had: {why}"))?;
        serving.push(thread::spawn(move || {
            for request in server.incoming_requests() {
                files.answer(request);
            }
        }));
    }
    let (_, port) = SITES[0];
    println!("open http://localhost:{port}/ (and end with Ctrl-C)");
    for site in serving {
        site.join().map_err(|_| "a server has ended")?;
    }
    Ok(())
}

/// Everything that is served, by path: no path leads anywhere else.
struct Files(HashMap<String, (Header, Vec<u8>)>);

impl Files {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let mut files = HashMap::new();
        read_into(&mut files, folder, "")?;
        if let Some(index) = files.get("/index.html").cloned() {
            files.insert("/".to_owned(), index);
        }
        Ok(Self(files))
    }

    fn answer(&self, request: Request) {
        let path = request.url().split('?').next().unwrap_or_default();
        // Whoever doesn't wait for the answer needs none.
        let _ = match self.0.get(path) {
            Some((kind, body)) => {
                request.respond(Response::from_data(body.as_slice()).with_header(kind.clone()))
            }
            None => request.respond(Response::from_string("no such page").with_status_code(404)),
        };
    }
}

fn kind(path: &Path) -> Option<Header> {
    let kind = match path.extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "wasm" => "application/wasm",
        _ => return None,
    };
    Header::from_bytes("content-type", kind).ok()
}

/// Reads a folder, and those in it: a module imports from there.
fn read_into(
    files: &mut HashMap<String, (Header, Vec<u8>)>,
    folder: &Path,
    prefix: &str,
) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let name = format!("{prefix}/{name}");
        if path.is_dir() {
            read_into(files, &path, &name)?;
        } else if let Some(kind) = kind(&path) {
            files.insert(name, (kind, fs::read(&path)?));
        }
    }
    Ok(())
}
