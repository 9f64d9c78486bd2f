/// Aircall Workspace: Aircall's softphone, which a web page embeds as an iframe.
///
/// The workspace speaks first, when its user is logged in; the page says that it is there, and may
/// command it from then on. What the page asks is answered by name, within two seconds.
///
/// Declared from `aircall-everywhere` 2.0.6 on npm, its code and its README, since the workspace's
/// own code isn't public. Uncertain: what `path` is for; what a success has in `data`, and whether
/// `is_logged_in` is answered there or by the success itself (the package hands over both); what
/// HubSpot's records are called; whether a call that nobody takes ends with `call_ended`.
//
// Version 1 speaks the same messages from `phone.aircall.io`.
//
// The package checks the origin of no message: whoever says `loaded` becomes its workspace. Its
// codes `no_event_name`, `not_ready`, `no_answer`, `invalid_response` and `unknown_error` are never
// sent.
// A second command of a name takes the first one's answer there, and the first gets `no_answer`, which
// the package says by itself; here they wait for each other. A `loaded` that follows no `logout`, as
// after a reload, is answered there and not told as a login.
#[cti_runtime::protocol(
    vendor = "Aircall",
    origins("https://workspace.aircall.io", "https://phone.aircall.io"),
    envelope(object, tag = "name", content = "value"),
    rename_all = "snake_case",
    frame(
        src = "https://workspace.aircall.io?integration=generic",
        allow = "microphone; autoplay; clipboard-read; clipboard-write; hid",
        size = (376, 666),
        min = (376, 600),
    ),
)]
pub mod aircall {
    /// How far page and workspace are with each other.
    #[states]
    enum Workspace {
        /// It hasn't loaded, or nobody is logged in.
        Absent,
        /// It has loaded, with its user.
        Loaded,
        /// It knows that the page is there.
        Ready,
    }

    /// A call, from its first event to its last.
    #[states(key = call_id)]
    enum Call {
        /// An inbound call rings.
        Ringing,
        /// It rings no more: it was answered, or not.
        Rung,
        /// An outbound call rings at the other party.
        Dialing,
        /// The party that was called has answered.
        Talking,
        /// It is over.
        #[end]
        Ended,
    }

