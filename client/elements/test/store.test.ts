import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Window } from "happy-dom";
import { Store, type Need } from "drawdown-elements/core";
import { balance, NOW, OUT, PAST_DUE, Service, entry, rendered, suspended } from "./service.js";

let service: Service;
let store: Store;
let tokens: number;

const pageAt = (url: string) => {
  const window = new Window({ url });
  for (const name of ["location", "history", "sessionStorage"] as const) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
};

beforeEach(() => {
  pageAt("https://product.example/credits");
  service = new Service();
  store = new Store();
  tokens = 0;
});

async function ready(...needs: Need[]): Promise<() => void> {
  const token = () => {
    tokens++;
    return service.token;
  };
  store.configure({ baseUrl: "https://credits.example/", token, fetch: service.fetch });
  const stop = store.subscribe(() => {}, () => (needs.length > 0 ? needs : ["balance"]));
  await rendered();
  return stop;
}

test("one read serves all subscribers", async () => {
  store.configure({ token: () => service.token, fetch: service.fetch });
  for (let pill = 0; pill < 10; pill++) {
    store.subscribe(() => {});
  }

  await rendered();

  assert.deepEqual(service.asked, ["/v1/session/balance"]);
  assert.equal(store.snapshot().balance?.total, 37);
});

test("nothing is read before the page is configured, and nothing without a person", async () => {
  store.subscribe(() => {})();
  store.configure({ fetch: service.fetch });

  await rendered();

  assert.deepEqual(service.asked, []);
});

test("the catalog is read without a token, once", async () => {
  await ready("balance", "catalog");
  await store.refresh();

  assert.equal(service.count("/v1/catalog"), 1);
  assert.equal(store.snapshot().catalog?.product, "ai-employee");
});

test("a token is kept, and replaced once when it is refused", async () => {
  await ready();
  assert.equal(tokens, 1);

  service.token = "t-2";
  await store.refresh();

  assert.equal(tokens, 2);
  assert.equal(store.snapshot().status, "ready");
});

test("a person without a token, or with one that is refused twice, is signed out and sees nothing", async () => {
  await ready();
  service.token = undefined;
  await store.refresh();

  assert.equal(store.snapshot().status, "signed-out");
  assert.equal(store.snapshot().balance, undefined);
  assert.equal(tokens, 2);
});

test("signed in again, the next focus shows the balance", async () => {
  service.token = undefined;
  await ready();
  assert.equal(store.snapshot().status, "signed-out");

  service.token = "t-1";
  await store.refresh();

  assert.equal(store.snapshot().balance?.total, 37);
});

test("without an answer there is no number, and the last one is kept as stale", async () => {
  service.failing = 0;
  await ready();
  assert.equal(store.snapshot().status, "unavailable");

  service.failing = undefined;
  await store.refresh();
  service.failing = 503;
  await store.refresh();
  assert.equal(store.snapshot().balance?.total, 37);
  assert.ok(Number(store.snapshot().staleSince) > 0);

  service.failing = undefined;
  await store.refresh();
  assert.equal(store.snapshot().staleSince, undefined);
});

test("an older version is dropped, from every source", async () => {
  await ready();
  service.balance = balance(65, { version: 9 });

  store.charged({ balance: balance(65, { version: 9 }), note: { used: 1, left: 35 } });
  store.charged({ balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } });
  assert.equal(store.snapshot().balance?.total, 35);

  service.balance = balance(64, { version: 8 });
  await store.refresh();
  assert.equal(store.snapshot().balance?.total, 35);
});

test("a balance of another account is not taken from a charge", async () => {
  await ready();

  store.charged({ balance: balance(0, { account: "ben", version: 99 }) });

  assert.equal(store.snapshot().balance?.account, "anna");
});

