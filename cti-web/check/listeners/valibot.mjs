// The same checks, and schemas of valibot for all of a protocol's events.
import * as v from "valibot";
import { note, noteCall } from "./page.mjs";

const int = v.pipe(v.number(), v.integer());
const number = v.union([v.string(), v.number()]);
const action = (name, fields = {}) => v.object({ action: v.literal(name), ...fields });
const talk = v.variant("action", [
  action("login", { language: v.string(), origin: v.string() }),
  action("logout"),
  action("call", { id: int, number, direction: v.picklist(["in", "out"]), ringStart: v.string() }),
  action("connected", { callStart: v.string() }),
  action("disconnected", { callEnd: v.string(), recordUrl: v.nullish(v.string()) }),
  action("completed", {
    call: v.object({
      id: int,
      direction: v.picklist(["in", "out"]),
      to: v.nullish(number),
      from: v.nullish(number),
      answered: v.boolean(),
      duration: v.nullish(int),
      comment: v.nullish(v.string()),
      recordUrl: v.nullish(v.string()),
      reason: v.nullish(v.object({ name: v.string() })),
    }),
  }),
  action("sms", { sms: v.string(), callId: v.nullish(int) }),
  action("error", { message: v.string() }),
  action("jwt", { jwt: v.string() }),
]);

const list = (item) => v.optional(v.array(item), []);
const properties = v.object({
  call_uuid: v.string(),
  external_number: v.string(),
  internal_number: v.nullish(v.string()),
  contact: v.nullish(
    v.object({
      id: v.nullish(int),
      name: v.string(),
      company: v.nullish(v.string()),
      contact_emails: list(v.string()),
      contact_numbers: list(v.string()),
      external_urls: list(v.object({ external_system: v.string(), external_url: v.string() })),
      tags: list(v.string()),
    }),
  ),
});
const events = ["ringing", "dialing", "calling", "hangup", "ended", "contact_info"];
const cloudtalk = v.object({ event: v.picklist(events), properties });

const protocols = {
  talk(data) {
    const { success, output: message } = v.safeParse(talk, data);
    if (success && message.action === "sms") note(`sms ${message.sms} ${message.callId ?? ""}`);
  },
  cloudtalk(data) {
    let json;
    try {
      json = JSON.parse(data);
    } catch {
      return;
    }
    const { success, output: message } = v.safeParse(cloudtalk, json);
    if (!success || message.event !== "contact_info") return;
    noteCall(message.properties);
  },
};

export function start(frame, origin, protocol) {
  const take = protocols[protocol];
  window.addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === origin) take(event.data);
  });
}
