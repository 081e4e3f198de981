import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { page } from "./page.js";
import type * as Elements from "drawdown-elements";
import { balance, CATALOG, entry, MEMBERS, OUT, PAST_DUE, Service, rendered, suspended } from "./service.js";

let elements: typeof Elements;
let service: Service;

before(async () => {
  page.open();
  elements = await import("drawdown-elements");
});
after(() => page.close());

beforeEach(() => {
  document.body.replaceChildren();
  document.documentElement.lang = "en";
  sessionStorage.clear();
  service = new Service();
});

type Settings = Parameters<typeof elements.configure>[0];

function configure(settings: Settings = {}): void {
  const { fetch } = service;
  elements.configure({ token: () => service.token, poolToken: () => service.poolToken, fetch, ...settings });
}

/** An element on the page, once all its requests are answered. */
async function shown(tag: string, attributes: Record<string, string> = {}, settings: Settings = {}): Promise<HTMLElement> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  configure(settings);
  await rendered();
  return element;
}

const root = (element: HTMLElement) => element.shadowRoot as ShadowRoot;
const words = (element: HTMLElement) => (root(element).textContent ?? "").replace(/\s+/g, " ").trim();
const part = (element: HTMLElement, name: string) => root(element).querySelector<HTMLElement>(`[part~="${name}"]`);
const parts = (element: HTMLElement, name: string) =>
  [...root(element).querySelectorAll<HTMLElement>(`[part~="${name}"]`)].map((found) => found.textContent);

test("OutSmart: the counter on an AI button shows what remains at a glance", async () => {
  const pill = await shown("credits-pill", { action: "reply" });

  assert.equal(words(pill), "1 credit ·37 left");
  assert.equal(pill.getAttribute("level"), "ok");
  assert.equal(root(pill).querySelector("button"), null);
});

test("ten pills are one request, and none announces anything", async () => {
  for (let button = 0; button < 9; button++) {
    document.body.append(document.createElement("credits-pill"));
  }
  const pill = await shown("credits-pill");

  assert.deepEqual(service.asked, ["/v1/session/balance"]);
  assert.equal(root(pill).querySelector("[role=status], [aria-live]"), null);
});

test("a compact pill shows the number, and screen readers speak the rest", async () => {
  service.balance = balance(91);
  const pill = await shown("credits-pill", { compact: "" });

  assert.equal(words(pill), "9");
  assert.equal(part(pill, "pill")?.getAttribute("aria-label"), "9 left – nearly used up");
});

test("a pill that is a button fires an event that pages receive", async () => {
  const pill = await shown("credits-pill", { button: "" });
  let heard = 0;
  document.body.addEventListener("credits-open", () => heard++, { once: true });

  part(pill, "pill")?.click();

  assert.equal(heard, 1);
});

test("no element shows 0 while it is loading", async () => {
  for (const tag of ["credits-pill", "credits-panel", "credits-packs", "credits-ledger", "credits-usage", "credits-pool"]) {
    const element = document.createElement(tag);
    document.body.append(element);
    configure({ token: () => new Promise(() => {}), poolToken: () => new Promise(() => {}) });
    await rendered();

    assert.doesNotMatch(words(element), /\d/, tag);
    assert.equal(element.getAttribute("state"), "loading", tag);
  }
});

test("a signed-out person sees nothing", async () => {
  service.token = undefined;
  service.poolToken = undefined;
  for (const tag of ["pill", "panel", "note", "notice", "plans", "packs", "ledger", "usage", "pool"]) {
    const element = await shown(`credits-${tag}`);

    assert.equal(words(element), "", tag);
    assert.equal(element.getAttribute("state"), "signed-out", tag);
  }
});

test("Assistant Coach: credits used, a bar and the reset date", async () => {
  const panel = await shown("credits-panel", { "heading-level": "3" });
  const meter = part(panel, "meter");

  assert.equal(part(panel, "heading")?.tagName, "H3");
  assert.equal(meter?.getAttribute("role"), "meter");
  assert.equal(meter?.getAttribute("aria-valuenow"), "63");
  assert.equal(meter?.getAttribute("aria-valuemax"), "100");
  assert.equal(meter?.getAttribute("aria-valuetext"), "63 of 100 credits used, 37 left");
  assert.equal(meter?.hasAttribute("tabindex"), false);
  assert.equal(part(panel, "fill")?.style.inlineSize, "63%");
  assert.match(part(panel, "reset")?.textContent ?? "", /Credits refresh on December 1 at 00:00 UTC/);
  assert.ok(root(panel).querySelector("time")?.title);
});

