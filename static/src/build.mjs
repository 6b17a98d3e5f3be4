// Builds static/build/ from npm packages and our own sources: one stylesheet, one script, fonts.
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, "..", "..");
const built = join(root, "static", "build");
// Built beside and then put in place, so that a running site never misses its stylesheet.
const out = join(root, "static", `.build-${process.pid}`);
const packages = join(root, "node_modules");
const variable = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";
const fixed = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";

// The variable font for screens; static weights for PDFs, where variable bold looks cramped.
const fonts = {
  "atkinson-latin.woff2": `${variable}-latin-wght-normal.woff2`,
  "atkinson-latin-ext.woff2": `${variable}-latin-ext-wght-normal.woff2`,
  "atkinson-400.woff2": `${fixed}-latin-400-normal.woff2`,
  "atkinson-700.woff2": `${fixed}-latin-700-normal.woff2`,
  "atkinson-ext-400.woff2": `${fixed}-latin-ext-400-normal.woff2`,
  "atkinson-ext-700.woff2": `${fixed}-latin-ext-700-normal.woff2`,
};

function compile(name) {
  return sass.compile(join(source, "scss", name), {
    style: "compressed",
    charset: false,
    loadPaths: [root, packages],
    logger: sass.Logger.silent,
  }).css;
}

async function styles() {
  const css = compile("moj.scss") + compile("app.scss");
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: "es2021" });
  await writeFile(join(out, "app.css"), code);
}

async function script() {
  await esbuild.build({
    entryPoints: [join(source, "js", "app.js")],
    outfile: join(out, "app.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2021",
    legalComments: "none",
    logLevel: "warning",
  });
}

async function files() {
  await mkdir(join(out, "fonts"), { recursive: true });
  for (const [name, from] of Object.entries(fonts)) {
    await cp(join(packages, from), join(out, "fonts", name));
  }
  await cp(join(source, "images"), join(out, "images"), { recursive: true });
}

async function build() {
  await mkdir(out, { recursive: true });
  await Promise.all([styles(), script(), files()]);
  const old = `${out}-old`;
  await rename(built, old).catch(() => {});
  await rename(out, built);
  await rm(old, { recursive: true, force: true });
  const sizes = ["app.css", "app.js"].map(async (name) => {
    const bytes = (await readFile(join(built, name))).length;
    return `${name} ${Math.round(bytes / 1024)} kB`;
  });
  console.log(`Built ${(await Promise.all(sizes)).join(", ")} and the fonts`);
}

await build();
if (process.argv.includes("--watch")) {
  let waiting;
  watch(source, { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => build().catch((error) => console.error(error.message)), 200);
  });
}
