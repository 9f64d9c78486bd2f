//! The page around this one: which origin it has, as far as can be told before it speaks.

use cti_runtime::{Origin, OriginPolicy};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Storage, Window};

use crate::place::Around;

/// The parent's window, if there is one.
pub(crate) const PARENT: Around = Around {
    window: |window| {
        let parent = window.parent().ok().flatten()?;
        (JsValue::from(&parent) != JsValue::from(window)).then_some(parent)
    },
    origin: |window, policy, protocol| Clues::of(window, protocol).choose(policy),
    keep,
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
    fn of(window: &Window, protocol: &str) -> Self {
        let location = window.location();
        let ancestors = Reflect::get(&location, &JsValue::from_str("ancestorOrigins"));
        let parent = ancestors.and_then(|ancestors| Reflect::get_u32(&ancestors, 0));
        Self {
            ancestor: parent.ok().and_then(|parent| parent.as_string()),
            referrer: window
                .document()
                .map(|page| page.referrer())
                .unwrap_or_default(),
            own: location.origin().unwrap_or_default(),
            kept: storage(window).and_then(|kept| kept.get_item(&key(protocol)).ok().flatten()),
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

/// Keeps the parent's origin for the pages that come after this one in the frame.
fn keep(window: &Window, protocol: &str, origin: &Origin) {
    if let Some(storage) = storage(window) {
        // A full storage forgets it, and a page that was navigated to waits for a message.
        let _ = storage.set_item(&key(protocol), origin.as_str());
    }
}

/// None where it is forbidden, as in a sandbox.
fn storage(window: &Window) -> Option<Storage> {
    window.session_storage().ok().flatten()
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
