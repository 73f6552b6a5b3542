// Build: the script of every page, that of a canvas (live.js), one style sheet and the pictures of the look, under
// names that change with their content.
//
// Writes static/dist: name-HASH.ext, the same as .br and .gz, and manifest.json, which maps the plain name to
// the hashed one. The manifest is written after the files it names, and what it does not name is removed last,
// so that a server which is running meanwhile always finds what it promises.

import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const STATIC = join(import.meta.dirname, "..", "static");
const DIST = join(STATIC, "dist");
const pictures = (await readdir(STATIC)).filter((name) => name.endsWith(".svg"));

const { metafile } = await build({
  entryPoints: [
    join(import.meta.dirname, "page.js"),
    join(import.meta.dirname, "live", "live.js"),
    join(STATIC, "style.css"),
    ...pictures.map((name) => join(STATIC, name)),
  ],
  outdir: DIST,
  bundle: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: ["es2020", "chrome90", "firefox90", "safari14.1"],
  loader: { ".svg": "copy" },
  alias: { "lib0/logging": join(import.meta.dirname, "live", "logging.js") },
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
});

const manifest = {};
const kept = new Set(["manifest.json"]);
for (const [path, made] of Object.entries(metafile.outputs)) {
  const name = basename(path);
  const from = made.entryPoint ?? Object.keys(made.inputs)[0];
  manifest[basename(from)] = name;
  const content = await readFile(join(DIST, name));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(join(DIST, `${name}.br`), brotliCompressSync(content, { params: quality }));
  await writeFile(join(DIST, `${name}.gz`), gzipSync(content, { level: 9 }));
  for (const each of [name, `${name}.br`, `${name}.gz`]) kept.add(each);
}

const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(DIST, "manifest.json.new"), JSON.stringify(sorted, null, 2) + "\n");
await rename(join(DIST, "manifest.json.new"), join(DIST, "manifest.json"));
for (const name of await readdir(DIST)) if (!kept.has(name)) await rm(join(DIST, name));
