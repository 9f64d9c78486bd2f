#[cti_runtime::protocol(
    vendor="JustCall",
    origins("https://app.justcall.io"),
    envelope(object),
    frame(src = "https://app.justcall.io/dialer" , allow = "microphone; autoplay; clipboard-read; clipboard-write" , size =(365 , 610) ,),
)]
pub mod justcall {
    #[states]
     enum Login {
        LoggedOut,
        LoggedIn,
    }
    #[states(key = call_sid)]
     enum Call {
        Ringing,
        Talking,
        #[end] Ended,
    }
    #[event(tag = "name" , content = "data" , rename_all = "kebab-case" , rename_all_fields = "snake_case")]
    pub enum Event {
        #[moves(Login: * => LoggedIn , if logged_in = true)] #[moves(Login: * => LoggedOut , if logged_in = false)] LoggedInStatus {
            logged_in: bool,
            #[default] login_numbers: Vec < PhoneNumber >,
            user_info: Option < User >,
        },
        #[moves(Call: new => Ringing)] CallRinging {
            direction: Direction,
            from: PhoneNumber,
            to: PhoneNumber,
            call_sid: String,
        },
        #[moves(Call: Ringing => Talking)] CallAnswered {
            call_sid: String,
            direction: Direction,
            answered_status: String,
        },
        #[moves(Call: * => Ended)] CallEnded {
            call_sid: String,
            direction: Direction,
        duration: Json,
        },
        SmsReceived {
            message_sid: String,
            from: PhoneNumber,
            to: PhoneNumber,
            #[personal] body: String,
            received_at: String,
        },
        IsLoggedIn(Text < bool >),
        CallOnHold { call_sid: String },
    }
    #[command(tag = "type" , rename_all = "kebab-case")]
    pub enum Command {
        DialNumber {
            phone_number: PhoneNumber,
        },
        #[reply(IsLoggedIn)] IsLoggedIn,
    }
    #[data(open)]
    pub enum Direction {
        Inbound,
        Outbound,
    }
    #[data]
    #[personal]
    pub struct User {
        email: String,
        name: String,
    }
}
