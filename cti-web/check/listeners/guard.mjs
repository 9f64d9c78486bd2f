// The TypeScript that `cti-export` writes: its guard looks at origin and tag.
import { note, noteCall } from "./page.mjs";
import * as talk from "../../../cti-export/golden/leaddesk-talk.ts";
import * as cloudtalk from "../../../cti-export/golden/cloudtalk.ts";

const protocols = {
  talk(event) {
    const message = talk.readEvent(event);
    if (message?.action === "sms") note(`sms ${message.sms} ${message.callId ?? ""}`);
  },
  cloudtalk(event) {
    const message = cloudtalk.readEvent(event);
    if (message?.event !== "contact_info") return;
    noteCall(message.properties);
  },
};

export function start(frame, _, protocol) {
  const take = protocols[protocol];
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow) take(event);
  });
}