for (const [used, level] of [[70, "ok"], [71, "warn"], [90, "warn"], [91, "critical"]] as const) {
  test(`Assistant Coach: at ${used} % the bar is ${level}`, async () => {
    service.balance = balance(used);
    const panel = await shown("credits-panel");

    assert.equal(part(panel, "meter")?.dataset.level, level);
    assert.equal(panel.getAttribute("level"), level);
  });
}

test("a panel that runs low offers a top-up only if one works", async () => {
  service.balance = balance(91);
  service.refusal = OUT;
  const panel = await shown("credits-panel");
  assert.deepEqual(parts(panel, "action"), ["Buy a top-up"]);

  service.refusal = { ...OUT, actions: [{ type: "choose-plan", href: "https://shop.example/plans" }] };
  await elements.store.refresh();
  await rendered();
  assert.deepEqual(parts(panel, "action"), []);
});

test("a panel shows every source", async () => {
  service.balance = balance(63, {
    total: 87,
    held: 3,
    buckets: [...balance(63).buckets, { id: "p", kind: "top-up", remaining: 50, granted: 50 }],
  });
  const panel = await shown("credits-panel", { "show-sources": "" });

  assert.match(words(panel), /Plan.*37.*Top-up.*Never expires.*50/);
  assert.match(words(panel), /3 credits set aside/);
});

test("a panel without an answer says so, and reads again on a press", async () => {
  service.failing = 503;
  const panel = await shown("credits-panel");
  assert.match(words(panel), /can’t be shown/);

  service.failing = undefined;
  part(panel, "button")?.click();
  await rendered();

  assert.match(words(panel), /37 credits left/);
});

test("a panel keeps the last number and says that it is old", async () => {
  const panel = await shown("credits-panel");
  service.failing = 0;
  await elements.store.refresh();
  await rendered();

  assert.match(words(panel), /37 credits left.*as of \d/);
  assert.ok(panel.hasAttribute("stale"));
});

test("Assistant Coach: a small note after each action, in an existing region", async () => {
  const note = await shown("credits-note", { "for-action": "reply" });
  const region = root(note).querySelector("[role=status]");
  assert.equal(region?.textContent, "");

  elements.store.charged({ charge: { action: "reply" }, balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } });
  await rendered();
  assert.equal(root(note).querySelector("[role=status]"), region);
  assert.equal(region?.textContent, "1 credit used, 36 left");

  elements.store.charged({ charge: { action: "website.sync" }, balance: balance(89, { version: 9 }), note: { used: 25, left: 11 } });
  await rendered();
  assert.equal(region?.textContent, "", "another action's note is not this one's");
});

test("Assistant Coach: a calm notice in context when credits are exhausted, with the refresh", async () => {
  const notice = await shown("credits-notice", { "for-action": "reply", "heading-level": "0" });
  assert.equal(words(notice), "");

  elements.store.blocked({ ...OUT, balance: balance(100, { version: 8 }) }, "reply");
  service.balance = balance(100, { version: 8 });
  await rendered();

  assert.match(words(notice), /You have no credits left.*Credits refresh on December 1 at 00:00 UTC\./);
  assert.deepEqual(parts(notice, "action"), ["Buy a top-up", "Choose a plan"]);
  assert.equal(document.activeElement, document.body);
});

test("a refusal is shown and announced once: beside its button if there is a notice", async () => {
  const general = await shown("credits-notice");
  const beside = await shown("credits-notice", { "for-action": "reply" });
  service.balance = balance(100, { version: 8 });

  elements.store.blocked({ ...OUT, balance: service.balance }, "reply");
  await rendered();
  assert.deepEqual([words(general), words(beside).slice(0, 8)], ["", "You have"]);

  beside.remove();
  elements.store.blocked({ ...OUT, balance: service.balance }, "reply");
  await rendered();
  assert.match(words(general), /^You have no credits left/);
});

