//! A simulated LeadDesk Talk.

use cti_runtime::{Dispatch, Peer, Vendor};
use cti_vendors::leaddesk_talk::{Agent, Command, LeaddeskTalk, Line};
use cti_vendors::simulated::Cannot;
use cti_vendors::simulated::leaddesk_talk::Phone;
use cti_web::{Place, connect};
use wasm_bindgen::JsError;

use crate::form::Form;

type Page = Peer<LeaddeskTalk, Vendor>;

pub(crate) fn start(form: &Form) -> Result<(), JsError> {
    let session = crate::session::<LeaddeskTalk>()?;
    // Whom the agent calls picks up when the button says so.
    let shown = Shown {
        phone: Phone::new().leaving_unanswered(),
        form: form.clone(),
    };
    let page = connect(session, Place::parent(), shown)?;
    form.on_click(move |act| {
        page.act(|shown, page| clicked(&shown.form, act, &mut shown.phone, page))
            .unwrap_or(Err(Cannot::Now("the phone is busy")))
    });
    form.say("Nobody is logged in.");
    Ok(())
}

/// The phone, which says what it does also after what the page has told it.
struct Shown {
    phone: Phone,
    form: Form,
}

impl Dispatch<Shown, LeaddeskTalk, Vendor> for Command {
    fn dispatch(self, shown: &mut Shown, page: &mut Page) {
        self.dispatch(&mut shown.phone, page);
        shown.form.say(state(page));
    }
}

fn clicked(form: &Form, act: &str, phone: &mut Phone, page: &mut Page) -> Result<String, Cannot> {
    match act {
        "login" => phone.agent_logs_in(page)?,
        "logout" => phone.agent_logs_out(page)?,
        "ring" => phone.ring(page, form.typed("number"))?,
        "answer" => phone
            .agent_answers(page)
            .or_else(|_| phone.called_party_answers(page))?,
        "hang-up" => phone.caller_hangs_up(page)?,
        "complete" => {
            phone.agent_notes(&form.typed("comment"));
            phone.agent_completes(page)?;
        }
        _ => return Err(Cannot::Now("there is no such button")),
    }
    Ok(state(page).to_owned())
}

fn state(page: &Page) -> &'static str {
    match (page.state(), page.state()) {
        (Some(Agent::LoggedOut), _) => "Nobody is logged in.",
        (_, Some(Line::Ringing)) => "A call rings.",
        (_, Some(Line::Talking)) => "On a call.",
        (_, Some(Line::AfterCall)) => "Work after the call.",
        _ => "Waiting for calls.",
    }
}
