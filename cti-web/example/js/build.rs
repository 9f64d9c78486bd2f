//! Writes the types of the messages, for TypeScript.

use std::error::Error;
use std::{env, fs, path::Path};

use cti_runtime::Protocol;
use cti_vendors::leaddesk_talk::LeaddeskTalk;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let types = cti_export::typescript_types(LeaddeskTalk::description());
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    // A namespace, so that a module can have several vendors, and so that `Event` isn't the browser's.
    let types = format!("export namespace Talk {{\n{types}}}\n");
    fs::write(Path::new(&folder).join("talk.d.ts"), types)?;
    Ok(())
}
