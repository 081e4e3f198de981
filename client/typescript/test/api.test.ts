import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { DrawdownProblem, type Balance } from "drawdown";
import { ManageClient } from "drawdown/manage";
import { ReadClient } from "drawdown/read";
import { SessionClient } from "drawdown/session";
import { answer, TestClock, TestServer } from "./situation.js";

const BALANCE: Balance = {
  account: "anna",
  standing: "active",
  total: 49,
  held: 0,
  buckets: [],
  usage: { used: 1, granted: 50, percent: 2, level: "ok" },
  version: 3,
};
const CHARGE = {
  id: "k-1",
  action: "reply",
  quantity: 1,
  cost: 1,
  status: "charged",
  at: "2026-11-20T10:15:30Z",
};
const CHARGED = { charge: CHARGE, balance: BALANCE, note: { text: "1 used.", used: 1, left: 49 } };
const ENTRY = {
  number: 3,
  at: "2026-11-20T10:15:30Z",
  kind: "charge",
  change: -1,
  postings: [{ bucket: "plan-1", kind: "plan", change: -1 }],
  balanceAfter: 49,
};

let answers: [status: number, body: object | string, headers?: Record<string, string>][];
let server: TestServer;
let clock: TestClock;
beforeEach(async () => {
  answers = [];
  clock = new TestClock();
  server = await TestServer.start((_, response) => {
    const [status, body, headers] = answers.shift() ?? [500, {}, {}];
    answer(response, status, body, headers);
  });
});
afterEach(() => server.close());

const options = () => ({ base: server.base, token: "secret", clock });
const last = () => {
  const received = server.received.at(-1) ?? assert.fail("no request");
  const { method, path, query, body, headers } = received;
  const key = headers["idempotency-key"];
  return {
    line: `${method} ${path}`,
    ...(Object.keys(query).length > 0 && { query }),
    ...(body !== "" && { body: JSON.parse(body) as unknown }),
    ...(key !== undefined && { key }),
  };
};

test("charges under a key", async () => {
  answers = [[201, CHARGED]];
  const request = { action: "reply", document: "letter-1", quantity: 2 };

  const charged = await server.client().charge("auth0|7", request, { key: "k-1" });

  assert.deepEqual(charged, CHARGED);
  const line = "POST /v1/accounts/auth0|7/charges";
  assert.deepEqual(last(), { line, body: request, key: "k-1" });
});

test("captures, refunds, reads a charge and quotes", async () => {
  const client = server.client();
  const charge = "/v1/accounts/anna/charges/k-1";

  answers = [[200, CHARGED]];
  assert.deepEqual(await client.capture("anna", "k-1", { credits: 1 }), CHARGED);
  assert.deepEqual(last(), { line: `POST ${charge}/capture`, body: { credits: 1 } });

  const refunded = { charge: CHARGE, restored: 1, expired: 0, balance: BALANCE };
  answers = [[200, refunded]];
  assert.deepEqual(await client.refund("anna", "k-1", { reason: "wrong" }), refunded);
  assert.deepEqual(last(), { line: `POST ${charge}/refund`, body: { reason: "wrong" } });

  answers = [[200, CHARGE]];
  assert.deepEqual(await client.getCharge("anna", "k-1"), CHARGE);
  assert.deepEqual(last(), { line: `GET ${charge}` });

  answers = [[200, { cost: 1, draws: [{ bucket: "plan-1", kind: "plan", credits: 1 }] }]];
  assert.equal((await client.quote("anna", { action: "reply", document: "a&b" })).cost, 1);
  const query = { action: "reply", document: "a&b" };
  assert.deepEqual(last(), { line: "GET /v1/accounts/anna/quote", query });
});

