//! Which document of a frame the session talks to.
//!
//! A frame's `load` event fires for a reload, a login redirect and a navigation alike, and mostly
//! after the new document's first words. Documents of one origin can't be told apart otherwise; so
//! the first message of a session decides, and `load` tells only that a document whose `load` had
//! fired before is gone.

/// What is known of the document in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Its `load` has fired.
    loaded: bool,
    /// It took the place of another, and no session has begun with it yet.
    fresh: bool,
}

impl Document {
    /// The document that is in a frame when the session begins.
    pub(crate) const fn new(loaded: bool) -> Self {
        Self {
            loaded,
            fresh: false,
        }
    }

    /// `load` fires. Says whether it is another document than before.
    pub(crate) const fn load(&mut self) -> bool {
        let another = self.loaded;
        self.fresh |= another;
        self.loaded = true;
        another
    }

    /// A message began a session in the middle of one: it is from another document, whose `load`
    /// is still to come unless it was seen.
    pub(crate) const fn restart(&mut self) {
        if !self.fresh {
            self.loaded = false;
        }
        self.fresh = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_own_load_is_no_other_document() {
        let mut document = Document::new(false);
        assert!(!document.load());
        assert!(document.load(), "a reload");
        assert!(document.load(), "and another");
    }

    #[test]
    fn after_a_document_that_had_loaded_comes_another() {
        assert!(Document::new(true).load());
    }

    #[test]
    fn a_document_that_spoke_before_its_load_is_not_taken_for_a_third() {
        let mut document = Document::new(false);
        assert!(!document.load());
        document.restart(); // the second document's first message
        assert!(!document.load(), "the second document's own");
        assert!(document.load(), "the third");
    }

    #[test]
    fn a_document_that_speaks_after_its_load_has_none_to_come() {
        let mut document = Document::new(false);
        assert!(!document.load());
        assert!(document.load(), "the second document");
        document.restart();
        assert!(document.load(), "the third");
    }
}
