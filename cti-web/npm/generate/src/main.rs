//! Writes the TypeScript of each vendor's folder in the npm package, and prints the vendors' names:
//! `npm-generate FOLDER [VENDOR…]`, all vendors whose phone is in a frame of the page unless said
//! otherwise.

mod sources;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use cti_runtime::Protocol;
use cti_runtime::describe::{Description, Frame, Transport};

/// A vendor whose phone is in a frame of the page.
struct Vendor {
    /// The name of its class.
    class: &'static str,
    description: &'static Description,
}

macro_rules! vendors {
    ($($module:ident $marker:ident $name:literal;)*) => {
        [$(Vendor {
            class: stringify!($marker),
            description: cti_vendors::$module::$marker::description(),
        }),*]
    };
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or("usage: npm-generate FOLDER [VENDOR…]")?;
    let wanted: Vec<String> = arguments.collect();
    let framed: Vec<Vendor> = cti_vendors::for_each_protocol!(vendors)
        .into_iter()
        .filter(|vendor| is_framed(vendor.description))
        .collect();
    for name in &wanted {
        if !framed.iter().any(|vendor| vendor.description.name == name) {
            return Err(format!("{name}: no vendor of this name has its phone in a frame").into());
        }
    }
    for vendor in &framed {
        let name = vendor.description.name;
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            let folder = Path::new(&folder).join(name);
            fs::create_dir_all(&folder)?;
            for (file, text) in sources::of(vendor) {
                fs::write(folder.join(file), text)?;
            }
            println!("{name}");
        }
    }
    Ok(())
}

const fn is_framed(description: &Description) -> bool {
    let transport = &description.transport;
    matches!(
        transport,
        Transport::Window {
            frame: Some(Frame::Around { .. }),
            ..
        }
    )
}
