//! Where the other side is, and which origin is posted to first.

use std::cell::RefCell;
use std::fmt;

use cti_runtime::{Origin, OriginPolicy};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlIFrameElement;

use crate::browser::{Target, member};
use crate::parent::PARENT;

/// Where the window of the other side is.
#[derive(Clone)]
pub struct Place(At);

#[derive(Clone)]
enum At {
    Frame(Target),
    Around(&'static Around),
}

/// How to reach the page around this one. Called through pointers so that it is only part of
/// programs that run in a frame.
pub(crate) struct Around {
    pub(crate) window: fn(&Target) -> Option<Target>,
    pub(crate) origin: fn(&Target, &OriginPolicy, &str) -> Option<Origin>,
    pub(crate) keep: Keep,
}

/// Keeps an origin, unless it is the one that was kept last.
type Keep = fn(&str, &Origin, &RefCell<Option<Origin>>);

impl Place {
    /// In this iframe of the page. Its window is asked for anew with each message, since a frame
    /// that is moved in the document gets another one.
    ///
    /// Connect before the frame's document loads, best right after the frame is made: calls that wait
    /// when its `load` fires later are taken for lost with an earlier document.
    ///
    /// If the policy admits several origins, the frame's `src` selects the one that is posted to
    /// before the first message says which it is.
    pub fn frame(frame: &HtmlIFrameElement) -> Self {
        Self(At::Frame(frame.clone().unchecked_into()))
    }

    /// Around this page, which is in an iframe itself.
    ///
    /// If the policy admits several origins, what the browser says of the parent selects the one that
    /// is posted to before the first message says which it is: `location.ancestorOrigins` where
    /// there is such a thing, else the referrer. After a navigation inside the frame the referrer is
    /// this page itself; so the origin is kept in `sessionStorage`, and selects within the policy
    /// again.
    pub const fn parent() -> Self {
        Self(At::Around(&PARENT))
    }

    /// The other side's window as it is now.
    pub(crate) fn window(&self, window: &Target) -> Option<Target> {
        match &self.0 {
            At::Frame(frame) => there(member(frame, "contentWindow")),
            At::Around(around) => (around.window)(window),
        }
    }

    /// The iframe, if the other side is in one.
    pub(crate) const fn element(&self) -> Option<&Target> {
        match &self.0 {
            At::Frame(frame) => Some(frame),
            At::Around(_) => None,
        }
    }

    /// Whether the document in the frame has loaded. Of one of another origin that isn't known: it is
    /// taken for loaded if all of this page is, so that in doubt a call is lost rather than
    /// answered by another document.
    pub(crate) fn has_loaded(&self, window: &Target) -> bool {
        let Some(frame) = self.element() else {
            return true;
        };
        // It isn't on the page yet.
        if self.window(window).is_none() {
            return false;
        }
        let document = member(frame, "contentDocument");
        let page = if document.is_null() {
            member(window, "document")
        } else if member(&document, "URL") == "about:blank" {
            // A frame begins with an empty document, which counts as complete.
            return false;
        } else {
            document
        };
        member(&page, "readyState") == "complete"
    }

    /// The origin that is posted to first.
    pub(crate) fn origin(
        &self,
        window: &Target,
        policy: &OriginPolicy,
        protocol: &str,
    ) -> Option<Origin> {
        match &self.0 {
            At::Frame(frame) => policy.of_written(&member(frame, "src").as_string()?),
            At::Around(around) => (around.origin)(window, policy, protocol),
        }
    }

    /// Keeps the origin for the pages that come after this one in the frame.
    pub(crate) fn keep(&self, protocol: &str, origin: &Origin, kept: &RefCell<Option<Origin>>) {
        if let At::Around(around) = &self.0 {
            (around.keep)(protocol, origin, kept);
        }
    }
}

/// A window, if it is one and not `null`.
pub(crate) fn there(window: JsValue) -> Option<Target> {
    window.is_object().then(|| window.unchecked_into())
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            At::Frame(_) => "Place::frame",
            At::Around(_) => "Place::parent",
        })
    }
}
