// The example's CRM: with its simulated phones, and as it is delivered, at the vendors' origins.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Part, blank, eventually } from "../browser.mjs";
import { example, file } from "../files.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";

const CRM_HERE = "http://localhost:8080/";
const LOCAL = /^http:\/\/localhost:808\d\//;
const sites = { "http://localhost:8080": "crm", "http://localhost:8081": "phones" };

const local = (url) => example(sites[url.origin], url.pathname);

/** The CRM with simulated phones: `{ page, talk, cloudtalk }`. */
async function demo(t) {
  const page = await blank(t, LOCAL, local);
  await page.goto(CRM_HERE);
  const talk = page.frameLocator("#talk-frame iframe");
  const cloudtalk = page.frameLocator("#cloudtalk-frame iframe");
  for (const phone of [talk, cloudtalk]) {
    await eventually(async () =>
      assert.notEqual(await phone.locator("#says").textContent(), "Starting…"),
    );
  }
  return { page, talk, cloudtalk };
}

/** Presses a button of a phone, shown or not. */
const press = (phone, name) =>
  phone.locator("button", { hasText: new RegExp(`^${name}$`) }).dispatchEvent("click");

const show = (page, phone) => page.locator(`#choose-${phone}`).check({ force: true });

/** What the log says: a line per call. */
const log = (page) =>
  page.locator("#log tr").evaluateAll((rows) =>
    rows.map((row) =>
      ["direction", "name", "number", "phone", "outcome"]
        .map((field) => row.querySelector(`[data-field=${field}]`).textContent)
        .join(", "),
    ),
  );

const logs = (page, ...lines) =>
  eventually(async () => assert.deepEqual(await log(page), lines));

const says = (page, id, text) =>
  eventually(async () => assert.equal(await page.locator(id).textContent(), text));

const pop = (page, field) => page.locator(`#pop [data-field=${field}]`).textContent();

const notices = (page) => page.locator("#notices li").allTextContents();

test("click-to-dial ends in the log", async (t) => {
  const { page, talk } = await demo(t);
  await page.getByRole("button", { name: "Call Ada Example" }).click();
  await says(page, "#status", "Log in to LeadDesk Talk first.");
  await logs(page);

  await press(talk, "Log in");
  await says(page, "#talk-state", "ready");
  await page.getByRole("button", { name: "Call Ada Example" }).press("Enter");
  await says(page, "#status", "LeadDesk Talk calls +1 202 555 0101.");
  const call = "out, Ada Example, +1 202 555 0101, LeadDesk Talk";
  await logs(page, `${call}, ringing`);
  assert.equal(await pop(page, "title"), "Outgoing call");
  assert.equal(await talk.locator("#says").textContent(), "A call rings.");
  await press(talk, "Answer");
  await logs(page, `${call}, talking`);
  await says(page, "#talk-state", "talking");
  await press(talk, "Hang up");
  await press(talk, "Complete");
  await logs(page, `${call}, answered`);
  await says(page, "#talk-state", "ready");
  assert.match(await page.locator("#log [data-field=length]").textContent(), /^0:0\d$/);
  assert.deepEqual(await notices(page), []);

  await show(page, "cloudtalk");
  await page.getByRole("button", { name: "Call Béla Minta" }).click();
  await says(
    page,
    "#status",
    "CloudTalk Phone takes no commands: dial +36 1 555 0102 in the phone itself.",
  );
});

test("who calls pops up", async (t) => {
  const { page, talk, cloudtalk } = await demo(t);
  assert.equal(await page.locator("#pop").isVisible(), false);
  await show(page, "cloudtalk");
  await press(talk, "Log in");
  await press(talk, "Incoming call");
  await logs(page, "in, Ada Example, +1 202 555 0101, LeadDesk Talk, ringing");
  assert.equal(await page.locator("#pop").isVisible(), true);
  assert.equal(await pop(page, "title"), "Incoming call");
  assert.equal(await pop(page, "name"), "Ada Example");
  assert.equal(await pop(page, "company"), "Analytical Engines");
  assert.equal(await page.locator("#add").isVisible(), false, "she is known");
  assert.equal(await page.locator("#talk-frame").isVisible(), true, "the phone that rings is shown");
  await press(talk, "Hang up");
  await logs(page, "in, Ada Example, +1 202 555 0101, LeadDesk Talk, missed");
  await page.getByRole("button", { name: "Dismiss" }).click();
  assert.equal(await page.locator("#pop").isVisible(), false);

  await press(cloudtalk, "Incoming call");
  await logs(
    page,
    "in, Unknown caller, +442079460101, CloudTalk Phone, ringing",
    "in, Ada Example, +1 202 555 0101, LeadDesk Talk, missed",
  );
  assert.equal(await page.locator("#cloudtalk-frame").isVisible(), true);
});

