//! Writes the TypeScript of the npm package that is a vendor's, and prints the vendors' names:
//! `npm-generate FOLDER [VENDOR…]`, all vendors whose phone is in a frame of the page unless said
//! otherwise.

#[path = "../../framed.rs"]
mod framed;
mod sources;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use framed::Framed;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or("usage: npm-generate FOLDER [VENDOR…]")?;
    let folder = Path::new(&folder);
    let wanted: Vec<String> = arguments.collect();
    let framed: Vec<Framed> = framed::all().collect();
    for name in &wanted {
        if !framed.iter().any(|vendor| vendor.description.name == name) {
            return Err(format!("{name}: no vendor of this name has its phone in a frame").into());
        }
    }
    for vendor in &framed {
        let name = vendor.description.name;
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            for (file, text) in sources::of(vendor) {
                let file = folder.join(file);
                fs::create_dir_all(file.parent().unwrap_or(folder))?;
                fs::write(file, text)?;
            }
            println!("{name}");
        }
    }
    Ok(())
}
