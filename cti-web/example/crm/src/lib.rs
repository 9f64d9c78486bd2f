//! A CRM page with two softphones in it: click-to-dial, screen pop and call log, over CloudTalk
//! Phone and LeadDesk Talk. A page to start from.
//!
//! | file | what is in it |
//! |---|---|
//! | `crm.rs` | contacts and calls, without a browser |
//! | `cloudtalk.rs`, `talk.rs` | what the CRM does when a phone says something: a handler each |
//! | `phones.rs` | where the phones are, whom the page believes, and what it says of the rest |
//! | `page.rs`, `dom.rs` | the page's elements |
//!
//! Whatever a phone says is shown as text (`textContent`), never as HTML.

pub mod crm;

mod cloudtalk;
mod dom;
mod page;
mod phones;
mod talk;

use std::rc::Rc;

use cti_runtime::types::PhoneNumber;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crm::{Contact, Crm, Phone};
use page::Page;

/// Begins when the page has loaded this module.
///
/// # Errors
/// If the page lacks an element.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsError> {
    // A CRM of your own asks its server for these.
    let contacts = [
        Contact::new("Ada Example", "Analytical Engines", "+1 202 555 0101"),
        Contact::new("Béla Minta", "Minta Kft.", "+36 1 555 0102"),
        Contact::new("Maija Esimerkki", "Esimerkki Oy", "+358 40 1234567"),
    ];
    let page = Rc::new(Page::new(Crm::new(contacts))?);
    let phones = Phones {
        talk: talk::open(&page)?,
        _cloudtalk: cloudtalk::open(&page)?,
        page: Rc::clone(&page),
    };
    // The phones stay as long as the page listens to clicks.
    page.listen(move |number| phones.dial(number));
    Ok(())
}

/// The open connections. To drop one is to close it.
struct Phones {
    talk: talk::Connection,
    _cloudtalk: cloudtalk::Connection,
    page: Rc<Page>,
}

impl Phones {
    /// Click-to-dial, with the phone that is shown.
    fn dial(&self, number: PhoneNumber) {
        let phone = self.page.chosen();
        let status = match phone {
            Phone::Talk => talk::dial(&self.page, &self.talk, number),
            Phone::CloudTalk => {
                let number = self.page.written(&number);
                format!("CloudTalk Phone takes no commands: dial {number} in the phone itself.")
            }
        };
        self.page.status(Some(phone), &status);
    }
}
