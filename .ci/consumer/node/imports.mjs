// Imports every path that an installed package exports, and finds the types of each.
//   node imports.mjs PACKAGE
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
  if (code === undefined) {
    continue; // Types only.
  }
  const from = path === "." ? name : `${name}/${path.slice(2)}`;
  const json = code.endsWith(".json");
  const module = await import(from, json ? { with: { type: "json" } } : {});
  if (Object.keys(module).length === 0) {
    throw new Error(`${from} exports nothing`);
  }
  console.log(`  ${from}: ${json ? "JSON" : Object.keys(module).length + " names"}`);
}
