// Attacks on a page, each beside a message that does get through: nothing else may.
import { test } from "node:test";
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Part, arrived, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const EVIL = "https://login-ce2.leaddesk.com.evil.example";

/** What Talk posts, and how an application's page notes it. */
const SMS = { action: "sms", sms: "Hello", callId: 7 };
const HEARD = '{"action":"sms","sms":"Hello","callId":7}';

/** The application's page around Talk, whose messages the check makes up: `[page, app, talk]`. */
async function talk(t, src = at(TALK)) {
  const page = await visit(t, at(CRM, { role: "talk-app", frame: src }));
  return [page, new Part(page.mainFrame()), frames(page)[0]];
}

/** Posts to the page around a frame, as a sample of a vendor's document does. */
const post = (frame, message, target = CRM) =>
  frame.evaluate(([message, target]) => parent.postMessage(message, target), [message, target]);

/** Adds another frame to a page. */
async function add(page, src, sandbox) {
  await page.evaluate(([src, sandbox]) => addFrame(src, sandbox).loaded, [src, sandbox]);
  return frames(page).at(-1);
}

test("another origin in another frame", async (t) => {
  const [page, app, phone] = await talk(t);
  const evil = await add(page, EVIL);
  await post(evil, SMS);
  await arrived(page, 1);
  await post(phone, SMS);
  await app.hears("! refused, source: posted by another window", HEARD);
  assert.equal(await app.counted(), "1 accepted, 0 drifted, 1 source");
});

test("the right origin in the wrong window", async (t) => {
  const [page, app, phone] = await talk(t);
  const other = await add(page, TALK);
  await post(other, SMS);
  await arrived(page, 1);
  await post(phone, SMS);
  await app.hears("! refused, source: posted by another window", HEARD);
});

test("the page itself, a popup of it, and a page that opened it", async (t) => {
  const [page, app, phone] = await talk(t);
  await page.evaluate((message) => postMessage(message, location.origin), SMS);
  await arrived(page, 1);
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate((url) => void open(url), TALK),
  ]);
  await popup.evaluate(([message, target]) => opener.postMessage(message, target), [SMS, CRM]);
  await arrived(page, 2);
  await post(phone, SMS);
  const refused = "! refused, source: posted by another window";
  await app.hears(refused, refused, HEARD);
});

test("the right window, sandboxed: its origin is null", async (t) => {
  const page = await visit(t, at(CRM));
  for (const sandbox of ["allow-scripts", "allow-scripts allow-same-origin"]) {
    await add(page, TALK, sandbox);
    await page.evaluate(() =>
      openRole("talk-app", document.querySelector("iframe:last-of-type"), []),
    );
  }
  const [sandboxed, free] = frames(page);
  const [from, control] = [new Part(page.mainFrame(), 0), new Part(page.mainFrame(), 1)];
  await post(sandboxed, SMS);
  await arrived(page, 1);
  await post(free, SMS);
  const stranger = "! refused, source: posted by another window";
  await from.hears("! refused, origin: not an origin of this protocol", stranger);
  await control.hears(stranger, HEARD);
  assert.equal(await page.evaluate(() => arrived[0].origin), "null");
  // What the page posts doesn't reach it either.
  await from.does("hang up");
  await control.does("hang up");
  await arrived(free, 1);
  await arrived(sandboxed, 0);
});

test("the right window, gone to another origin after the handshake", async (t) => {
  const [page, app, phone] = await talk(t);
  await post(phone, { action: "login", language: "en", origin: TALK });
  await app.hears(`{"action":"login","language":"en","origin":"${TALK}"}`);
  await arrived(phone, 2);
  const window = await page.evaluateHandle(() => document.querySelector("iframe").contentWindow);

  await phone.goto(EVIL);
  const same = (window) => window === document.querySelector("iframe").contentWindow;
  assert.equal(await page.evaluate(same, window), true, "it is the same window");
  const evil = frames(page)[0];
  await post(evil, SMS);
  await arrived(page, 2);
  await app.hears("! refused, origin: not an origin of this protocol");
  // A token, a number, anything: sent, and delivered to nobody.
  await app.does("dial +12025550101");
  await app.does("hang up");
  const control = (origin) => document.querySelector("iframe").contentWindow.postMessage(0, origin);
  await page.evaluate(control, EVIL);
  await arrived(evil, 1);

  // Back at the vendor's, it is heard again.
  await evil.goto(TALK);
  await post(frames(page)[0], SMS);
  await app.hears(HEARD);
  await app.does("hang up");
  await arrived(frames(page)[0], 1);
});

test("a page around ours that is not the vendor", async (t) => {
  const card = at(CRM, { role: "card-app" });
  const ringing = '{"type":"callLineRinging","data":{"call_log_id":9}}';
  const down = (message) => frame0().postMessage(message, "https://crm.example");
  const outer = async (origin) => {
    const page = await visit(t, at(origin, { frame: card }));
    await page.evaluate(() => {
      window.frame0 = () => document.querySelector("iframe").contentWindow;
    });
    return [page, new Part(frames(page)[0])];
  };
  const [evil, trapped] = await outer("https://leaddesk.com.evil.example");
  await evil.evaluate(down, ringing);
  await arrived(trapped.frame, 1);
  await trapped.hears("! refused, origin: not an origin of this protocol");
  assert.notEqual(await trapped.act("dial +12025550101"), "done", "there is nobody to post to");

  const [vendor, app] = await outer("https://acme.leaddesk.com");
  await vendor.evaluate(down, ringing);
  await app.hears(ringing);
  await arrived(vendor, 1);
  await app.does("dial +12025550101");
  await arrived(vendor, 2);
  assert.equal(await evil.evaluate(() => arrived.length), 0);
});

