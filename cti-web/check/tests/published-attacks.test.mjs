// The same hostile windows against what vendors publish and against what is declared here: who believes them.
import { test } from "node:test";
import assert from "node:assert/strict";
import { arrived, eventually, frames } from "../browser.mjs";
import { APP, CCP, CRM, HUBSPOT, aligned, around, callingApp, inner, inside, load, open } from "../published.mjs";

const EVIL = "https://app.hubspot.com.evil.example";
const NUMBER = "+12025550101";
const SYNC = { type: "SYNC", messageId: "1", hostUrl: EVIL };
const RINGS = { externalCallId: "call-1", fromNumber: NUMBER, toNumber: "+12025550100" };
const DIAL = { type: "DIAL_NUMBER", messageId: "2", data: { phoneNumber: NUMBER } };

/** Posts to the first frame in a page, from the page or from another frame in it. */
const down = (from, message) =>
  from.evaluate(([message, app]) => top.frames[0].postMessage(message, app), [message, APP]);

/** Adds a hostile frame to a page. */
async function intruder(page) {
  await page.evaluate((src) => addFrame(src).loaded, EVIL);
  return frames(page).at(-1);
}

/** What has arrived at a window of a name, once all that a frame in it has posted so far is there. */
async function posted(window, from, name) {
  const target = new URL(window.url()).origin;
  await from.evaluate((target) => parent.postMessage({ name: "flush" }, target), target);
  const all = () => window.evaluate(() => arrived.map(({ data }) => data));
  await eventually(async () => assert.ok((await all()).some(({ name }) => name === "flush")));
  return (await all()).filter((data) => (data.name ?? data.type) === name);
}

const REFUSED = {
  origin: "! refused, origin: not an origin of this protocol",
  source: "! refused, source: posted by another window",
};

/** Whether a package was told of something. */
const believed = async (frame, name) =>
  (await frame.evaluate(() => told.map(([name]) => name))).includes(name) ? "believed" : "unheard";

/** Whether the last that arrived at our side was refused, and where. */
async function refused(part) {
  const last = (await part.seen()).at(-1);
  const gate = Object.keys(REFUSED).find((gate) => REFUSED[gate] === last);
  return gate ? `refused: ${gate}` : "believed";
}

// Each opens its side in a frame, and says what it makes of the last message, and of a call that comes in.
const CALLING = {
  package: async (frame) => {
    await callingApp(frame);
    return {
      makes: (name) => believed(frame, name),
      rings: () => frame.evaluate((call) => app.incomingCall(call), RINGS),
    };
  },
  ours: async (frame) => {
    const app = await inside(frame, "hubspot-app", []);
    return { makes: () => refused(app), rings: () => app.act(`ring ${NUMBER}`) };
  },
};

/** HubSpot's package and ours, each in a page that isn't HubSpot's. */
async function aroundIt(t, side) {
  const page = await open(t, EVIL);
  await page.evaluate((src) => addFrame(src).loaded, APP);
  const frame = await inner(page);
  const { makes, rings } = await CALLING[side](frame);
  await down(page, SYNC);
  await arrived(frame, 1);
  const sync = await makes("READY");
  await rings();
  const [call] = await posted(page, frame, "INCOMING_CALL");
  await down(page, DIAL);
  await arrived(frame, 2);
  return {
    "HubSpot: a page that isn't HubSpot synchronises": sync,
    "… and is told who calls": call?.data.fromNumber ?? "nothing",
    "… and has a number dialled": await makes("DIAL_NUMBER"),
  };
}

/** HubSpot's package and ours, each in HubSpot's page, with a frame of somebody else beside it. */
async function besideIt(t, side) {
  const page = await open(t, HUBSPOT);
  await page.evaluate((src) => addFrame(src).loaded, APP);
  const frame = await inner(page);
  const { makes } = await CALLING[side](frame);
  const evil = await intruder(page);
  await down(evil, SYNC);
  await arrived(frame, 1);
  const sync = await makes("READY");
  await down(evil, DIAL);
  await arrived(frame, 2);
  const dial = await makes("DIAL_NUMBER");
  await down(page, { ...SYNC, hostUrl: HUBSPOT });
  await arrived(frame, 3);
  const [acknowledged] = await posted(page, frame, "SYNC_ACK");
  return {
    "HubSpot: a frame beside the app synchronises": sync,
    "… and has a number dialled": dial,
    "… and then HubSpot synchronises": acknowledged ? "acknowledged" : "unheard",
  };
}

/** The CRM's page with a vendor's frame and another, and what either side is. */
async function crm(t, side, role, ours, theirs) {
  const page = await open(t, CRM);
  await load(page);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("div"), { id: "phone" })));
  if (side === "package") await page.evaluate(theirs);
  else await page.evaluate((src) => addFrame(src).loaded, ours);
  const phone = await inner(page);
  const app = side === "ours" ? await around(page, role, []) : undefined;
  return [page, phone, await intruder(page), app];
}

const up = (evil, message) => evil.evaluate(([message, crm]) => parent.postMessage(message, crm), [message, CRM]);

/** What has been posted to a frame of the CRM's page, once all that the page has posted so far is there. */
async function given(page, frame, name) {
  const flush = ([at, target]) => frames[at].postMessage({ name: "flush" }, target);
  await page.evaluate(flush, [frames(page).indexOf(frame), new URL(frame.url()).origin]);
  const all = () => frame.evaluate(() => arrived.map(({ data }) => data));
  await eventually(async () => assert.ok((await all()).some(({ name }) => name === "flush")));
  return (await all()).filter((data) => (data.name ?? data.data?.method) === name);
}

