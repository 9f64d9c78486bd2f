// Messages that arrive while a page's module still loads.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, arrived, at, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const JUSTCALL = "https://app.justcall.io";

/** A page whose first script keeps messages. */
const early = (origin, asked) => at(`${origin}/early`, asked);

/** What JustCall's SDK does: it asks at the frame's `load`, once, and waits. */
const sdk = (page, src) =>
  page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe");
        const { origin } = new URL(src);
        addEventListener("message", (event) => {
          if (event.origin === origin && event.data.name === "is-logged-in") resolve(event.data);
        });
        frame.addEventListener("load", () => {
          frame.contentWindow.postMessage({ type: "is-logged-in" }, origin);
        });
        frame.src = src;
        document.body.append(frame);
      }),
    src,
  );

test("a simulated phone answers what it was asked while its module loaded", async (t) => {
  const page = await visit(t, at(CRM));
  const src = early(JUSTCALL, { role: "justcall-phone", origin: CRM, wait: "500" });
  const answer = await sdk(page, src);
  assert.deepEqual(answer, { name: "is-logged-in", data: "false" });
  const phone = new Part(frames(page)[0]);
  await phone.hears('{"type":"is-logged-in"}');
});

/** An application whose module loads after the phone has spoken: `[page, app, phone]`. */
async function late(t, before) {
  const page = await visit(t, early(CRM, { frame: at(TALK) }));
  const [phone] = frames(page);
  await before(page, phone);
  await page.evaluate(() => openRole("talk-app", document.querySelector("iframe"), []));
  return [page, new Part(page.mainFrame()), phone];
}

const post = (frame, message) =>
  frame.evaluate(([message, crm]) => parent.postMessage(message, crm), [message, CRM]);

const LOGIN = { action: "login", language: "en", origin: TALK };
const sms = (callId) => ({ action: "sms", sms: "Hello", callId });

test("an application hears what was said while its module loaded, in order and once", async (t) => {
  const [page, app, phone] = await late(t, async (page, phone) => {
    await post(phone, LOGIN);
    for (let id = 1; id <= 3; id += 1) await post(phone, sms(id));
    await arrived(page, 4);
  });
  await post(phone, sms(4));
  await app.hears(JSON.stringify(LOGIN), ...[1, 2, 3, 4].map((id) => JSON.stringify(sms(id))));
  // What a connection has heard is not kept for the next one.
  await app.close();
  await post(phone, sms(5));
  await arrived(page, 6);
  await page.evaluate(() => openRole("talk-app", document.querySelector("iframe"), []));
  const second = new Part(page.mainFrame(), 1);
  await post(phone, sms(6));
  await second.hears(JSON.stringify(sms(6)));
});

test("what was kept passes every gate", async (t) => {
  const [page, app, phone] = await late(t, async (page, phone) => {
    // Another window of the vendor's, and a script's event that names the phone as its source.
    await page.evaluate((src) => addFrame(src).loaded, at(TALK));
    await post(frames(page)[1], sms(1));
    await page.evaluate(
      ([data, origin]) => {
        const source = document.querySelector("iframe").contentWindow;
        dispatchEvent(new MessageEvent("message", { data, origin, source }));
      },
      [sms(2), TALK],
    );
    // The phone's window at an origin of somebody else's.
    await phone.goto("https://evil.example");
    await post(frames(page)[0], sms(3));
    await frames(page)[0].goto(TALK);
    await post(frames(page)[0], sms(4));
    await arrived(page, 4);
  });
  await app.hears(
    "! refused, source: an event that a script made",
    "! refused, origin: not an origin of this protocol",
    JSON.stringify(sms(4)),
  );
});

test("what isn't an event is none, whatever it says of itself", async (t) => {
  const page = await visit(t, at(CRM, { frame: at(TALK) }));
  await page.evaluate(
    (data) => {
      const source = document.querySelector("iframe").contentWindow;
      const fake = Object.create(MessageEvent.prototype, {
        isTrusted: { value: true },
        source: { value: source },
        origin: { value: "https://login-ce2.leaddesk.com" },
        data: { value: data },
      });
      window.ctiEarly = { take: () => [fake, 0] };
      return openRole("talk-app", document.querySelector("iframe"), []);
    },
    sms(1),
  );
  const app = new Part(page.mainFrame());
  await post(frames(page)[0], sms(2));
  await app.hears(JSON.stringify(sms(2)));
});

test("what is kept is bounded, and what was dropped is told", async (t) => {
  const [, app] = await late(t, async (page, phone) => {
    await phone.evaluate(
      ([message, crm]) => {
        for (let sent = 0; sent < 300; sent += 1) parent.postMessage(message, crm);
      },
      [sms(1), CRM],
    );
    await arrived(page, 300);
  });
  await eventually(async () => assert.equal((await app.seen()).length, 257));
  const last = (await app.seen()).at(-1);
  assert.match(last, /^! Overrun.*queue: Early.*dropped: 44/);
});

test("a connection that is closed at once hears nothing", async (t) => {
  const page = await visit(t, early(CRM, { frame: at(TALK) }));
  await post(frames(page)[0], sms(1));
  await arrived(page, 1);
  await page.evaluate(async () => {
    await openRole("talk-app", document.querySelector("iframe"), []);
    parts[0].role.free();
  });
  await post(frames(page)[0], sms(2));
  await arrived(page, 2);
  await new Part(page.mainFrame()).hears();
});