    /// Workspace → page.
    #[event(prefix = "apm_phone_")]
    pub enum Event {
        /// The workspace has loaded, and this user is logged in.
        #[moves(Workspace: * => Loaded)]
        #[sample({"name": "apm_phone_loaded", "value": {"email": "john@company.com", "first_name":
                  "John", "last_name": "Smith", "company_name": "Super Company Inc"}})]
        #[sample({"name": "apm_phone_loaded"})]
        Loaded {
            #[personal]
            email: Option<String>,
            #[personal]
            first_name: Option<String>,
            #[personal]
            last_name: Option<String>,
            #[personal]
            company_name: Option<String>,
        },
        /// The user has logged out; the next login begins with `loaded`.
        #[moves(Workspace: * => Absent)]
        #[sample({"name": "apm_phone_logout"})]
        Logout,
        /// The settings that `get_settings` asked for.
        #[sample({"name": "apm_phone_integration_settings", "value": {"openTickets": true}})]
        IntegrationSettings(#[personal] Map<Json>),
        /// Somebody calls: the moment for a screen pop.
        #[moves(Call: new => Ringing)]
        #[sample({"name": "apm_phone_incoming_call", "value": {"from": "+15557543010",
                  "to": "+15551234567", "call_id": 12345}})]
        IncomingCall {
            from: PhoneNumber,
            to: PhoneNumber,
            call_id: u64,
        },
        /// An inbound call rings no more.
        #[moves(Call: Ringing => Rung)]
        #[sample({"name": "apm_phone_call_end_ringtone", "value": {"answer_status": "answered",
                  "call_id": 12345}})]
        CallEndRingtone {
            answer_status: AnswerStatus,
            call_id: u64,
        },
        /// The user calls somebody.
        #[moves(Call: new => Dialing)]
        #[sample({"name": "apm_phone_outgoing_call", "value": {"from": "+15557543010",
                  "to": "+15551234567", "call_id": 12345}})]
        OutgoingCall {
            from: PhoneNumber,
            to: PhoneNumber,
            call_id: u64,
        },
        /// The party that the user calls has answered.
        #[moves(Call: Dialing => Talking)]
        #[sample({"name": "apm_phone_outgoing_answered", "value": {"call_id": 12345}})]
        OutgoingAnswered { call_id: u64 },
        /// A call is over.
        #[moves(Call: * => Ended)]
        #[sample({"name": "apm_phone_call_ended", "value": {"duration": 20, "call_id": 12345}})]
        CallEnded {
            /// Its length, in seconds.
            duration: u64,
            call_id: u64,
        },
        /// The user has noted something about a call, during it or later.
        #[sample({"name": "apm_phone_comment_saved", "value": {"comment": "This is a comment",
                  "call_id": 12345}})]
        CommentSaved {
            #[personal]
            comment: String,
            call_id: u64,
        },
        /// A number was called from outside the workspace: by Aircall's API, or its extension.
        #[sample({"name": "apm_phone_external_dial", "value": {"phone_number": "+15557543010"}})]
        ExternalDial { phone_number: PhoneNumber },
        /// A campaign of the power dialer has changed.
        #[sample({"name": "apm_phone_powerdialer_updated"})]
        PowerdialerUpdated,
        /// A record is to be shown; for accounts whose CRM settings say so.
        #[sample({"name": "apm_phone_redirect_event", "value": {"type": "Zendesk::User", "id": 7}})]
        RedirectEvent {
            /// `Zendesk::User`, `Zendesk::Ticket`, or what HubSpot has.
            #[rename("type")]
            kind: String,
            id: Id,
        },
        /// Whether the number was taken.
        #[outcome(flag = "success", ok = "data")]
        #[sample({"name": "apm_phone_dial_number_response", "value": {"success": true}})]
        #[sample({"name": "apm_phone_dial_number_response", "value": {"success": false,
                  "errorCode": "in_call", "errorMessage": "Already in a call"}})]
        DialNumberResponse(Result<Option<Json>, Refusal>),
        /// Whether the keyboard is gone.
        #[outcome(flag = "success", ok = "data")]
        #[sample({"name": "apm_phone_exit_keyboard_response", "value": {"success": false,
                  "errorCode": "not_in_keyboard", "errorMessage": "Not on the keyboard"}})]
        ExitKeyboardResponse(Result<Option<Json>, Refusal>),
        /// Whether somebody is logged in.
        #[outcome(flag = "success", ok = "data")]
        #[sample({"name": "apm_phone_is_logged_in_response", "value": {"success": true,
                  "data": true}})]
        IsLoggedInResponse(Result<Option<Json>, Refusal>),
    }

    /// Page → workspace. More commands may come, the README says.
    #[command(prefix = "apm_app_")]
    pub enum Command {
        /// The page is there: to be sent after each `loaded`.
        #[rename("apm_app_isready")]
        #[moves(Workspace: Loaded => Ready)]
        #[sample({"name": "apm_app_isready", "path": null})]
        IsReady {
            #[beside]
            #[null]
            path: Option<String>,
        },
        /// Asks for what the account has set for a CRM.
        #[only(Workspace: Ready)]
        #[reply(IntegrationSettings)]
        #[sample({"name": "apm_app_get_settings", "value": "zendesk"})]
        GetSettings(Crm),
        /// Calls a number: click-to-dial. Refused as `in_call` while a call is on.
        #[only(Workspace: Ready)]
        #[reply(DialNumberResponse)]
        #[within(ms = 2000)]
        #[sample({"name": "apm_app_dial_number", "value": {"phone_number": "+15557543010"}})]
        DialNumber { phone_number: PhoneNumber },
        /// Leaves the keyboard. Refused as `in_call` or `not_in_keyboard`.
        #[only(Workspace: Ready)]
        #[reply(ExitKeyboardResponse)]
        #[within(ms = 2000)]
        #[sample({"name": "apm_app_exit_keyboard"})]
        ExitKeyboard,
        /// Asks whether somebody is logged in.
        #[only(Workspace: Ready)]
        #[reply(IsLoggedInResponse)]
        #[within(ms = 2000)]
        #[sample({"name": "apm_app_is_logged_in"})]
        IsLoggedIn,
    }

    /// How an inbound call stopped ringing.
    #[data(open)]
    pub enum AnswerStatus {
        /// The user answered it.
        Answered,
        /// The caller gave up, or the connection was lost.
        Disconnected,
        /// The user refused it.
        Refused,
    }

    /// A CRM that Aircall has settings for.
    #[data(open)]
    pub enum Crm {
        /// Zendesk.
        Zendesk,
        /// HubSpot.
        Hubspot,
    }

    /// Why a command was not carried out.
    #[data(rename_all = "camelCase")]
    pub struct Refusal {
        /// For programs.
        error_code: ErrorCode,
        /// For people.
        error_message: Option<String>,
    }

    /// What kept a command from being carried out.
    #[data(open)]
    pub enum ErrorCode {
        /// A call is on.
        InCall,
        /// The workspace doesn't show its keyboard.
        NotInKeyboard,
        /// There is no such command: what the workspace answers to any name, under the response of
        /// that name.
        #[rename("does_not_exist", alias = "does_not_exists")]
        DoesNotExist,
    }
}
