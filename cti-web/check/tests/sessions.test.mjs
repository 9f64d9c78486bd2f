// What begins a session, what ends it, and what waits in it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, arrived, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const ACME = "https://phone.acme.example";

const login = { action: "login", language: "en", origin: TALK };
const LOGIN = `{"action":"login","language":"en","origin":"${TALK}"}`;
const jwt = { action: "jwt", jwt: "secret" };
const JWT = '{"action":"jwt","jwt":"secret"}';

const post = (frame, message) =>
  frame.evaluate(([message, target]) => parent.postMessage(message, target), [message, CRM]);

/** What has arrived at a window, as data. */
const data = (frame) => frame.evaluate(() => arrived.map((event) => event.data));

/** The application's page around Talk, logged in, with its first token: `[page, app]`. */
async function loggedIn(t) {
  const page = await visit(t, at(CRM, { role: "talk-app", frame: at(TALK) }));
  const app = new Part(page.mainFrame());
  await begin(page, app);
  return [page, app];
}

/** Talk's document in the frame logs in, and gives the token that the application asks for. */
async function begin(page, app, ...before) {
  const phone = frames(page)[0];
  await post(phone, login);
  await arrived(phone, 2);
  await post(phone, jwt);
  await app.hears(...before, LOGIN, JWT);
}

test("a call is answered within its deadline, and not after it", async (t) => {
  const [page, app] = await loggedIn(t);
  const phone = frames(page)[0];
  const late = app.act("token within 200");
  await arrived(phone, 3);
  assert.match(await late, /Deadline/);
  await post(phone, jwt);
  await app.hears(JWT);

  const early = app.act("token within 60000");
  await arrived(phone, 4);
  await post(phone, { ...jwt, jwt: "second" });
  assert.equal(await early, "second");

  const failed = app.act("token");
  await arrived(phone, 5);
  await post(phone, { action: "error", message: "general" });
  assert.match(await failed, /Refused.*general/);
});

test("what waited for one document is not answered by the next", async (t) => {
  const [page, app] = await loggedIn(t);
  const waiting = app.act("token within 60000");
  await arrived(frames(page)[0], 3);
  await frames(page)[0].goto(at(TALK, { again: "" }));

  assert.match(await waiting, /Reloaded/);
  await post(frames(page)[0], jwt);
  await app.hears(JWT);

  // The next document logs in, is asked for a token of its own, and gives it.
  await begin(page, app, "! restarted");
  assert.deepEqual(await data(frames(page)[0]), [
    { action: "useSettings", preventManualCalling: true },
    { action: "getJwt" },
  ]);
  const next = app.act("token");
  await arrived(frames(page)[0], 3);
  await post(frames(page)[0], { ...jwt, jwt: "of the next one" });
  assert.equal(await next, "of the next one");
});

test("a document that speaks before it has loaded is taken for itself", async (t) => {
  const [page, app] = await loggedIn(t);
  const waiting = app.act("token within 60000");
  await arrived(frames(page)[0], 3);
  const says = JSON.stringify(login);
  const loaded = page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const frame = document.querySelector("iframe");
        frame.addEventListener("load", () => resolve(parts[0].seen.at(-1)));
        frame.src = src;
      }),
    at(TALK, { says, origin: CRM }),
  );
  assert.match(await waiting, /Reloaded/);
  await app.hears("! restarted", LOGIN);
  assert.equal(await loaded, LOGIN, "it had spoken before");
  // Its own load ends nothing: the token that was asked for at its login arrives.
  const next = app.act("token");
  await arrived(frames(page)[0], 2);
  await post(frames(page)[0], jwt);
  await arrived(frames(page)[0], 3);
  await post(frames(page)[0], { ...jwt, jwt: "second" });
  assert.equal(await next, "second");
  await app.hears(JWT, '{"action":"jwt","jwt":"second"}');
});