test("a read follows a charge and a refusal, and those at once share one", async () => {
  await ready();
  store.charged({ balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } });
  store.charged({ balance: balance(65, { version: 9 }), note: { used: 1, left: 35 } });
  store.blocked({ ...OUT, balance: balance(65, { version: 9 }) }, "reply");

  await rendered();

  assert.equal(service.count("/v1/session/balance"), 3);
});

test("a charge leaves a note, a refund another one", async () => {
  await ready();

  store.charged({ charge: { action: "reply" }, balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } });
  assert.deepEqual(store.snapshot().note, { kind: "used", credits: 1, left: 36, action: "reply" });

  store.refunded({ charge: { action: "reply" }, balance: balance(63, { version: 9 }), restored: 1, expired: 0 });
  assert.deepEqual(store.snapshot().note, { kind: "returned", credits: 1, left: 37, action: "reply" });
});

test("a refusal is valid until the credits suffice", async () => {
  service.balance = balance(98);
  await ready();

  assert.equal(store.blocked({ ...OUT, cost: 25, balance: balance(98) }, "website.sync"), true);
  await rendered();
  assert.equal(store.snapshot().problem?.action, "website.sync");

  service.balance = balance(98, { total: 24, version: 8 });
  await store.refresh();
  assert.notEqual(store.snapshot().problem, undefined);

  service.balance = balance(98, { total: 252, version: 9 });
  await store.refresh();
  assert.equal(store.snapshot().problem, undefined);
});

test("a problem that isn't about credits changes nothing", async () => {
  await ready();

  assert.equal(store.blocked({ code: "in-progress" }), false);
  assert.equal(store.snapshot().problem, undefined);
});

test("a quote of the cheapest action gives the next steps without credits", async () => {
  service.balance = balance(100);
  service.refusal = OUT;

  await ready("balance", "advice");

  assert.deepEqual(store.snapshot().advice, OUT);
  assert.equal(service.count("/v1/session/quote?action=reply&quantity=1"), 1);
});

test("a quote of more credits than the account has shows whether top-ups work", async () => {
  service.refusal = { ...OUT, actions: [{ type: "choose-plan" }] };
  await ready("balance", "top-up");

  assert.equal(store.snapshot().topUp, false);
  assert.equal(service.count("/v1/session/quote?action=website.sync&quantity=1000"), 1);

  service.refusal = OUT;
  await store.refresh();
  assert.deepEqual(store.snapshot().topUp, OUT.actions?.[1]);
});

test("a suspended account gets the advice to pay", async () => {
  service.balance = suspended();
  service.refusal = PAST_DUE;

  await ready("balance", "advice", "top-up");

  assert.equal(store.snapshot().advice?.code, "payment-required");
  assert.equal(store.snapshot().topUp, false);
});

test("a page is read again for another person, and answers for the previous one are dropped", async () => {
  const stop = await ready();
  const slow = store.refresh();
  service.balance = balance(1, { account: "ben", version: 1 });

  store.configure({ token: () => service.token, fetch: service.fetch });
  await slow;
  await rendered();

  assert.equal(store.snapshot().balance?.account, "ben");
  stop();
});

test("a focus reads once", async () => {
  mock.timers.enable({ apis: ["Date"], now: NOW });
  const target = new EventTarget();
  const before = [globalThis.addEventListener, globalThis.removeEventListener];
  Object.assign(globalThis, {
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  });
  try {
    const stop = await ready();
    target.dispatchEvent(new Event("focus"));
    await rendered();
    assert.equal(service.count("/v1/session/balance"), 1, "just read");

    mock.timers.setTime(NOW + 5_000);
    target.dispatchEvent(new Event("focus"));
    target.dispatchEvent(new Event("online"));
    await rendered();
    assert.equal(service.count("/v1/session/balance"), 2);

    stop();
    mock.timers.setTime(NOW + 15_000);
    target.dispatchEvent(new Event("focus"));
    await rendered();
    assert.equal(service.count("/v1/session/balance"), 2, "nobody listens");
  } finally {
    mock.timers.reset();
    Object.assign(globalThis, { addEventListener: before[0], removeEventListener: before[1] });
  }
});

