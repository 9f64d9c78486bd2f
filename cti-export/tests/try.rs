#[path = "support/sink.rs"] mod sink;
use cti_runtime::Protocol;
#[test] fn t(){ for d in [sink::sink_wrapped::SinkWrapped::description(), sink::sink_flat::SinkFlat::description(), sink::sink_library::SinkLibrary::description()] { for f in cti_export::Format::ALL { std::fs::create_dir_all("/tmp/sink").unwrap(); std::fs::write(format!("/tmp/sink/{}.{}", d.name, f.extension()), cti_export::export(d,f)).unwrap(); } }
 println!("{:?}", cti_vendors::leaddesk_talk::LeaddeskTalk::description().doc);
}
