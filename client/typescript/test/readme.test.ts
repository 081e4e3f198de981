import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { played } from "./models.js";
import { Service } from "./service.js";
import { answer } from "./situation.js";

/** The page's code from the product around it. */
const AROUND = `
declare const base: string;
declare const token: string;
declare const tokens: { current(): Promise<string> };
declare const request: { id: string };
declare const model: import("./../../test/models.js").PlayedV4;
declare function callTheModel(signal: AbortSignal): Promise<string>;
declare function show(value: string, payment: import("drawdown").Payment): void;
declare function tryAgain(text: string): void;
declare function calmNotice(text: string): void;
`;

const CONFIGURATION = {
  extends: "../../test/tsconfig.json",
  compilerOptions: { rootDir: "../..", noEmit: true },
  include: ["."],
};

const FOLDER = "target/readme";
const page = readFileSync("README.md", "utf8");
const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? "");

let service: Service;
let said: unknown[][] = [];
before(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  blocks.forEach((code, index) => writeFileSync(`${FOLDER}/block-${index}.ts`, code + AROUND));
  writeFileSync(`${FOLDER}/tsconfig.json`, JSON.stringify(CONFIGURATION));
});
beforeEach(async () => {
  service = await Service.start({ anna: 50 });
});
afterEach(() => service.close());
after(() => rmSync(FOLDER, { recursive: true, force: true }));

test("every block of code has a test in this file", () => {
  assert.equal(blocks.length, 5);
});

test("the page names the majors of the ai package that are tested", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const versions = [devDependencies["ai-6"]?.replace("npm:ai@", ""), devDependencies["ai"]];

  assert.ok(page.includes(`tested with ${versions.join(" and ")}`));
});

test("the types of every block of code are right", () => {
  execFileSync("node_modules/.bin/tsc", ["-p", FOLDER], { stdio: "pipe", encoding: "utf8" });
});

test("the first example reports the outcome of the work", async () => {
  await run(0);
  assert.deepEqual(said, [["show", "a draft", "captured"]]);

  await run(0);
  assert.deepEqual(said, [["show", "a draft", "paid-before"]]);

  await run(0, { callTheModel: hanging, request: { id: "another" } });
  assert.deepEqual(said, [["tryAgain", "That took too long."]]);

  service.instead = (_, response) => {
    answer(response, 404, { code: "unknown-action", detail: "There is no action reply." });
    return true;
  };
  await run(0, { request: { id: "a third" } });
  assert.deepEqual(said, [["calmNotice", "There is no action reply."]]);
});

test("the second example charges, refunds and reads, and reports missing credits", async () => {
  await run(1);
  assert.deepEqual(said, [["log", "1 used, 49 left."], ["log", 50]]);

  await service.close();
  service = await Service.start({ anna: 0 });
  await run(1);
  assert.deepEqual(said, [["log", "Refused: out-of-credits.", []], ["log", 0]]);
});

test("the third example reads the ledger", async () => {
  service.instead = (_, response) => {
    const postings = [{ bucket: "plan-1", kind: "plan", change: 50 }];
    const entry = { number: 1, at: "2026-11-20T10:15:30Z", kind: "grant", change: 50 };
    answer(response, 200, { data: [{ ...entry, postings, balanceAfter: 50 }] });
    return true;
  };

  await run(2);

  assert.deepEqual(said, [["log", 1, "grant", 50]]);
});

test("the fourth example pays for a call of a model", async () => {
  await run(3, { model: played("v4", { text: "Dear Anna", tokens: 3_000 }) });

  assert.deepEqual(said, [["log", "Dear Anna", 1, "captured"]]);
  assert.deepEqual(service.wallet("anna"), { total: 47, held: 0 });
});

test("the fifth example pays for a stream", async () => {
  await run(4, { model: played("v4", { text: "Dear Anna", tokens: 3_000 }) });

  assert.deepEqual(said, [["write", "Dear Anna"], ["log", "completed", 3_000]]);
  assert.deepEqual(service.wallet("anna"), { total: 30, held: 0 });
});

async function hanging(): Promise<never> {
  setImmediate(() => service.clock.timeIsUp());
  return await new Promise(() => {});
}

let runs = 0;

/** Runs a block of the page in a product that only records its calls. */
async function run(block: number, more: object = {}): Promise<void> {
  said = [];
  const note =
    (name: string) =>
    (...values: unknown[]): void =>
      void said.push([name, ...values]);
  const product = {
    base: service.base,
    token: "secret",
    tokens: { current: () => Promise.resolve("secret") },
    request: { id: "job-17" },
    callTheModel: () => Promise.resolve("a draft"),
    show: (value: string, payment: { status: string }) => note("show")(value, payment.status),
    tryAgain: note("tryAgain"),
    calmNotice: note("calmNotice"),
    console: { log: note("log") },
    process: { stdout: { write: note("write") } },
    clock: service.clock,
    ...more,
  };
  const code = (blocks[block] ?? assert.fail("no such block"))
    .replace('"https://credits.example.com"', "base")
    .replaceAll(/new DrawdownClient\(\{/g, "new DrawdownClient({ clock,");
  const names = `const { ${Object.keys(product).join(", ")} } = globalThis.product;`;
  const file = resolve(FOLDER, `run-${runs++}.mjs`);
  writeFileSync(file, names + transformSync(code, { loader: "ts", format: "esm" }).code);
  Object.assign(globalThis, { product });
  await import(pathToFileURL(file).href);
}
