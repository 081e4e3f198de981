// Imports every path that an installed package exports, and finds the types of each.
//   node imports.mjs PACKAGE
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Modules for their types only: an import of them, without names, must work all the same. */
const OF_TYPES = new Set(["drawdown-elements/react"]);

const name = process.argv[2];
const folder = join("node_modules", name);
const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

for (const [path, target] of Object.entries(exports)) {
  const files = typeof target === "string" ? [target] : Object.values(target);
  for (const file of files) {
    if (!existsSync(join(folder, file))) {
      throw new Error(`${name} exports ${path} as ${file}, which its tarball lacks`);
    }
  }
  const code = typeof target === "string" ? target : target.default;
  const from = path === "." ? name : `${name}/${path.slice(2)}`;
  if (code === undefined) {
    throw new Error(`${from} has types, but no module: a bundler can't resolve its import`);
  }
  const json = code.endsWith(".json");
  const module = await import(from, json ? { with: { type: "json" } } : {});
  if (Object.keys(module).length === 0 && !OF_TYPES.has(from)) {
    throw new Error(`${from} exports nothing`);
  }
  console.log(`  ${from}: ${json ? "JSON" : Object.keys(module).length + " names"}`);
}