test("a problem has its code, its body by that code, and a certain outcome", async () => {
  const actions = [{ type: "top-up", href: "https://app.example.com/packs" }];
  answers = [[402, { code: "out-of-credits", detail: "No.", cost: 3, balance: BALANCE, actions }]];

  const problem = await problemOf(server.client().charge("anna", { action: "ask" }, { key: "1" }));

  assert.equal(problem.status, 402);
  assert.equal(problem.message, "No.");
  assert.equal(problem.outcomeUnknown, false);
  assert.equal(problem.is("busy"), false);
  assert.ok(problem.is("out-of-credits"));
  assert.equal(problem.body.cost, 3);
  assert.deepEqual(problem.body.actions, actions);
});

test("a refusal after a lost answer says that the outcome is unknown", async () => {
  answers = [
    [502, "<html>"],
    [402, { code: "out-of-credits", detail: "No." }],
  ];
  const client = server.client({ clock });

  const problem = await problemOf(client.charge("anna", { action: "ask" }, { key: "1" }));

  assert.equal(problem.code, "out-of-credits");
  assert.equal(problem.outcomeUnknown, true);
});

test("a service that isn't there has done nothing", async () => {
  const client = server.client({ clock });
  await server.close();

  const problem = await problemOf(client.charge("anna", { action: "ask" }, { key: "1" }));

  assert.equal(problem.code, "unavailable");
  assert.equal(problem.status, undefined);
  assert.match(problem.message, /^The service can't be reached: ECONNREFUSED/);
  assert.equal(problem.outcomeUnknown, false);
  assert.ok(clock.pausesMillis.length > 5);
  const spent = clock.pausesMillis.reduce((sum, pause) => sum + pause, 0);
  assert.ok(spent > 15_000 && spent < 20_000, `${spent} ms of 20,000`);
});

test("a charge with an unreadable answer may have been made, a read did nothing", async () => {
  answers = [
    [201, { charge: CHARGE }],
    [200, { account: "anna" }],
  ];
  const client = server.client();

  const charge = await problemOf(client.charge("anna", { action: "ask" }, { key: "1" }));
  const reading = await problemOf(client.balance("anna"));

  assert.deepEqual([charge.code, charge.outcomeUnknown], ["unreadable-answer", true]);
  assert.deepEqual([reading.code, reading.outcomeUnknown], ["unreadable-answer", false]);
});

test("numbers that JavaScript can't represent are not guessed", async () => {
  answers = [[200, JSON.stringify(BALANCE).replace('"total":49', '"total":9007199254740993')]];

  const problem = await problemOf(server.client().balance("anna"));

  assert.match(problem.message, /total has another type/);
});

test("a caller's signal ends a call between two tries", async () => {
  const caller = new AbortController();
  answers = [[503, { code: "busy" }]];
  const pausing = new TestClock();
  pausing.pause = () => Promise.resolve(caller.abort(new Error("gone")));
  const client = server.client({ clock: pausing });

  await assert.rejects(client.balance("anna", { signal: caller.signal }), /gone/);
  assert.equal(server.received.length, 1);
});

test("a call ends in time if fetch ignores its signal", async () => {
  const client = server.client({
    clock,
    retryBudgetMillis: 1,
    fetch: () => {
      queueMicrotask(() => clock.timeIsUp());
      return new Promise(() => {});
    },
  });

  const problem = await problemOf(client.balance("anna"));

  assert.equal(problem.message, "The service gave no answer within 1 ms.");
  assert.equal(problem.outcomeUnknown, true);
});

test("a body that never ends is read up to 1 MiB, and then cancelled", async () => {
  let parts = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      parts++;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
    cancel: () => void (cancelled = true),
  });
  const client = server.client({ fetch: () => Promise.resolve(new Response(body)) });

  const problem = await problemOf(client.balance("anna"));

  assert.equal(problem.message, "The service's answer is larger than 1048576 bytes.");
  assert.ok(cancelled);
  assert.ok(parts <= 19, `${parts} parts of 64 KiB`);
});

test("an invalid key or charge is not sent", async () => {
  const client = server.client();

  const charge = client.charge("anna", { action: "ask" }, { key: "a b" });

  await assert.rejects(charge, /^TypeError: key/);
  await assert.rejects(client.refund("anna", "../x"), /^TypeError: charge/);
  assert.equal(server.received.length, 0);
});

