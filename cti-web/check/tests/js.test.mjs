// The class for pages in JavaScript, with a simulated LeadDesk Talk in a frame of another origin.
import { test } from "node:test";
import assert from "node:assert/strict";
import { arrived, at, blank, eventually, frames, visit as open } from "../browser.mjs";
import { example } from "../files.mjs";

const sites = { "http://localhost:8080": "crm", "http://localhost:8081": "phones" };
const BARE = { type: "text/html", body: "<!doctype html><title>Bare</title>" };

/** A page of the example, or a bare one with the same origin. */
async function visit(t, path) {
  const page = await blank(t, /^http:\/\/localhost:808\d\//, (url) =>
    url.pathname === "/bare.html" ? BARE : example(sites[url.origin], url.pathname),
  );
  await page.goto(`http://localhost:8080${path}`);
  return page;
}

/** The phone in a page, once it runs. */
async function phoneOf(page) {
  const phone = page.frameLocator("iframe");
  await eventually(async () =>
    assert.notEqual(await phone.locator("#says").textContent(), "Starting…"),
  );
  return phone;
}

const press = (phone, name) => phone.getByRole("button", { name, exact: true }).click();

/** A page with `talk`, which keeps what it hears in `heard`: `[page, phone]`. */
async function bare(t) {
  const page = await visit(t, "/bare.html");
  await page.evaluate(async () => {
    const { default: init, TalkPhone } = await import("/example_talk_js.js");
    await init();
    const frame = document.createElement("iframe");
    frame.src = "http://localhost:8081/talk.html";
    frame.height = "900";
    window.heard = [];
    window.notices = [];
    // What a test wants to do in a function of the page.
    window.inside = () => {};
    const tags = ["login", "logout", "call", "connected", "disconnected", "completed", "jwt"];
    const events = Object.fromEntries(
      tags.map((tag) => [
        tag,
        (...given) => {
          heard.push(...given);
          inside(...given);
        },
      ]),
    );
    window.talk = new TalkPhone(frame, events, (notice) => notices.push(notice));
    document.body.append(frame);
  });
  return [page, await phoneOf(page)];
}

const heard = (page) => page.evaluate(() => heard);

const hears = (page, ...tags) =>
  eventually(async () =>
    assert.deepEqual(
      (await heard(page)).map(({ action }) => action),
      tags,
    ),
  );

const notices = (page) => page.evaluate(() => notices);

/** What is thrown by something that the page does, with the path to what is wrong. */
const thrown = (page, act) =>
  page.evaluate((act) => {
    try {
      new Function(act)();
      return "nothing";
    } catch (why) {
      return why instanceof Error ? [why.message, why.path] : "no Error";
    }
  }, act);