test("a number has one spelling, whoever says it", async (t) => {
  const { page, talk } = await demo(t);
  await press(talk, "Log in");
  await page.getByRole("button", { name: "Call Ada Example" }).click();
  await press(talk, "Hang up");
  await press(talk, "Complete");
  await talk.locator("#number").fill("+12025550101");
  await press(talk, "Incoming call");
  await logs(
    page,
    "in, Ada Example, +1 202 555 0101, LeadDesk Talk, ringing",
    "out, Ada Example, +1 202 555 0101, LeadDesk Talk, no answer",
  );
  assert.equal(await pop(page, "number"), "+1 202 555 0101");
});

test("a status doesn't outlive its call", async (t) => {
  const { page, talk } = await demo(t);
  await page.getByRole("button", { name: "Call Ada Example" }).click();
  await says(page, "#status", "Log in to LeadDesk Talk first.");
  await press(talk, "Log in");
  await says(page, "#status", "");
  await page.getByRole("button", { name: "Call Ada Example" }).click();
  await says(page, "#status", "LeadDesk Talk calls +1 202 555 0101.");
  await press(talk, "Hang up");
  await says(page, "#status", "");
});

test("the whole table is seen at 1280 pixels", async (t) => {
  const { page, talk } = await demo(t);
  await page.setViewportSize({ width: 1280, height: 800 });
  await press(talk, "Log in");
  await press(talk, "Incoming call");
  await eventually(async () => assert.equal(await page.locator("#log tr").count(), 1));
  const hidden = await page
    .locator(".scroll")
    .evaluate((table) => table.scrollWidth - table.clientWidth);
  assert.equal(hidden, 0);
});

test("a module that doesn't load is said in words", async (t) => {
  for (const file of ["example_crm.js", "example_crm_bg.wasm"]) {
    const page = await blank(t, LOCAL, (url) =>
      url.pathname.endsWith(file) ? undefined : local(url),
    );
    await page.goto(CRM_HERE);
    await eventually(async () =>
      assert.match(
        await page.getByRole("alert").textContent(),
        /^This page doesn't work: its module doesn't load or start/,
      ),
    );
  }
});