test("the ledger is read page by page, and only the needed pages", async () => {
  const reader = new ReadClient(options());
  answers = [
    [200, { data: [ENTRY, { ...ENTRY, number: 2 }], nextCursor: "2" }],
    [200, { data: [{ ...ENTRY, number: 1 }] }],
  ];
  const numbers: number[] = [];

  for await (const { number } of reader.entries("anna")) {
    numbers.push(number);
    assert.equal(server.received.length, number === 1 ? 2 : 1);
  }

  assert.deepEqual(numbers, [3, 2, 1]);
  const query = { limit: "100", cursor: "2" };
  assert.deepEqual(last(), { line: "GET /v1/accounts/anna/ledger", query });
});

test("the catalog is read", async () => {
  const catalog = {
    product: "demo",
    drawOrder: ["plan"],
    actions: [{ id: "reply", name: "Reply", cost: 1, oncePerDocument: false }],
    plans: [{ id: "monthly", name: "Monthly", credits: 50, period: "calendar-month" }],
    packs: [],
  };
  answers = [[200, catalog]];

  assert.deepEqual(await new ReadClient(options()).catalog(), catalog);
  assert.deepEqual(last(), { line: "GET /v1/catalog" });
});

test("usage is read to its last page, and rows of one key are summed", async () => {
  const row = { key: "reply", charges: 2, quantity: 3, credits: 3 };
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  answers = [
    [200, { ...period, data: [row, { ...row, key: "ask" }], nextCursor: "5000" }],
    [200, { ...period, data: [{ ...row, credits: -1 }] }],
  ];

  const usage = await new ReadClient(options()).usage("anna", { ...period, by: "action" });

  const sum = { key: "reply", charges: 4, quantity: 6, credits: 2 };
  assert.deepEqual(usage, { ...period, data: [{ ...row, key: "ask" }, sum] });
  const query = { ...period, by: "action", cursor: "5000" };
  assert.deepEqual(last(), { line: "GET /v1/accounts/anna/usage", query });
});

test("a backend opens sessions and reads a pool's usage", async () => {
  const manage = new ManageClient(options());
  const session = { token: "a.b", expiresAt: "2026-11-20T10:30:30Z" };

  answers = [[201, session], [201, session]];
  assert.deepEqual(await manage.session("anna", { expiresIn: "PT5M" }), session);
  const body = { expiresIn: "PT5M" };
  assert.deepEqual(last(), { line: "POST /v1/accounts/anna/sessions", body });
  assert.deepEqual(await manage.poolSession("office"), session);
  assert.deepEqual(last(), { line: "POST /v1/pools/office/sessions", body: {} });

  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  answers = [[200, { ...period, data: [] }]];
  await manage.poolUsage("office", { ...period, by: "member" });
  const query = { ...period, by: "member" };
  assert.deepEqual(last(), { line: "GET /v1/pools/office/usage", query });
});

test("a browser reads by the token of its session, which names the account", async () => {
  const session = new SessionClient(options());
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  const { account: _, ...wallet } = BALANCE;

  answers = [[200, BALANCE], [200, { cost: 1 }], [200, { data: [ENTRY] }]];
  assert.equal((await session.balance()).total, 49);
  assert.deepEqual(last(), { line: "GET /v1/session/balance" });
  assert.equal((await session.quote({ action: "ask" })).cost, 1);
  assert.deepEqual(last(), { line: "GET /v1/session/quote", query: { action: "ask" } });
  assert.equal((await session.ledger({ kind: "charge" })).data.length, 1);
  assert.deepEqual(last(), { line: "GET /v1/session/ledger", query: { kind: "charge" } });

  answers = [[200, { ...period, data: [] }], [200, { ...wallet, pool: "office" }]];
  assert.deepEqual((await session.usage({ ...period, by: "day" })).data, []);
  assert.deepEqual(last(), { line: "GET /v1/session/usage", query: { ...period, by: "day" } });
  assert.equal((await session.pool()).pool, "office");
  assert.deepEqual(last(), { line: "GET /v1/session/pool" });

  answers = [[200, { members: [{ account: "anna", drawn: 3 }], nextCursor: "anna" }]];
  answers.push([200, { members: [] }], [200, { data: [ENTRY] }], [403, { code: "forbidden" }]);
  const members = await allOf(session.members());
  assert.deepEqual(members, [{ account: "anna", drawn: 3 }]);
  const query = { limit: "100", cursor: "anna" };
  assert.deepEqual(last(), { line: "GET /v1/session/members", query });
  assert.equal((await allOf(session.entries())).length, 1);
  await assert.rejects(session.balance(), { code: "forbidden" });
});

