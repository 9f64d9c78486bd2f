//! What a session admits.

use super::{Origin, OriginError, OriginPattern, Origins};
use crate::protocol::Protocol;
use core::fmt;
use std::borrow::Cow;
use std::sync::Arc;

/// The origins that a session admits.
///
/// An application's policy is [`declared`](Self::declared) by its protocol and
/// [`widened`](Self::widened) in its source, or lists the origins that its own configuration names
/// ([`configured`](Self::configured)). The vendor's side serves the [`pages`](Self::pages)
/// that its owner lists. Text from a message, a referrer or an iframe's `src` can only
/// [`select`](Self::select) within either.
///
/// ```
/// use cti_runtime::{Origin, OriginPolicy};
///
/// let pages = OriginPolicy::pages([Origin::parse("https://crm.example")?])?;
/// assert!(pages.admits("https://crm.example"));
/// assert!(!pages.admits("https://crm.example.evil.example"));
/// assert!(!pages.admits("null"));
/// # Ok::<(), cti_runtime::OriginError>(())
/// ```
#[derive(Clone)]
pub struct OriginPolicy {
    patterns: Cow<'static, [OriginPattern]>,
    /// Sorted: a vendor may have thousands of customers.
    listed: Option<Arc<[Origin]>>,
    simulation: bool,
}

impl OriginPolicy {
    /// The origins that a protocol's declaration lists.
    ///
    /// ```
    /// use cti_runtime::{OriginPolicy, Protocol};
    ///
    /// fn policy<P: Protocol>() -> OriginPolicy {
    ///     OriginPolicy::declared::<P>().widened(cti_runtime::origins!("https://*.acme.example"))
    /// }
    /// ```
    pub fn declared<P: Protocol>() -> Self {
        let mut policy = Self::none();
        policy.patterns = Cow::Borrowed(P::TABLE.origins);
        policy
    }

    /// Exact origins that the application's own configuration names when it runs, in place of those of
    /// the declaration: the host at which a customer has the vendor's phone, say.
    ///
    /// That configuration decides which pages may speak. So it is a file or a setting of the
    /// application's owner: never a parameter of a URL, a message, or anything else that the other side
    /// or a visitor can choose. Origins that are known when the application is written are
    /// [declared](Self::declared), or [widen](Self::widened) the policy.
    ///
    /// # Errors
    /// If the list is empty.
    ///
    /// ```
    /// use cti_runtime::{Origin, OriginPolicy};
    ///
    /// let setting = "https://phone.customer.example";
    /// let policy = OriginPolicy::configured([Origin::parse(setting)?])?;
    /// assert!(policy.admits("https://phone.customer.example"));
    /// assert!(!policy.admits("https://phone.acme.example"));
    /// assert!(Origin::parse("https://*.customer.example").is_err(), "data has no wildcards");
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn configured(origins: impl IntoIterator<Item = Origin>) -> Result<Self, OriginError> {
        Self::listing(origins)
    }

    /// Exact origins that the owner of the vendor's side lists: its customers' pages.
    ///
    /// # Errors
    /// If the list is empty.
    ///
    /// ```
    /// use cti_runtime::{Origin, OriginPolicy};
    ///
    /// let customers = "https://crm.example https://intranet.example:8443";
    /// let pages: Vec<Origin> =
    ///     customers.split(' ').map(Origin::parse).collect::<Result<_, _>>()?;
    /// let policy = OriginPolicy::pages(pages)?;
    /// assert!(policy.admits("https://intranet.example:8443"));
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn pages(pages: impl IntoIterator<Item = Origin>) -> Result<Self, OriginError> {
        Self::listing(pages)
    }

    fn listing(origins: impl IntoIterator<Item = Origin>) -> Result<Self, OriginError> {
        let mut origins: Vec<Origin> = origins.into_iter().collect();
        origins.sort_unstable();
        origins.dedup();
        if origins.is_empty() {
            return Err(OriginError::NoOrigins);
        }
        Ok(Self {
            listed: Some(origins.into()),
            ..Self::none()
        })
    }

    /// Loopback origins, for a simulated phone or page on this machine.
    ///
    /// # Errors
    /// If the list is empty, or has an origin that isn't loopback.
    ///
    /// ```
    /// use cti_runtime::{OriginError, OriginPolicy};
    ///
    /// assert!(OriginPolicy::simulation(&["http://localhost:8080"])?.is_simulation());
    /// assert_eq!(
    ///     OriginPolicy::simulation(&["https://phone.acme.example"]).unwrap_err(),
    ///     OriginError::NotLoopback,
    /// );
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn simulation(origins: &[&str]) -> Result<Self, OriginError> {
        let loopback = |text: &&str| match Origin::parse(text)? {
            origin if origin.is_loopback() => Ok(origin),
            _ => Err(OriginError::NotLoopback),
        };
        let origins: Vec<Origin> = origins.iter().map(loopback).collect::<Result<_, _>>()?;
        let mut policy = Self::listing(origins)?;
        policy.simulation = true;
        Ok(policy)
    }

    /// Admits no origin: for the sessions of in-page libraries.
    pub(crate) fn none() -> Self {
        Self {
            patterns: Cow::Borrowed(&[]),
            listed: None,
            simulation: false,
        }
    }

    fn exact(&self) -> &[Origin] {
        self.listed.as_deref().unwrap_or_default()
    }

