// What Aircall and JustCall publish for the pages around their phones, with our phones in Chromium: every method, and
// every message that a package or its documentation names. What a package loses, it loses with its vendor's phone, too.
import { test } from "node:test";
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { arrived, eventually } from "../browser.mjs";
import {
  CRM,
  arrivedNames,
  countOurs,
  countTheirs,
  declared,
  inner,
  inside,
  load,
  methods,
  open,
  published,
  sendRest,
  table,
  tells,
  versioned,
} from "../published.mjs";

const AIRCALL = "aircall-everywhere";
const JUSTCALL = "@justcall/justcall-dialer-sdk";
const NUMBER = "+12025550101";

/** What a text lists, between two marks, at the beginning of lines. */
const listed = (text, from, to) => {
  const part = text.slice(text.indexOf(from), text.indexOf(to));
  return [...part.matchAll(/^- `(\w+)`/gm)].map(([, name]) => name);
};

// ---- Aircall

const readme = await published(AIRCALL, "README.md");
const EVENTS = listed(readme, "### events from the workspace", "### events the workspace listens to");
const COMMANDS = listed(readme, "List of events", "more events");

/** Aircall's package in the CRM's page; the workspace, not opened yet. */
async function aircall(t) {
  const page = await open(t, CRM);
  await load(page);
  await page.evaluate((events) => {
    document.body.append(Object.assign(document.createElement("div"), { id: "phone" }));
    window.phone = new packages.Aircall({
      domToLoadWorkspace: "#phone",
      integrationToLoad: "zendesk",
      path: "contacts",
      debug: false,
      onLogin: tell("onLogin"),
      onLogout: tell("onLogout"),
    });
    for (const event of events) phone.on(event, tell(event));
    window.send = (name, ...data) => phone.send(name, ...data, tell(name));
  }, EVENTS);
  return [page, await inner(page)];
}

const send = (page, ...request) => page.evaluate((request) => void send(...request), request);
const DIAL = ["dial_number", { phone_number: NUMBER }];
/** How long it waits for an answer. */
const NO_ANSWER_MS = 2_000;
const NO_ANSWER = {
  code: "no_answer",
  message: "No answer from the workspace. Check if the workspace is logged in",
};
const IN_CALL = { code: "in_call", message: "A call is on" };
const ADA = { email: "ada@example.com", first_name: "Ada", last_name: "Example", company_name: "Example Ltd" };
const LOGGED_IN = ["onLogin", { user: ADA, settings: { openTickets: true } }];

