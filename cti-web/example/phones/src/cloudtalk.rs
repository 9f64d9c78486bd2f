//! A simulated CloudTalk Phone.

use cti_runtime::types::Uuid;
use cti_runtime::{Peer, Vendor};
use cti_vendors::cloudtalk::{Call, Cloudtalk, Contact};
use cti_vendors::simulated::Cannot;
use cti_vendors::simulated::cloudtalk::Phone;
use cti_web::{Place, connect};
use wasm_bindgen::JsError;

use crate::form::Form;

type Page = Peer<Cloudtalk, Vendor>;

pub(crate) fn start(form: &Form) -> Result<(), JsError> {
    let session = crate::session::<Cloudtalk>()?;
    let page = connect(session, Place::parent(), Phone::new())?;
    let typed = form.clone();
    form.on_click(move |act| {
        page.act(|phone, page| clicked(&typed, act, phone, page))
            .unwrap_or(Err(Cannot::Now("the phone is busy")))
    });
    form.say("Waiting for calls.");
    Ok(())
}

/// What is said of a call is said of the latest one.
fn clicked(form: &Form, act: &str, phone: &mut Phone, page: &mut Page) -> Result<String, Cannot> {
    let last = || phone.calls(page).last().map_or(Uuid::nil(), |call| call.0);
    match act {
        "ring" => drop(phone.ring(page, form.typed("number"))?),
        "dial" => drop(phone.dial(page, form.typed("number"))?),
        "answer" => phone.answer(page, last())?,
        "hang-up" => phone.hang_up(page, last())?,
        "caller-hangs-up" => phone.caller_hangs_up(page, last())?,
        "contact" => phone.contact_info(page, last(), Contact::new(form.typed("name")).id(7))?,
        _ => return Err(Cannot::Now("there is no such button")),
    }
    Ok(state(phone, page))
}

fn state(phone: &Phone, page: &Page) -> String {
    let calls = phone.calls(page);
    match calls.as_slice() {
        [] => "Waiting for calls.".to_owned(),
        [(_, Some(Call::Talking))] => "On a call.".to_owned(),
        [_] => "A call rings.".to_owned(),
        calls => format!("{} calls.", calls.len()),
    }
}
