//! Where the other side is, and which origin is posted to first.

use std::cell::RefCell;
use std::fmt;

use cti_runtime::{Origin, OriginPolicy};
use wasm_bindgen::JsCast;
use web_sys::{HtmlIFrameElement, Window};

use crate::OpenError;
use crate::browser::{Target, member, open_member};
use crate::further::{FurtherWindow, OPENER, TOP, UP, there};
use crate::parent::PARENT;

/// Where the window of the other side is.
#[derive(Clone)]
pub struct Place(At);

#[derive(Clone)]
enum At {
    Frame(Target),
    Popup(Target),
    /// A window that this page was shown or opened by, and how many levels up.
    Further(&'static FurtherWindow, u32),
}

impl Place {
    /// In this iframe of the page. Its window is asked for anew with each message, since a frame
    /// that is moved in the document gets another one.
    ///
    /// Connect before the frame's document loads, best right after the frame is made: requests that wait
    /// when its `load` fires later are taken for lost with an earlier document. An application that
    /// connects later [joins late](cti_runtime::Session::joining_late). Of another origin's document it
    /// isn't known whether it has loaded: it is taken to have once the whole page has. In a frame's `load`
    /// handler on a page that still loads, say [`joining_late`](cti_runtime::Session::joining_late) yourself.
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
        Self(At::Further(&PARENT, 1))
    }

    /// The outermost window that this page is in.
    ///
    /// Only where the browser has `location.ancestorOrigins` is it known before the first message which
    /// origin is posted to, if the policy admits several: else
    /// [`Session::targeting`](cti_runtime::Session::targeting) says so.
    pub const fn top() -> Self {
        Self(At::Further(&TOP, 0))
    }

    /// A window that this page is in, so many levels up: 1 is the [parent](Self::parent), 2 the page
    /// around that. The origin that is posted to first is selected as for [`top`](Self::top).
    pub const fn ancestor(levels: u32) -> Self {
        Self(At::Further(&UP, levels))
    }

    /// The window that opened this one, as `window.opener` is with each message: none once that window
    /// is closed, and none if it was opened with `noopener` or either page asks for isolation
    /// (`Cross-Origin-Opener-Policy`).
    ///
    /// If the policy admits several origins, the referrer selects the one that is posted to before the
    /// first message says which it is. The opener may be navigated or reloaded while this page stays:
    /// what is said of a [pop-up](Self::popup) holds for it too.
    pub const fn opener() -> Self {
        Self(At::Further(&OPENER, 0))
    }

    /// A window that this page has opened, with `window.open`.
    ///
    /// It stays the same object whatever document is in it, and its events aren't this page's: there
    /// is no `load`, and [`Notice::Loaded`](crate::Notice::Loaded) is never told. So another document
    /// shows by a message that begins a conversation only ([`Notice::Restarted`](crate::Notice)). Until
    /// then a request that waits for an answer by name could be answered by the next document; give
    /// such requests short deadlines, and tell a reload that the page knows of with
    /// [`Remote::restart`](crate::Remote::restart).
    ///
    /// Nothing is posted to it once it is closed: that is told as
    /// [`Notice::Undelivered`](crate::Notice::Undelivered), and ends the request. Requests that wait when
    /// it is closed end at their deadlines. Where its address can't
    /// be read, which is so after it has gone to another origin, the session
    /// [joins late](cti_runtime::Session::joining_late). If the policy admits several origins,
    /// [`Session::targeting`](cti_runtime::Session::targeting) says which one is posted to before the
    /// first message.
    pub fn popup(window: &Window) -> Self {
        Self(At::Popup(window.clone().unchecked_into()))
    }

    /// The other side's window as it is now.
    pub(crate) fn window(&self, window: &Target) -> Option<Target> {
        match &self.0 {
            At::Frame(frame) => there(frame.content_window()),
            At::Popup(popup) => Some(popup.clone()),
            At::Further(around, levels) => (around.window)(window, *levels),
        }
    }

    /// The other side's window, if anything can be posted to it. One that is closed takes it without a
    /// word.
    pub(crate) fn open_window(&self, window: &Target) -> Option<Target> {
        self.window(window)
            .filter(|other| member(other, "closed") == false)
    }

    /// An error if there is no such window to begin with.
    pub(crate) fn check(&self, window: &Target) -> Result<(), OpenError> {
        let missing = match &self.0 {
            // It may not be on the page yet.
            At::Frame(_) => return Ok(()),
            At::Popup(_) => OpenError::WindowClosed,
            At::Further(around, _) => around.missing,
        };
        self.open_window(window).map(drop).ok_or(missing)
    }

    /// The iframe, if the other side is in one.
    pub(crate) const fn element(&self) -> Option<&Target> {
        match &self.0 {
            At::Frame(frame) => Some(frame),
            At::Popup(_) | At::Further(..) => None,
        }
    }

    /// Whether the other side's document may be replaced under a connection.
    pub(crate) const fn has_documents(&self) -> bool {
        match &self.0 {
            At::Frame(_) | At::Popup(_) => true,
            At::Further(around, _) => around.survives,
        }
    }

    /// Whether the document that this page shows or has opened has loaded, so that it may have said
    /// something already. Of one of another origin that isn't known: it is taken for loaded if all of
    /// this page is, so that in doubt a request is lost rather than answered by another document.
    pub(crate) fn has_loaded(&self, window: &Target) -> bool {
        let document = match &self.0 {
            // It isn't on the page yet.
            At::Frame(_) if self.window(window).is_none() => return false,
            At::Frame(frame) => member(frame, "contentDocument"),
            // It can't be read once it is of another origin, which takes a navigation.
            At::Popup(popup) => match open_member(popup, "document") {
                Ok(document) => document,
                Err(_) => return true,
            },
            At::Further(..) => return false,
        };
        let page = if document.is_object() {
            // A window begins with an empty document, which counts as complete.
            if member(&document, "URL") == "about:blank" {
                return false;
            }
            document
        } else {
            member(window, "document")
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
            At::Popup(_) => None,
            At::Further(around, levels) => (around.origin)(window, policy, protocol, *levels),
        }
    }

    /// Keeps the origin for the pages that come after this one in the frame.
    pub(crate) fn keep(&self, protocol: &str, origin: &Origin, kept: &RefCell<Option<Origin>>) {
        if let At::Further(around, _) = &self.0 {
            (around.keep)(protocol, origin, kept);
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            At::Frame(_) => "Place::frame",
            At::Popup(_) => "Place::popup",
            At::Further(around, _) => around.name,
        })
    }
}