test("the frame goes elsewhere in the policy: the conversation goes along", async (t) => {
  const [page, app] = await loggedIn(t);
  const elsewhere = "https://login-qed-fi1.leaddesk.com";
  await post(frames(page)[0], { action: "logout" });
  await app.hears('{"action":"logout"}');
  await frames(page)[0].goto(elsewhere);
  await begin(page, app, `! moved to ${elsewhere}`);
  await app.does("dial +12025550101");
  await arrived(frames(page)[0], 3);
});

/** A document of Talk's elsewhere, while the agent is logged in: its messages, and what comes of them. */
async function movedWhileLoggedIn(t) {
  const [page, app] = await loggedIn(t);
  const elsewhere = "https://login-qed-fi1.leaddesk.com";
  await frames(page)[0].goto(elsewhere);
  return [page, app, frames(page)[0], elsewhere];
}

test("the frame goes elsewhere without a log-out: the next login begins anew", async (t) => {
  const [page, app, phone, elsewhere] = await movedWhileLoggedIn(t);
  // What doesn't begin a conversation isn't heard from there, and moves nothing.
  const REFUSED = "! refused, origin: the session is with another origin of this protocol";
  await post(phone, { action: "logout" });
  await post(phone, { action: "new-one" });
  await post(phone, jwt);
  await app.hears(REFUSED, REFUSED, REFUSED);
  await arrived(phone, 0);
  await begin(page, app, `! moved to ${elsewhere}`);
  await app.does("dial +12025550101");
  await arrived(phone, 3);
  const next = app.act("token");
  await arrived(phone, 4);
  await post(phone, { ...jwt, jwt: "from there" });
  assert.equal(await next, "from there");
});

test("a document elsewhere that begins before its load does so, too", async (t) => {
  const [page, app] = await loggedIn(t);
  const elsewhere = "https://login-qed-fi1.leaddesk.com";
  const waiting = app.act("token within 60000");
  await arrived(frames(page)[0], 3);
  const says = JSON.stringify(login);
  await page.evaluate(
    (src) => void (document.querySelector("iframe").src = src),
    at(elsewhere, { says, origin: CRM }),
  );
  assert.match(await waiting, /Reloaded/);
  await app.hears(`! moved to ${elsewhere}`, LOGIN);
});

test("dropping the connection takes its listener away and ends what waits", async (t) => {
  const [page, app] = await loggedIn(t);
  const listeners = () => page.evaluate(() => listeners);
  const before = await listeners();
  assert.ok(before > 0);
  const waiting = app.act("token");
  await app.close();
  assert.match(await waiting, /Closed/);
  assert.equal(await listeners(), 0);
  await post(frames(page)[0], login);
  await arrived(page, 3);
  await app.hears();
});

test("a card keeps its origin when it navigates inside its frame", async (t) => {
  const card = at(CRM, { role: "card-app" });
  const page = await visit(t, at("https://acme.leaddesk.com", { frame: card }));
  const app = new Part(frames(page)[0]);
  await app.does("hang up");
  await arrived(page, 1);

  // Its referrer is its own page now.
  await app.frame.evaluate(
    (url) => void location.assign(url),
    at(CRM, { role: "card-app", next: "" }),
  );
  await app.frame.waitForURL(/next/);
  await app.frame.evaluate(() => ready);
  assert.match(await app.frame.evaluate(() => document.referrer), /^https:\/\/crm\.example/);
  await app.does("hang up");
  await arrived(page, 2);
});

/** As in a browser that doesn't name a page's ancestors: the property can't be taken away. */
const noAncestors = () => {
  const { get } = Reflect;
  Reflect.get = (target, key, ...rest) =>
    target === location && key === "ancestorOrigins" ? undefined : get(target, key, ...rest);
};

/**
 * A card in a frame of this parent, where the browser names none: `[page, card]`. They are of one
 * site: Chromium's contexts are private, and deny storage to others.
 */
async function card(t, parent, origin) {
  const src = at(origin, { role: "card-app" });
  const page = await visit(t, at(parent, { frame: src }), noAncestors);
  return [page, new Part(frames(page)[0])];
}

