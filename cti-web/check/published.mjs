// Packages as their vendors publish them, in pages of their vendors' origins, with our other side.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { Part, blank, eventually, frames } from "./browser.mjs";
import { file } from "./files.mjs";

export const CRM = "https://crm.example";
export const HUBSPOT = "https://app.hubspot.com";
export const CCP = "https://example.my.connect.aws";
/** Where a calling app is that HubSpot shows. */
export const APP = "https://phone.example";

/** A module of packages, as it is for a page. */
async function bundled(contents) {
  const stdin = { contents, resolveDir: import.meta.dirname };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false });
  return { type: "text/javascript", body: outputFiles[0].text };
}

const MODULES = {
  "/packages.js": await bundled(`
    export { default as Aircall } from "aircall-everywhere";
    export { JustCallDialer } from "@justcall/justcall-dialer-sdk";
    export * as HubSpot from "@hubspot/calling-extensions-sdk";`),
  // It makes a global object, and timers, where it is loaded.
  "/connect.js": await bundled('import "amazon-connect-streams";'),
};

/** A file of a package, as it is published. */
export const published = (name, path) =>
  readFile(new URL(`node_modules/${name}/${path}`, import.meta.url), "utf8");

/** A package with its version. */
export async function versioned(name) {
  return `${name} ${JSON.parse(await published(name, "package.json")).version}`;
}

/** What a page's clock shows. */
const NOW = Date.parse("2026-01-31T12:00:00Z");

/**
 * A page at an origin, without a role yet. All paths of vendors lead to pages of the checks, since packages say
 * themselves what they load. Packages act when time has passed, and so the clock stands still until it is told to go
 * on, with `page.clock`: else what they do would depend on how busy the machine is.
 */
export async function open(test, origin) {
  const page = await blank(
    test,
    /^https:/,
    async ({ pathname }) => MODULES[pathname] ?? ((await file(pathname)) || file("/")),
  );
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(NOW);
  await page.goto(origin);
  return page;
}

/** The frame in a page, once its document is there. */
export async function inner(page) {
  const frame = await eventually(() => frames(page)[0] ?? assert.fail("there is no frame"));
  await frame.waitForURL(/^https:/);
  await frame.evaluate(() => ready);
  return frame;
}

/** Opens a role of ours in a frame, with the page around it. */
export async function inside(frame, role, origin) {
  await frame.evaluate(([role, origins]) => openRole(role, undefined, origins), [role, [origin].flat()]);
  return new Part(frame);
}

/** Opens a role of ours in a page, with the frame in it. */
export async function around(page, role, origin) {
  const open = ([role, origin]) => openRole(role, document.querySelector("iframe"), [origin].flat());
  await page.evaluate(open, [role, origin]);
  return new Part(page.mainFrame());
}

/**
 * Has packages in a page or a frame: `packages`. What they tell is noted by `tell(NAME)`, as
 * `[NAME, …ARGUMENTS]` in `told`; `causes` has for each which message brought it, counted from 1.
 */
export async function load(frame, module = "/packages.js") {
  await frame.evaluate(async (module) => {
    Object.assign(window, { packages: await import(module), told: [], causes: [] });
    window.tell =
      (name) =>
      (...given) => {
        causes.push(count);
        told.push(JSON.parse(JSON.stringify([name, ...given])));
      };
  }, module);
}

/** Waits until a package has told exactly this, since `told` was last emptied, and empties it. */
export async function tells(frame, ...expected) {
  await eventually(async () => assert.deepEqual(await frame.evaluate(() => told), expected));
  await frame.evaluate(() => void (told.length = 0));
}

/**
 * Has HubSpot's package in a frame of HubSpot's page, as `app`, and tells by its type what it handles: the types
 * that it knows.
 */
export async function callingApp(frame) {
  await load(frame);
  return frame.evaluate(() => {
    const { Constants, default: CallingExtensions } = packages.HubSpot;
    const names = Object.entries(Constants.messageHandlerNames);
    const told = (type) => (data) => tell(type)(data);
    const eventHandlers = Object.fromEntries(names.map(([type, name]) => [name, told(type)]));
    window.app = new CallingExtensions({ eventHandlers });
    return names.map(([type]) => type);
  });
}

