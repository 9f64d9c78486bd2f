// The package as its users have it: from the packed tarball, bundled or not, with a phone at LeadDesk's
// own origin.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { blank, eventually } from "../../check/browser.mjs";

const SITE = new URL("../../check/build/npm/", import.meta.url);
const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const types = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };

const login = { action: "login", language: "en", origin: `${TALK}/` };
const ring = {
  action: "call",
  id: 7,
  number: "+12025550101",
  direction: "in",
  ringStart: "2026-01-31 09:30:00",
};

/** A phone's page, which keeps what is posted to it. */
const PHONE = `<!doctype html><title>Phone</title><script>
  window.arrived = [];
  addEventListener("message", ({ data, origin }) => arrived.push([data, origin]));
</script>`;

/** A file of the site that a page is of, or of what was installed beside it. */
async function find(site, path) {
  const name = path.endsWith("/") ? `${path}index.html` : path;
  const folder = name.startsWith("/node_modules/") ? "." : site;
  const body = await readFile(new URL(`${folder}${name}`, SITE)).catch(() => undefined);
  return body && { type: types[name.split(".").pop()], body };
}

/** A page of a site, and what else is answered: `other` gives it for a URL, or nothing. */
async function visit(t, site, other = () => undefined) {
  const page = await blank(t, /^https:/, async (url) => {
    if (url.origin !== CRM) return { type: "text/html", body: PHONE };
    return (await other(url)) ?? find(site, url.pathname);
  });
  await page.goto(`${CRM}/`);
  return page;
}

const BARE = { type: "text/html", body: "<!doctype html><title>Bare</title>" };

/** A page of nothing but Talk's frame, with the package to be imported by its paths. */
const bare = (t, other = () => undefined) =>
  visit(t, ".", (url) => (url.pathname === "/" ? BARE : other(url)));

/** The phone's document, once it is there. */
const phoneOf = (page) =>
  eventually(async () => {
    const frame = page.frames().find((frame) => frame.url().startsWith(TALK));
    assert.ok(frame && (await frame.evaluate(() => Array.isArray(window.arrived))));
    return frame;
  });

const says = (phone, ...messages) =>
  phone.evaluate(
    ([messages, page]) => messages.forEach((message) => parent.postMessage(message, page)),
    [messages, CRM],
  );

const arrived = (phone, ...messages) =>
  eventually(async () =>
    assert.deepEqual(
      await phone.evaluate(() => window.arrived),
      messages.map((message) => [message, CRM]),
    ),
  );

/** What a page says line by line. */
const lines = (page, selector, ...expected) =>
  eventually(async () =>
    assert.deepEqual(await page.locator(selector).allTextContents(), expected),
  );

/** What a promise of the page is rejected with: its name and its text. */
const rejected = (page, act) =>
  page.evaluate(
    (act) =>
      new Function(`return (async () => { ${act} })()`)().then(
        () => "nothing",
        (why) => `${why.name}: ${why.message}`,
      ),
    act,
  );

const IMPORT = `
  const { LeaddeskTalk } = await import("/node_modules/cti-softphones/leaddesk-talk/index.js");
  const frame = document.createElement("iframe");`;

const plain = { "bundled by webpack": "sites/webpack", "not bundled": "compiled/plain" };
for (const [how, site] of Object.entries(plain)) {
  test(`the plain page, ${how}`, async (t) => {
    const page = await visit(t, site, (url) =>
      url.pathname === "/" ? find("plain", "/") : undefined,
    );
    const phone = await phoneOf(page);
    await says(phone, login, ring);
    const log = ["An agent has logged in, with language en.", "+12025550101 calls."];
    await lines(page, "#log li", ...log);
    await page.getByRole("button", { name: "Call" }).click();
    const call = { action: "call", number: "+12025550101", autocall: true };
    await arrived(phone, call);
    await page.getByRole("button", { name: "Token" }).click();
    await arrived(phone, call, { action: "getJwt" });
    await says(phone, { action: "jwt", jwt: "a-token" });
    log.push("A token of 7 characters.");
    await lines(page, "#log li", ...log);
    // Nothing is said of a logout; what it forbids is.
    await says(phone, { action: "logout" });
    await says(phone, { ...ring, id: "none" });
    await eventually(async () =>
      assert.match((await page.locator("#log li").allTextContents()).at(-1), /^drifted: call: /),
    );
    await page.getByRole("button", { name: "Call" }).click();
    const forbidden = "Error: out of turn: Agent is LoggedOut, and LoggedIn is needed";
    await eventually(async () =>
      assert.equal((await page.locator("#log li").allTextContents()).at(-1), forbidden),
    );
    // Another origin takes the frame, and is not believed.
    await phone.goto("https://login-ce2.leaddesk.com.evil.example/");
    await says(phone, { ...ring, id: 8 });
    await eventually(async () =>
      assert.match((await page.locator("#log li").allTextContents()).at(-1), /^refused: origin/),
    );
  });
}