test("a backend tops up, audits and manages pools", async () => {
  const manage = new ManageClient(options());

  const topUp = { payment: "pi_1", pack: "pack-50", balance: BALANCE };
  answers = [[201, topUp]];
  const body = { pack: "pack-50", payment: "pi_1" };
  assert.deepEqual(await manage.topUp("anna", body), topUp);
  assert.deepEqual(last(), { line: "POST /v1/accounts/anna/top-ups", body });

  const audit = { entries: 3, ledgerTotal: 49, balanceTotal: 49, consistent: true };
  answers = [[200, audit], [200, audit]];
  assert.deepEqual(await manage.audit("anna"), audit);
  assert.deepEqual(await manage.poolAudit("office"), audit);
  assert.deepEqual(last(), { line: "GET /v1/pools/office/audit" });

  const { account: _, ...wallet } = BALANCE;
  answers = [[200, { ...wallet, pool: "office" }], [200, { data: [ENTRY] }]];
  assert.equal((await manage.pool("office")).pool, "office");
  assert.equal((await manage.poolLedger("office", { limit: 1, shard: 3 })).data.length, 1);
  const shard = { limit: "1", shard: "3" };
  assert.deepEqual(last(), { line: "GET /v1/pools/office/ledger", query: shard });

  answers = [[200, { members: [{ account: "anna", drawn: 3 }] }]];
  assert.deepEqual(await allOf(manage.members("office")), [{ account: "anna", drawn: 3 }]);

  answers = [[200, {}], [204, ""]];
  await manage.putMember("office", "anna", { limitPerPeriod: 20 });
  const line = "PUT /v1/pools/office/members/anna";
  assert.deepEqual(last(), { line, body: { limitPerPeriod: 20 } });
  await manage.removeMember("office", "anna");
  assert.deepEqual(last(), { line: "DELETE /v1/pools/office/members/anna" });
});

test("an operator grants and corrects credits by hand, once per key", async () => {
  const manage = new ManageClient(options());
  const change = { id: "ticket-1", credits: 5, reason: "An apology", actor: "ops", entry: 1 };
  const made = { ...change, at: "2026-11-20T10:15:30Z", change: 5, postings: [] };

  answers = [[201, { grant: made, balance: BALANCE }]];
  const body = { credits: 5, reason: "An apology", expiresAt: "2027-01-01T00:00:00Z" };
  const { grant } = await manage.grant("anna", body, { key: "ticket-1" });
  assert.deepEqual(grant, made);
  assert.deepEqual(last(), { line: "POST /v1/accounts/anna/grants", body, key: "ticket-1" });

  const taken = { ...made, credits: -9, change: -5 };
  answers = [[201, { adjustment: taken, balance: BALANCE }]];
  const correction = { credits: -9, reason: "Counted twice" };
  const { adjustment } = await manage.adjust("anna", correction, { key: "ticket-2" });
  assert.equal(adjustment.change, -5);
  const line = "POST /v1/accounts/anna/adjustments";
  assert.deepEqual(last(), { line, body: correction, key: "ticket-2" });
});

async function allOf<T>(elements: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const element of elements) {
    all.push(element);
  }
  return all;
}

async function problemOf(call: Promise<unknown>): Promise<DrawdownProblem> {
  try {
    await call;
  } catch (failure) {
    assert.ok(failure instanceof DrawdownProblem, String(failure));
    return failure;
  }
  return assert.fail("there was no problem");
}
