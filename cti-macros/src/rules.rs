//! The catalogue: every rule that a declaration can break.
//!
//! A rule is the unit of documentation and of tests: each has an id, which ends every message
//! about it, and at least one case under `tests/compile-fail/ui/<topic>/<id>.rs`.

macro_rules! rules {
    ($($topic:literal { $($name:ident $id:literal $meaning:literal)* })*) => {
        /// A rule of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Rule {
            $($(#[doc = $meaning] $name,)*)*
        }

        impl Rule {
            /// Every rule, by topic.
            pub(crate) const ALL: &'static [Rule] = &[$($(Rule::$name,)*)*];

            /// The id that messages end with.
            pub(crate) const fn id(self) -> &'static str {
                match self { $($(Rule::$name => $id,)*)* }
            }

            /// The folder of its cases.
            pub(crate) const fn topic(self) -> &'static str {
                match self { $($(Rule::$name => $topic,)*)* }
            }
        }
    };
}

rules! {
    "attributes" {
        AttributeSyntax "attribute-syntax" "An attribute's arguments have the form that it documents."
        AttributeUnknown "attribute-unknown" "An attribute is one that declarations know."
        AttributePlace "attribute-place" "An attribute stands on what it is about, and changes something there."
        AttributeDuplicate "attribute-duplicate" "An attribute is written once."
        AttributeArguments "attribute-arguments" "An attribute has arguments if it needs them, and none otherwise."
        ArgumentUnknown "argument-unknown" "An argument's key is one that the attribute knows."
        ArgumentDuplicate "argument-duplicate" "An argument is given once."
        ArgumentSeparator "argument-separator" "Arguments are separated by commas."
        ArgumentValue "argument-value" "An argument's value is of the kind that the key needs."
        ValueUnknown "value-unknown" "A value comes from the list of those that a key takes."
        Cfg "cfg" "Nothing inside a declaration is conditional."
    }
    "protocol" {
        VendorMissing "vendor-missing" "A protocol names its vendor."
        OriginsMissing "origins-missing" "A protocol between windows lists the vendor's origins."
        TransportMixed "transport-mixed" "A library that is called has no origins, envelope or frame."
        CratePath "crate-path" "The runtime's path works from every module."
        LibraryPath "library-path" "A library, and an object in it, is a dotted path of JavaScript names."
        FrameMixed "frame-mixed" "A frame is around the vendor's page, or around ours."
        FrameOrigin "frame-origin" "A frame's `src` is within the declared origins."
        FrameTemplate "frame-template" "What an application fills into a frame's `src` has a name between braces."
        FramePermission "frame-permission" "What a frame is allowed is a permission that browsers know."
        FrameSize "frame-size" "A frame's size is positive and no smaller than its minimum."
    }
    "module" {
        ModuleShape "module-shape" "A protocol is an inline module."
        ModuleNested "module-nested" "What a protocol declares stands in its module, and not in one inside of it."
        ModuleEmpty "module-empty" "A protocol has at least one message."
        ItemSyntax "item-syntax" "Each item is Rust."
        ItemDepth "item-depth" "An item that is only passed through nests no deeper than a compiler reads."
        ItemKind "item-kind" "An attribute stands on the kind of item that it describes."
        ItemRole "item-role" "An item is one thing: messages, states or data."
        ItemGenerics "item-generics" "Items of a declaration have no generic parameters."
        ItemVisibility "item-visibility" "Messages and states are as visible as their module."
        ItemDuplicate "item-duplicate" "Items have different names, imported ones included."
        ItemReserved "item-reserved" "An item's name is not one that the macro generates."
        FamilyDuplicate "family-duplicate" "The functions of a library are declared once, and so are its subscriptions."
        FamilyEmpty "family-empty" "What is declared of a direction has at least one message."
        FamilyAlike "family-alike" "Families of a direction differ in the key of the tag, or in their constants."
        FamilyEncoding "family-encoding" "Families of a direction have one encoding, bare strings aside."
        FamilyCount "family-count" "A direction has at most 16 families."
        FamilyTransport "family-transport" "Windows exchange messages, libraries have methods and subscriptions."
        VariantSyntax "variant-syntax" "Each variant is a name with fields, or without."
    }
    "origins" {
        OriginEmpty "origin-empty" "An origin is not empty."
        OriginScheme "origin-scheme" "An origin begins with `https://`."
        OriginHttp "origin-http" "Plain `http` is for loopback only."
        OriginStar "origin-star" "A bare `*` is no origin."
        OriginHost "origin-host" "An origin has a host in canonical form."
        OriginUpperCase "origin-upper-case" "An origin is written in lower case."
        OriginUserInfo "origin-user-info" "An origin has no user info."
        OriginIpLiteral "origin-ip-literal" "A vendor's origin is a name, not an address."
        OriginPort "origin-port" "A port is a number, and not the scheme's default."
        OriginPath "origin-path" "An origin has no path."
        OriginTrailingSlash "origin-trailing-slash" "An origin has no slash behind the host."
        OriginWildcardPlace "origin-wildcard-place" "`*` stands in the first label, once, over two literal labels."
        OriginSharedSuffix "origin-shared-suffix" "`*` doesn't stand for hosts that strangers can have."
        OriginDuplicate "origin-duplicate" "An origin is listed once."
        OriginContained "origin-contained" "An origin is not contained in another."
    }
    "envelope" {
        EnvelopeMissing "envelope-missing" "A direction has an envelope."
        EnvelopeEncoding "envelope-encoding" "An encoding is `object`, `text`, both in order of preference, or `bare`."
        EnvelopeCodec "envelope-codec" "A codec is a unit struct or a constant, and one of objects reads all that is posted."
        EnvelopeBare "envelope-bare" "A bare string is its tag, with nothing around it."
        EnvelopeTag "envelope-tag" "An envelope names the key of its tag."
        EnvelopeKeys "envelope-keys" "Tag, content, constants and what is reported have different keys."
        EnvelopeCount "envelope-count" "An envelope has at most 32 constants."
        EnvelopeBeside "envelope-beside" "Fields stand beside a content only where there is one."
        EnvelopeContent "envelope-content" "A message renames the content only where there is one."
        EnvelopePosted "envelope-posted" "Messages that are posted as a `Map` are objects."
        EnvelopePath "envelope-path" "A dotted key of an envelope is a path into other objects, and each leads to something of its own."
        EnvelopeWhole "envelope-whole" "A message that is one value has a content to put it in."
    }
    "names" {
        NameEmpty "name-empty" "A name on the wire is not empty."
        NameCollision "name-collision" "Rust names stay different in every case they are written in."
        NameReserved "name-reserved" "A name is not one that the macro generates beside it."
        TagDuplicate "tag-duplicate" "A tag means one message."
        TagPrefix "tag-prefix" "The data in a tag has one field, which is a string, and stands behind a prefix."
        KeyDuplicate "key-duplicate" "A key means one field."
        KeyTag "key-tag" "A field beside the tag has a key of its own."
        EnumValueDuplicate "enum-value-duplicate" "A value means one variant."
    }
    "fields" {
        FieldSyntax "field-syntax" "A field is `name: Type`."
        FieldVisibility "field-visibility" "Fields are public."
        FieldType "field-type" "A field's type is owned data that JSON can carry."
        FieldDepth "field-depth" "A type is at most 16 deep."
        TypeUnknown "type-unknown" "A type is known, declared as data, or imported."
        TypeUndeclared "type-undeclared" "A type of the module that a field has is declared as data."
        FieldTuple "field-tuple" "A tuple has one value."
        FieldOption "field-option" "An option is not nested."
        FieldNull "field-null" "`#[null]` stands on an `Option`."
        FieldDefault "field-default" "`#[default]` stands on a field whose type has a default, and is no `Option`."
        FieldFlatten "field-flatten" "A flattened field has keys that can stand in its place."
        FieldFlattenMany "field-flatten-many" "At most one tagged enum is flattened into a place, and a key is at most one map's."
        FieldPrefix "field-prefix" "The prefix of a field is that of a flattened map."
        FieldCount "field-count" "A record has at most 64 fields."
        FieldQuery "field-query" "A query string has fields, each with a single value."
        FieldText "field-text" "`Text<…>` is of a boolean or a number."
        FieldMany "field-many" "`OneOrMany<…>` is of a type that is never a list or null."
        FieldOpaque "field-opaque" "`#[opaque]` stands on a type that the macro doesn't know."
        FieldPosted "field-posted" "`#[posted(Date)]` stands on a `DateTime`, and `#[posted(Map)]` on what is an object in JSON."
        FieldPostedObject "field-posted-object" "What is posted as a `Date` or a `Map` is part of an object that is posted."
        FieldPostedPath "field-posted-path" "The way to what is posted as a `Date` or a `Map` ends, and there are at most 64 in a message."
    }
    "data" {
        DataArguments "data-arguments" "A data type is one thing, and its arguments are about it."
        DataDerive "data-derive" "A data type derives what all that it is made of has, and what isn't generated."
        DataEndless "data-endless" "A value of a data type can end: it doesn't always hold another of its type."
        DataShape "data-shape" "A data struct has fields, or one value."
        EnumEmpty "enum-empty" "A data enum has variants."
        EnumValue "enum-value" "A plain enum's variants carry no data."
        EnumPrefix "enum-prefix" "A prefix stands on a variant with one `String`."
        OneOfVariant "one-of-variant" "Each variant of `one_of` has one value, which is always there."
        TaggedVariant "tagged-variant" "A tagged variant has named fields, or none."
        TaggedKind "tagged-kind" "The tags of a type are all strings, all booleans, or all whole numbers."
        UntaggedVariant "untagged-variant" "Each variant of an untagged enum has one scalar, or an object."
        UntaggedOverlap "untagged-overlap" "Untagged variants differ in their JSON type."
    }
    "samples" {
        SampleSyntax "sample-syntax" "A sample is JSON."
        SamplePlace "sample-place" "A sample is of the kind that the message or function has."
        SampleFile "sample-file" "A sample's file exists and is JSON."
        SampleKeyDuplicate "sample-key-duplicate" "A sample has each key once."
        SampleTag "sample-tag" "A sample has its message's tag."
        SampleConstant "sample-constant" "A sample has the constants of its envelope."
        SampleKeyUnknown "sample-key-unknown" "A sample has declared keys only."
        SampleKeyMissing "sample-key-missing" "A sample has every required key."
        SampleType "sample-type" "A sample's values are of the declared types."
        SampleValue "sample-value" "A sample's value is one that a closed enum lists."
    }
    "states" {
        MachineUnknown "machine-unknown" "A rule names a declared machine."
        MachineUnused "machine-unused" "A machine is moved by some message."
        MachineSize "machine-size" "A machine has 1 to 62 states."
        MachineCount "machine-count" "A protocol has at most 16 machines, and a message at most 4 rules."
        MachineKey "machine-key" "A message about a keyed machine has the field that is its key, of a type that can be one."
        MachineEnd "machine-end" "`#[end]` stands in a keyed machine."
        StateFields "state-fields" "A state is a bare name."
        StateUnknown "state-unknown" "A rule names a declared state."
        StateDuplicate "state-duplicate" "States have different names."
        StateUnreachable "state-unreachable" "Every state can be reached."
        StateDeadEnd "state-dead-end" "A call that can end can end from every state."
        ConditionUnknown "condition-unknown" "A condition names a field of its message, or one inside of it."
        ConditionType "condition-type" "A condition compares a boolean, a whole number, a string or an enum of strings."
        ConditionValue "condition-value" "A condition's value is one that the field can have."
        ConditionMixed "condition-mixed" "Of the moves of a machine on a message, all have a condition on the same field, or none has one."
        MoveNew "move-new" "`new` is for keyed machines."
        OrderOverlap "order-overlap" "A message has one rule per machine and state."
    }
    "replies" {
        ReplyUnknown "reply-unknown" "An answer is a declared message."
        ReplyDirection "reply-direction" "An answer comes from the other side."
        ReplyAmbiguous "reply-ambiguous" "An answer's name means one message."
        ReplySame "reply-same" "What answers a message is named once: success and failure are different messages."
        ReplyOutcome "reply-outcome" "An answer that is either of two says itself whether it failed, and answers alone."
        ReplySilence "reply-silence" "A request that is answered only when it fails says how long a failure may take."
        ReplyIdPlace "reply-id-place" "`#[id]` stands on one field of a message that is answered, or that answers one."
        ReplyIdMissing "reply-id-missing" "A message with an id is answered by messages with an id."
        ReplyIdType "reply-id-type" "An id is a `String`, a `u64` or an `Id`, always there, and of the same type in the answer."
        RequestId "request-id" "Requests have ids, under a key of their own."
        RequestAnswer "request-answer" "Requests say how they are answered, and answers look like no other message."
        RequestPort "request-port" "What is answered over a port of its own has no id, and a stream there ends with the port."
        RequestError "request-error" "A request's failure says something of a known type."
        RequestFailure "request-failure" "A function has a `Result` where an answer has a place for a failure."
        OutcomeResult "outcome-result" "A message with `#[outcome]` has one `Result<T, E>`."
        OutcomeKeys "outcome-keys" "An outcome names its keys, and says whether it failed; what has no key is a struct beside a flag."
        OutcomeDecides "outcome-decides" "What decides between success and failure is there, and something may speak against it."
    }
    "streams" {
        StreamId "stream-id" "The answers of a stream are found by an id."
        StreamAnswer "stream-answer" "A stream has an answer that comes many times, and that is no outcome."
        StreamUntil "stream-until" "What ends a stream comes from the other side, with the stream's id."
        StreamCancel "stream-cancel" "What cancels a stream is sent by the side that asked, with the stream's id alone."
    }
    "stamps" {
        StampPlace "stamp-place" "`#[session]` or `#[fresh]` stands on a field of a message that is no id."
        StampType "stamp-type" "A session fills in what is always there, of a type that it can make or compare."
    }
    "handshakes" {
        HandshakeUntil "handshake-until" "A handshake names what acknowledges it."
        HandshakeUnknown "handshake-unknown" "What a handshake waits for is a declared message."
        HandshakeAmbiguous "handshake-ambiguous" "What a handshake waits for is one message."
        HandshakeDirection "handshake-direction" "What a handshake waits for comes from the other side."
        HandshakeSame "handshake-same" "What acknowledges a handshake isn't what begins it, or begins it again."
        HandshakeDuplicate "handshake-duplicate" "A direction has one handshake."
        HandshakePort "handshake-port" "What begins a handshake hands over no port."
        HandshakeReply "handshake-reply" "A handshake is answered by its acknowledgement alone."
    }
    "methods" {
        FunctionSyntax "function-syntax" "A function is `fn name(argument: Type) -> Result;`."
        FunctionReceiver "function-receiver" "A function of a library has no `self`."
        FunctionGenerics "function-generics" "A function has no generic parameters."
        FunctionQualifier "function-qualifier" "A function is plain: not async, const, unsafe or extern."
        FunctionBody "function-body" "A function has no body."
        FunctionArgument "function-argument" "An argument is a name with a type."
        FunctionResult "function-result" "A result is one type, or `Result<T, E>`."
        ConventionAnswer "convention-answer" "An answer comes in one way, and a library's convention says which."
        ConventionKeys "convention-keys" "The keys of an answer, of callbacks and of arguments differ, and there is one for a result."
        ConventionNothing "convention-nothing" "A function that nothing answers has no result."
        SubscriptionArguments "subscription-arguments" "A subscription that isn't answered has no arguments."
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use std::collections::HashSet;

    #[test]
    fn ids_are_unique_and_in_kebab_case() {
        let ids: HashSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids.len(), Rule::ALL.len());
        for id in ids {
            assert!(
                id.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{id}"
            );
        }
    }
}