/** What a message says it is: of a tag beside another one inside, the inner one; without a value in it. */
const nameOf = ({ name, type, event, data }) =>
  name ?? type ?? (data?.method ?? (event === "broadcast" ? data.event : event)).replace(/(?<=::accepted::).*/, "");

/** What the messages say they are that have arrived at a window. */
const names = async (frame) => (await frame.evaluate(() => arrived.map(({ data }) => data))).map(nameOf);

/** What has arrived at a window, by its names, each once. */
export async function arrivedNames(frame) {
  return [...new Set(await names(frame))].sort();
}

/** What our side declares: `{ sends: { TAG: [SAMPLE] }, receives: [TAG] }`. */
export const declared = async (part) => JSON.parse(await part.act("declared"));

/** What a package has for those who use it. */
export const methods = (page, which) =>
  page.evaluate((which) => {
    const type = which.split(".").reduce((of, name) => of[name], packages);
    return Object.getOwnPropertyNames(type.prototype).filter((name) => !/^_|^constructor$/.test(name));
  }, which);

/** Sends what the declaration has and nobody's act says. */
export async function sendRest(part, rest) {
  const { sends } = await declared(part);
  for (const tag of rest(Object.keys(sends))) {
    const [sample = JSON.stringify({ type: tag, messageId: "1", data: {} })] = sends[tag];
    await part.does(`send ${sample}`);
  }
}

const HEAD = ["accepted", "unknown", "drifted", "refused", "out of turn"];
const rows = [["", "messages", ...HEAD]];

/** What ids are made of, and what is an `Error` in what is logged, of which JSON has nothing. */
const UNREAD = ["requestId", "agentResourceId"];

/** What is in a message. Absent and null are alike. */
const read = (json) => JSON.parse(json, (key, value) => (UNREAD.includes(key) ? undefined : (value ?? undefined)));

/** Counts what has gone from a package to our side, by name: each is of one kind. */
export async function countOurs(label, part) {
  const { receives } = await declared(part);
  const all = await arrivedNames(part.frame);
  const lines = await part.seen();
  const messages = lines.filter((line) => line.startsWith("{")).map(read);
  const taken = [...new Set(messages.map(nameOf))];
  const accepted = taken.filter((name) => receives.includes(name));
  // Nothing of a message is lost: what was read says all that was posted, since our side listens.
  const posted = await part.frame.evaluate(() => arrived.map(({ data }) => JSON.stringify(data)));
  assert.deepEqual(messages, posted.slice(-messages.length).map(read));
  const noted = (gate) => new Set(lines.filter((line) => line.startsWith(`! ${gate}, `))).size;
  const late = Number((await part.counted()).match(/(\d+) out of turn/)?.[1] ?? 0);
  const counts = [accepted.length, taken.length - accepted.length, noted("drifted"), noted("refused")];
  rows.push([label, all.length, ...counts, late]);
}

/**
 * Counts what has gone from our side to a package, by name. Accepted is what a handler was told of, and what is
 * `answered` instead. A package has no word for the rest.
 */
export async function countTheirs(label, frame, answered) {
  const causes = await frame.evaluate(() => causes);
  const all = await names(frame);
  const accepted = all.filter((name, index) => causes.includes(index + 1) || answered.includes(name));
  const [different, taken] = [new Set(all).size, new Set(accepted).size];
  rows.push([label, different, taken, different - taken, "", "", ""]);
}

/** Rows as lines of text, in columns: numbers to the right. */
export function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => `${row[column]}`.length)));
  const cell = (value, at) => (typeof value === "number" ? `${value}`.padStart(widths[at]) : value.padEnd(widths[at]));
  return rows.map((row) => row.map(cell).join("  ").trimEnd());
}

/** All that was counted, as lines of text. */
export const table = () => aligned(rows);