test(`${AIRCALL}: all that it can`, async (t) => {
  const [page, frame] = await aircall(t);
  assert.deepEqual(await methods(page, "Aircall"), ["getUrlToLoad", "on", "send", "removeListener", "isLoggedIn"]);
  assert.equal(await page.evaluate(() => phone.getUrlToLoad()), "https://workspace.aircall.io?integration=generic");
  assert.equal(frame.url(), "https://workspace.aircall.io/?integration=generic");

  // Before the workspace has said that it is there, nothing leaves.
  await send(page, ...DIAL);
  await send(page, "");
  const early = await page.evaluate(() => told.splice(0).map(([name, success, { code }]) => [name, success, code]));
  assert.deepEqual(early, [["dial_number", false, "not_ready"], ["", false, "no_event_name"]]);

  const phone = await inside(frame, "aircall-phone", CRM);
  await phone.does("log in");
  await tells(page, LOGGED_IN);
  await page.evaluate(() => phone.isLoggedIn(tell("isLoggedIn")));
  await tells(page, ["isLoggedIn", true, true]);
  await send(page, "exit_keyboard");
  await tells(page, ["exit_keyboard", true, null]);
  await send(page, "exit_keyboard");
  await tells(page, ["exit_keyboard", false, { code: "not_in_keyboard", message: "No keyboard is shown" }]);
  await send(page, ...DIAL);
  const dialled = { from: "+1 202 555 0100", to: NUMBER, call_id: 1 };
  await tells(page, ["dial_number", true, null], ["outgoing_call", dialled]);
  await send(page, ...DIAL);
  await tells(page, ["dial_number", false, IN_CALL]);
  await phone.does("is answered");
  await phone.does("note Quote");
  await phone.does("hang up");
  await tells(
    page,
    ["outgoing_answered", { call_id: 1 }],
    ["comment_saved", { comment: "Quote", call_id: 1 }],
    ["call_ended", { duration: 0, call_id: 1 }],
  );
  await phone.does(`ring ${NUMBER}`);
  await phone.does("answer");
  await tells(
    page,
    ["incoming_call", { from: NUMBER, to: "+1 202 555 0100", call_id: 2 }],
    ["call_end_ringtone", { answer_status: "answered", call_id: 2 }],
  );
  await phone.does("hang up");
  await phone.does(`api dials ${NUMBER}`);
  await phone.does("hang up");
  await page.evaluate(() => void told.splice(0, 2));
  await tells(page, ["outgoing_call", { ...dialled, call_id: 3 }], ["call_ended", { duration: 0, call_id: 3 }]);
  const said = await arrivedNames(page);
  await sendRest(phone, (tags) => tags.filter((tag) => !said.includes(tag) && tag !== "apm_phone_logout"));
  await tells(page, ["powerdialer_updated", null], ["redirect_event", { type: "Zendesk::User", id: 7 }]);
  await send(page, "pause_call");
  await tells(page, ["pause_call", false, { code: "does_not_exist", message: "There is no such command" }]);

  // A listener that is gone is told nothing; the answers' are gone with their answers.
  const gone = ["comment_saved", "comment_saved", "dial_number_response"];
  const removed = await page.evaluate((gone) => gone.map((name) => phone.removeListener(name)), gone);
  assert.deepEqual(removed, [true, false, false]);
  await phone.does("note More");
  await phone.does("log out");
  await tells(page, ["onLogout"]);
  await send(page, ...DIAL);
  assert.equal(await page.evaluate(() => told[0][2].code), "not_ready");

  // What is declared is what the package and its README know, in both directions.
  const { sends, receives } = await declared(phone);
  assert.deepEqual(Object.keys(sends).sort(), (await arrivedNames(page)).filter((name) => !/pause/.test(name)));
  assert.deepEqual(EVENTS.filter((name) => !(`apm_phone_${name}` in sends)), []);
  assert.deepEqual(receives.toSorted(), (await arrivedNames(frame)).filter((name) => !/pause/.test(name)));
  assert.deepEqual(COMMANDS.filter((name) => !receives.includes(`apm_app_${name}`)), []);
  const label = await versioned(AIRCALL);
  await countOurs(`${label}, to the workspace`, phone);
  // It answers that the workspace has loaded, and tells of the login when it has the settings.
  await countTheirs(`${label}, to the page`, page, ["apm_phone_loaded"]);
});

test(`${AIRCALL}: of two requests of a name, one gets the other's answer`, async (t) => {
  const [page, frame] = await aircall(t);
  const phone = await inside(frame, "aircall-phone", CRM);
  await phone.does("log in");
  await tells(page, LOGGED_IN);
  await page.evaluate((dial) => {
    phone.send(...dial, tell("first"));
    phone.send(...dial, tell("second"));
  }, DIAL);
  await arrived(frame, 4);
  // The workspace has taken the first, and refused the second.
  const answers = await eventually(async () => {
    const all = await page.evaluate(() => arrived.map(({ data }) => data));
    const answers = all.filter(({ name }) => name === "apm_phone_dial_number_response");
    assert.equal(answers.length, 2);
    return answers.map(({ value }) => value.success);
  });
  assert.deepEqual(answers, [true, false]);
  await page.clock.runFor(NO_ANSWER_MS);
  await eventually(async () => assert.equal(await page.evaluate(() => told.length), 3));
  const [second, call, first] = await page.evaluate(() => told);
  assert.deepEqual([second, call[0], first], [["second", true, null], "outgoing_call", ["first", false, NO_ANSWER]]);
});