/** Goes on to another page of the card, whose referrer is the card. */
async function navigate(app, name) {
  const { origin } = new URL(app.frame.url());
  const next = at(origin, { role: "card-app", page: name });
  await app.frame.evaluate((url) => void location.assign(url), next);
  await app.frame.waitForURL(next);
  await app.frame.evaluate(() => ready);
  const referrer = await app.frame.evaluate(() => document.referrer);
  assert.equal(new URL(referrer).origin, origin);
}

const NO_TARGET = /^no target origin/;

test("where the browser names no ancestors, a card asks the referrer, and what it kept", async (t) => {
  // Of LeadDesk's site, but no origin of LeadDesk's: the policy has one label in front.
  const [page, app] = await card(t, "https://acme.leaddesk.com", "https://crm.cards.leaddesk.com");
  await app.does("hang up");
  await arrived(page, 1);
  await navigate(app, "second");
  await app.does("hang up");
  await arrived(page, 2);

  // Nothing is kept, and the referrer is the card itself.
  await app.frame.evaluate(() => sessionStorage.clear());
  await navigate(app, "third");
  assert.match(await app.act("hang up"), NO_TARGET);
  await arrived(page, 2);
});

test("neither a referrer nor what was kept leads out of the policy", async (t) => {
  const evil = "https://acme.leaddesk.com.evil.example";
  const [page, app] = await card(t, evil, "https://crm.evil.example");
  assert.match(await app.frame.evaluate(() => document.referrer), /^https:\/\/acme\.leaddesk\.com\.evil/);
  assert.match(await app.act("hang up"), NO_TARGET);
  await app.frame.evaluate(
    (evil) => sessionStorage.setItem("cti-web parent leaddesk-contact-card", evil),
    evil,
  );
  await navigate(app, "second");
  assert.match(await app.act("hang up"), NO_TARGET);
  await arrived(page, 0);
});

test("a port that came with the first message carries the conversation", async (t) => {
  const phone = at(ACME, { role: "handshake-phone", origin: CRM });
  const page = await visit(t, at(CRM, { role: "handshake-app", frame: phone }));
  const [app, acme] = [new Part(page.mainFrame()), new Part(frames(page)[0])];
  await acme.does("hello");
  await app.hears('{"type":"hello"}');
  await acme.does("ring +12025550101");
  await app.hears('{"type":"incoming","from":"+12025550101"}');
  await acme.hears('{"type":"answer"}');
  assert.equal(await page.evaluate(() => arrived.length), 1, "the windows heard the first only");
  assert.equal(await acme.frame.evaluate(() => arrived.length), 0);

  // The window is no way in any more, not even for the right one.
  await post(acme.frame, { type: "incoming", from: "+12025550199" });
  await arrived(page, 2);
  await acme.does("ring +12025550102");
  const lines = (await app.seen()).slice(2);
  assert.doesNotMatch(lines.join(), /550199/);
  await acme.hears('{"type":"answer"}');
});

test("a port from a stranger is not taken", async (t) => {
  const page = await visit(t, at(CRM, { role: "handshake-app", frame: at(ACME) }));
  const app = new Part(page.mainFrame());
  await page.evaluate((src) => addFrame(src).loaded, "https://evil.example");
  const hello = ([message, target]) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (count += 1);
    parent.postMessage(message, target, [port2]);
    port1.postMessage({ type: "incoming", from: "+12025550101" });
  };
  const [acme, evil] = frames(page);
  await evil.evaluate(hello, [{ type: "hello" }, CRM]);
  await arrived(page, 1);
  await app.does("answer");
  await arrived(acme, 1);
  await arrived(evil, 0);
  await acme.evaluate(hello, [{ type: "hello" }, CRM]);
  await app.hears(
    "! refused, source: posted by another window",
    '{"type":"hello"}',
    '{"type":"incoming","from":"+12025550101"}',
  );
  await arrived(acme, 2);
});