test("a script that doesn't load is said in words", async (t) => {
  const page = await blank(t, LOCAL, (url) =>
    url.pathname === "/start.mjs" ? undefined : local(url),
  );
  await page.goto(CRM_HERE);
  assert.match(await page.getByRole("alert").textContent(), /its script doesn't load/);
});

test("a phone whose host can't be reached is said in words", async (t) => {
  const page = await blank(t, LOCAL, (url) => url.port === "8080" && local(url));
  await page.route("http://localhost:8081/talk.html", (route) => route.abort());
  await page.goto(CRM_HERE);
  await says(page, "#talk-state", "unreachable");
  assert.deepEqual(await notices(page), [
    "LeadDesk Talk Its page at localhost:8081 can't be reached. Is the address right, and the network there?",
  ]);
  await page.getByRole("button", { name: "Call Ada Example" }).click();
  await says(page, "#status", "LeadDesk Talk can't be reached: see the notices.");
});

test("an unknown caller becomes a contact", async (t) => {
  const { page, cloudtalk } = await demo(t);
  await press(cloudtalk, "Incoming call");
  await logs(page, "in, Unknown caller, +442079460101, CloudTalk Phone, ringing");
  await page.getByLabel("Name").fill("Charles Example");
  await page.getByLabel("Company").fill("Difference Ltd");
  await page.getByRole("button", { name: "Add contact" }).click();
  await logs(page, "in, Charles Example, +442079460101, CloudTalk Phone, ringing");
  assert.equal(await pop(page, "name"), "Charles Example");
  assert.equal(await page.locator("#add").isVisible(), false);
  assert.deepEqual(await page.locator("#contacts strong").allTextContents(), [
    "Ada Example",
    "Béla Minta",
    "Charles Example",
    "Maija Esimerkki",
  ]);
});

test("what is typed of one caller is not said of the next", async (t) => {
  const { page, cloudtalk } = await demo(t);
  await press(cloudtalk, "Incoming call");
  await page.getByLabel("Name").fill("Meant for the first");
  await cloudtalk.locator("#number").fill("+15550100");
  await press(cloudtalk, "Incoming call");
  await eventually(async () => assert.equal(await pop(page, "number"), "+15550100"));
  assert.equal(await page.getByLabel("Name").inputValue(), "");
});

test("what a phone says is text, whatever it says", async (t) => {
  const { page, cloudtalk, talk } = await demo(t);
  const name = '<img src=x onerror="window.hacked = true">';
  await press(cloudtalk, "Incoming call");
  await cloudtalk.locator("#name").fill(name);
  await press(cloudtalk, "Tell the page");
  await logs(page, `in, ${name}, +442079460101, CloudTalk Phone, ringing`);
  assert.equal(await pop(page, "name"), name);
  await page.getByRole("button", { name: "Add contact" }).click();
  await eventually(async () =>
    assert.ok((await page.locator("#contacts strong").allTextContents()).includes(name)),
  );
  await show(page, "talk");
  await talk.getByRole("button", { name: "Log in" }).click();
  await talk.locator("#number").fill(name);
  await press(talk, "Incoming call");
  await eventually(async () => assert.equal(await pop(page, "number"), name));
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test("what is refused is shown, and changes nothing", async (t) => {
  const { page, cloudtalk, talk } = await demo(t);
  await press(cloudtalk, "No message of CloudTalk's");
  await eventually(async () =>
    assert.deepEqual(await notices(page), [
      "CloudTalk Phone A message was refused, not ours: no tag of this protocol.",
    ]),
  );
  await press(talk, "A drifted call");
  await eventually(async () => {
    const [, drifted] = await notices(page);
    assert.match(drifted, /^LeadDesk Talk The message `call` isn't as documented: .* at id\)/);
  });
  await logs(page);
  assert.equal(await page.locator("#pop").isVisible(), false);
  assert.equal(await page.locator("#cloudtalk-state").textContent(), "no call");
});

test("a call whose phone is reloaded is lost", async (t) => {
  const { page, talk } = await demo(t);
  await press(talk, "Log in");
  await press(talk, "Incoming call");
  await logs(page, "in, Ada Example, +1 202 555 0101, LeadDesk Talk, ringing");
  const frame = page.frames().find((frame) => frame.url().endsWith("/talk.html"));
  await frame.evaluate(() => location.reload());
  await logs(page, "in, Ada Example, +1 202 555 0101, LeadDesk Talk, lost");
});

/** The CRM as it is delivered, with the checks' phones at the vendors' origins. */
async function delivered(t) {
  const page = await blank(t, /^https?:/, (url) =>
    url.origin === CRM ? example("delivered", url.pathname) : file(url.pathname),
  );
  await page.goto(CRM);
  await eventually(() => assert.equal(page.frames().length, 3));
  const frame = (host) => page.frames().find((frame) => new URL(frame.url()).host === host);
  const open = async (host, role) => {
    await eventually(() => frame(host).evaluate(() => ready));
    await frame(host).evaluate(([role, page]) => openRole(role, undefined, [page]), [role, CRM]);
    return new Part(frame(host));
  };
  const talk = await open(new URL(TALK).host, "talk-phone");
  const cloudtalk = await open("phone.cloudtalk.io", "cloudtalk-phone");
  return { page, talk, cloudtalk };
}

test("as it is delivered, it works with the vendors' origins", async (t) => {
  const { page, talk, cloudtalk } = await delivered(t);
  await talk.does("log in");
  await says(page, "#talk-state", "ready");
  await page.getByRole("button", { name: "Call Ada Example" }).click();
  await talk.hears('{"action":"call","number":"+1 202 555 0101","autocall":true}');
  await logs(page, "out, Ada Example, +1 202 555 0101, LeadDesk Talk, talking");
  await cloudtalk.does("ring +358401234567");
  await eventually(async () => assert.equal(await pop(page, "name"), "Maija Esimerkki"));
});

test("as it is delivered, it believes no other origin", async (t) => {
  const module = await readFile(
    new URL("../../example/build/delivered/example_crm_bg.wasm", import.meta.url),
  );
  assert.ok(module.includes("login-ce2.leaddesk.com"), "origins stand in the module as text");
  assert.ok(!module.includes("localhost:8081"), "the origin of the simulation");

  const { page } = await delivered(t);
  const frame = page.frames().find((frame) => frame.url().startsWith(TALK));
  await frame.goto("https://login-ce2.leaddesk.com.evil.example/");
  await frame.evaluate((page) => {
    const login = { action: "login", language: "en", origin: "https://login-ce2.leaddesk.com" };
    parent.postMessage(login, page);
  }, CRM);
  await eventually(async () => assert.match((await notices(page)).at(-1), /refused, origin/));
  assert.equal(await page.locator("#talk-state").textContent(), "logged out");
});
