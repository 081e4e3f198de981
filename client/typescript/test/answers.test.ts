import assert from "node:assert/strict";
import { test } from "node:test";
import { DrawdownClient, DrawdownProblem, type ClientOptions, type Opening } from "drawdown";
import { ManageClient } from "drawdown/manage";
import { ReadClient } from "drawdown/read";
import { SessionClient } from "drawdown/session";
import { TestClock } from "./situation.js";

const { mutations } = (await import(new URL("../../../mutations.mjs", import.meta.url).href)) as {
  mutations: (texts: string[], seed: number, count: number) => Iterable<string>;
};

/** The number of changed answers for each call and seed. */
const INPUTS = 100;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const AT = "2026-11-20T10:15:30Z";
const LATER = "2026-12-01T00:00:00Z";

const BUCKET = { id: "plan-1", kind: "plan", remaining: 49, granted: 50, expiresAt: LATER, frozen: true };
const WALLET = {
  standing: "active",
  plan: { id: "monthly", periodEnd: LATER, cancelsAt: LATER },
  plans: [{ id: "monthly", periodEnd: LATER, cancelsAt: LATER }],
  total: 49,
  held: 1,
  buckets: [BUCKET],
  usage: { used: 1, granted: 50, percent: 2, level: "ok", resetsAt: LATER },
  version: 3,
};
const BALANCE = { ...WALLET, account: "anna", pool: { id: "office" } };
const DRAWS = [{ bucket: "plan-1", kind: "plan", credits: 2 }];
const CHARGE = {
  id: "k-1",
  action: "reply",
  document: "letter-1",
  quantity: 2,
  cost: 2,
  status: "held",
  continues: "k-0",
  captured: 0,
  draws: DRAWS,
  at: AT,
  expiresAt: LATER,
};
const CHARGED = { charge: CHARGE, balance: BALANCE, note: { text: "2 used.", used: 2, left: 49 } };
const RETURNED = { charge: CHARGE, restored: 2, expired: 0, balance: BALANCE };
const POSTINGS = [{ bucket: "plan-1", kind: "plan", change: -2 }];
const ENTRY = {
  number: 3,
  at: AT,
  kind: "capture",
  reason: "used",
  account: "anna",
  charge: "k-1",
  action: "reply",
  document: "letter-1",
  quantity: 2,
  metadata: { team: "north" },
  captured: 2,
  actor: "olga",
  payment: "pi_1",
  change: -2,
  postings: POSTINGS,
  balanceAfter: 49,
};
const ROW = { key: "reply", charges: 1, quantity: 2, credits: 2 };
const CATALOG = {
  product: "demo",
  drawOrder: ["plan"],
  actions: [{ id: "reply", name: "Reply", cost: 1, oncePerDocument: false }],
  plans: [
    {
      id: "monthly",
      name: "Monthly",
      credits: 50,
      days: 14,
      renewalBonus: 5,
      period: "fixed",
      pool: false,
      price: { amount: 900, currency: "usd" },
    },
  ],
  packs: [{ id: "pack-50", name: "50 credits", credits: 50, price: { amount: 500, currency: "usd" } }],
};
const CHANGE = {
  id: "ticket-1",
  credits: 5,
  reason: "An apology",
  expiresAt: LATER,
  actor: "olga",
  at: AT,
  entry: 4,
  change: 5,
  postings: POSTINGS,
};
const STEPS = [{ type: "wait", href: "https://app.example.com/plans", at: LATER }];
const REFUSED = { code: "out-of-credits", detail: "No.", cost: 3, balance: BALANCE, actions: STEPS };
const PERIOD = { from: AT, to: LATER };

interface Asked {
  answer: object;
  ask: (options: ClientOptions) => Promise<unknown>;
}

const READS: Record<string, Asked> = {
  balance: { answer: BALANCE, ask: (options) => new DrawdownClient(options).balance("anna") },
  charge: { answer: CHARGE, ask: (options) => new DrawdownClient(options).getCharge("anna", "k-1") },
  capture: { answer: CHARGED, ask: (options) => new DrawdownClient(options).capture("anna", "k-1") },
  refund: { answer: RETURNED, ask: (options) => new DrawdownClient(options).refund("anna", "k-1") },
  quote: {
    answer: { cost: 2, draws: DRAWS, refusal: { code: "busy", detail: "No.", actions: STEPS } },
    ask: (options) => new SessionClient(options).quote({ action: "reply" }),
  },
  ledger: {
    answer: { data: [ENTRY], nextCursor: "3" },
    ask: (options) => new ReadClient(options).ledger("anna"),
  },
  catalog: { answer: CATALOG, ask: (options) => new ReadClient(options).catalog() },
  pool: {
    answer: { ...WALLET, pool: "office" },
    ask: (options) => new SessionClient(options).pool(),
  },
  members: {
    answer: { members: [{ account: "anna", drawn: 2, limitPerPeriod: 9 }], nextCursor: "anna" },
    ask: (options) => new SessionClient(options).poolMembers(),
  },
  topUp: {
    answer: { payment: "pi_1", pack: "pack-50", bucket: BUCKET, balance: BALANCE },
    ask: (options) => new ManageClient(options).topUp("anna", { pack: "pack-50", payment: "pi_1" }),
  },
  audit: {
    answer: { entries: 3, ledgerTotal: 49, balanceTotal: 49, consistent: true },
    ask: (options) => new ManageClient(options).audit("anna"),
  },
  grant: {
    answer: { grant: CHANGE, balance: BALANCE },
    ask: (options) =>
      new ManageClient(options).grant("anna", { credits: 5, reason: "x" }, { key: "ticket-1" }),
  },
  session: {
    answer: { token: "s1.a", expiresAt: LATER },
    ask: (options) => new ManageClient(options).session("anna"),
  },
};

