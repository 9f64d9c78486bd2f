//! Types of other libraries.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            f0: HashMap<String, u64>,
            f1: BTreeMap<String, Vec<u64>>,
            f2: Cow<'static, str>,
            f3: Arc<String>,
            f4: Value,
            f5: NaiveDateTime,
            f6: Duration,
            f7: Uri,
            f8: Guid,
            f9: HashSet<String>,
            f10: DateTime<Utc>,
            f11: int,
            f12: double,
            f13: List<String>,
            f14: Optional<String>,
            f15: Phone,
        },
    }
}

fn main() {}
// errors: 16
