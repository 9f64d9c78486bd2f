/// Odd, as `cti infer` found it in a recording.
//
// The other side is https://odd.example in window 1: 95 messages from there, 3 messages of the
// page's.
//
// Left out:
// - 61 messages whose tag is data, or no string: `n`, `type` and `x`.
#[cti_runtime::protocol(
    vendor = "Odd",
    origins("https://odd.example"),
    envelope(object, tag = "type")
)]
pub mod odd {
    /// Odd → page.
    #[event]
    pub enum Event {
        /// Seen 1 time.
        #[rename("Unknown")]
        #[sample({"type": "Unknown", "a": 1})]
        Unknown2 { a: u64 },
        /// Seen 1 time.
        #[rename("settled")]
        #[sample({"type": "settled"})]
        Settled2,
        /// Seen 1 time.
        #[rename("self")]
        #[sample({"type": "self", "new": 1})]
        Self2 {
            #[rename("new")]
            new2: u64,
        },
        /// Seen 1 time.
        #[rename("on a call")]
        #[sample({"type": "on a call", "✓": true, "5": 4, "type2": "x", "self": 1, "new": 2,
                  "super": 3, "crate": 4, "Self": 5, "fn": 6, "größe": 7, "call-id": 1,
                  "callId": 2, "call_id": 3, "CALL_ID": 4, "a\"b": 5, "new\nline": 6, "r#type": 7})]
        OnACall {
            #[rename("✓")]
            field: bool,
            #[rename("5")]
            field_5: u64,
            type2: String,
            #[rename("self")]
            self2: u64,
            #[rename("new")]
            new2: u64,
            #[rename("super")]
            super2: u64,
            #[rename("crate")]
            crate2: u64,
            #[rename("Self")]
            self3: u64,
            r#fn: u64,
            #[rename("größe")]
            gr_e: u64,
            #[rename("call-id")]
            call_id: u64,
            #[rename("callId")]
            call_id2: u64,
            #[rename("call_id")]
            call_id3: u64,
            #[rename("CALL_ID")]
            call_id4: u64,
            #[rename("a\"b")]
            a_b: u64,
            #[rename("new\nline")]
            new_line: u64,
            #[rename("r#type")]
            r_type: u64,
        },
        /// Seen 1 time.
        #[sample({"type": "getURL", "url": "https://crm.example/1"})]
        GetURL { url: Url },
        /// Seen 1 time.
        #[rename("GetUrl")]
        #[sample({"type": "GetUrl"})]
        GetUrl2,
        /// Seen 1 time.
        #[rename("get_url")]
        #[sample({"type": "get_url"})]
        GetUrl3,
        /// Seen 1 time.
        #[sample({"type": "event"})]
        Event,
        /// Seen 1 time.
        #[rename("Event")]
        #[sample({"type": "Event"})]
        Event2,
        /// Seen 1 time.
        #[rename("a/b/c")]
        #[sample({"type": "a/b/c"})]
        ABC,
        /// Seen 1 time.
        #[rename("call::accepted::c-1")]
        #[sample({"type": "call::accepted::c-1", "id": "c-1"})]
        CallAcceptedC1 { id: String },
        /// Seen 1 time.
        #[rename("super")]
        #[sample({"type": "super"})]
        Super2,
        /// Seen 1 time.
        #[rename("String")]
        #[sample({"type": "String", "s": "x"})]
        String { s: String },
        /// Seen 1 time.
        #[rename("Option")]
        #[sample({"type": "Option", "o": null})]
        Option {
            // Only null was seen.
            #[null]
            o: Option<Json>,
        },
        /// Seen 1 time.
        #[sample({"type": "tree", "tree": {"name": "n1", "children": [{"name": "n1",
                  "children": [{"name": "n1", "children": [{"name": "n1",
                  "children": [{"name": "leaf", "children": []}], "parent": null}],
                  "parent": null}], "parent": {"name": "p", "children": [],
                  "parent": {"name": "q", "children": []}}}], "parent": {"name": "p",
                  "children": [], "parent": {"name": "q", "children": []}}}})]
        Tree { tree: Tree },
        /// Seen 2 times.
        #[sample({"type": "wide", "key0": 1, "key1": 1, "key2": 1, "key3": 1, "key4": 1,
                  "key5": 1, "key6": 1, "key7": 1, "key8": 1, "key9": 1, "key10": 12, "key11": 12,
                  "key12": 12, "key13": 12, "key14": 12, "key15": 12, "key16": 12, "key17": 12,
                  "key18": 12, "key19": 12, "key20": 12, "key21": 12, "key22": 12, "key23": 12,
                  "key24": 12, "key25": 12, "key26": 12, "key27": 12, "key28": 12, "key29": 12,
                  "key30": 12, "key31": 12, "key32": 12, "key33": 12, "key34": 12, "key35": 12,
                  "key36": 12, "key37": 12, "key38": 12, "key39": 12, "key40": 12, "key41": 12,
                  "key42": 12, "key43": 12, "key44": 12, "key45": 12, "key46": 12, "key47": 12,
                  "key48": 12, "key49": 12, "key50": 12, "key51": 12, "key52": 12, "key53": 12,
                  "key54": 12, "key55": 12, "key56": 12, "key57": 12, "key58": 12, "key59": 12,
                  "key60": 12, "key61": 12, "key62": 12, "key63": 12, "key64": 12, "key65": 12,
                  "key66": 12, "key67": 12, "key68": 12, "key69": 12, "key70": 12, "key71": 12,
                  "key72": 12, "key73": 12, "key74": 12, "key75": 12, "key76": 12, "key77": 12,
                  "key78": 12, "key79": 12, "key80": 12, "key81": 12, "key82": 12, "key83": 12,
                  "key84": 12, "key85": 12, "key86": 12, "key87": 12, "key88": 12, "key89": 12})]
        Wide {
            // The keys look like data, or are too many for fields.
            #[flatten]
            #[personal]
            rest: Map<Text<u64>>,
        },
        /// Seen 2 times.
        #[sample({"type": "numbers", "big": 9007199254740991, "bigger": 1e+300,
                  "neg": -9007199254740991, "zero": 0, "half": 0.5, "mixed": 1})]
        Numbers {
            big: u64,
            bigger: f64,
            neg: i64,
            zero: f64,
            half: f64,
            // Not always the same: a number (1), a string (1).
            mixed: Json,
        },
        /// Seen 2 times.
        #[sample({"type": "lists", "empty": [], "nested": [[[[[1]]]]], "nulls": [null, null],
                  "mix": [1, "a", null], "objs": [{"a": 1}, {"a": "x", "b": null}]})]
        #[sample({"type": "lists", "empty": [], "nested": [[["x"]]], "nulls": [null], "mix": [],
                  "objs": []})]
        Lists {
            // Only empty lists, or with different items.
            empty: Vec<Json>,
            nested: Vec<Vec<Vec<Json>>>,
            // Only empty lists, or with different items.
            nulls: Vec<Json>,
            // Only empty lists, or with different items.
            mix: Vec<Json>,
            objs: Vec<Obj>,
        },
        /// Seen 4 times.
        #[sample({"type": "shapes", "value": {"a": 1}})]
        Shapes {
            // Null 1 time. Not always the same: a string (1), a list (1), an object (1), null (1).
            #[null]
            #[personal]
            value: Option<Json>,
        },
        /// Seen 1 time.
        #[sample({"type": "same", "option": {"type": "a"}, "result": {"type": "b"},
                  "string": {"type": "c"}, "vec": {"x": 1, "y": 2}, "phone_number": {"x": 1,
                  "y": 2}, "Json": {"k": 1}})]
        Same {
            option: SameOption,
            result: SameResult,
            string: SameString,
            vec: SameVec,
            #[rename("phone_number")]
            phone_number: SameVec,
            #[rename("Json")]
            json: SameJson,
        },
        /// Seen 2 times.
        #[sample({"type": "flags", "success": true, "data": {"a": 1}})]
        Flags {
            success: bool,
            // In 1 of 2.
            data: Option<FlagData>,
            // In 1 of 2.
            error_code: Option<String>,
        },
        /// Seen 5 times.
        #[sample({"type": "choice", "state": "other"})]
        Choice { state: State },
        /// Seen 1 time.
        #[sample({"type": "names", "agent": {"Event": {"a": 1}, "Command": {"b": 2}},
                  "event": {"q": 1}, "marker": {"odd": {"z": 1}}})]
        Names {
            agent: Agent,
            event: NameEvent,
            marker: Marker,
        },
    }

    /// Page → Odd.
    #[command]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"type": "dial", "number": "+120255501231", "then": {"type": "dial"}})]
        Dial { number: PhoneNumber, then: Then },
        /// Seen 1 time.
        #[sample({"type": "type", "await": true, "async": null})]
        Type {
            r#await: bool,
            // Only null was seen.
            #[null]
            r#async: Option<Json>,
        },
        /// Seen 1 time.
        #[rename("Odd")]
        #[sample({"type": "Odd", "odd": {"odd": 1}})]
        Odd { odd: OddOdd },
    }

    /// Seen 5 times, with 4 values.
    #[data(open)]
    pub enum State {
        #[rename("other")]
        Other2,
        #[rename("Other")]
        Other3,
        #[rename("self")]
        Self2,
        #[rename("OTHER")]
        Other4,
    }

    /// Seen 9 times, under `tree`, `children` and `parent`.
    #[data]
    pub struct Tree {
        name: String,
        children: Vec<Tree>,
        // In 6 of 9. Null 2 times.
        parent: Option<Box<Tree>>,
    }

    /// Seen 2 times, under `obj`.
    #[data]
    pub struct Obj {
        // Not always the same: a number (1), a string (1).
        a: Json,
        // In 1 of 2. Only null was seen.
        b: Option<Json>,
    }

    /// Seen 1 time, under `option`.
    #[data]
    pub struct SameOption {
        r#type: String,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct SameResult {
        r#type: String,
    }

    /// Seen 1 time, under `string`.
    #[data]
    pub struct SameString {
        r#type: String,
    }

    /// Seen 2 times, under `vec` and `phone_number`.
    #[data]
    pub struct SameVec {
        x: u64,
        y: u64,
    }

    /// Seen 1 time, under `Json`.
    #[data]
    pub struct SameJson {
        k: u64,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct FlagData {
        a: u64,
    }

    /// Seen 1 time, under `agent`.
    #[data(rename_all = "PascalCase")]
    pub struct Agent {
        event: AgentEvent,
        command: AgentCommand,
    }

    /// Seen 1 time, under `Event`.
    #[data]
    pub struct AgentEvent {
        a: u64,
    }

    /// Seen 1 time, under `Command`.
    #[data]
    pub struct AgentCommand {
        b: u64,
    }

    /// Seen 1 time, under `event`.
    #[data]
    pub struct NameEvent {
        q: u64,
    }

    /// Seen 1 time, under `marker`.
    #[data]
    pub struct Marker {
        odd: MarkerOdd,
    }

    /// Seen 1 time, under `odd`.
    #[data]
    pub struct MarkerOdd {
        z: u64,
    }

    /// Seen 1 time, under `then`.
    #[data]
    pub struct Then {
        r#type: String,
    }

    /// Seen 1 time, under `odd`.
    #[data]
    pub struct OddOdd {
        odd: u64,
    }
}