    /// Admits these origins as well. They are literals of the source, never data.
    ///
    /// A simulation stays one: only the loopback ones among them are added to it.
    ///
    /// ```
    /// use cti_runtime::{Origin, OriginPolicy, origins};
    ///
    /// let policy = OriginPolicy::pages([Origin::parse("https://crm.example")?])?
    ///     .widened(origins!("https://crm-*.staging.example"));
    /// assert!(policy.admits("https://crm-7.staging.example"));
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    #[must_use]
    pub fn widened(mut self, origins: Origins) -> Self {
        for pattern in origins.patterns() {
            // What is admitted already would keep `only` from seeing that there is one origin.
            let known = self.patterns.contains(pattern) || self.admits(pattern.as_str());
            if !known && (pattern.is_loopback() || !self.simulation) {
                self.patterns.to_mut().push(*pattern);
            }
        }
        self
    }

    /// Whether an origin, as the browser reports it, may speak. Allocates nothing.
    ///
    /// Only the serialised form is compared, byte by byte: whatever
    /// [`Origin::parse`](crate::Origin::parse) refuses is not admitted.
    ///
    /// ```
    /// # use cti_runtime::OriginPolicy;
    /// let policy = OriginPolicy::simulation(&["http://localhost:8080"])?;
    /// assert!(policy.admits("http://localhost:8080"));
    /// assert!(!policy.admits("http://localhost:8080/"));
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn admits(&self, origin: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.admits(origin))
            || self
                .exact()
                .binary_search_by(|page| page.as_str().cmp(origin))
                .is_ok()
    }

    /// The origin that a text names, if the policy admits it: an origin that arrived, or the URL of
    /// an iframe, a referrer, or what a message says of its sender.
    ///
    /// # Errors
    /// If the text names no origin ([`Origin::of_url`] says which are understood), or another one.
    ///
    /// ```
    /// use cti_runtime::{OriginError, OriginPolicy};
    ///
    /// let policy = OriginPolicy::simulation(&["http://localhost:8080"])?;
    /// assert_eq!(policy.select("http://localhost:8080/phone")?.as_str(), "http://localhost:8080");
    /// assert_eq!(policy.select("https://evil.example"), Err(OriginError::NotAdmitted));
    /// # Ok::<(), OriginError>(())
    /// ```
    pub fn select(&self, origin: &str) -> Result<Origin, OriginError> {
        let origin = Origin::of_url(origin)?;
        if self.admits(origin.as_str()) {
            Ok(origin)
        } else {
            Err(OriginError::NotAdmitted)
        }
    }

    /// An origin in its serialised form, as a browser reports it, if the policy admits it. Nothing is
    /// parsed: what is admitted is an origin.
    ///
    /// ```
    /// # use cti_runtime::OriginPolicy;
    /// let policy = OriginPolicy::simulation(&["http://localhost:8080"])?;
    /// assert_eq!(policy.exactly("http://localhost:8080"), policy.only());
    /// assert_eq!(policy.exactly("http://localhost:8080/phone"), None);
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn exactly(&self, origin: &str) -> Option<Origin> {
        self.admits(origin).then(|| Origin::admitted(origin))
    }

    /// The origin of a URL as a browser writes it (a referrer, an iframe's `src`), if the policy admits
    /// it. Less is understood than by [`select`](Self::select): nothing is parsed or repaired, and what
    /// stands before the path is admitted as it is, or not.
    ///
    /// ```
    /// # use cti_runtime::OriginPolicy;
    /// let policy = OriginPolicy::simulation(&["http://localhost:8080"])?;
    /// assert_eq!(policy.of_written("http://localhost:8080/phone?lang=en"), policy.only());
    /// assert_eq!(policy.of_written("http://localhost:8080@evil.example/"), None);
    /// assert_eq!(policy.of_written("HTTP://localhost:8080/"), None);
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn of_written(&self, url: &str) -> Option<Origin> {
        let mut slashes = 0_u8;
        let path = url.bytes().position(|byte| {
            slashes += u8::from(byte == b'/');
            slashes == 3 || matches!(byte, b'?' | b'#')
        });
        self.exactly(url.get(..path.unwrap_or(url.len()))?)
    }

    /// The origin that is admitted, if it is a single exact one: what to post to by default.
    ///
    /// ```
    /// # use cti_runtime::OriginPolicy;
    /// let policy = OriginPolicy::simulation(&["http://localhost:8080"])?;
    /// assert_eq!(policy.only(), Some(policy.select("http://localhost:8080")?));
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn only(&self) -> Option<Origin> {
        match (&*self.patterns, self.exact()) {
            ([pattern], []) => Origin::of_pattern(*pattern),
            ([], [origin]) => Some(origin.clone()),
            _ => None,
        }
    }

    /// Whether this is a simulation's policy, which admits loopback origins only.
    ///
    /// ```
    /// # use cti_runtime::OriginPolicy;
    /// assert!(OriginPolicy::simulation(&["http://localhost:8080"])?.is_simulation());
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub const fn is_simulation(&self) -> bool {
        self.simulation
    }

    /// The patterns and exact origins, to be shown.
    ///
    /// ```
    /// # use cti_runtime::OriginPolicy;
    /// let policy = OriginPolicy::simulation(&["http://localhost:8080"])?;
    /// assert_eq!(policy.patterns().collect::<Vec<_>>(), ["http://localhost:8080"]);
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        let exact = self.exact().iter().map(Origin::as_str);
        let declared = self
            .patterns
            .iter()
            .map(|pattern| -> &str { pattern.as_str() });
        declared.chain(exact)
    }
}

impl fmt::Debug for OriginPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.simulation {
            "OriginPolicy::simulation"
        } else {
            "OriginPolicy"
        };
        write!(f, "{name} ")?;
        f.debug_list().entries(self.patterns()).finish()
    }
}