test("the general notice shows the account's standing before a refusal", async () => {
  service.balance = suspended();
  service.refusal = PAST_DUE;
  const notice = await shown("credits-notice");

  assert.match(words(notice), /Payment past due/);
  assert.deepEqual(parts(notice, "action"), ["Update payment method"]);
});

test("a notice shows a problem that a page sets, also one set before the element was defined", async () => {
  const notice = document.createElement("credits-notice");
  const problem = { ...OUT, balance: balance(100) };
  Object.defineProperty(notice, "problem", { value: problem, configurable: true, writable: true });
  document.body.append(notice);
  configure();
  await rendered();
  assert.match(words(notice), /You have no credits left/);

  notice.problem = null;
  await rendered();
  assert.equal(words(notice), "");
});

test("a page can handle a step itself", async () => {
  service.balance = balance(100);
  service.refusal = OUT;
  const notice = await shown("credits-notice");
  const taken: unknown[] = [];
  document.body.addEventListener("credits-action", (event) => {
    event.preventDefault();
    taken.push((event as CustomEvent).detail);
  }, { once: true });

  const click = new MouseEvent("click", { cancelable: true });
  part(notice, "action")?.dispatchEvent(click);

  assert.deepEqual(taken, [{ type: "top-up", href: "https://shop.example/top-ups" }]);
  assert.equal(click.defaultPrevented, true);
});

test("an action that a page sets later reads the catalog for its cost", async () => {
  const pill = await shown("credits-pill");

  pill.setAttribute("action", "reply");
  await rendered();

  assert.equal(words(pill), "1 credit ·37 left");
});

test("AI Employee: packs show their worth, and never expire", async () => {
  service.refusal = OUT;
  const packs = await shown("credits-packs", {}, { checkout: () => "https://pay.example/" });

  assert.match(words(packs), /250 credits\$29Enough for 250 × AI reply or 10 × Website knowledge syncNever expires/);
  assert.match(words(packs), /Small pack10 credits¥200Enough for 10 × AI replyNever expires/);
  assert.deepEqual(parts(packs, "button"), ["Buy 250 credits", "Buy Small pack"]);
});

test("own texts name the actions of the catalog, with plurals", async () => {
  elements.setStrings("en-x-test", { "action:reply": "{n} [reply|replies]", "action:website.sync": "{n} website [sync|syncs]" });
  const packs = await shown("credits-packs", { lang: "en-x-test" });

  assert.match(words(packs), /Enough for 250 replies or 10 website syncs/);
});

test("there is no buy button without a checkout", async () => {
  const without = await shown("credits-packs");
  assert.deepEqual(parts(without, "button"), [], "no checkout");

  service.refusal = { ...OUT, actions: [{ type: "choose-plan" }] };
  const packs = await shown("credits-packs", {}, { checkout: () => "https://pay.example/" });
  assert.deepEqual(parts(packs, "button"), [], "for plan holders only");
  assert.match(words(packs), /Top-ups need a plan/);
});

