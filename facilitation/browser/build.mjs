// Build: the script of every page, that of a canvas (live.js), one style sheet and the pictures of the look, a script and
// a sheet for what is printed, under names that change with their content; and, for the page that looks closer at a
// picture, plotly with its style sheet.
//
// Writes static/dist: name-HASH.ext, the same as .br and .gz, and manifest.json, which maps the plain name to
// the hashed one. The manifest is written after the files it names, and what it does not name is removed last,
// so that a server which is running meanwhile always finds what it promises.

import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const STATIC = join(import.meta.dirname, "..", "static");
const DIST = join(STATIC, "dist");
const pictures = (await readdir(STATIC)).filter((name) => name.endsWith(".svg"));

const SHARED = {
  outdir: DIST,
  bundle: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: ["es2020", "chrome90", "firefox90", "safari14.1"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
};

const ours = await build({
  ...SHARED,
  entryPoints: [
    join(import.meta.dirname, "page.js"),
    join(import.meta.dirname, "live", "live.js"),
    join(import.meta.dirname, "paper.js"),
    join(import.meta.dirname, "widgets", "widgets.js"), // fetched once a page is live: nobody waits for it to type
    join(STATIC, "style.css"),
    join(STATIC, "widgets.css"),
    join(STATIC, "paper.css"),
    ...pictures.map((name) => join(STATIC, name)),
  ],
  loader: { ".svg": "copy" },
  alias: { "lib0/logging": join(import.meta.dirname, "live", "logging.js") },
});

// Plotly keeps its style rules in a script that writes them into the page, which our policy of contents forbids:
// they become a style sheet of ours. It also names a sheet for maps, and we draw none.
const PLOTLY = join(import.meta.dirname, "node_modules", "plotly.js");
const rules = [];
const lib = { addStyleRule: (selector, style) => rules.push(`${selector}{${style}}`) };
new Function("require", await readFile(join(PLOTLY, "build", "plotcss.js"), "utf8"))(() => lib);
const sheet = {
  name: "plotly's sheet",
  setup(asked) {
    asked.onResolve({ filter: /^plotly\.css$/ }, ({ path }) => ({ path, namespace: "sheet" }));
    asked.onLoad({ filter: /.*/, namespace: "sheet" }, () => ({ contents: rules.join("\n"), loader: "css" }));
  },
};
const closer = await build({
  ...SHARED,
  entryPoints: [join(import.meta.dirname, "closer.js"), "plotly.css"],
  banner: { js: "/*! plotly.js: MIT licence, (c) Plotly, Inc., with d3 (BSD-3-Clause), culori (MIT) and others */" },
  define: { global: "window" },
  loader: { ".css": "empty" },
  plugins: [sheet],
});

const manifest = {};
const kept = new Set(["manifest.json"]);
for (const [path, made] of Object.entries({ ...ours.metafile.outputs, ...closer.metafile.outputs })) {
  const name = basename(path);
  const from = (made.entryPoint ?? Object.keys(made.inputs)[0]).replace(/^sheet:/, "");
  manifest[basename(from)] = name;
  for (const each of [name, `${name}.br`, `${name}.gz`]) kept.add(each);
  if (existsSync(join(DIST, `${name}.gz`))) continue; // the same name holds the same content: packed last time
  const content = await readFile(join(DIST, name));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(join(DIST, `${name}.br`), brotliCompressSync(content, { params: quality }));
  await writeFile(join(DIST, `${name}.gz`), gzipSync(content, { level: 9 }));
}

const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(DIST, "manifest.json.new"), JSON.stringify(sorted, null, 2) + "\n");
await rename(join(DIST, "manifest.json.new"), join(DIST, "manifest.json"));
for (const name of await readdir(DIST)) if (!kept.has(name)) await rm(join(DIST, name));
