import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { afterEach, beforeEach, test } from "node:test";
import { DrawdownClient, holdMayBeOpen, type MeteredCall } from "drawdown";
import { Service } from "./service.js";
import { answer } from "./situation.js";

const DRAFT: MeteredCall = { account: "anna", action: "reply", operation: "job-17" };

let service: Service;
beforeEach(async () => {
  service = await Service.start({ anna: 50 });
});
afterEach(() => service.close());

test("successful work is paid, and its value comes with the note", async () => {
  const result = await service.client().metered(DRAFT, () => "a draft");

  assert.equal(result.outcome, "completed");
  assert.equal(result.value, "a draft");
  assert.equal(result.payment.status, "captured");
  assert.equal(result.payment.note.text, "1 used, 49 left.");
  assert.deepEqual(service.wallet("anna"), { total: 49, held: 0 });
});

test("work that is retried under its name runs again for free", async () => {
  const client = service.client();
  await client.metered(DRAFT, () => "a draft");

  const again = await client.metered(DRAFT, () => "a draft");

  assert.equal(again.outcome, "completed");
  assert.equal(again.payment.status, "paid-before");
  assert.equal(service.wallet("anna").total, 49);
});

test("a value may be undefined", async () => {
  const result = await service.client().metered(DRAFT, () => undefined);

  assert.deepEqual(result.outcome === "completed" && result.value, undefined);
});

for (const failure of [new Error("no"), "a text", undefined]) {
  test(`an error of the work is rethrown after the release: ${failure}`, async () => {
    const work = () => {
      throw failure;
    };

    await assert.rejects(service.client().metered(DRAFT, work), (thrown) => {
      assert.equal(thrown, failure);
      return true;
    });
    assert.deepEqual(service.wallet("anna"), { total: 50, held: 0 });
  });
}

test("work that takes too long is aborted, and its late result is dropped", async () => {
  let reason: unknown;
  let finish: (value: string) => void = () => {};

  const result = await service.client().metered(DRAFT, (signal) => {
    signal.addEventListener("abort", () => (reason = signal.reason));
    queueMicrotask(() => service.clock.timeIsUp());
    return new Promise<string>((resolve) => (finish = resolve));
  });
  finish("too late");

  assert.deepEqual(result, {
    outcome: "timed-out",
    release: { status: "given-back", restored: 1, expired: 0 },
  });
  assert.equal((reason as DOMException).name, "TimeoutError");
  assert.deepEqual(service.wallet("anna"), { total: 50, held: 0 });
  assert.equal(service.reasons.at(-1), "timed out");
});

test("running parts of failed work are aborted before the release", async () => {
  let workSignal: AbortSignal | undefined;
  let wasAborted: boolean | undefined;
  service.onRequest = ({ path }) => {
    if (path.endsWith("/refund")) {
      wasAborted = workSignal?.aborted;
    }
  };

  const metered = service.client().metered(DRAFT, (signal) => {
    workSignal = signal;
    throw new Error("half of the work failed");
  });

  await assert.rejects(metered, /half of the work failed/);
  assert.equal(wasAborted, true);
  assert.match(String(workSignal?.reason), /half of the work failed/);
});

test("work that returned isn't aborted: a body may be read later", async () => {
  let workSignal: AbortSignal | undefined;

  await service.client().metered(DRAFT, (signal) => (workSignal = signal));

  assert.equal(workSignal?.aborted, false);
});

test("a caller that aborts gets its reason thrown, and the work is aborted", async () => {
  const caller = new AbortController();
  const reason = new Error("the user went away");
  let seen: unknown;

  const metered = service.client().metered({ ...DRAFT, signal: caller.signal }, (signal) => {
    signal.addEventListener("abort", () => (seen = signal.reason));
    queueMicrotask(() => caller.abort(reason));
    return new Promise<string>(() => {});
  });

  await assert.rejects(metered, reason);
  assert.equal(seen, reason);
  assert.deepEqual(service.wallet("anna"), { total: 50, held: 0 });
  assert.equal(service.reasons.at(-1), "called off");
});

test("a caller that has already aborted starts nothing", async () => {
  const signal = AbortSignal.abort(new Error("too late"));

  await assert.rejects(service.client().metered({ ...DRAFT, signal }, never), /too late/);
  assert.equal(service.received.length, 0);
});