test("events arrive as the vendor documents them", async (t) => {
  const [page, phone] = await bare(t);
  await press(phone, "Log in");
  await press(phone, "Incoming call");
  await hears(page, "login", "call");
  const [login, call] = await heard(page);
  assert.deepEqual(login, {
    action: "login",
    language: "en",
    origin: "https://login-ce2.leaddesk.com/",
  });
  assert.match(call.ringStart, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  assert.deepEqual(
    { ...call, ringStart: "" },
    { action: "call", id: 1, number: "+12025550101", direction: "in", ringStart: "" },
  );
  assert.deepEqual(await notices(page), []);
});

test("commands are answered by the phone", async (t) => {
  const [page, phone] = await bare(t);
  await press(phone, "Log in");
  await hears(page, "login");
  await page.evaluate(() => talk.dial("+442079460101"));
  await hears(page, "login", "call");
  assert.deepEqual((await heard(page))[1].direction, "out");
  await page.evaluate(() => talk.send({ action: "hangup" }));
  await hears(page, "login", "call", "disconnected", "completed");
  assert.equal(await page.evaluate(() => talk.getJwt()), "simulated-token-1");
  await hears(page, "login", "call", "disconnected", "completed", "jwt");
});

test("what a function of the page sends goes out, and what it may not is thrown there", async (t) => {
  const [page, phone] = await bare(t);
  await page.evaluate(() => {
    window.inside = ({ action }) => {
      if (action === "login") talk.dial("+442079460101");
      if (action !== "logout") return;
      try {
        talk.dial("+442079460101");
      } catch (why) {
        heard.push({ action: why.message });
      }
    };
  });
  await press(phone, "Log in");
  await hears(page, "login", "call");
  await press(phone, "Hang up");
  await press(phone, "Log out");
  await hears(
    page,
    "login",
    "call",
    "disconnected",
    "logout",
    "out of turn: Agent is LoggedOut, and LoggedIn is needed",
  );
});

test("what isn't a command as declared is thrown, with the path", async (t) => {
  const [page, phone] = await bare(t);
  await press(phone, "Log in");
  await hears(page, "login");
  const wrong = [
    ["{ action: 'call', autocall: true }", "call: `number` is missing", ""],
    ["{ action: 'call', number: {}, autocall: true }", /^call: expected .*, at number$/, "number"],
    ["{ action: 'call', number: 'x', autocall: 'yes' }", /^call: .* at autocall$/, "autocall"],
    ["{ action: 'useSettings', preventManualcalling: true }", /no such field/, "preventManualcalling"],
    ["{ action: 'dial' }", 'no such command: dial', undefined],
    ["{ action: 'constructor' }", 'no such command: constructor', undefined],
    ["{ event: 'call' }", "it has no tag of this protocol", undefined],
    ["'hangup'", "it has no tag of this protocol", undefined],
    ["undefined", "it has no tag of this protocol", undefined],
    ["{ get action() { throw 1; } }", /./, undefined],
  ];
  for (const [command, message, path] of wrong) {
    const [said, where] = await thrown(page, `talk.send(${command})`);
    assert.match(said, message instanceof RegExp ? message : /./, command);
    if (typeof message === "string") assert.ok(said.startsWith(message), `${command}: ${said}`);
    assert.equal(where, path, command);
  }
  // What is read as JSON when it arrives may be given, too.
  const metadata = "{ n: 7n, at: new Date(0) }";
  assert.equal(await thrown(page, `talk.send({ action: 'setMetadata', metadata: ${metadata} })`), "nothing");
  // Any keys are allowed here, and null is nothing.
  const fine = "{ action: 'setMetadata', metadata: { any: [{ thing: null }] }, more: undefined }";
  assert.equal(await thrown(page, `talk.send(${fine})`), "nothing");
  assert.equal(await phone.locator("#says").textContent(), "Waiting for calls.");
});

test("what is refused, has drifted or isn't known is told, and is no event", async (t) => {
  const [page, phone] = await bare(t);
  await press(phone, "No message of Talk's");
  await press(phone, "A drifted call");
  const post = (page, message) =>
    page.frames()[1].evaluate((m) => parent.postMessage(m, "http://localhost:8080"), message);
  await post(page, { action: "muted", by: "agent" });
  await page.evaluate(() => window.postMessage({ action: "login" }, "http://localhost:8080"));
  await eventually(async () => assert.equal((await notices(page)).length, 4));
  const [foreign, drifted, unknown, own] = await notices(page);
  assert.deepEqual(foreign, { kind: "refused", text: "not ours: no tag of this protocol" });
  assert.equal(drifted.kind, "drifted");
  assert.match(drifted.text, /^call: expected .*, at id$/);
  assert.deepEqual(unknown, {
    kind: "unknown",
    text: "the declaration doesn't list it",
    message: { action: "muted", by: "agent" },
  });
  assert.equal(own.kind, "refused");
  assert.match(own.text, /^source: /);
  assert.deepEqual(await heard(page), []);
});

test("calls that fail are rejected", async (t) => {
  const [page, phone] = await bare(t);
  const token = () => page.evaluate(() => talk.getJwt().catch((why) => why.message));
  assert.match(await token(), /refused: .*general/i);
  await press(phone, "Log in");
  await hears(page, "login");
  const waiting = page.evaluate(() => {
    const waiting = talk.getJwt();
    talk.close();
    return waiting.catch((why) => why.message);
  });
  assert.equal(await waiting, "the connection is closed");
});

test("closing stops everything", async (t) => {
  const [page, phone] = await bare(t);
  await press(phone, "Log in");
  await hears(page, "login");
  await page.evaluate(() => {
    window.inside = () => talk.close();
  });
  await page.frames()[1].evaluate(() => {
    for (const action of ["logout", "logout"]) parent.postMessage({ action }, "http://localhost:8080");
  });
  await hears(page, "login", "logout");
  await press(phone, "No message of Talk's");
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await hears(page, "login", "logout");
  assert.deepEqual(await notices(page), []);
  assert.equal((await thrown(page, "talk.send({ action: 'hangup' })"))[0], "the connection is closed");
  assert.equal((await thrown(page, "talk.dial('+1')"))[0], "the connection is closed");
  assert.equal(await thrown(page, "talk.close()"), "nothing");
});

test("closing in a notice stops the event that it came with", async (t) => {
  const [page, phone] = await bare(t);
  await press(phone, "Log in");
  await hears(page, "login");
  await page.evaluate(() => {
    notices.push = ({ kind }) => {
      heard.push({ action: kind });
      talk.close();
    };
  });
  // Who logs in again is another document.
  await page.frames()[1].evaluate(() => {
    const login = { action: "login", language: "fi", origin: "" };
    parent.postMessage(login, "http://localhost:8080");
  });
  await hears(page, "login", "reloaded");
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await hears(page, "login", "reloaded");
});

test("a function that throws is reported, and the next event is handed on", async (t) => {
  const [page, phone] = await bare(t);
  await page.evaluate(() => {
    window.reported = [];
    addEventListener("error", (event) => {
      reported.push(event.error.message);
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    window.inside = ({ action }) => {
      throw new Error(`no ${action}`);
    };
  });
  await press(phone, "Log in");
  await press(phone, "Log out");
  await hears(page, "login", "logout");
  assert.deepEqual(await page.evaluate(() => reported), ["no login", "no logout"]);
});

test("the page in JavaScript works as it stands", async (t) => {
  const page = await visit(t, "/plain.html");
  const phone = await phoneOf(page);
  const log = (...lines) =>
    eventually(async () => assert.deepEqual(await page.locator("#log li").allTextContents(), lines));
  await page.getByRole("button", { name: "Call" }).click();
  const first = "Error: out of turn: Agent is LoggedOut, and LoggedIn is needed";
  await log(first);
  await press(phone, "Log in");
  const second = "An agent has logged in, with language en.";
  await log(first, second);
  await page.getByRole("button", { name: "Call" }).click();
  await log(first, second, "+12025550101 is called.");
  await page.getByRole("button", { name: "Token" }).click();
  await log(first, second, "+12025550101 is called.", "A token of 17 characters.");
});

test("a vendor with several envelopes, and with answers that have ids", async (t) => {
  const [CRM, WIDGET] = ["https://crm.example", "https://apps.ringcentral.com"];
  const page = await open(t, at(CRM, { frame: at(WIDGET) }));
  await page.evaluate(async () => {
    const { default: init, RingcentralPhone } = await import("/build/check_pages.js");
    await init();
    window.heard = [];
    const hear = (event) => heard.push(event);
    const events = { "rc-dialer-status-notify": hear, "/contacts/search": hear };
    window.phone = new RingcentralPhone(document.querySelector("iframe"), events);
  });
  const widget = frames(page)[0];
  const says = (...messages) =>
    widget.evaluate(
      ([messages, page]) => messages.forEach((message) => parent.postMessage(message, page)),
      [messages, CRM],
    );
  const said = () => widget.evaluate(() => window.arrived.map((event) => event.data));

  const ready = { type: "rc-dialer-status-notify", ready: true };
  const type = "rc-post-message-request";
  const question = { path: "/contacts/search", type, body: { searchString: "Ada" } };
  await says(ready, { ...question, requestId: "q-1" });
  await eventually(async () => assert.deepEqual(await heard(page), [ready, question]));

  const call = { type: "rc-adapter-new-call", phoneNumber: "+12025550101", toCall: true };
  const request = {
    type: "rc-adapter-message-request",
    path: "/check-popup-window",
    requestId: "not mine to make",
    body: { alert: true },
  };
  await page.evaluate(
    (commands) => commands.forEach((command) => phone.send(command)),
    [call, request],
  );
  const popup = page.evaluate(() => phone.isPopup());
  await arrived(widget, 3);
  const [first, second, third] = await said();
  assert.deepEqual(first, call);
  assert.deepEqual({ ...second, requestId: request.requestId }, request);
  assert.notEqual(second.requestId, request.requestId);
  const answer = { type: "rc-adapter-message-response", response: true };
  await says({ ...answer, responseId: third.requestId });
  assert.equal(await popup, true);

  const wrong = { ...request, body: { alert: true, allert: 1 } };
  const [text, path] = await thrown(page, `phone.send(${JSON.stringify(wrong)})`);
  assert.match(text, /no such field/);
  assert.equal(path, "body.allert");
  assert.match((await thrown(page, "phone.send({ path: '/check-popup-window', body: {} })"))[0], /no tag/);
});
