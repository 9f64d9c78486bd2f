//! Writes the class of each vendor's phone, from the source of its simulated phone. `CTI_VENDORS` names
//! the vendors, with spaces between; without, they are all that are in a frame of the page.

#[path = "../framed.rs"]
mod framed;
mod methods;

use std::error::Error;
use std::{env, fs, path::Path};

use cti_runtime::describe::{Description, Direction};
use framed::Framed;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=CTI_VENDORS");
    let named = env::var("CTI_VENDORS").unwrap_or_default();
    let named: Vec<&str> = named.split_whitespace().collect();
    let mut classes = String::new();
    for vendor in framed::all() {
        if named.is_empty() || named.contains(&vendor.description.name) {
            classes += &class(&vendor)?;
        }
    }
    if classes.is_empty() {
        return Err("no vendor of these names has its phone in a frame of the page".into());
    }
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    fs::write(Path::new(&folder).join("phones.rs"), classes)?;
    Ok(())
}

/// The class of a vendor's phone: the template, with the methods of the simulated phone.
fn class(vendor: &Framed) -> Result<String, Box<dyn Error>> {
    let module = vendor.description.name.replace('-', "_");
    let source = format!("../../../vendors/src/simulated/{module}.rs");
    println!("cargo::rerun-if-changed={source}");
    let messages = format!("import('../../{}/messages.js')", vendor.description.name);
    let methods = methods::of(&fs::read_to_string(&source)?, &messages)
        .map_err(|why| format!("{source}: {why}"))?;
    let received = match commands(vendor.description) {
        Some(commands) => format!("{messages}.{commands}[]"),
        None => "never[]".to_owned(),
    };
    Ok(include_str!("template.rs")
        .replace("__MODULE__", &module)
        .replace("__MARKER__", vendor.marker)
        .replace("__VENDOR__", vendor.description.vendor)
        .replace("__RECEIVED__", &received)
        .replace("__METHODS__", &methods))
}

/// The type of all commands, if there are any.
fn commands(description: &Description) -> Option<&'static str> {
    let mut families = description.families_of(Direction::ToVendor);
    let family = families.find(|family| !family.messages.is_empty())?;
    let all = description.direction_enum(Direction::ToVendor);
    Some(all.unwrap_or(family.name))
}
