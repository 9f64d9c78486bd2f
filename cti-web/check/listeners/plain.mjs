// A listener as a careful page writes it: the window, the origin, and the fields that it uses.
import { note } from "./page.mjs";

const isObject = (value) => typeof value === "object" && value !== null;

const protocols = {
  talk(data) {
    if (!isObject(data) || data.action !== "sms") return;
    const { sms, callId } = data;
    if (typeof sms !== "string" || !(callId == null || Number.isSafeInteger(callId))) return;
    note(`sms ${sms} ${callId ?? ""}`);
  },
  cloudtalk(data) {
    if (typeof data !== "string") return;
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (!isObject(message) || message.event !== "contact_info") return;
    const call = message.properties;
    if (!isObject(call) || typeof call.call_uuid !== "string") return;
    if (typeof call.external_number !== "string") return;
    note(`call ${call.call_uuid} from ${call.external_number}`);
  },
};

export function start(frame, origin, protocol) {
  const take = protocols[protocol];
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === origin) take(event.data);
  });
}
