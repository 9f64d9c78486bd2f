// The same checks, and schemas of zod for all of a protocol's events.
import * as z from "zod";
import { note, noteCall } from "./page.mjs";

const number = z.union([z.string(), z.number()]);
const action = (name, fields = {}) => z.object({ action: z.literal(name), ...fields });
const talk = z.discriminatedUnion("action", [
  action("login", { language: z.string(), origin: z.string() }),
  action("logout"),
  action("call", { id: z.int(), number, direction: z.enum(["in", "out"]), ringStart: z.string() }),
  action("connected", { callStart: z.string() }),
  action("disconnected", { callEnd: z.string(), recordUrl: z.string().nullish() }),
  action("completed", {
    call: z.object({
      id: z.int(),
      direction: z.enum(["in", "out"]),
      to: number.nullish(),
      from: number.nullish(),
      answered: z.boolean(),
      duration: z.int().nullish(),
      comment: z.string().nullish(),
      recordUrl: z.string().nullish(),
      reason: z.object({ name: z.string() }).nullish(),
    }),
  }),
  action("sms", { sms: z.string(), callId: z.int().nullish() }),
  action("error", { message: z.string() }),
  action("jwt", { jwt: z.string() }),
]);

const list = (item) => z.array(item).default([]);
const properties = z.object({
  call_uuid: z.string(),
  external_number: z.string(),
  internal_number: z.string().nullish(),
  contact: z
    .object({
      id: z.int().nullish(),
      name: z.string(),
      company: z.string().nullish(),
      contact_emails: list(z.string()),
      contact_numbers: list(z.string()),
      external_urls: list(z.object({ external_system: z.string(), external_url: z.string() })),
      tags: list(z.string()),
    })
    .nullish(),
});
const events = ["ringing", "dialing", "calling", "hangup", "ended", "contact_info"];
const cloudtalk = z.object({ event: z.enum(events), properties });

const protocols = {
  talk(data) {
    const { success, data: message } = talk.safeParse(data);
    if (success && message.action === "sms") note(`sms ${message.sms} ${message.callId ?? ""}`);
  },
  cloudtalk(data) {
    let json;
    try {
      json = JSON.parse(data);
    } catch {
      return;
    }
    const { success, data: message } = cloudtalk.safeParse(json);
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
