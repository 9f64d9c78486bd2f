//! LeadDesk Talk in Leptos.

use leptos::html::Iframe;
use leptos::prelude::*;

use crate::talk::{Talk, dial, open};

/// Shows the phone, and who calls.
#[component]
pub fn Softphone() -> impl IntoView {
    let frame = NodeRef::<Iframe>::new();
    let calls = RwSignal::new(Vec::new());
    let why = RwSignal::new(String::new());
    // Of this thread alone, as the page is.
    let phone = StoredValue::new_local(None::<Talk>);

    Effect::new(move || {
        let Some(frame) = frame.get() else { return };
        match open(&frame, move |number| calls.write().push(number)) {
            Ok(talk) => phone.set_value(Some(talk)),
            Err(error) => why.set(error.to_string()),
        }
    });
    on_cleanup(move || drop(phone.try_update_value(Option::take)));

    let click = move |_| {
        let dialled = phone.with_value(|talk| talk.as_ref().map(|talk| dial(talk, "+12025550101")));
        why.set(match dialled {
            Some(Err(error)) => error.to_string(),
            _ => String::new(),
        });
    };
    view! {
        <button on:click=click>"Call"</button>
        <p role="status">{why}</p>
        <ol>{move || calls.get().into_iter().map(|number| view! { <li>{number}</li> }).collect_view()}</ol>
        <iframe node_ref=frame title="LeadDesk Talk" allow="microphone *" src="https://login-ce2.leaddesk.com/" />
    }
}
