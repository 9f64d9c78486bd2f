//! An argument's key is one that the attribute knows.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
pub mod acme {
    #[subscription(rename_all_fields = "snake_case")]
    pub trait Listener {
        fn on_focus() -> String;
    }
}

fn main() {}
