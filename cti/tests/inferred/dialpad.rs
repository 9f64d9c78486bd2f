/// Dialpad, as `cti infer` found it in a recording.
//
// The other side is https://dialpad.com in window 1: 15 messages from there, 3 messages of the
// page's.
//
// Left out:
// - 1 message from https://crm.example in window 2.
// - 1 message from https://dialpad.com in window 6.
// - 1 message from https://dialpad.com.evil.example in window 1.
// - 1 message from http://dialpad.com in window 1.
// - 1 message from https://dialpad.com/apps/7 in window 1.
// - 1 message from null in window 1.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 2 messages without what the others have in common: `api`, `method`, `payload` and `version`.
// - 1 message without a tag that the others have, as development tools post them: `type`.
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
    rename_all = "snake_case"
)]
pub mod dialpad {
    // A proposal, from 3 calls that `id` tells apart; look at it before you believe it:
    //
    // #[states(key = id)]
    // enum Leg {
    //     CallRinging,
    //     #[end]
    //     CallConnected,
    // }
    //
    // CallRinging: #[moves(Leg: new => CallRinging)], seen 3 times
    // CallConnected: #[moves(Leg: CallRinging => CallConnected)], seen 1 time

    /// Dialpad → page.
    #[event]
    pub enum Event {
        /// Seen 3 times.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "user_authentication",
                  "payload": {"user_authenticated": true, "user_id": 5686230305652736}})]
        UserAuthentication {
            user_authenticated: bool,
            // In 1 of 3.
            user_id: Option<u64>,
        },
        /// Seen 6 times.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "call_ringing",
                  "payload": {"state": "on", "id": 5780678246121472, "contact": {"id": "1a1b",
                  "phone": "+12025550123", "type": "example", "name": "Ada Example",
                  "email": "ada@example.com"}, "target": {"id": 1202555012312025,
                  "phone": "+12025550123", "type": "example", "name": "Ada Example",
                  "email": "ada@example.com"}, "internal_number": "+12025550123",
                  "external_number": "+12025550123"}})]
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "call_ringing",
                  "payload": {"state": "off", "id": 5780678246121472}})]
        CallRinging {
            state: State,
            id: Id,
            // In 1 of 6.
            contact: Option<Contact>,
            // In 1 of 6.
            target: Option<Contact>,
            // In 1 of 6.
            internal_number: Option<PhoneNumber>,
            // In 2 of 6.
            external_number: Option<PhoneNumber>,
        },
        /// Seen 1 time.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "call_connected",
                  "payload": {"id": 5780678246121472}})]
        CallConnected { id: u64 },
    }

    /// Page → Dialpad.
    #[command]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "enable_current_tab"})]
        EnableCurrentTab,
        /// Seen 1 time.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "initiate_call",
                  "payload": {"phone_number": "+120255501231", "enable_current_tab": true,
                  "identity_type": "CallCenter", "identity_id": 1234567,
                  "custom_data": "Some text."}})]
        InitiateCall {
            phone_number: PhoneNumber,
            enable_current_tab: bool,
            identity_type: String,
            identity_id: u64,
            #[personal]
            custom_data: String,
        },
        /// Seen 1 time.
        #[sample({"api": "opencti_dialpad", "version": "1.0", "method": "hang_up_all_calls"})]
        HangUpAllCalls,
    }

    /// Seen 6 times, with 3 values.
    #[data(open)]
    pub enum State {
        On,
        Off,
        Paused,
    }

    /// Seen 2 times, under `contact` and `target`.
    #[data]
    #[personal]
    pub struct Contact {
        id: Id,
        phone: PhoneNumber,
        r#type: String,
        name: String,
        email: String,
    }
}