test(`${AIRCALL}: a workspace that doesn't answer, and one that loads again`, async (t) => {
  const [page, frame] = await aircall(t);
  const phone = await inside(frame, "aircall-phone", CRM);
  await phone.does("log in");
  await tells(page, LOGGED_IN);
  await phone.close();
  await send(page, ...DIAL);
  await page.clock.runFor(NO_ANSWER_MS - 1);
  await tells(page);
  await page.clock.runFor(1);
  await tells(page, ["dial_number", false, NO_ANSWER]);

  // A request that waits is lost, and one before the new document speaks.
  await send(page, "exit_keyboard");
  await frame.goto("https://workspace.aircall.io");
  await send(page, ...DIAL);
  const again = await inside(await inner(page), "aircall-phone", CRM);
  await page.clock.runFor(NO_ANSWER_MS);
  await tells(page, ["exit_keyboard", false, NO_ANSWER], ["dial_number", false, NO_ANSWER]);
  await again.does("log in");
  await again.hears(
    '{"name":"apm_app_isready","path":"contacts"}',
    '{"name":"apm_app_get_settings","value":"zendesk"}',
  );
  // The package thinks that the user was there all the time: only a logout has `onLogin` called again.
  await page.evaluate(() => phone.isLoggedIn(tell("isLoggedIn")));
  await tells(page, ["isLoggedIn", true, true]);
  await again.does("log out");
  await again.does("log in");
  await tells(page, ["onLogout"], LOGGED_IN);
  assert.equal(await again.counted(), "5 accepted, 0 drifted");
  assert.equal((await again.seen()).at(-2), '{"name":"apm_app_isready","path":null}');
});

// ---- JustCall

/** JustCall's package in the CRM's page; the dialer, not opened yet. */
async function justcall(t) {
  const page = await open(t, CRM);
  await load(page);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement("div"), { id: "phone" }));
    const told = Object.fromEntries(["onLogin", "onLogout", "onReady"].map((name) => [name, tell(name)]));
    window.phone = new packages.JustCallDialer({ dialerId: "phone", ...told });
    window.early = (() => {
      try {
        phone.dialNumber("+12025550101");
      } catch (error) {
        return error.errorCode;
      }
    })();
    window.ask = () => phone.isLoggedIn().then(tell("isLoggedIn"));
  });
  const frame = await inner(page);
  await page.evaluate(() => phone.ready());
  return [page, frame];
}

test(`${JUSTCALL}: all that it can`, async (t) => {
  const [page, frame] = await justcall(t);
  assert.equal(frame.url(), "https://app.justcall.io/dialer");
  assert.equal(await page.evaluate(() => early), "dialer_not_ready");
  const own = ["init", "load"];
  const ways = (await methods(page, "JustCallDialer")).filter((name) => !own.includes(name));
  assert.deepEqual(ways, ["on", "unsubscribe", "unsubscribeAll", "dialNumber", "isLoggedIn", "ready", "destroy"]);

  const types = await published(JUSTCALL, "dist/index.d.ts");
  const list = (name) => JSON.parse(types.match(new RegExp(`${name}: readonly (\\[.*\\]);`))[1]);
  const subscribed = list("validEmittableEvents");
  await page.evaluate((events) => events.forEach((event) => phone.on(event, tell(event))), subscribed);
  const phone = await inside(frame, "justcall-phone", CRM);
  await phone.does("log in");
  const user = {
    logged_in: true,
    login_numbers: ["+1 202 555 0100"],
    user_info: { email: "ada@example.com", name: "Ada Example" },
  };
  await tells(page, ["onReady"], ["onLogin", user]);
  await page.evaluate(() => void ask());
  await tells(page, ["isLoggedIn", true]);
  await page.evaluate((number) => phone.dialNumber(number), NUMBER);
  await phone.hears('{"type":"is-logged-in"}', `{"type":"dial-number","phoneNumber":"${NUMBER}"}`);
  for (const act of ["call", "answer", "hang up", `text ${NUMBER} Hello`]) await phone.does(act);
  const call = { call_sid: "CA00000001", direction: "outbound" };
  const ends = { from: "+1 202 555 0100", to: NUMBER };
  const [ringing, answered, ended, text] = await eventually(async () => {
    assert.equal(await page.evaluate(() => told.length), 4);
    return page.evaluate(() => told.splice(0));
  });
  assert.deepEqual(ringing, ["call-ringing", { ...call, ...ends }]);
  assert.deepEqual(answered, ["call-answered", { ...call, answered_status: "answered" }]);
  assert.deepEqual(ended, ["call-ended", { ...call, duration: 0 }]);
  const { received_at: _, ...rest } = text[1];
  assert.deepEqual(rest, { message_sid: "SM00000001", from: NUMBER, to: ends.from, body: "Hello" });

  // There is no other answer to the question than yes and no, and none that says why not.
  await phone.does("log out");
  await tells(page, ["onLogout"]);
  await page.evaluate(() => void ask());
  await tells(page, ["isLoggedIn", false]);

  const { sends, receives } = await declared(phone);
  assert.deepEqual(Object.keys(sends).sort(), list("validEvents").toSorted());
  assert.deepEqual(await arrivedNames(page), Object.keys(sends).sort());
  assert.deepEqual(await arrivedNames(frame), receives.toSorted());
  const label = await versioned(JUSTCALL);
  await countOurs(`${label}, to the dialer`, phone);
  await countTheirs(`${label}, to the page`, page, []);

  // Nobody is told of what nobody listens to; what is destroyed is gone with its frame.
  await phone.does("log in");
  await page.evaluate(() => phone.unsubscribe("call-ringing"));
  assert.throws(() => phone.unsubscribe("call-ringing"));
  await phone.does(`ring ${NUMBER}`);
  await page.evaluate(() => phone.unsubscribeAll());
  await phone.does("hang up");
  await tells(page, ["onLogin", user]);
  await page.evaluate(() => phone.destroy());
  assert.equal(await page.evaluate(() => frames.length), 0);
  assert.equal(await page.evaluate(() => phone.isLoggedIn().catch((error) => error.errorCode)), "dialer_not_ready");
});

