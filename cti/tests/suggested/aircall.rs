#[cti_runtime::protocol(
    vendor="Aircall",
    origins("https://workspace.aircall.io" , "https://phone.aircall.io"),
    envelope(object , tag = "name" , content = "value"),
    rename_all="snake_case",
    frame(src = "https://workspace.aircall.io?integration=generic" , allow = "microphone; autoplay; clipboard-read; clipboard-write; hid" , size =(376 , 666) , min =(376 , 600) ,),
)]
pub mod aircall {
    #[states]
     enum Workspace {
        Absent,
        Loaded,
        Ready,
    }
    #[states(key = call_id)]
     enum Call {
        Ringing,
        Rung,
        Dialing,
        Talking,
        #[end] Ended,
    }
    #[event(prefix = "apm_phone_")]
    pub enum Event {
        #[moves(Workspace: * => Loaded)] Loaded {
            #[personal] email: Option < String >,
            #[personal] first_name: Option < String >,
            #[personal] last_name: Option < String >,
            #[personal] company_name: Option < String >,
        },
        #[moves(Workspace: * => Absent)] Logout,
        IntegrationSettings(#[personal] Map < Json >),
        #[moves(Call: new => Ringing)] IncomingCall {
            from: PhoneNumber,
            to: PhoneNumber,
            call_id: u64,
        },
        #[moves(Call: Ringing => Rung)] CallEndRingtone {
            answer_status: AnswerStatus,
            call_id: u64,
        },
        #[moves(Call: new => Dialing)] OutgoingCall {
            from: PhoneNumber,
            to: PhoneNumber,
            call_id: u64,
        },
        #[moves(Call: Dialing => Talking)] OutgoingAnswered {
            call_id: u64,
        },
        #[moves(Call: * => Ended)] CallEnded {
        duration: Json,
            call_id: u64,
        },
        CommentSaved {
            #[personal] comment: String,
            call_id: u64,
        },
        ExternalDial {
            phone_number: PhoneNumber,
        },
        PowerdialerUpdated,
        RedirectEvent {
            #[rename("type")] kind: String,
            id: Id,
        },
        #[outcome(flag = "success" , ok = "data")] DialNumberResponse(Result < Option < Json > , Refusal >),
        #[outcome(flag = "success" , ok = "data")] ExitKeyboardResponse(Result < Option < Json > , Refusal >),
        #[outcome(flag = "success" , ok = "data")] IsLoggedInResponse(Result < Option < Json > , Refusal >),
        CallOnHold { call_id: u64 },
    }
    #[command(prefix = "apm_app_")]
    pub enum Command {
        #[rename("apm_app_isready")] #[moves(Workspace: Loaded => Ready)] IsReady {
            #[beside] #[null] path: Option < String >,
        },
        #[only(Workspace: Ready)] #[reply(IntegrationSettings)] GetSettings(Crm),
        #[only(Workspace: Ready)] #[reply(DialNumberResponse)] #[within(ms = 2000)] DialNumber {
            phone_number: PhoneNumber,
        },
        #[only(Workspace: Ready)] #[reply(ExitKeyboardResponse)] #[within(ms = 2000)] ExitKeyboard,
        #[only(Workspace: Ready)] #[reply(IsLoggedInResponse)] #[within(ms = 2000)] IsLoggedIn,
    }
    #[data(open)]
    pub enum AnswerStatus {
        Answered,
        Disconnected,
        Refused,
    }
    #[data(open)]
    pub enum Crm {
        Zendesk,
        Hubspot,
    }
    #[data(rename_all = "camelCase")]
    pub struct Refusal {
        error_code: ErrorCode,
        error_message: Option < String >,
    }
    #[data(open)]
    pub enum ErrorCode {
        InCall,
        NotInKeyboard,
        #[rename("does_not_exist" , alias = "does_not_exists")] DoesNotExist,
    }
}