test("a press opens the checkout, and the version is stored before the person leaves the page", async () => {
  service.refusal = OUT;
  const asked: Elements.Choice[] = [];
  const left: string[] = [];
  const packs = await shown("credits-packs", { "return-url": "/settings?tab=ai" }, {
    checkout: async (choice) => {
      asked.push(choice);
      return "https://pay.example/c-1";
    },
    navigate: (address) => left.push(address + String(sessionStorage.getItem("drawdown-balance"))),
  });

  part(packs, "button")?.click();
  part(packs, "button")?.click();
  await rendered();

  assert.equal(asked.length, 1, "pressed twice, opened once");
  assert.equal(asked[0]?.id, "pack-250");
  assert.match(asked[0]?.returnUrl ?? "", /\/settings\?tab=ai$/);
  assert.match(asked[0]?.cancelUrl ?? "", /credits-return=abandoned$/);
  assert.match(left[0] ?? "", /^https:\/\/pay\.example\/c-1\{.*"version":7/);
});

test("a checkout that can't be opened says so, and leaves nothing behind", async () => {
  service.refusal = OUT;
  for (const checkout of [() => Promise.reject(new Error("down")), () => "javascript:alert(1)"]) {
    const packs = await shown("credits-packs", {}, { checkout, navigate: () => assert.fail("left") });
    const button = part(packs, "button");
    const region = root(packs).querySelector("[role=status]");
    assert.equal(region?.textContent, "");
    button?.click();
    await rendered();

    assert.equal(region?.textContent, "The checkout couldn’t be opened. Please try again.");
    assert.equal(part(packs, "error"), region, "screen readers announce new text in an existing region");
    assert.equal(button?.getAttribute("aria-describedby"), region?.id);
    assert.equal(sessionStorage.length, 0);
    packs.remove();
  }
});

test("OutSmart: the plans tab shows the current plan, others to choose, and prices", async () => {
  const plans = await shown("credits-plans", { interval: "month" }, { checkout: () => "https://pay.example/" });

  assert.match(words(plans), /StarterYour plan\$65 a month500 credits a month5 more with each renewal/);
  assert.match(words(plans), /Scale\$399\.50 a month5,000 credits a monthChoose Scale/);
  assert.match(words(plans), /EnterpriseBy agreement/);
  assert.doesNotMatch(words(plans), /trial|Office/);
  assert.deepEqual(parts(plans, "button"), ["Choose Scale"]);
});

test("a suspended account pays before it chooses, an owner sees the pool's plans", async () => {
  service.balance = suspended();
  const plans = await shown("credits-plans", {}, { checkout: () => "https://pay.example/" });
  assert.deepEqual(parts(plans, "button"), []);

  service.balance = balance(63);
  const pools = await shown("credits-plans", { pools: "" }, { checkout: () => "https://pay.example/" });
  assert.match(words(pools), /Office\$99 a billing period500 credits a billing periodShared pool/);
});

test("a failed read is repeated only with the next balance", async () => {
  service.balance = balance(63, { account: "bea" });
  service.broken = "ledger";
  const ledger = await shown("credits-ledger");
  assert.match(words(ledger), /can’t be shown/);
  assert.equal(service.count("/v1/session/ledger"), 1);

  service.broken = undefined;
  part(ledger, "button")?.click();
  await rendered();

  assert.match(words(ledger), /Credit history/);
  assert.equal(service.count("/v1/session/ledger"), 2);
});

test("another person never sees the previous person's entries, even if a read fails", async () => {
  const ledger = await shown("credits-ledger");
  assert.match(words(ledger), /AI reply/);

  service.broken = "balance";
  configure();
  await rendered();

  assert.match(words(ledger), /can’t be shown/);
  assert.doesNotMatch(words(ledger), /AI reply/);
});

test("another pool's owner never sees the previous pool's members", async () => {
  const pool = await shown("credits-pool");
  assert.match(words(pool), /ada/);

  service.pool = { ...service.pool, pool: "clinic" };
  service.members = [{ account: "zoe", drawn: 40 }];
  configure();
  await rendered();
  assert.match(words(pool), /zoe/);
  assert.doesNotMatch(words(pool), /ada/);
});

test("a read that fails after a newer one has ended doesn't mark the data as old", async () => {
  const ledger = await shown("credits-ledger");
  let fail = () => {};
  const overtaken = new Promise<Response>((_, reject) => (fail = () => reject(new TypeError("timeout"))));
  const fetch: typeof service.fetch = (input, init) =>
    String(input).includes("/ledger") && service.balance.version === 8 ? overtaken : service.fetch(input, init);
  service.balance = balance(64, { version: 8 });
  configure({ fetch });
  await rendered();
  service.balance = balance(65, { version: 9 });
  await elements.store.refresh();
  await rendered();

  fail();
  await rendered();

  assert.doesNotMatch(words(ledger), /can’t be shown/);
});

test("the ledger names the reason of frozen credits and of a new standing", async () => {
  const before = service.ledger;
  service.ledger = [
    entry(1, "expiry", -99, { reason: "unpaid", postings: [{ kind: "plan", change: -99 }] }),
    entry(2, "expiry", -3, { reason: "expired", postings: [{ kind: "starter", change: -3 }] }),
    entry(3, "standing", 0, { reason: "joined-pool", postings: [] }),
    entry(4, "standing", 0, { reason: "suspended", postings: [] }),
    entry(5, "standing", 0, { reason: "cancellation-planned", postings: [] }),
  ];
  const ledger = await shown("credits-ledger", {});
  const rows = [...root(ledger).querySelectorAll("tbody th")].map((cell) => cell.firstChild?.textContent);
  assert.deepEqual(rows, [
    "Payment past due – Plan",
    "Expired – Starter credits",
    "Shared pool",
    "Payment past due",
    "Plan changed",
  ]);
  service.ledger = before;
});

test("the ledger shows the purpose of each entry, and older ones on a press", async () => {
  const ledger = await shown("credits-ledger", { "page-size": "4" });
  const rows = () => [...root(ledger).querySelectorAll("tbody th")].map((cell) => cell.firstChild?.textContent);
  assert.deepEqual(rows(), ["Returned – AI reply", "Website knowledge sync", "AI reply – Shared pool", "AI reply"]);
  assert.deepEqual(parts(ledger, "amount").filter((_, at) => at % 2 === 0), ["+1", "-25", "-1", "-1"]);

  part(ledger, "button")?.click();
  await rendered();
  assert.deepEqual(rows().slice(4), ["Credits added – Top-up", "used up", "Credits added – Plan"]);
  assert.equal(part(ledger, "button"), null);

  service.ledger.unshift(entry(8, "release", 2, { action: "reply" }));
  service.balance = balance(61, { version: 8 });
  await elements.store.refresh();
  await rendered();
  assert.equal(rows()[0], "Returned – AI reply");
  assert.equal(rows().length, 8, "what was shown stays");
});

/** Focuses the button and presses it. Returns the words of the focused node after that. */
async function pressed(element: HTMLElement): Promise<string> {
  part(element, "button")?.focus();
  part(element, "button")?.click();
  await rendered();
  assert.ok(document.activeElement === element, "the focus stays in the element");
  const focused = root(element).activeElement as HTMLElement;
  focused.blur();
  return focused.textContent ?? "";
}

test("the last \"Show more\" moves the focus to the first new row", async () => {
  const ledger = await shown("credits-ledger", { "page-size": "3" });

  assert.equal(await pressed(ledger), "Show more", "there are still older entries");
  assert.match(await pressed(ledger), /^Credits added – Plan/);
});

test("a \"Try again\" that works moves the focus to the heading", async () => {
  for (const [tag, heading] of Object.entries({ panel: "AI credits", ledger: "Credit history" })) {
    service.failing = 503;
    const element = await shown(`credits-${tag}`);

    assert.equal(await pressed(element), "Try again");
    service.failing = undefined;
    assert.equal(await pressed(element), heading);
    element.remove();
  }
});

test("usage has a chart with its table, by action and by day", async () => {
  const usage = await shown("credits-usage", { days: "30" });
  const tables = [...root(usage).querySelectorAll("table")];

  assert.equal(part(usage, "summary")?.textContent, "42 credits");
  assert.equal(parts(usage, "bar").length, 30);
  assert.match(tables[1]?.textContent ?? "", /AI reply1717Website knowledge sync125/);
  assert.match(tables[0]?.textContent ?? "", /Nov 3, 202644Nov 11, 2026125/);
});

const usageCalls = () =>
  service.asked.filter((call) => call.includes("usage")).map((call) => decodeURIComponent(call.replace(/.*\?/, "")));

test("usage covers the days by the clock of the service, whatever the browser's clock shows", async () => {
  service.tomorrow = "2031-03-01T00:00:00.000Z";
  configure();
  const usage = await shown("credits-usage");

  assert.match(part(usage, "heading")?.textContent ?? "", /Jan 30, 2031.*Feb 28, 2031/);
  assert.deepEqual(usageCalls(), ["by=day", "from=2031-01-30T00:00:00.000Z&to=2031-03-01T00:00:00.000Z&by=action"]);
});

test("usage of another number of days ends today as well", async () => {
  configure();
  const usage = await shown("credits-usage", { days: "7" });

  assert.equal(parts(usage, "bar").length, 7);
  assert.match(part(usage, "heading")?.textContent ?? "", /Nov 14, 2026.*Nov 20, 2026/);
  assert.match(usageCalls()[1] ?? "", /from=2026-11-14T00:00:00.000Z/);
});

test("OutSmart: an owner sees the credits left in the pool, each member's draws, and the limits", async () => {
  const pool = (await shown("credits-pool")) as InstanceType<typeof elements.CreditsPool>;
  pool.names = { ada: "Dr. Ada Hill" };
  await rendered();

  assert.match(words(pool), /Shared pool60 credits left40 of 100 credits used/);
  assert.match(words(pool), /Dr\. Ada Hill63 of 80 credits used, 17 left/);
  assert.match(words(pool), /ben12No limit/);
  assert.equal(parts(pool, "row").length, MEMBERS.length);
  assert.equal(root(pool).querySelectorAll("button, a, input").length, 0, "read-only");
  assert.equal(service.count("/v1/session/balance"), 0);
});

test("creditsFetch passes charges and refusals to the store, and returns the answer unread", async () => {
  const note = await shown("credits-note");
  const notice = await shown("credits-notice", { "for-action": "reply" });
  const answers = [
    Response.json({ draft: "Dear", credits: { balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } } }),
    new Response(JSON.stringify({ ...OUT, balance: balance(100, { version: 9 }) }), {
      status: 402,
      headers: { "content-type": "application/problem+json" },
    }),
    new Response("a stream"),
  ];
  configure({ fetch: async (input, init) => (String(input).startsWith("/ai") ? (answers.shift() as Response) : service.fetch(input, init)) });
  await rendered();

  const response = await elements.creditsFetch("/ai/draft", { method: "POST", action: "reply" });
  await rendered();
  assert.equal(((await response.json()) as { draft: string }).draft, "Dear");
  assert.equal(words(note), "1 credit used, 36 left");

  service.balance = balance(100, { version: 9 });
  await elements.creditsFetch("/ai/draft", { method: "POST", action: "reply" });
  await rendered();
  assert.match(words(notice), /You have no credits left/);

  const before = service.count("/v1/session/balance");
  await elements.creditsFetch("/ai/draft");
  await rendered();
  assert.equal(service.count("/v1/session/balance"), before + 1);
});

