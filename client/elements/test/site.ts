import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Problem } from "drawdown-elements/core";
import { balance, OUT, PAST_DUE, Service, suspended, entry } from "./service.js";

/** The state of a page, and the actions before a test looks at it. */
export interface State {
  readonly prepare: (service: Service) => void;
  readonly does?: "charge" | "block" | "fail" | "buy";
  readonly problem?: Problem;
}

const out = (service: Service) => {
  service.balance = balance(100, { held: 0 });
  service.refusal = OUT;
};
const sources = [
  { id: "b-1", kind: "plan", remaining: 37, granted: 100, expiresAt: "2026-12-01T00:00:00Z" },
  { id: "b-2", kind: "pool", remaining: 20, granted: 50 },
  { id: "b-3", kind: "top-up", remaining: 30, granted: 250 },
];

export const STATES: Readonly<Record<string, State>> = {
  ok: {
    prepare: (service) => {
      service.balance = balance(63, { total: 87, held: 2, buckets: sources });
      service.refusal = OUT;
    },
    does: "charge",
  },
  warn: { prepare: (service) => void (service.balance = balance(78)), does: "charge" },
  critical: {
    prepare: (service) => {
      service.balance = balance(91);
      service.refusal = OUT;
    },
  },
  empty: { prepare: out, does: "block", problem: OUT },
  lacking: {
    prepare: (service) => {
      service.balance = balance(98);
      service.refusal = OUT;
    },
    does: "block",
    problem: { ...OUT, cost: 25 },
  },
  capped: { prepare: out, does: "block", problem: { ...OUT, limit: 20 } },
  suspended: {
    prepare: (service) => {
      service.balance = suspended();
      service.refusal = PAST_DUE;
    },
    does: "block",
    problem: PAST_DUE,
  },
  grace: { prepare: (service) => void (service.balance = balance(63, { standing: "grace" })) },
  waiting: { prepare: out, does: "buy" },
  added: {
    prepare: (service) => {
      service.balance = balance(63, { total: 537, version: 9 });
      service.ledger.unshift(entry(9, "grant", 500, { postings: [{ kind: "top-up", change: 500 }] }));
    },
    does: "buy",
  },
  stale: { prepare: () => {}, does: "fail" },
  unavailable: { prepare: (service) => void (service.failing = 503) },
  "signed-out": { prepare: (service) => void (service.token = undefined) },
};

/** A policy that blocks inline scripts and styles, and untrusted strings. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Credits</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script></head><body><main><h1>AI credits</h1>
<p class="tools"><button id="ai" type="button" aria-describedby="why">Draft a reply</button> <credits-pill action="reply"></credits-pill>
<credits-pill compact></credits-pill> <credits-pill button action="website.sync"></credits-pill> <credits-note for-action="reply"></credits-note></p>
<credits-notice id="why" for-action="reply"></credits-notice>
<credits-notice></credits-notice>
<credits-panel show-sources></credits-panel>
<credits-plans interval="month"></credits-plans>
<credits-packs></credits-packs>
<credits-usage></credits-usage>
<credits-ledger></credits-ledger>
<credits-pool></credits-pool>
</main></body></html>`;

const CSS = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f9fafb, #0b0f19) }
body { margin: 0 } main { display: grid; gap: 1.5rem; max-width: 56rem; margin: auto; padding: 1rem }
main > * { min-width: 0 } h1 { margin: 0; color: light-dark(#111827, #f3f4f6) }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 0; color: light-dark(#111827, #f3f4f6) }`;

/** The script that a product's page would contain. */
const SCRIPT = `import { configure, store } from "/elements.js";
const { state, dir, lang } = Object.fromEntries(new URLSearchParams(location.search));
document.dir = dir ?? "ltr";
document.documentElement.lang = lang ?? "en";
const base = "/s/" + state;
const does = await (await fetch(base + "/does")).json();
if (does.does === "buy") sessionStorage.setItem("drawdown-balance", JSON.stringify({ kind: "pack", owner: "anna", version: 7 }));
configure({
  baseUrl: base,
  token: () => does.token ?? null,
  poolToken: () => does.token && "p-1",
  links: { "update-payment-method": "/billing" },
  checkout: ({ id }) => { document.title = "Checkout " + id; return "/checkout"; },
  navigate: (address) => { document.title += " " + address; },
});
document.querySelector("credits-pool").names = { ada: "Dr. Ada Hill", ben: "Ben Ortiz", cyn: "Cynthia Montgomery-Featherstonehaugh" };
document.querySelector("#ai").addEventListener("click", () => store.blocked(does.problem, "reply"));
await store.refresh();
if (does.does === "charge") store.charged(does.charged);
if (does.does === "block") store.blocked(does.problem, "reply");
if (does.does === "fail") { await fetch(base + "/fail"); await store.refresh(); }
await store.refresh();
await new Promise((done) => setTimeout(done, 100));
document.body.dataset.ready = "yes";`;

/** A product's page and a service behind it, for a real browser. */
export async function openSite(): Promise<{ address: string; close: () => void }> {
  const services = new Map<string, Service>();
  const bundle = await readFile(new URL("../../dist/elements.js", import.meta.url), "utf8");
  const files: Record<string, [string, string]> = {
    "/": ["text/html", HTML],
    "/page.css": ["text/css", CSS],
    "/page.js": ["text/javascript", SCRIPT],
    "/elements.js": ["text/javascript", bundle],
  };
  const server: Server = createServer((request, response) => {
    void (async () => {
      const { pathname, search } = new URL(request.url ?? "/", "http://site");
      const [, , name = "", call] = /^(\/s\/([\w-]+))(\/.*)$/.exec(pathname) ?? [];
      const state = STATES[name];
      if (!state || call === undefined) {
        const [type, text] = files[pathname] ?? ["text/plain", ""];
        response.writeHead(text ? 200 : 404, { "content-type": type, "content-security-policy": POLICY });
        response.end(text);
        return;
      }
      let service = services.get(name);
      if (!service || call === "/does") {
        service = new Service();
        state.prepare(service);
        services.set(name, service);
      }
      if (call === "/fail") {
        service.failing = 503;
      }
      const { balance: of } = service;
      const answer = call.startsWith("/v1/")
        ? await service.fetch(`https://credits.example${call}${search}`, { headers: { authorization: request.headers.authorization ?? "" } })
        : Response.json({
            does: state.does,
            token: service.token,
            problem: { ...(state.problem ?? OUT), balance: of },
            charged: { charge: { action: "reply" }, balance: of, note: { used: 1, left: of.total } },
          });
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(await answer.text());
    })();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
