//! The page around this one: which origin it has, as far as can be told before it speaks.

use std::cell::RefCell;

use cti_runtime::{Origin, OriginPolicy};
use wasm_bindgen::prelude::*;

use crate::OpenError;
use crate::browser::{Target, member};
use crate::further::{FurtherWindow, there};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = globalThis)]
    type Global;
    /// It throws where it is forbidden, as in a sandbox.
    #[wasm_bindgen(static_method_of = Global, getter, js_name = sessionStorage, catch)]
    fn storage() -> Result<Storage, JsValue>;

    type Storage;
    #[wasm_bindgen(method, js_name = getItem, catch)]
    fn get(this: &Storage, key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(method, js_name = setItem, catch)]
    fn set(this: &Storage, key: &str, value: &str) -> Result<(), JsValue>;
}

/// The parent's window, if there is one.
pub(crate) const PARENT: FurtherWindow = FurtherWindow {
    name: "Place::parent",
    window: |window, _| there(window.parent()).filter(|parent| **parent != **window),
    origin: |window, policy, protocol, _| Clues::of(window, protocol).choose(policy),
    keep,
    survives: false,
    missing: OpenError::NotFramed,
};

/// What there is to know of the parent. None of it is a proof.
#[derive(Debug, Default)]
struct Clues {
    /// The parent's origin, if the browser tells.
    ancestor: Option<String>,
    /// The page that led here: the parent, or one that was in this frame before.
    referrer: String,
    /// This page's origin.
    own: String,
    /// The origin that an earlier page in this frame posted to.
    kept: Option<String>,
}

impl Clues {
    fn of(window: &Target, protocol: &str) -> Self {
        let location = member(window, "location");
        let ancestors = member(&location, "ancestorOrigins");
        let parent = ancestors.is_object().then(|| member(&ancestors, "0"));
        let text = |object: &JsValue, name| member(object, name).as_string().unwrap_or_default();
        Self {
            ancestor: parent.and_then(|parent| parent.as_string()),
            referrer: text(&member(window, "document"), "referrer"),
            own: text(&location, "origin"),
            kept: kept(&key(protocol)).ok().flatten(),
        }
    }

    fn choose(&self, policy: &OriginPolicy) -> Option<Origin> {
        if let Some(ancestor) = &self.ancestor {
            return policy.exactly(ancestor);
        }
        let referrer = policy.of_written(&self.referrer);
        let kept = || policy.exactly(self.kept.as_ref()?);
        match referrer {
            Some(referrer) if referrer.as_str() == self.own => kept().or(Some(referrer)),
            referrer => referrer.or_else(kept),
        }
    }
}

/// Keeps the parent's origin for the pages that come after this one in the frame, unless it is the one
/// that was kept last.
fn keep(protocol: &str, origin: &Origin, kept: &RefCell<Option<Origin>>) {
    if let Ok(mut kept) = kept.try_borrow_mut()
        && kept.as_ref() != Some(origin)
    {
        *kept = Some(origin.clone());
        if let Ok(storage) = Global::storage() {
            // A full storage forgets it, and a page that was navigated to waits for a message.
            let _ = storage.set(&key(protocol), origin.as_str());
        }
    }
}

fn kept(key: &str) -> Result<Option<String>, JsValue> {
    Global::storage()?.get(key)
}

fn key(protocol: &str) -> String {
    let mut key = String::from("cti-web parent ");
    key.push_str(protocol);
    key
}

#[cfg(test)]
mod tests {
    use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;

    use super::*;

    const LEADDESK: &str = "https://app.leaddesk.com";
    const OWN: &str = "https://card.example";

    fn chosen(ancestor: Option<&str>, referrer: &str, own: &str, kept: Option<&str>) -> String {
        let clues = Clues {
            ancestor: ancestor.map(str::to_owned),
            referrer: referrer.to_owned(),
            own: own.to_owned(),
            kept: kept.map(str::to_owned),
        };
        let policy = OriginPolicy::declared::<LeaddeskContactCard>();
        let chosen = clues.choose(&policy);
        chosen.map_or_else(String::new, |origin| origin.as_str().to_owned())
    }

    #[test]
    fn the_referrer_selects_within_the_policy() {
        assert_eq!(
            chosen(None, "https://app.leaddesk.com/agent?x=1", OWN, None),
            LEADDESK
        );
        assert_eq!(
            chosen(None, "https://app.leaddesk.com.evil.example/", OWN, None),
            ""
        );
        assert_eq!(chosen(None, "", OWN, None), "");
    }

    #[test]
    fn a_navigation_inside_the_frame_keeps_the_origin() {
        assert_eq!(
            chosen(None, "https://card.example/list", OWN, Some(LEADDESK)),
            LEADDESK
        );
        assert_eq!(
            chosen(None, "https://idp.example/", OWN, Some(LEADDESK)),
            LEADDESK
        );
        let own = "https://cards.leaddesk.com";
        let page = "https://cards.leaddesk.com/list";
        assert_eq!(chosen(None, page, own, Some(LEADDESK)), LEADDESK);
        assert_eq!(
            chosen(None, page, own, None),
            own,
            "a parent of the same origin"
        );
    }

    #[test]
    fn what_was_kept_is_checked_again() {
        assert_eq!(chosen(None, "", OWN, Some("https://evil.example")), "");
        assert_eq!(chosen(None, "", OWN, Some("*")), "");
    }

    #[test]
    fn a_parent_that_the_browser_names_decides() {
        let evil = Some("https://evil.example");
        assert_eq!(
            chosen(evil, "https://app.leaddesk.com/", OWN, Some(LEADDESK)),
            ""
        );
        assert_eq!(
            chosen(Some(LEADDESK), "", OWN, Some("https://old.leaddesk.com")),
            LEADDESK
        );
        assert_eq!(chosen(Some("null"), "", OWN, Some(LEADDESK)), "");
    }
}
