import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** All elements, the store and four languages: the load of one script tag. */
const MOST_BYTES = 15_800;
const PACKAGE = new URL("../../", import.meta.url);
const BUNDLE = new URL("dist/elements.js", PACKAGE);

test("the bundle in the repository is made from the sources", async () => {
  const { bundle } = (await import(new URL("build.mjs", PACKAGE).href)) as {
    bundle: () => Promise<string>;
  };

  assert.equal(await readFile(BUNDLE, "utf8"), await bundle(), "run `npm run build` and commit dist/elements.js");
});

test(`the bundle is at most ${MOST_BYTES} bytes, minified and gzipped`, async (context) => {
  const bytes = await readFile(BUNDLE);

  const size = gzipSync(bytes, { level: 9 }).byteLength;

  context.diagnostic(`elements.js: ${bytes.byteLength} bytes, ${size} gzipped`);
  assert.ok(size > 5_000, "the bundle is empty");
  assert.ok(size <= MOST_BYTES, `elements.js has ${size} bytes, gzipped`);
});

test("the core and the elements can be loaded on a server", async () => {
  const { view, configure } = await import("drawdown-elements");

  configure({ token: () => undefined });
  assert.equal(view().summary, "Loading credits…");
});

test("the README's import of the types for React works in Node.js", async () => {
  const readme = await readFile(new URL("README.md", PACKAGE), "utf8");
  const [line = "no such line"] = /import "drawdown-elements\/react"/.exec(readme) ?? [];

  execFileSync(process.execPath, ["--input-type=module", "--eval", line], { cwd: PACKAGE, stdio: "pipe" });
});

test("the manifest names the observed attributes of the elements", async () => {
  interface Declaration {
    tagName: string;
    name: string;
    attributes?: { name: string }[];
  }
  const text = await readFile(new URL("custom-elements.json", PACKAGE), "utf8");
  const { modules } = JSON.parse(text) as { modules: { declarations: Declaration[] }[] };
  const classes = (await import("drawdown-elements")) as unknown as Record<string, { observedAttributes: string[] }>;

  const declared = modules.flatMap(({ declarations }) => declarations);
  assert.equal(declared.length, 9);
  for (const { name, tagName, attributes = [] } of declared) {
    assert.deepEqual(
      attributes.map((attribute) => attribute.name).sort(),
      [...(classes[name]?.observedAttributes ?? [])].sort(),
      tagName,
    );
  }
});
