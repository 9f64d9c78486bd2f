//! What a role tells its page.

use cti_runtime::protocol::{Messages, Side, Transport};
use cti_runtime::session::Dispatch;
use cti_runtime::{App, Peer, Protocol, Vendor, json, message};
use cti_web::Notice;
use js_sys::Function;
use wasm_bindgen::JsValue;

/// Tells the page, a line each.
#[derive(Clone)]
pub struct Log(Function);

impl Log {
    pub fn new(function: Function) -> Self {
        Self(function)
    }

    pub fn line(&self, text: &str) {
        // A page that can't listen can't be told so either.
        let _ = self.0.call1(&JsValue::NULL, &text.into());
    }

    /// Notices begin with an exclamation mark: messages begin with a brace or a name.
    pub fn notice(&self, notice: &Notice) {
        let text = match notice {
            Notice::Refused(refusal) => format!("! refused, {refusal}"),
            Notice::Drifted(drifted) => format!("! drifted, {}: {}", drifted.name(), drifted.why()),
            Notice::NotSent(why) => format!("! not sent, {why}"),
            Notice::Undelivered => "! undelivered".to_owned(),
            Notice::Restarted => "! restarted".to_owned(),
            Notice::Moved(origin) => format!("! moved to {origin}"),
            Notice::Removed => "! removed".to_owned(),
            // When it fires depends on the browser's haste.
            Notice::Loaded { .. } => return,
            other => format!("! {other:?}"),
        };
        self.line(&text);
    }
}

/// A handler that tells the page each message before it handles it.
pub struct Heard<H> {
    pub handler: H,
    pub log: Log,
}

impl<H> Heard<H> {
    fn pass<M, P, S>(&mut self, text: &str, message: M, peer: &mut Peer<P, S>)
    where
        M: Dispatch<H, P, S>,
        P: Protocol,
        S: Side<P>,
    {
        self.log.line(text);
        message.dispatch(&mut self.handler, peer);
    }
}

macro_rules! heard {
    ($($protocol:path),*) => { $(
        impl<H> Dispatch<Heard<H>, $protocol, App> for <$protocol as Protocol>::Event
        where
            Self: Dispatch<H, $protocol, App>,
        {
            fn dispatch(self, heard: &mut Heard<H>, peer: &mut Peer<$protocol, App>) {
                heard.pass(&text::<$protocol, _>(&self), self, peer);
            }
        }

        impl<H> Dispatch<Heard<H>, $protocol, Vendor> for <$protocol as Protocol>::Command
        where
            Self: Dispatch<H, $protocol, Vendor>,
        {
            fn dispatch(self, heard: &mut Heard<H>, peer: &mut Peer<$protocol, Vendor>) {
                heard.pass(&text::<$protocol, _>(&self), self, peer);
            }
        }
    )* };
}

macro_rules! shipped {
    ($($module:ident $marker:ident $name:literal;)*) => {
        heard!($(cti_vendors::$module::$marker),*);
    };
}

heard!(
    crate::bell::bell::Bell,
    crate::handshake::acme_handshake::AcmeHandshake,
    crate::dates::acme_dates::AcmeDates,
    crate::heron::heron_phone::HeronPhone,
    crate::kestrel::kestrel::Kestrel,
    crate::linnet::linnet_phone::LinnetPhone,
    crate::otter::otter_phone::OtterPhone
);
cti_vendors::for_each_protocol!(shipped);

/// A message, as it goes over the wire.
fn text<P: Protocol, F: Messages>(message: &F) -> String {
    if P::Transport::IS_LIBRARY {
        named(message)
    } else {
        message::encode(message)
    }
}

/// A function of a library with its arguments, or a subscription with what its listener is given.
pub fn named<F: Messages>(message: &F) -> String {
    let row = F::TABLE.row(message.row());
    let mut body = json::Writer::new();
    if message.record().shape().whole {
        message.record().put(&mut body);
    } else if F::TABLE.convention(message.row()).object {
        message::write_named_arguments(message.record(), &mut body);
    } else {
        message::write_arguments(message.record(), &mut body);
    }
    format!("{} {}", row.map_or("?", |row| row.tag), body.as_str())
}
