//! LeadDesk Talk as a component of Leptos, Yew and Dioxus. The guide to it is `docs/components.md`.
//!
//! Each component opens a connection when its iframe is there, hands events to state that it shows, and
//! closes the connection when it is taken out of the page. What the phone says is handled in [`talk`],
//! which knows no framework.

pub mod dioxus;
pub mod leptos;
pub mod talk;
pub mod yew;