test("an answer for the previous person leaves no note and no balance", async () => {
  const note = await shown("credits-note");
  let answer = (_: Response) => {};
  const late = new Promise<Response>((resolve) => (answer = resolve));
  const settings: Settings = { token: () => new Promise(() => {}), fetch: () => late };
  elements.configure(settings);
  const fetched = elements.creditsFetch("/ai/draft");

  elements.configure(settings);
  answer(Response.json({ balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } }));
  await fetched;
  await rendered();

  assert.equal(words(note), "");
  assert.equal(elements.store.snapshot().balance, undefined);
});

for (const type of ["text/event-stream", "application/x-ndjson"]) {
  test(`a page can cancel a stream of ${type} that creditsFetch returned`, async () => {
    let cancelled = false;
    const source = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"json":1}\n')),
      cancel: () => void (cancelled = true),
    });
    configure({ fetch: async () => new Response(source, { headers: { "content-type": type } }) });

    const { body } = await elements.creditsFetch("/ai/draft");
    void body?.getReader().cancel();
    await rendered();

    assert.equal(cancelled, true);
  });
}

test("the language is the one of the nearest element with a `lang`, and may change", async () => {
  const frame = document.createElement("div");
  frame.lang = "de";
  document.body.append(frame);
  const pill = document.createElement("credits-pill");
  frame.append(pill);
  configure();
  await rendered();
  assert.equal(words(pill), "noch 37");

  frame.lang = "fr";
  await page.idle();
  await rendered();
  assert.equal(words(pill), "37 restants");
});

test("the focus stays where it is when numbers change", async () => {
  service.refusal = OUT;
  const packs = await shown("credits-packs", {}, { checkout: () => "https://pay.example/" });
  const button = part(packs, "button");

  service.balance = balance(64, { version: 8 });
  await elements.store.refresh();
  await rendered();

  assert.equal(part(packs, "button"), button);
});

test("all catalog names can be shown in the reader's language", async () => {
  elements.setStrings("es", { "name:scale": "Escala" });
  const plans = await shown("credits-plans", { lang: "es" });

  assert.match(words(plans), /Escala/);
  assert.equal(CATALOG.plans[2]?.name, "Scale");
});
