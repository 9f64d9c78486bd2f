// Writes the package's manifest: `manifest.mjs VENDOR…`.
const vendors = process.argv.slice(2);

/** A module of the package, with its types. */
const at = (path) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });

const entries = vendors.flatMap((vendor) => [
  [`./${vendor}`, at(`${vendor}/index`)],
  [`./${vendor}/guard`, at(`${vendor}/guard`)],
  [`./simulated/${vendor}`, at(`simulated/${vendor}`)],
]);

const manifest = {
  name: "cti-softphones",
  version: "0.1.0",
  description:
    "Softphones of vendors in an iframe of your page: typed messages, origin checks, order rules.",
  license: "MIT OR Apache-2.0",
  keywords: ["cti", "postmessage", "softphone", "telephony", "iframe"],
  type: "module",
  sideEffects: false,
  exports: {
    ...Object.fromEntries(entries),
    "./react": at("react"),
    "./package.json": "./package.json",
  },
  peerDependencies: { react: ">=18" },
  peerDependenciesMeta: { react: { optional: true } },
};

console.log(JSON.stringify(manifest, undefined, 2));
