/// Dialpad Mini Dialer: Dialpad's softphone, which a web page embeds as an iframe.
///
/// It says who is logged in and which calls ring, and takes numbers to call. What becomes of a call
/// once it has stopped ringing is not told on this channel.
///
/// Declared from <https://developers.dialpad.com/docs/dialpad-mini-dialer>, a page that calls itself
/// under construction, and Dialpad's changelog of April 2023; where the page is silent, public
/// programs that use it decided. Uncertain: whether `version` has to be `1.0`, so it is reported and
/// not compared; what else a party's `type` says; whether ids are always numbers; whether
/// `outbound_caller_id` may stand beside an identity, and whether `off` says that the call was
/// answered (nothing does).
//
// The dialer posts to any origin and Dialpad keeps a list of the pages that may command it: the page
// has to know who speaks. Dialpad gives the client id to whoever registers a page.
#[cti_runtime::protocol(
    vendor = "Dialpad",
    origins("https://dialpad.com"),
    envelope(
        object,
        tag = "method",
        content = "payload",
        constants(api = "opencti_dialpad"),
        reports(version = "1.0")
    ),
    rename_all = "snake_case",
    frame(
        src = "https://dialpad.com/apps/{client_id}",
        allow = "microphone; speaker-selection; autoplay; camera; display-capture; hid",
        size = (400, 520),
    ),
)]
pub mod dialpad {
    /// Whether somebody is logged in.
    #[states]
    enum User {
        /// The dialer shows its login page.
        LoggedOut,
        /// Calls can be made.
        LoggedIn,
    }

    /// An inbound call, as long as it rings.
    #[states(key = id)]
    enum Call {
        /// It rings for the user.
        Ringing,
        /// It has stopped ringing, for whatever reason.
        #[end]
        Quiet,
    }

    /// Dialer → page.
    #[event]
    pub enum Event {
        /// Somebody has logged in or out.
        #[moves(User: * => LoggedIn, if user_authenticated = true)]
        #[moves(User: * => LoggedOut, if user_authenticated = false)]
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "user_authentication",
                  "payload": {"user_authenticated": true, "user_id": 5686230305652736}})]
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "user_authentication",
                  "payload": {"user_authenticated": false}})]
        UserAuthentication {
            /// Whether somebody is logged in now.
            user_authenticated: bool,
            /// Dialpad's number for the user.
            user_id: Option<Id>,
        },
        /// An inbound call begins to ring, the moment for a screen pop, or stops ringing.
        #[moves(Call: new => Ringing, if state = "on")]
        #[moves(Call: Ringing => Quiet, if state = "off")]
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "call_ringing",
                  "payload": {"state": "on", "id": 5780678246121472,
                  "contact": {"id": "https://contacts.example/7", "phone": "+12025550101",
                              "type": "local", "name": "Ada Example", "email": ""},
                  "target": {"id": 5686230305652736, "phone": "+12025550100", "type": "user",
                             "name": "Jo Example", "email": "jo@example.com"},
                  "internal_number": "+12025550100", "external_number": "+12025550101"}})]
        CallRinging {
            /// Whether it rings now.
            state: Ringing,
            /// Dialpad's number for the call.
            id: Id,
            /// Who calls.
            contact: Option<Party>,
            /// Who is called: a user, or a group of them.
            target: Option<Party>,
            /// The Dialpad number that is called.
            internal_number: Option<PhoneNumber>,
            /// The number that calls.
            external_number: Option<PhoneNumber>,
        },
    }

    /// Page → dialer. Nothing is answered.
    #[command]
    pub enum Command {
        /// Calls a number: click-to-dial.
        // Needs a login, but nothing says that the dialer reports one that was there before the page.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "initiate_call",
                  "payload": {"phone_number": "+12025550101", "enable_current_tab": true,
                              "identity_type": "CallCenter", "identity_id": 1234567,
                              "custom_data": "ticket-7"}})]
        InitiateCall {
            /// The number, with its country code.
            phone_number: PhoneNumber,
            /// Whether this tab's dialer takes over from those in other tabs.
            enable_current_tab: Option<bool>,
            /// On whose behalf to call, if not the user's own.
            identity_type: Option<Identity>,
            /// The number of the group on whose behalf to call.
            identity_id: Option<Id>,
            /// The number that the called party sees.
            outbound_caller_id: Option<PhoneNumber>,
            /// Up to 2000 characters that Dialpad's webhooks give back.
            #[personal]
            custom_data: Option<String>,
        },
        /// Makes this tab's dialer the one that rings.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "enable_current_tab"})]
        EnableCurrentTab,
        /// Ends every call of the user.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "hang_up_all_calls"})]
        HangUpAllCalls,
    }

    /// Whether a call rings.
    #[data]
    pub enum Ringing {
        /// It has begun to.
        On,
        /// It has stopped.
        Off,
    }

    /// A group on whose behalf a call is made.
    #[data(open, rename_all = "PascalCase")]
    pub enum Identity {
        /// An office.
        Office,
        /// A department.
        OfficeGroup,
        /// A call centre.
        CallCenter,
    }

    /// One end of a call.
    #[data]
    #[personal]
    pub struct Party {
        /// A contact's id is a text, a user's or a group's a number.
        id: Option<Id>,
        /// Its number.
        phone: Option<PhoneNumber>,
        /// What it is, in any case: `user`, `CallCenter`, …
        #[rename("type")]
        kind: Option<String>,
        /// Its name.
        name: Option<String>,
        /// Its e-mail address.
        email: Option<String>,
    }
}