const ticks = async (millis: number) => {
  for (let passed = 0; passed < millis; passed += 3_000) {
    mock.timers.tick(3_000);
    await rendered();
  }
};

async function bought(): Promise<void> {
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: NOW });
  await ready();
  store.leaving("pack");
  store = new Store();
  await ready();
}

test("back from the checkout, the page waits until the top-up is in the ledger", async () => {
  try {
    await bought();
    assert.deepEqual(store.snapshot().purchase, { state: "waiting" });
    await ticks(6_000);
    assert.deepEqual(store.snapshot().purchase, { state: "waiting" }, "the top-up of entry 3 is older");

    service.ledger.unshift(entry(9, "grant", 500, { postings: [{ kind: "top-up", change: 500 }] }));
    service.ledger.unshift(entry(10, "grant", 100));
    service.balance = balance(63, { total: 537, version: 10 });
    await ticks(3_000);

    assert.deepEqual(store.snapshot().purchase, { state: "added", credits: 500 });
    assert.equal(store.snapshot().balance?.total, 537);
    assert.match(service.asked.join("\n"), /ledger\?kind=grant/);
    const asked = service.count("/v1/session/ledger");
    await ticks(30_000);
    assert.equal(service.count("/v1/session/ledger"), asked);
    assert.equal(sessionStorage.length, 0);
  } finally {
    mock.timers.reset();
  }
});

test("the page also waits if it reads at once, and the pool's store waits for its own purchase", async () => {
  await ready();
  store.leaving("pack");
  store = new Store();
  const pool = new Store("pool");
  const settings = { token: () => service.token, fetch: service.fetch };
  for (const one of [store, pool]) {
    one.configure(settings);
    one.subscribe(() => {});
  }

  await store.refresh();
  await rendered();

  assert.deepEqual(store.snapshot().purchase, { state: "waiting" });
  assert.equal(pool.snapshot().purchase, undefined);
  store.configure({});
});

test("the page doesn't wait for another person's purchase, and waits again for the buyer", async () => {
  await ready();
  store.leaving("pack");
  service.balance = balance(63, { account: "ben", version: 1 });
  store = new Store();
  await ready();
  assert.equal(store.snapshot().purchase, undefined);

  service.balance = balance(63);
  store = new Store();
  await ready();
  assert.deepEqual(store.snapshot().purchase, { state: "waiting" });
  store.configure({});
});

test("without a known balance, leaving stores nothing: older grants would count as the purchase", async () => {
  store.leaving("pack");

  await ready();

  assert.equal(store.snapshot().purchase, undefined);
  assert.equal(sessionStorage.length, 0);
});

test("after five minutes the page says calmly that the credits will come, and stops reading", async () => {
  try {
    await bought();
    service.failing = 503;

    await ticks(303_000);

    assert.deepEqual(store.snapshot().purchase, { state: "late" });
    const asked = service.asked.length;
    await ticks(30_000);
    assert.equal(service.asked.length, asked);
  } finally {
    mock.timers.reset();
  }
});

test("the five minutes continue after the page is loaded again", async () => {
  try {
    await bought();
    await ticks(240_000);
    store = new Store();
    await ready();
    assert.deepEqual(store.snapshot().purchase, { state: "waiting" });

    await ticks(63_000);

    assert.deepEqual(store.snapshot().purchase, { state: "late" });
  } finally {
    mock.timers.reset();
  }
});

test("the page doesn't wait for an abandoned checkout", async () => {
  await ready();
  store.leaving("pack");
  const left = Object.entries(sessionStorage)[0] ?? [];
  pageAt("https://product.example/credits?tab=ai&credits-return=abandoned");
  sessionStorage.setItem(String(left[0]), String(left[1]));
  store = new Store();

  await ready();

  assert.equal(store.snapshot().purchase, undefined);
  assert.equal(sessionStorage.length, 0);
});