test(`${JUSTCALL}: of two requests that are alike, the first is never answered`, async (t) => {
  const [page, frame] = await justcall(t);
  const phone = await inside(frame, "justcall-phone", CRM);
  await page.evaluate(() => {
    phone.isLoggedIn().then(tell("first"));
    phone.isLoggedIn().then(tell("second"));
  });
  await arrived(frame, 2);
  // Both were answered.
  await arrived(page, 2);
  await sleep(100);
  await tells(page, ["onReady"], ["second", false]);
  assert.equal(await phone.counted(), "2 accepted, 0 drifted");
});

test(`${JUSTCALL}: it waits for ever, whatever becomes of the dialer`, async (t) => {
  const [page, frame] = await justcall(t);
  // The frame has loaded, and its page doesn't listen yet: ready is what the package calls that.
  await page.evaluate(() => void ask());
  await arrived(frame, 1);
  const phone = await inside(frame, "justcall-phone", CRM);
  await phone.does("log in");
  await frame.goto("https://app.justcall.io/dialer");
  const again = await inside(await inner(page), "justcall-phone", CRM);
  await again.does("log in");
  await page.evaluate(() => phone.ready());
  await sleep(100);
  const told = await page.evaluate(() => told.splice(0).map(([name]) => name));
  assert.deepEqual(told, ["onReady", "onLogin", "onReady", "onLogin"]);
  await page.evaluate(() => void ask());
  await tells(page, ["isLoggedIn", true]);
});

// ---- Both together

/**
 * All that went, once for each message, however often it was sent. Unknown is `pause_call`: Aircall's package sends
 * whatever it is given.
 */
const COUNTED = `
                                                    messages  accepted  unknown  drifted  refused  out of turn
aircall-everywhere 2.0.6, to the workspace                 6         5        1        0        0            0
aircall-everywhere 2.0.6, to the page                     16        16        0
@justcall/justcall-dialer-sdk 1.4.2, to the dialer         2         2        0        0        0            0
@justcall/justcall-dialer-sdk 1.4.2, to the page           6         6        0
`;

test("what was counted", (t) => {
  for (const row of table()) t.diagnostic(row);
  assert.deepEqual(table(), COUNTED.split("\n").slice(1, -1));
});
