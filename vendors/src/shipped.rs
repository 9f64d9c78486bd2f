//! The list of the shipped protocols.

/// Calls a macro with a line for each shipped protocol: its module, its marker and its name.
///
/// All that has a part for each protocol is written from this list: modules, the registry, tests,
/// fuzz targets and bundled recordings. So a new protocol is its own files, which are named after
/// it, its line here, and its feature in `Cargo.toml`. The lines are all there, whichever features are
/// on.
///
/// ```
/// macro_rules! names {
///     ($($module:ident $marker:ident $name:literal;)*) => { [$($name),*] };
/// }
/// assert!(cti_vendors::for_each_protocol!(names).contains(&"leaddesk-talk"));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_protocol {
    ($then:ident) => {
        $then! {
            aircall Aircall "aircall";
            amazon_connect AmazonConnect "amazon-connect";
            cloudtalk Cloudtalk "cloudtalk";
            desk_open_cti DeskOpenCti "desk-open-cti";
            dialpad Dialpad "dialpad";
            genesys_embeddable GenesysEmbeddable "genesys-embeddable";
            hubspot_calling HubspotCalling "hubspot-calling";
            justcall Justcall "justcall";
            leaddesk_contact_card LeaddeskContactCard "leaddesk-contact-card";
            leaddesk_talk LeaddeskTalk "leaddesk-talk";
            ringcentral Ringcentral "ringcentral";
            salesforce_open_cti SalesforceOpenCti "salesforce-open-cti";
            talkdesk_embedded TalkdeskEmbedded "talkdesk-embedded";
            zendesk Zendesk "zendesk";
            zoom_phone ZoomPhone "zoom-phone";
        }
    };
}
