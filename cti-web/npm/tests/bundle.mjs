// Bundles the examples, as those do who use the package: the page in React with Vite, the plain one with
// webpack. `bundle.mjs FOLDER`, where the examples are, and the package in node_modules.
import { promisify } from "node:util";
import { build } from "vite";
import webpack from "webpack";

const folder = process.argv[2];

await build({
  root: `${folder}/react`,
  base: "./",
  logLevel: "warn",
  configFile: false,
  build: { outDir: `${folder}/sites/react`, emptyOutDir: true },
});

const stats = await promisify(webpack)({
  mode: "production",
  context: folder,
  entry: "./compiled/plain/main.js",
  output: { path: `${folder}/sites/webpack`, filename: "main.js" },
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
