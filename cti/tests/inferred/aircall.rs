/// Aircall, as `cti infer` found it in a recording.
//
// The other side is https://workspace.aircall.io in window 1: 22 messages from there, 7 messages of
// the page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://workspace.aircall.io.evil.example in window 1.
// - 1 message from http://workspace.aircall.io in window 1.
// - 1 message from https://workspace.aircall.io?integration=generic in window 1.
// - 1 message from null in window 1.
// - 1 message from https://workspace.aircall.io in window 5.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 message without a tag that the others have, as development tools post them: `type`.
#[cti_runtime::protocol(
    vendor = "Aircall",
    origins("https://workspace.aircall.io"),
    envelope(object, tag = "name", content = "value"),
    rename_all = "snake_case"
)]
pub mod aircall {
    // A proposal, from 2 calls that `call_id` tells apart; look at it before you believe it:
    //
    // #[states(key = call_id)]
    // enum Leg {
    //     IncomingCall,
    //     CallEndRingtone,
    //     CallEnded,
    //     #[end]
    //     CommentSaved,
    //     OutgoingCall,
    //     OutgoingAnswered,
    //     CallOnHold,
    // }
    //
    // IncomingCall: #[moves(Leg: new => IncomingCall)], seen 1 time
    // CallEndRingtone: #[moves(Leg: IncomingCall => CallEndRingtone)], seen 1 time
    // CallEnded: #[moves(Leg: CallEndRingtone => CallEnded)], seen 1 time
    // CallEnded: #[moves(Leg: CallOnHold => CallEnded)], seen 1 time
    // CommentSaved: #[moves(Leg: CallEnded => CommentSaved)], seen 1 time
    // OutgoingCall: #[moves(Leg: new => OutgoingCall)], seen 1 time
    // OutgoingAnswered: #[moves(Leg: CallEnded => OutgoingAnswered)], seen 1 time
    // OutgoingAnswered: #[moves(Leg: OutgoingCall => OutgoingAnswered)], seen 1 time
    // CallOnHold: #[moves(Leg: OutgoingAnswered => CallOnHold)], seen 1 time

    /// Aircall → page.
    #[event(prefix = "apm_phone_")]
    pub enum Event {
        /// Seen 1 time.
        #[sample({"name": "apm_phone_loaded", "value": {"email": "ada@example.com",
                  "first_name": "Ada", "last_name": "Example", "company_name": "Ada Example"}})]
        Loaded {
            #[personal]
            email: String,
            #[personal]
            first_name: String,
            #[personal]
            last_name: String,
            #[personal]
            company_name: String,
        },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_integration_settings", "value": {"openTicket": true,
                  "numbers": ["+12025550123"]}})]
        IntegrationSettings {
            #[rename("openTicket")]
            open_ticket: bool,
            numbers: Vec<PhoneNumber>,
        },
        /// Seen 1 time.
        #[outcome(flag = "success", ok = "data")]
        #[sample({"name": "apm_phone_is_logged_in_response", "value": {"success": true,
                  "data": true}})]
        IsLoggedInResponse(Result<bool, Refusal>),
        /// Seen 1 time.
        #[sample({"name": "apm_phone_incoming_call", "value": {"from": "+12025550123",
                  "to": "+12025550123", "call_id": 12345}})]
        IncomingCall {
            from: PhoneNumber,
            to: PhoneNumber,
            call_id: u64,
        },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_call_end_ringtone", "value": {"answer_status": "answered",
                  "call_id": 12345}})]
        CallEndRingtone { answer_status: String, call_id: u64 },
        /// Seen 2 times.
        #[outcome(flag = "success")]
        #[sample({"name": "apm_phone_dial_number_response", "value": {"success": false,
                  "errorCode": "in_call", "errorMessage": "Some text."}})]
        #[sample({"name": "apm_phone_dial_number_response", "value": {"success": true}})]
        DialNumberResponse(Result<(), Refusal>),
        /// Seen 2 times.
        #[sample({"name": "apm_phone_call_ended", "value": {"duration": 20, "call_id": 12345}})]
        CallEnded { duration: Text<u64>, call_id: u64 },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_comment_saved", "value": {"comment": "Some text.",
                  "call_id": 12345}})]
        CommentSaved {
            #[personal]
            comment: String,
            call_id: u64,
        },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_outgoing_call", "value": {"from": "+12025550123",
                  "to": "+120255501231", "call_id": 12346}})]
        OutgoingCall {
            from: PhoneNumber,
            to: PhoneNumber,
            call_id: u64,
        },
        /// Seen 2 times.
        #[sample({"name": "apm_phone_outgoing_answered", "value": {"call_id": 12346}})]
        OutgoingAnswered { call_id: u64 },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_call_on_hold", "value": {"call_id": 12346}})]
        CallOnHold { call_id: u64 },
        /// Seen 1 time.
        #[outcome(flag = "success")]
        #[sample({"name": "apm_phone_exit_keyboard_response", "value": {"success": false,
                  "errorCode": "not_in_keyboard", "errorMessage": "Some text."}})]
        ExitKeyboardResponse(Result<(), Refusal>),
        /// Seen 1 time.
        #[sample({"name": "apm_phone_external_dial", "value": {"phone_number": "+12025550123"}})]
        ExternalDial { phone_number: PhoneNumber },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_powerdialer_updated"})]
        PowerdialerUpdated,
        /// Seen 1 time.
        #[sample({"name": "apm_phone_redirect_event", "value": {"type": "Zendesk::Ticket",
                  "id": "1234"}})]
        RedirectEvent { r#type: String, id: String },
        /// Seen 1 time.
        #[sample({"name": "apm_phone_logout"})]
        Logout,
    }

    /// Page → Aircall.
    #[command(prefix = "apm_app_")]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"name": "apm_app_isready", "path": null})]
        Isready {
            // Only null was seen.
            #[beside]
            #[null]
            path: Option<Json>,
        },
        /// Seen 1 time.
        #[reply(IntegrationSettings)]
        #[sample({"name": "apm_app_get_settings", "value": "zendesk"})]
        GetSettings(String),
        /// Seen 1 time.
        #[reply(IsLoggedInResponse)]
        #[sample({"name": "apm_app_is_logged_in"})]
        IsLoggedIn,
        /// Seen 3 times.
        #[reply(DialNumberResponse)]
        #[sample({"name": "apm_app_dial_number", "value": {"phone_number": "+120255501231"}})]
        DialNumber { phone_number: PhoneNumber },
        /// Seen 1 time.
        #[reply(ExitKeyboardResponse)]
        #[sample({"name": "apm_app_exit_keyboard"})]
        ExitKeyboard,
    }

    /// Seen 2 times.
    #[data(rename_all = "camelCase")]
    pub struct Refusal {
        error_code: String,
        error_message: String,
    }
}