test("a caller that aborts while the hold is opened gets its credits back", async () => {
  const caller = new AbortController();
  service.onRequest = () => caller.abort(new Error("the user went away"));

  const metered = service.client().metered({ ...DRAFT, signal: caller.signal }, never);

  await assert.rejects(metered, /the user went away/);
  assert.deepEqual(service.lines, ["POST charges", "POST refund"]);
  assert.deepEqual(service.wallet("anna"), { total: 50, held: 0 });
});

test("an abort after the hold's answer was lost gives the credits back", async () => {
  const caller = new AbortController();
  const losesFirst: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (!caller.signal.aborted) {
      caller.abort(new Error("the user went away"));
      throw new TypeError("the connection broke");
    }
    return response;
  };

  const client = service.client({ fetch: losesFirst });
  const metered = client.metered({ ...DRAFT, signal: caller.signal }, never);

  await assert.rejects(metered, /the user went away/);
  assert.deepEqual(service.lines, ["POST charges", "POST charges", "POST refund"]);
  assert.deepEqual(service.wallet("anna"), { total: 50, held: 0 });
});

for (const [status, code] of [[402, "out-of-credits"], [429, "throttled"]] as const) {
  test(`an abort while the service answers ${code} ends without a further try`, async () => {
    const caller = new AbortController();
    service.instead = (_, response) => {
      caller.abort(new Error("the user went away"));
      answer(response, status, { code });
      return true;
    };

    const metered = service.client().metered({ ...DRAFT, signal: caller.signal }, never);

    await assert.rejects(metered, /the user went away/);
    assert.deepEqual(service.lines, ["POST charges"]);
  });
}

test("an abort at a service that gives no answer says that credits may be held", async () => {
  const caller = new AbortController();
  service.instead = (_, response) => {
    caller.abort(new Error("the user went away"));
    answer(response, 503, { code: "outcome-unknown" });
    return true;
  };

  const result = await service.client().metered({ ...DRAFT, signal: caller.signal }, never);

  assert.ok(result.outcome === "refused" && holdMayBeOpen(result.refusal));
});

test("a caller that aborts while the token is fetched ends", { timeout: 5_000 }, async () => {
  const caller = new AbortController();
  const client = service.client({
    token: () => {
      caller.abort(new Error("the user went away"));
      return "secret";
    },
    // A fetch that ignores its signal, at a service that doesn't answer.
    fetch: () => new Promise(() => {}),
  });

  const metered = client.metered({ ...DRAFT, signal: caller.signal }, never);

  await assert.rejects(metered, /the user went away/);
});

test("a caller that aborts while a used key is looked up starts no work", async () => {
  const client = service.client();
  await client.metered(DRAFT, () => "a draft");
  const caller = new AbortController();
  service.onRequest = ({ method }) => method === "GET" && caller.abort(new Error("gone"));

  await assert.rejects(client.metered({ ...DRAFT, signal: caller.signal }, never), /gone/);
});

test("a caller that aborts after the work doesn't lose its result", async () => {
  const caller = new AbortController();
  service.onRequest = ({ path }) => path.endsWith("/capture") && caller.abort();

  const call = { ...DRAFT, signal: caller.signal };
  const result = await service.client().metered(call, () => "a draft");

  assert.equal(result.outcome === "completed" && result.payment.status, "captured");
});