test("a frame of the vendor inside another page of the vendor is no parent", async (t) => {
  const card = at(CRM, { role: "card-app" });
  const page = await visit(t, at("https://acme.leaddesk.com", { frame: card }));
  const app = new Part(frames(page)[0]);
  const sibling = await add(page, "https://acme.leaddesk.com");
  const ringing = '{"type":"callLineRinging","data":{"call_log_id":9}}';
  const across = (message) => parent.frames[0].postMessage(message, "https://crm.example");
  await sibling.evaluate(across, ringing);
  await arrived(app.frame, 1);
  await page.evaluate((message) => frames[0].postMessage(message, "https://crm.example"), ringing);
  await app.hears("! refused, source: posted by another window", ringing);
});

test("an event that a script made", async (t) => {
  const [page, app, phone] = await talk(t);
  await page.evaluate(
    ([data, origin]) => {
      const source = document.querySelector("iframe").contentWindow;
      dispatchEvent(new MessageEvent("message", { data, origin, source }));
    },
    [SMS, TALK],
  );
  await arrived(page, 1);
  await post(phone, SMS);
  await arrived(page, 2);
  const [made, real] = await page.evaluate(() =>
    arrived.map(({ origin, source, data }) => [origin, source === frames[0], data]),
  );
  assert.deepEqual(made, real, "they differ in nothing but who made them");
  await app.hears("! refused, source: an event that a script made", HEARD);
});

test("a frame that is taken out of the page, and put in again", async (t) => {
  const [page, app] = await talk(t);
  const windows = await page.evaluate(async () => {
    const frame = document.querySelector("iframe");
    const before = frame.contentWindow;
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    frame.remove();
    document.body.append(frame);
    await loaded;
    return before === frame.contentWindow;
  });
  assert.equal(windows, false, "it has a new window");
  await post(frames(page)[0], SMS);
  await app.hears(HEARD);
  await app.does("hang up");
  await arrived(frames(page)[0], 1);
});

/** How long the page's own work waits at most while all this arrives: timers, frames drawn. */
async function flood(page, sender, message) {
  await page.evaluate(() => {
    const now = () => performance.now();
    const gaps = (window.gaps = { timer: 0, frame: 0 });
    const last = { timer: now(), frame: now() };
    const happens = (what) => {
      gaps[what] = Math.max(gaps[what], now() - last[what]);
      last[what] = now();
    };
    setInterval(happens, 10, "timer");
    const draw = () => requestAnimationFrame(draw, happens("frame"));
    draw();
  });
  const before = await page.evaluate(() => count);
  const start = performance.now();
  await sender.evaluate(
    async ([message, target]) => {
      for (let sent = 1; sent <= 100_000; sent += 1) {
        parent.postMessage(message, target);
        if (sent % 1_000 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    },
    [message, CRM],
  );
  await arrived(page, before + 100_000);
  const elapsed = performance.now() - start;
  const gaps = await page.evaluate(() => gaps);
  return { elapsed, ...gaps };
}

for (const [who, origin, message] of [
  ["a stranger", EVIL, SMS],
  ["the vendor, in no shape of its own", TALK, { source: "devtools", payload: "x".repeat(200) }],
]) {
  test(`100,000 messages of ${who}: the page goes on`, async (t) => {
    const [page, app, phone] = await talk(t);
    const sender = origin === TALK ? phone : await add(page, origin);
    const { elapsed, timer, frame } = await flood(page, sender, message);
    t.diagnostic(
      `${(elapsed / 1_000).toFixed(1)} s, timers waited up to ${timer.toFixed()} ms, frames ${frame.toFixed()} ms`,
    );
    await post(phone, SMS);
    await app.endsWith(HEARD);
    // Whatever else the machine has to do.
    assert.ok(frame < elapsed / 10, "it was drawn on");
  });
}

test("two frames of one vendor on one page", async (t) => {
  const phone = at(TALK, { role: "talk-phone", origin: CRM });
  const page = await visit(t, at(CRM, { role: "talk-app", frame: phone }));
  const second = await add(page, phone);
  await second.evaluate(() => ready);
  await page.evaluate(() => openRole("talk-app", document.querySelectorAll("iframe")[1], []));
  const apps = [0, 1].map((index) => new Part(page.mainFrame(), index));
  const phones = frames(page).map((frame) => new Part(frame));

  await phones[1].does("log in");
  await phones[1].hears(
    '{"action":"useSettings","preventManualCalling":true}',
    '{"action":"getJwt"}',
  );
  const login = '{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}';
  const stranger = "! refused, source: posted by another window";
  await apps[1].hears(login, '{"action":"jwt","jwt":"simulated-token-1"}');
  await apps[0].hears(stranger, stranger);
  assert.equal(
    await apps[0].act("dial +12025550101"),
    "Error: out of turn: Agent is LoggedOut, and LoggedIn is needed",
  );
  await apps[0].does("hang up");
  await phones[0].hears('{"action":"hangup"}');
  await sleep(50);
  await phones[1].hears();
});
