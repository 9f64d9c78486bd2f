//! Simulated softphones, each in a page of its own: what a person does with one is a button.
//!
//! They are the vendor's side of the same declarations, so what they send is what the vendor's
//! document says. A button has `data-act`, and the inputs are its words.

mod cloudtalk;
mod form;
mod talk;

use cti_runtime::protocol::Window;
use cti_runtime::{Origin, OriginPolicy, Protocol, Session, Source, Vendor};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use form::Form;

/// Makes this page the phone that its document is for.
///
/// # Errors
/// If the page is in no frame.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsError> {
    let form = Form::find()?;
    match form.phone() {
        "talk" => talk::start(&form),
        _ => cloudtalk::start(&form),
    }
}

/// A session of the vendor's side, for the one page that these phones serve.
fn session<P: Protocol<Transport = Window>>() -> Result<Session<P, Vendor>, JsError> {
    let page = Origin::parse("http://localhost:8080")?;
    Ok(Session::serve(OriginPolicy::pages([page])?, Source(1)))
}
