// The TypeScript that `cti-export` writes: its guard looks at origin and tag.
import { note } from "./page.mjs";
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
    const { call_uuid, external_number } = message.properties;
    note(`call ${call_uuid} from ${external_number}`);
  },
};

export function start(frame, _, protocol) {
  const take = protocols[protocol];
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow) take(event);
  });
}
