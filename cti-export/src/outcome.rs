//! Bodies that say success or failure, requests and their answers.

use cti_runtime::describe::{
    self, Constant, Decides, Family, FamilyKind, Message, Reply, Requests, Sample, Type,
};

use crate::json::Json;
use crate::paths;

/// A body that is a success or a failure.
#[derive(Clone, Copy)]
pub(crate) struct Outcome {
    /// The key of the boolean that is true on success.
    pub(crate) flag: Option<&'static str>,
    pub(crate) ok: Side,
    /// Says nothing that is ever there, if there is [no failure](Self::may_fail).
    pub(crate) error: Side,
    /// Which of the three counts where the others speak against it.
    pub(crate) decides: Option<Decides>,
    /// Whether the declaration calls both of them personal data.
    pub(crate) personal: bool,
}

/// Success or failure: the key and the type of what is there. Without a key, the fields of the type
/// stand beside the flag.
pub(crate) type Side = (Option<&'static str>, Type);

impl Outcome {
    /// The outcome that a message has in its body.
    pub(crate) const fn of(outcome: &describe::Outcome) -> Self {
        Self {
            flag: outcome.flag,
            ok: (outcome.ok_key, outcome.ok),
            error: (outcome.error_key, outcome.error),
            decides: outcome.decides,
            personal: outcome.personal,
        }
    }

    /// What answers a request.
    pub(crate) const fn answer(requests: &Requests, message: &Message) -> Option<Self> {
        let Some(Reply::Callback { result, error }) = message.reply else {
            return None;
        };
        Some(Self {
            flag: requests.answer.flag,
            ok: (requests.answer.ok, result),
            error: (requests.answer.error, error),
            decides: requests.answer.decides,
            personal: false,
        })
    }

    /// Whether there is a place for a failure.
    pub(crate) const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.0.is_some()
    }

    /// Whether there is a place for nothing but a failure.
    const fn only_fails(&self) -> bool {
        self.flag.is_none() && self.ok.0.is_none()
    }

    /// The keys that say which of the two it is, and of the two.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.flag, self.ok.0, self.error.0].into_iter().flatten()
    }

    /// Whether a body that has none of the keys is a success.
    pub(crate) const fn takes_nothing(&self) -> bool {
        self.flag.is_none() && !self.only_fails() && !says_something(self.ok.1)
    }

    /// What is there on success, or on failure.
    pub(crate) const fn way(&self, succeeded: bool) -> Way {
        let ((key, ty), (other, _)) = if succeeded {
            (self.ok, self.error)
        } else {
            (self.error, self.ok)
        };
        let decides_alone = match self.decides {
            None => false,
            Some(Decides::Flag) => true,
            Some(Decides::Ok) => succeeded,
            Some(Decides::Error) => !succeeded,
        };
        Way {
            succeeded,
            key,
            ty,
            needed: says_something(ty),
            other,
            decides_alone,
        }
    }

    /// All that there may be.
    pub(crate) fn ways(&self) -> impl Iterator<Item = Way> + use<> {
        let success = (!self.only_fails()).then(|| self.way(true));
        let failure = self.may_fail().then(|| self.way(false));
        success.into_iter().chain(failure)
    }
}

/// What is there on success, or on failure.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) succeeded: bool,
    /// The key of what is there. Without, the fields of the type stand beside the flag.
    pub(crate) key: Option<&'static str>,
    pub(crate) ty: Type,
    /// Whether the key must be there.
    pub(crate) needed: bool,
    /// The key that isn't there, or is null, unless this [decides alone](Self::decides_alone).
    pub(crate) other: Option<&'static str>,
    /// Whether what stands under the other key is passed over.
    pub(crate) decides_alone: bool,
}

/// The outcome that a message has beside its content, or has no content for, and the one in its content.
pub(crate) fn beside_and_within(message: &Message) -> (Option<Outcome>, Option<Outcome>) {
    let Some(declared) = &message.outcome else {
        return (None, None);
    };
    let outcome = Some(Outcome::of(declared));
    if declared.beside || message.content.is_none() {
        (outcome, None)
    } else {
        (None, outcome)
    }
}

const fn says_something(ty: Type) -> bool {
    !matches!(ty, Type::Option(_) | Type::Nothing)
}

/// The requests of a family with what they are answered by.
pub(crate) fn requests(family: &Family) -> Option<Requests> {
    family
        .requests
        .filter(|_| family.kind == FamilyKind::Requests)
}

/// The samples of what a function or a request is called with.
pub(crate) fn arguments(message: &Message) -> Vec<Json> {
    let samples = message.samples.iter().filter_map(|sample| match sample {
        Sample::Arguments(json) => Some(Json::of_text(json)),
        _ => None,
    });
    samples.collect()
}

/// The samples of a request, as they are posted.
pub(crate) fn posted<'a>(family: &'a Family, message: &'a Message) -> Vec<Json> {
    let Some(requests) = requests(family) else {
        return Vec::new();
    };
    let samples = arguments(message).into_iter();
    samples
        .map(|arguments| {
            let mut request = fixed(family.envelope.constants);
            paths::put(&mut request, family.envelope.tag, message.tag);
            if let Some(key) = requests.id {
                paths::put(&mut request, key, id(&requests));
            }
            let mut inner = Json::object();
            for (key, value) in arguments.entries() {
                let is_beside = |field: &&cti_runtime::describe::Field| field.key == key;
                let beside = message.fields.iter().find(is_beside);
                if beside.is_some_and(|field| field.beside) {
                    paths::put(&mut request, key, value.clone());
                } else if message.content.is_none() {
                    request.put(key, value.clone());
                } else {
                    inner.put(key, value.clone());
                }
            }
            if let Some(content) = message.content {
                paths::put(&mut request, content, inner);
            }
            request
        })
        .collect()
}

/// The samples of what answers a request, as they are posted.
pub(crate) fn answers(family: &Family, message: &Message) -> Vec<Json> {
    let Some(requests) = requests(family) else {
        return Vec::new();
    };
    let answer = &requests.answer;
    let samples = message.samples.iter().filter_map(|sample| {
        let (ok, key, json) = match sample {
            Sample::Result(json) => (true, answer.ok, json),
            Sample::Error(json) => (false, answer.error, json),
            _ => return None,
        };
        let mut said = fixed(answer.constants);
        if let Some(key) = answer.id {
            paths::put(&mut said, key, id(&requests));
        }
        if let Some(flag) = answer.flag {
            paths::put(&mut said, flag, ok);
        }
        let json = Json::of_text(json);
        match key {
            Some(key) => paths::put(&mut said, key, json),
            None => {
                for (key, value) in json.entries() {
                    said.put(key, value.clone());
                }
            }
        }
        Some(said)
    });
    samples.collect()
}

/// An id, as the first request of a session has it.
fn id(requests: &Requests) -> Json {
    Json::Literal(if requests.numbers { "1" } else { "\"1\"" }.to_owned())
}

fn fixed(constants: &[Constant]) -> Json {
    let mut object = Json::object();
    for constant in constants {
        let value = Json::Literal(constant.value.to_string());
        paths::put(&mut object, constant.key, value);
    }
    object
}