const CALL = { account: "anna", action: "reply", operation: "job-1" };

for (const [name, { answer, ask }] of Object.entries(READS)) {
  for (const seed of [1, 2]) {
    test(`a changed answer to ${name} is read as it is, or is a problem: seed ${seed}`, async () => {
      for (const text of mutations([JSON.stringify(answer)], seed, INPUTS)) {
        const read = await readOrProblem(ask(answering([200, text])), text);
        if (read !== undefined) {
          assert.deepEqual(read, withoutNulls(JSON.parse(text.replace(/^\uFEFF/, ""))), shown(text));
          requireTypes(read, answer, shown(text));
        }
      }
    });
  }
}

test("changed pages of a usage are summed in exact numbers, or are a problem", async () => {
  const [page, last] = [
    { ...PERIOD, data: [ROW], nextCursor: "5000" },
    { ...PERIOD, data: [ROW] },
  ].map((each) => JSON.stringify(each));
  for (const text of mutations([page ?? ""], 1, INPUTS)) {
    const options = answering([200, text], [200, last ?? ""]);
    const usage = new ReadClient(options).usage("anna", { ...PERIOD, by: "action" });

    const read = await readOrProblem(usage, text);

    requireTypes(read, { ...PERIOD, data: [ROW] }, shown(text));
  }
});

test("a usage whose pages never end is a problem", async () => {
  const page = JSON.stringify({ ...PERIOD, data: [ROW], nextCursor: "5000" });

  const usage = new ReadClient(answering([200, page])).usage("anna", { ...PERIOD, by: "action" });

  await assert.rejects(usage, { code: "unreadable-answer" });
});

test("a changed refusal is a problem with a message", async () => {
  for (const text of mutations([JSON.stringify(REFUSED)], 1, INPUTS)) {
    const charge = new DrawdownClient(answering([402, text])).charge("anna", { action: "ask" }, { key: "1" });

    assert.equal(await readOrProblem(charge, text), undefined, shown(text));
  }
});

test("a changed answer to a hold lets work run, or is a refusal with a reason", async () => {
  const texts = [{ charge: CHARGE }, REFUSED].map((each) => JSON.stringify(each));
  for (const status of [201, 402]) {
    for (const text of mutations(texts, status, INPUTS)) {
      const opening = await new DrawdownClient(answering([status, text])).hold(CALL);

      requireReason(opening, text);
    }
  }
});

test("a changed answer to a capture or a release is a payment, or leaves it unconfirmed", async () => {
  const opened = JSON.stringify({ charge: { ...CHARGE, status: "held" } });
  for (const text of mutations([JSON.stringify(CHARGED), JSON.stringify(RETURNED)], 1, INPUTS)) {
    for (const end of ["capture", "release"] as const) {
      const opening = await new DrawdownClient(answering([201, opened], [200, text])).hold(CALL);
      assert.equal(opening.outcome, "may-run");

      const ended = end === "capture" ? await opening.hold.capture() : await opening.hold.release("failed");

      assert.match(ended.status, /^(captured|given-back|unconfirmed)$/, shown(text));
      requireTypes(ended, { ...CHARGED, restored: 2, expired: 0, detail: "why" }, shown(text));
    }
  }
});

/** A client's options: it gets these answers, and the last one again and again. */
function answering(...answers: [status: number, text: string][]): ClientOptions {
  const fetch = (): Promise<Response> => {
    const [status, text] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, ""];
    return Promise.resolve(new Response(text, { status }));
  };
  return { base: "https://credits.example", token: "secret", retryBudgetMillis: 1, clock: new TestClock(), fetch };
}

/** What a call read. Undefined after a problem, which must have a message. */
async function readOrProblem(call: Promise<unknown>, text: string): Promise<unknown> {
  try {
    return await call;
  } catch (failure) {
    assert.ok(failure instanceof DrawdownProblem, `${String(failure)}: ${shown(text)}`);
    assert.match(failure.message, /\S/, shown(text));
    return undefined;
  }
}

function requireReason(opening: Opening, text: string): void {
  if (opening.outcome === "may-run") {
    requireTypes(opening.hold.charge, CHARGE, shown(text));
    return;
  }
  assert.match(opening.refusal.detail, /\S/, shown(text));
  requireTypes(opening.refusal, { ...REFUSED, charge: CHARGE, limit: 1 }, shown(text));
}

/** Fails if a member that the sample has, too, has another type there. */
function requireTypes(value: unknown, sample: unknown, message: string): void {
  if (value === undefined) {
    return;
  }
  if (Array.isArray(sample)) {
    assert.ok(Array.isArray(value), message);
    value.forEach((each) => requireTypes(each, sample[0], message));
  } else if (typeof sample === "object") {
    assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), message);
    for (const [name, each] of Object.entries(sample ?? {})) {
      requireTypes((value as Record<string, unknown>)[name], each, `${name}: ${message}`);
    }
  } else if (typeof sample === "number") {
    assert.ok(Number.isSafeInteger(value), message);
  } else {
    assert.equal(typeof value, typeof sample, message);
    if (INSTANT.test(String(sample))) {
      assert.match(String(value), INSTANT, message);
    }
  }
}

/** A member that is `null` is absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((each) => each !== null).map(withoutNulls);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, each]) => each !== null)
          .map(([name, each]) => [name, withoutNulls(each)]),
      )
    : value;
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 2_000));
