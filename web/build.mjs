/** Bundles the page's script, or its tests: `node build.mjs [--tests]`. */

import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const common = {
  absWorkingDir: here("."),
  bundle: true,
  target: "es2021",
  charset: "utf8",
  logLevel: "warning",
};

/** Texts of the licences of all packages that left code in the bundle, each text once. */
async function licences(metafile) {
  const [output] = Object.values(metafile.outputs);
  const packages = new Set();
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (found && bytesInOutput > 0) packages.add(found[1]);
  }
  const holders = new Map();
  for (const name of [...packages].sort()) {
    const folder = here(`node_modules/${name}`);
    const { version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const text = (await readFile(`${folder}/LICENSE`, "utf8")).trim();
    holders.set(text, [...(holders.get(text) ?? []), `${name} ${version}`]);
  }
  const parts = [...holders].map(([text, names]) => `${names.join(", ")}\n\n${text}`);
  return `/*!\n${parts.join("\n\n---\n\n")}\n*/\n`;
}

async function bundleTests() {
  const files = (await readdir(here("tests"))).filter((name) => name.endsWith(".test.ts"));
  await rm(here("build/tests"), { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: files.map((name) => here(`tests/${name}`)),
    outdir: here("build/tests"),
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
  });
}

async function bundlePage() {
  const outfile = here("../src/saualnama/explore/bundle/explore.js");
  const result = await build({
    ...common,
    entryPoints: [here("src/main.ts")],
    outfile,
    format: "iife",
    minify: true,
    metafile: true,
    write: false,
  });
  const [{ text }] = result.outputFiles;
  // Either would end the script element that the file is put into.
  if (/<\/script|<!--/i.test(text)) throw new Error("the bundle would end its own script element");
  await writeFile(outfile, (await licences(result.metafile)) + text);
}

await (process.argv.includes("--tests") ? bundleTests() : bundlePage());
