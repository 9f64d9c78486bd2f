#[cti_runtime::protocol(
    vendor="LeadDesk",
    origins("https://*.leaddesk.com"),
    envelope(text),
    frame(inside),
    rename_all="snake_case",
)]
pub mod leaddesk_contact_card {
    #[states]
     enum Line {
        Idle,
        Ringing,
        On,
    }
    #[states(key = call_log_id)]
     enum CallLog {
        Ringing,
        Answered,
        NoAnswer,
        Deleted,
    }
    #[command(tag = "action" , content = "params")]
    pub enum Command {
        Call {
            #[flatten] target: CallTarget,
            auto_call: Option < bool >,
        },
        Hangup,
        Close {
            target: CloseTarget,
        },
        SelectReason {
            id: u64,
        },
        ContinueCallRecording,
        PauseCallRecording,
        StartVoiceReceiptRecording,
        StopVoiceReceiptRecording,
        RequestFullWindow,
        ForceFullWindow,
        #[moves(CallLog: NoAnswer => Deleted)] #[moves(CallLog: new => Deleted)] DeleteCallLog {
            call_log_id: u64,
        },
    }
    #[event(envelope(object | text) , tag = "type" , content = "data" , rename_all = "camelCase" , rename_all_fields = "snake_case")]
    pub enum Event {
        #[moves(Line: Idle => Ringing)] #[moves(CallLog: new => Ringing)] CallLineRinging {
            call_log_id: u64,
        },
        #[moves(Line: * => Idle)] #[moves(CallLog: Ringing | NoAnswer => NoAnswer)] #[moves(CallLog: new => NoAnswer)] #[moves(CallLog: Answered => Answered)] CallLineIdle {
            call_log_id: Option < u64 >,
        },
        #[moves(Line: Idle | Ringing => On)] #[moves(CallLog: Ringing | NoAnswer => Answered)] #[moves(CallLog: new => Answered)] CallLineOn {
            call_log_id: u64,
        },
        RecStarted {
            file: String,
        },
        RecStopped {
            file: String,
        },
        RecCancelled {
        file: u64,
        },
        CallLineHeld { call_log_id: u64 },
        WebpackOk,
    }
    #[data(one_of)]
    pub enum CallTarget {
        PhoneNumber(PhoneNumber),
        CallId(u64),
        CustomerId(u64),
    }
    #[data]
    pub enum CloseTarget {
        CallDialog,
        FullWindowCampaignUrl,
        Campaign,
    }
}
