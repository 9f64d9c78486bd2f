// A listener as a careful page writes it: the window, the origin, and the fields that it uses.
import { note, noteCall } from "./page.mjs";

const isObject = (value) => typeof value === "object" && value !== null;

const isText = (value) => typeof value === "string";
const isListOf = (isItem, value) => value == null || (Array.isArray(value) && value.every(isItem));
const isUrl = (value) => isObject(value) && isText(value.external_system) && isText(value.external_url);
const isContact = (value) =>
  isObject(value) &&
  (value.id == null || Number.isSafeInteger(value.id)) &&
  isText(value.name) &&
  (value.company == null || isText(value.company)) &&
  isListOf(isText, value.contact_emails) &&
  isListOf(isText, value.contact_numbers) &&
  isListOf(isUrl, value.external_urls) &&
  isListOf(isText, value.tags);

const protocols = {
  talk(data) {
    if (!isObject(data) || data.action !== "sms") return;
    const { sms, callId } = data;
    if (!isText(sms) || !(callId == null || Number.isSafeInteger(callId))) return;
    note(`sms ${sms} ${callId ?? ""}`);
  },
  cloudtalk(data) {
    if (!isText(data)) return;
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (!isObject(message) || message.event !== "contact_info") return;
    const call = message.properties;
    if (!isObject(call) || !isText(call.call_uuid) || !isText(call.external_number)) return;
    if (call.internal_number != null && !isText(call.internal_number)) return;
    if (call.contact != null && !isContact(call.contact)) return;
    noteCall(call);
  },
};

export function start(frame, origin, protocol) {
  const take = protocols[protocol];
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === origin) take(event.data);
  });
}