test("a call leaves no listener on its signal, also after a pause between two tries", async () => {
  const { signal } = new AbortController();
  service.instead = (_, response) => {
    const isFirst = service.received.length === 1;
    if (isFirst) {
      answer(response, 429);
    }
    return isFirst;
  };
  // The real clock, whose pause is at most 50 ms.
  const client = new DrawdownClient({ base: service.base, token: "secret" });

  const result = await client.metered({ ...DRAFT, signal }, () => "a draft");

  assert.equal(result.outcome, "completed");
  assert.equal(service.lines.length, 3);
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("a missing token after the work doesn't lose the value", async () => {
  let runs = 0;
  const client = service.client({ token: () => (runs === 0 ? "secret" : "") });

  const result = await client.metered(DRAFT, () => ++runs);

  assert.equal(result.outcome === "completed" && result.payment.status, "unconfirmed");
});

test("every try calls the supplier of the token", async () => {
  const tokens = ["old", "new"];
  const client = service.client({ token: () => Promise.resolve(tokens.shift() ?? "none") });

  await client.metered(DRAFT, () => "a draft");

  const sent = service.received.map(({ headers }) => headers.authorization);
  assert.deepEqual(sent, ["Bearer old", "Bearer new"]);
});

test("a process that dies leaves a hold, whose credits are back when it expires", async () => {
  const opening = await service.client().hold(DRAFT);
  assert.equal(opening.outcome, "may-run");
  assert.deepEqual(service.wallet("anna"), { total: 49, held: 1 });

  // No call closes the hold.
  service.advance(24 * 3_600_000);

  assert.deepEqual(service.wallet("anna"), { total: 50, held: 0 });
});

test("a hold may be captured for less, and the rest goes back", async () => {
  const opening = await service.client().hold({ ...DRAFT, quantity: 10 });
  assert.ok(opening.outcome === "may-run");

  const payment = await opening.hold.capture(3);

  assert.equal(payment.status === "captured" && payment.charge.cost, 3);
  assert.deepEqual(service.wallet("anna"), { total: 47, held: 0 });
});

test("a hold may be captured in parts by running totals, and extended", async () => {
  const client = service.client();
  const opening = await client.hold({ ...DRAFT, quantity: 20 });
  assert.ok(opening.outcome === "may-run" && opening.hold.charge);
  const { id } = opening.hold.charge;

  await client.capture("anna", id, { captured: 5, final: false });
  await client.capture("anna", id, { captured: 15, final: false });
  await client.capture("anna", id, { captured: 15, final: false });
  assert.deepEqual(service.wallet("anna"), { total: 30, held: 5 });
  const below = client.capture("anna", id, { captured: 14, final: false });
  await assert.rejects(below, { code: "capture-below-part" });

  const { charge } = await client.extend("anna", id, { expiresIn: "PT3600S" });
  assert.equal(charge.expiresAt, "2026-11-20T11:00:00.000Z");
  service.advance(3_000_000);
  await client.capture("anna", id, { captured: 16, final: true });

  assert.deepEqual(service.wallet("anna"), { total: 34, held: 0 });
});

test("metadata is stored with the hold", async () => {
  const metadata = { team: "red", ["é".repeat(40)]: "😀".repeat(100) };

  await service.client().metered({ ...DRAFT, metadata }, () => "a draft");
  await service.client().metered({ ...DRAFT, operation: "job-18", metadata: {} }, () => "a draft");

  const [noted, , plain] = service.received.map(({ body }) => JSON.parse(body || "{}"));
  assert.deepEqual(noted.metadata, metadata);
  assert.deepEqual(plain.metadata ?? {}, {});
});

test("credits beyond a hold are a charge that names it", async () => {
  const client = service.client();
  const request = { action: "reply", quantity: 2, continues: "job-17", metadata: { team: "red" } };

  await client.charge("anna", request, { key: "job-17:rest" });

  assert.deepEqual(JSON.parse(service.received[0]?.body ?? ""), request);
});

const WRONG: [change: Partial<MeteredCall>, names: RegExp][] = [
  [{ account: "an na" }, /^TypeError: account/],
  [{ account: "a/b" }, /^TypeError: account/],
  [{ account: ".." }, /^TypeError: account/],
  [{ account: "" }, /^TypeError: account/],
  [{ account: undefined as unknown as string }, /^TypeError: account/],
  [{ action: "a?k" }, /^TypeError: action/],
  [{ document: "d c" }, /^TypeError: document/],
  [{ document: "" }, /^TypeError: document/],
  [{ document: "é" }, /^TypeError: document/],
  [{ operation: " " }, /^TypeError: operation/],
  [{ quantity: 0 }, /^RangeError: quantity/],
  [{ quantity: 1_001 }, /^RangeError: quantity/],
  [{ quantity: 1.5 }, /^RangeError: quantity/],
  [{ metadata: pairs(9) }, /^RangeError: metadata/],
  [{ metadata: { "": "red" } }, /^TypeError: metadata/],
  [{ metadata: { ["x".repeat(41)]: "red" } }, /^TypeError: metadata/],
  [{ metadata: { team: "x".repeat(101) } }, /^TypeError: metadata/],
  [{ metadata: { team: { name: "red" } as unknown as string } }, /^TypeError: metadata/],
  [{ timeoutMillis: 0 }, /^RangeError: timeoutMillis/],
  [{ timeoutMillis: Number.NaN }, /^RangeError: timeoutMillis/],
  [{ timeoutMillis: 86_400_000 }, /^RangeError: timeoutMillis must be .* at most 86270000/],
];
for (const [change, names] of WRONG) {
  test(`an invalid call is not made: ${JSON.stringify(change)}`, async () => {
    await assert.rejects(service.client().metered({ ...DRAFT, ...change }, never), names);
    assert.equal(service.received.length, 0);
  });
}

function pairs(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, pair) => [`name-${pair}`, "x"]));
}

function never(): never {
  throw new Error("the work ran");
}
