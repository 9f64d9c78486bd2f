// Draws docs/replay.png, the picture in the README: `node picture.mjs`, after `./run tests/picture.test.mjs`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = new URL("../../", import.meta.url);
const CTI = process.env.CTI ?? new URL("target/debug/cti", root).pathname;
const folder = mkdtempSync(join(tmpdir(), "cti-picture-"));
const file = join(folder, "replay.html");
execFileSync(CTI, ["replay", "--protocol", "leaddesk-talk", "--html", file]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1000, height: 620 }, colorScheme: "light" });
await page.goto(`file://${file}#line-35`);
await page.screenshot({ path: new URL("docs/replay.png", root).pathname });
await browser.close();
rmSync(folder, { recursive: true });