test("the page in React, in strict mode", async (t) => {
  const page = await visit(t, "sites/react");
  const phone = await phoneOf(page);
  await page.locator("button:enabled", { hasText: "Call" }).waitFor();
  await says(phone, login, ring);
  await lines(page, "section li", "+12025550101");
  await page.getByRole("button", { name: "Call" }).click();
  await arrived(phone, { action: "call", number: "+12025550101", autocall: true });
  // The function of the latest render is called.
  await says(phone, { ...ring, id: 8, number: "+12025550102" });
  await lines(page, "section li", "+12025550101", "+12025550102");

  await page.getByRole("button", { name: "Hide" }).click();
  await lines(page, "section li");
  await page.getByRole("button", { name: "Show" }).click();
  const again = await phoneOf(page);
  await page.locator("button:enabled", { hasText: "Call" }).waitFor();
  await says(again, login, ring);
  await lines(page, "section li", "+12025550101");
});

test("what the phone says while the module loads isn't lost", async (t) => {
  let serve;
  const served = new Promise((resolve) => (serve = resolve));
  const page = await bare(t, async (url) => {
    if (url.pathname.endsWith(".wasm")) await served;
  });
  await page.evaluate(`(async () => {
    window.heard = [];
    ${IMPORT}
    document.body.append(frame);
    LeaddeskTalk.connect(frame, { login: ({ language }) => heard.push(language) }).catch(reportError);
    frame.src = "${TALK}/";
  })()`);
  await says(await phoneOf(page), login);
  serve();
  await eventually(async () => assert.deepEqual(await page.evaluate(() => heard), ["en"]));
});

test("what is wrong is said, and where", async (t) => {
  const page = await bare(t);
  const connect = (handlers) => `${IMPORT} await LeaddeskTalk.connect(frame, ${handlers});`;
  assert.equal(
    await rejected(page, connect("{ log_in() {}, call() {} }")),
    'TypeError: LeaddeskTalk has no event "log_in": is it "login"?',
  );
  assert.match(
    await rejected(page, connect("{ everything() {} }")),
    /^TypeError: LeaddeskTalk has no event "everything": there are login, logout, call, /,
  );
  assert.equal(
    await rejected(page, connect("{ call: true }")),
    'TypeError: LeaddeskTalk: what is to be called for "call" is no function',
  );
  assert.equal(
    await rejected(page, `${IMPORT} await LeaddeskTalk.connect(document.querySelector("iframe"), {});`),
    "TypeError: LeaddeskTalk: an iframe is needed, and this is null",
  );
  const open = `${IMPORT} frame.src = "${TALK}/"; document.body.append(frame);
    const talk = await LeaddeskTalk.connect(frame, {});`;
  const after = (act) => rejected(page, `${open} talk.close(); talk.close(); await ${act};`);
  assert.equal(await after(`talk.send({ action: "reset" })`), "Error: LeaddeskTalk: send() after close()");
  assert.equal(
    await after(`talk.request({ action: "getJwt" })`),
    "Error: LeaddeskTalk: request() after close()",
  );
  assert.match(await rejected(page, `${open} await talk.request({ action: "reset" });`), /nothing answers/);
  assert.match(await rejected(page, `${open} talk.send({ action: "rest" });`), /no such command: rest/);
  const waiting = `${open} const waiting = talk.request({ action: "getJwt" }); talk.close(); await waiting;`;
  assert.match(await rejected(page, waiting), /^Error: the connection is closed$/);
  const aborted = `${IMPORT} await LeaddeskTalk.connect(frame, {}, { signal: AbortSignal.abort() });`;
  assert.match(await rejected(page, aborted), /^AbortError/);
});

test("a module that doesn't load is said to be the reason, and is tried again", async (t) => {
  let there = false;
  const page = await bare(t, (url) =>
    url.pathname.endsWith(".wasm") && !there ? { type: "text/html", body: "not found" } : undefined,
  );
  const connect = `${IMPORT} await LeaddeskTalk.connect(frame, {});`;
  assert.match(
    await rejected(page, connect),
    /^Error: LeaddeskTalk: its WebAssembly module, phone_bg\.wasm, doesn't load \(.+\)\. It has to be served/,
  );
  there = true;
  assert.equal(await rejected(page, connect), "nothing");
});

test("the guard needs no module", async (t) => {
  const page = await bare(t, (url) =>
    url.pathname.endsWith(".wasm") ? assert.fail("a module is asked for") : undefined,
  );
  await page.evaluate(async (src) => {
    window.guard = await import("/node_modules/cti-softphones/leaddesk-talk/guard.js");
    window.frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
    window.heard = [];
    window.stop = guard.listen(frame, (event) => heard.push(event.action));
  }, `${TALK}/`);
  const phone = await phoneOf(page);
  await page.evaluate((page) => window.postMessage({ action: "logout" }, page), CRM);
  await says(phone, { action: "unheard of" }, login);
  await eventually(async () => assert.deepEqual(await page.evaluate(() => heard), ["login"]));
  await page.evaluate(() => guard.send(frame, { action: "reset" }));
  await arrived(phone, { action: "reset" });
  assert.match(
    await rejected(page, `guard.send(frame, { action: "reset" }, "https://leaddesk.example");`),
    /nothing is posted to https:\/\/leaddesk\.example: the phone is at https:\/\/login-\*/,
  );
  await page.evaluate(() => stop());
  await says(phone, login);
  await phone.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  assert.deepEqual(await page.evaluate(() => heard), ["login"]);
});
