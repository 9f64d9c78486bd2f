//! LeadDesk Talk in Dioxus.

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use wasm_bindgen::JsCast;
use web_sys::HtmlIFrameElement;

use crate::talk::{Talk, dial, open};

/// Shows the phone, and who calls.
#[component]
pub fn Softphone() -> Element {
    let calls = use_signal(Vec::new);
    let mut why = use_signal(String::new);
    let mut phone = use_signal(|| None::<Talk>);

    let mounted = move |event: MountedEvent| {
        let Ok(frame) = event.as_web_event().dyn_into::<HtmlIFrameElement>() else {
            return;
        };
        match open(&frame, move |number| calls.write_unchecked().push(number)) {
            Ok(talk) => phone.set(Some(talk)),
            Err(error) => why.set(error.to_string()),
        }
    };
    use_drop(move || drop(phone.take()));

    let click = move |_| {
        let dialled = phone.peek().as_ref().map(|talk| dial(talk, "+12025550101"));
        why.set(match dialled {
            Some(Err(error)) => error.to_string(),
            _ => String::new(),
        });
    };
    rsx! {
        button { onclick: click, "Call" }
        p { role: "status", "{why}" }
        ol {
            for number in calls() {
                li { "{number}" }
            }
        }
        iframe {
            onmounted: mounted,
            title: "LeadDesk Talk",
            allow: "microphone *",
            src: "https://login-ce2.leaddesk.com/",
        }
    }
}
