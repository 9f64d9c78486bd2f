// Every AsyncAPI document, read by the AsyncAPI project's own parser.
import { readdir, readFile } from "node:fs/promises";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";

const golden = new URL("../golden/", import.meta.url);
const build = new URL("build/", import.meta.url);
const parser = new Parser();
let documents = 0;
let failed = false;
for (const folder of [golden, build]) {
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".asyncapi.json")).sort()) {
    const text = await readFile(new URL(file, folder), "utf8");
    const { document, diagnostics } = await parser.parse(text);
    const errors = diagnostics.filter((one) => one.severity === DiagnosticSeverity.Error);
    const warnings = diagnostics.filter((one) => one.severity === DiagnosticSeverity.Warning);
    for (const one of [...errors, ...warnings]) {
      console.error(`${file}: ${one.path.join("/")}: ${one.message}`);
    }
    if (document === undefined || errors.length > 0 || warnings.length > 0) {
      failed = true;
      continue;
    }
    if (document.channels().all().length === 0 || document.operations().all().length === 0) {
      console.error(`${file}: no channels or operations were read`);
      failed = true;
    }
    documents += 1;
  }
}
if (failed) {
  process.exit(1);
}
console.log(`asyncapi: ${documents} documents without an error or a warning`);