async function aircall(t, side) {
  const [page, phone, evil, app] = await crm(t, side, "aircall-app", "https://workspace.aircall.io", () => {
    window.phone = new packages.Aircall({ domToLoadWorkspace: "#phone", debug: false, onLogin: tell("onLogin") });
  });
  const loaded = { name: "apm_phone_loaded" };
  await up(evil, loaded);
  await arrived(page, 1);
  const made = app ? await refused(app) : await believed(page, "onLogin");
  if (app) await app.act(`dial ${NUMBER}`);
  else await page.evaluate((number) => void phone.send("dial_number", { phone_number: number }), NUMBER);
  const [dialled] = await given(page, evil, "apm_app_dial_number");
  await up(phone, loaded);
  await arrived(page, 2);
  const [ready] = await given(page, phone, "apm_app_isready");
  return {
    "Aircall: another frame says that it has loaded": made,
    "… and is told what is dialled": dialled?.value.phone_number ?? "nothing",
    "… and then the workspace says so": ready ? "answered" : "unheard",
  };
}

async function justcall(t, side) {
  const [page, phone, evil, app] = await crm(t, side, "justcall-app", "https://app.justcall.io", () => {
    window.phone = new packages.JustCallDialer({ dialerId: "phone" });
    phone.on("call-ringing", tell("call-ringing"));
  });
  const call = { direction: "inbound", from: NUMBER, to: "+12025550100" };
  const rings = (call_sid) => ({ name: "call-ringing", data: { ...call, call_sid } });
  await up(evil, rings("CA1"));
  await arrived(page, 1);
  const made = app ? await refused(app) : await believed(page, "call-ringing");
  await up(phone, rings("CA2"));
  await arrived(page, 2);
  const heard = app ? await app.seen() : await page.evaluate(() => told.map((line) => JSON.stringify(line)));
  return {
    "JustCall: another frame says that somebody calls": made,
    "… and then the dialer says so": heard.at(-1).includes("CA2") ? "heard" : "unheard",
  };
}

/** What names an agent, as the CCP does. */
const AGENT = {
  event: "agent::update",
  data: {
    snapshot: { state: { name: "Available", type: "routable" }, contacts: [] },
    configuration: { name: "Mallory", routingProfile: { defaultOutboundQueue: { queueARN: "arn:queue-2" } } },
  },
};

/** Amazon Connect's CCP, with an agent, and another frame; then its frame goes elsewhere, as links and redirects do. */
async function amazon(t, side) {
  const page = await open(t, CRM);
  const ccpUrl = `${CCP}/ccp-v2/`;
  if (side === "package") {
    await load(page, "/connect.js");
    await page.evaluate((ccpUrl) => connect.core.initCCP(document.body, { ccpUrl, loginPopup: false }), ccpUrl);
  } else {
    await page.evaluate((src) => addFrame(src).loaded, ccpUrl);
  }
  const frame = await inner(page);
  const app = side === "ours" ? await around(page, "connect-app", []) : undefined;
  const ccp = await inside(frame, "connect-phone", CRM);
  await ccp.does("log in");
  const told = (name) => arrived.filter(({ data }) => data.data?.configuration?.name === name).length;
  const named = (times, name) => eventually(async () => assert.equal(await page.evaluate(told, name), times));
  const says = async (from, times) => {
    await up(from, AGENT);
    await named(times, "Mallory");
    if (app) return refused(app);
    return (await page.evaluate(() => new connect.Agent().getName())) === "Mallory" ? "believed" : "unheard";
  };
  await named(1, "Jo Example");
  const beside = await says(await intruder(page), 1);
  await frame.goto(EVIL);
  await frame.evaluate(() => ready);
  if (app) await app.act(`dial ${NUMBER}`);
  else await page.evaluate((phoneNumber) => new connect.Agent().connect({ type: "phone_number", phoneNumber }), NUMBER);
  const [called] = await given(page, frame, "createOutboundContact");
  const number = called?.data.params.endpoint.phoneNumber;
  return {
    "Connect: another frame says who the agent is": beside,
    "… and the CCP's, which went elsewhere, is told whom to call": number ?? "nothing",
    "… and says who the agent is": await says(frame, 2),
  };
}

const ATTACKS = [aroundIt, besideIt, aircall, justcall, amazon];

const MADE = `
                                                             the vendor's package  ours
HubSpot: a page that isn't HubSpot synchronises              believed              refused: origin
… and is told who calls                                      +12025550101          nothing
… and has a number dialled                                   believed              refused: origin
HubSpot: a frame beside the app synchronises                 believed              refused: source
… and has a number dialled                                   believed              refused: source
… and then HubSpot synchronises                              unheard               acknowledged
Aircall: another frame says that it has loaded               believed              refused: source
… and is told what is dialled                                +12025550101          nothing
… and then the workspace says so                             answered              answered
JustCall: another frame says that somebody calls             believed              refused: source
… and then the dialer says so                                heard                 heard
Connect: another frame says who the agent is                 unheard               refused: source
… and the CCP's, which went elsewhere, is told whom to call  +12025550101          nothing
… and says who the agent is                                  believed              refused: origin
`;

test("who believes a window that isn't the vendor's", async (t) => {
  const rows = [["", "the vendor's package", "ours"]];
  for (const attack of ATTACKS) {
    const theirs = Object.entries(await attack(t, "package"));
    const ours = Object.values(await attack(t, "ours"));
    theirs.forEach(([what, made], at) => rows.push([what, made, ours[at]]));
  }
  const table = aligned(rows);
  for (const row of table) t.diagnostic(row);
  assert.deepEqual(table, MADE.split("\n").slice(1, -1));
});
