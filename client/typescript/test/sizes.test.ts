import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The growth of a product's bundle, gzipped. */
const MOST_BYTES: Record<string, number> = {
  "drawdown": 6_100,
  "drawdown/read": 4_500,
  "drawdown/manage": 4_600,
  "drawdown/session": 4_500,
  "drawdown/ai": 8_400,
};

for (const [entry, most] of Object.entries(MOST_BYTES)) {
  test(`${entry} is under ${most} bytes, minified and gzipped`, async (context) => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from "${entry}"`, resolveDir: process.cwd() },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "neutral",
      write: false,
    });
    const bytes = outputFiles[0]?.contents ?? new Uint8Array();

    const size = gzipSync(bytes, { level: 9 }).byteLength;

    context.diagnostic(`${entry}: ${bytes.byteLength} bytes, ${size} gzipped`);
    assert.ok(size > 1_000, "the bundle is empty");
    assert.ok(size < most, `${entry} has ${size} bytes`);
  });
}
