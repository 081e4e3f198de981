import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, test } from "node:test";
import { DrawdownProblem } from "drawdown";
import {
  AiCredits,
  ModelRefused,
  type Operation,
  type OperationCall,
  type StreamResult,
  type Usage,
} from "drawdown/ai";
import { deaf, MAJORS, overloaded, played, type Major } from "./models.js";
import { Service } from "./service.js";
import { answer } from "./situation.js";

/** One credit for 100 tokens. */
const credits = ({ totalTokens }: Usage) => totalTokens / 100;
const CALL: OperationCall = { account: "anna", action: "reply", key: "job-17", quantity: 10 };

let service: Service;
beforeEach(async () => {
  service = await Service.start({ anna: 50 });
});
afterEach(() => service.close());

const aiCredits = () => new AiCredits(service.client(), { credits });
const spent = (count: number) => assert.deepEqual(service.wallet("anna"), left(50 - count));
const left = (total: number) => ({ total, held: 0 });

test("a process that is killed leaves a hold, whose credits are back when it expires", async () => {
  const started = new Promise((resolve) => (service.onRequest = resolve));
  const child = spawn(process.execPath, ["--input-type=module", "--eval", OPERATION_WITHOUT_END], {
    env: { ...process.env, BASE: service.base },
    stdio: "inherit",
  });
  await started;
  const exited = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));

  child.kill("SIGKILL");

  assert.equal(await exited, "SIGKILL");
  assert.deepEqual(service.wallet("anna"), { total: 40, held: 10 });
  service.advance(500_000);
  spent(0);
  assert.deepEqual(service.lines, ["POST charges"]);
});

/** Runs in a process of its own, which is killed. */
const OPERATION_WITHOUT_END = `
  import { DrawdownClient } from "drawdown";
  import { AiCredits } from "drawdown/ai";
  const client = new DrawdownClient({ base: process.env.BASE, token: "secret" });
  const call = { account: "anna", action: "reply", key: "job-17", quantity: 10 };
  await new AiCredits(client).operation(call, () => new Promise(() => setInterval(() => {}, 9999)));
`;

test("without a function of the usage all held credits are captured", async () => {
  await new AiCredits(service.client()).operation(CALL, () => "a draft");

  spent(10);
});

for (const wrong of [Number.NaN, -1, Number.POSITIVE_INFINITY, "3", new Error("a bug")]) {
  test(`a function of the usage that gives ${wrong} doesn't make work free`, async () => {
    const faulty = () => {
      if (wrong instanceof Error) {
        throw wrong;
      }
      return wrong as number;
    };
    const aiCredits = new AiCredits(service.client(), { credits: faulty });

    const result = await aiCredits.operation(CALL, () => "a draft");

    assert.equal(result.outcome, "completed");
    spent(wrong === "3" ? 3 : 10);
  });
}

test("work that used nothing costs nothing", async () => {
  await aiCredits().operation(CALL, () => "from the cache");

  assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
  spent(0);
});

test("an action of cost 0 runs, and there is nothing to capture", async () => {
  const result = await aiCredits().operation({ ...CALL, action: "ask" }, () => "an answer");

  assert.equal(result.outcome === "completed" && result.payment.status, "free");
  assert.deepEqual(service.lines, ["POST charges"]);
});

test("the name of a model is refused", async () => {
  const operation = aiCredits().operation(CALL, (op) => op.model("openai/gpt-5" as never));

  await assert.rejects(operation, /^TypeError: model must be a model of a provider.*gpt-5/);
  spent(0);
});

test("the cost of an interrupted stream may be set", async () => {
  const creditsIfInterrupted = ({ calls }: Usage) => 2 * calls;
  const model = played("v4", { tool: true }, { breaks: "error" });
  const aiCredits = new AiCredits(service.client(), { credits, creditsIfInterrupted });

  const result = await aiCredits.operation(CALL, async (op) => {
    const first = await op.model(model).doStream({ prompt: [] });
    await readAll(first.stream);
    const second = await op.model(model).doStream({ prompt: [] });
    await readAll(second.stream).catch(() => {});
  });

  assert.ok(result.outcome === "interrupted");
  assert.equal(result.payment.status, "captured");
  spent(2);
});

test("usage beyond the hold that can't be paid leaves the hold captured", async () => {
  const call = { ...CALL, quantity: 45 };
  const aiCredits = new AiCredits(service.client(), { credits: () => 60 });

  const result = await aiCredits.operation(call, () => "a long draft");

  assert.ok(result.outcome === "completed");
  assert.equal(result.beyond, 15);
  assert.ok(result.beyondHold?.failure instanceof DrawdownProblem);
  assert.equal(result.beyondHold.failure.code, "out-of-credits");
  spent(45);
});

test("usage beyond the hold counts whole runs of the action", async () => {
  const metadata = { team: "red" };
  const call = { ...CALL, action: "report", quantity: 2, metadata };
  const aiCredits = new AiCredits(service.client(), { credits: () => 19 });

  const result = await aiCredits.operation(call, () => "a long report");

  assert.equal(result.outcome === "completed" && result.beyondHold?.charge?.cost, 5);
  const rest = JSON.parse(service.received.at(-1)?.body ?? "");
  assert.deepEqual(rest.metadata, metadata);
  spent(15);
});

test("an action that costs once per document has no charge beyond its hold", async () => {
  const first = { id: "other", action: "reply", quantity: 10, cost: 10, status: "captured" };
  const charge = { ...first, at: "2026-11-20T10:00:00Z" };
  service.instead = ({ body }, response) => {
    if (!body.includes("continues")) {
      return false;
    }
    const usage = { used: 10, granted: 50, percent: 20, level: "ok" };
    const wallet = { standing: "active", total: 40, held: 0, buckets: [], usage, version: 2 };
    const note = { text: "Paid before.", used: 0, left: 40 };
    answer(response, 200, { charge, balance: { account: "anna", ...wallet }, note });
    return true;
  };
  const aiCredits = new AiCredits(service.client(), { credits: () => 13 });

  const result = await aiCredits.operation({ ...CALL, document: "d" }, () => "a long draft");

  assert.deepEqual(result.outcome === "completed" && result.beyondHold, {});
});

test("calls without a usage are counted", async () => {
  const model = played("v4", { text: "a draft", tokens: "unknown" });

  const result = await aiCredits().operation(CALL, (op) =>
    op.model(model).doGenerate({ prompt: [] }),
  );

  assert.ok(result.outcome === "completed");
  assert.equal(result.usage.callsWithoutUsage, 1);
});

const PROMPT = { prompt: [] };
const READ_WITHIN = /read streams in the work, or use `stream`/;

async function called(model: { calls: number }): Promise<void> {
  while (model.calls === 0) {
    await new Promise(setImmediate);
  }
}

for (const hears of [true, false]) {
  const which = hears ? "cancelled" : "cancelled in vain";
  test(`a stream left open costs all held credits, and its model is ${which}`, async () => {
    const inner = played("v4", { text: "a draft" });
    const model = hears ? inner : deaf(inner);

    const result = await aiCredits().operation(CALL, async (op) => {
      const { stream } = await op.model(model).doStream(PROMPT);
      return stream;
    });

    assert.ok(result.outcome === "completed");
    assert.equal(result.payment.status, "captured");
    await assert.rejects(readAll(result.value), READ_WITHIN);
    assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
    spent(10);
  });
}

test("a stream left open doesn't hide usage beyond the hold", async () => {
  const model = played("v4", { text: "a long draft", tokens: 1_300 }, { text: "a draft" });

  const result = await aiCredits().operation(CALL, async (op) => {
    await op.model(model).doGenerate(PROMPT);
    return op.model(model).doStream(PROMPT);
  });

  assert.equal(result.outcome === "completed" && result.beyond, 3);
  spent(13);
});

test("a stream left open costs all held credits, though another one was interrupted", async () => {
  const model = played("v4", { text: "a draft" }, { breaks: "error" });

  const result = await aiCredits().operation(CALL, async (op) => {
    const open = await op.model(model).doStream(PROMPT);
    const broken = await op.model(model).doStream(PROMPT);
    await readAll(broken.stream).catch(() => {});
    return open;
  });

  assert.equal(result.outcome, "completed");
  spent(10);
});

test("the slower of two calls is cancelled and costs nothing", { timeout: 5_000 }, async () => {
  const slow = played("v4", { breaks: "hang" });
  const fast = played("v4", { text: "a draft" });
  let slower: PromiseLike<unknown> = Promise.resolve();

  const result = await aiCredits().operation(CALL, async (op) => {
    slower = op.model(slow).doGenerate(PROMPT);
    await called(slow);
    return Promise.race([slower, op.model(fast).doGenerate(PROMPT)]);
  });

  assert.equal(result.outcome, "completed");
  await assert.rejects(Promise.resolve(slower), READ_WITHIN);
  spent(3);
});

/** Calls the model once the release has begun, and returns the outcome of that call. */
function callDuringRelease(model: ReturnType<typeof played>) {
  let operation: Operation | undefined;
  const call = new Promise((resolve, reject) => {
    service.onRequest = ({ path }) => {
      if (path.endsWith("/refund") && operation) {
        operation.model(model).doGenerate(PROMPT).then(resolve, reject);
      }
    };
  });
  return { call, begin: (op: Operation) => (operation = op) };
}

test("work that ignores its timeout calls no model while its credits are released", async () => {
  const model = played("v4", { text: "for free?" });
  const late = callDuringRelease(model);
  const refused = assert.rejects(late.call, /The work took longer than 300000 ms/);

  const result = await aiCredits().operation(CALL, (op) => {
    late.begin(op);
    queueMicrotask(() => service.clock.timeIsUp());
    return new Promise(() => {});
  });

  assert.equal(result.outcome, "timed-out");
  await refused;
  assert.equal(model.calls, 0);
  spent(0);
});

test("running parts of failed work call no model while its credits are released", async () => {
  const model = played("v4", { text: "for free?" });
  const late = callDuringRelease(model);
  const refused = assert.rejects(late.call, /half of the work failed/);

  const operation = aiCredits().operation(CALL, (op) => {
    late.begin(op);
    throw new Error("half of the work failed");
  });

  await assert.rejects(operation, /half of the work failed/);
  await refused;
  assert.equal(model.calls, 0);
  spent(0);
});

test("open calls of failed work are cancelled", async () => {
  const model = deaf(played("v4", { text: "for free?" }));
  let open: ReadableStream<unknown> | undefined;

  const operation = aiCredits().operation(CALL, async (op) => {
    ({ stream: open } = await op.model(model).doStream(PROMPT));
    throw new Error("half of the work failed");
  });

  await assert.rejects(operation, /half of the work failed/);
  assert.ok(open);
  await assert.rejects(readAll(open), /half of the work failed/);
  spent(0);
});

test("a stream of a model that ignores the timeout can't be read further", async () => {
  const model = deaf(played("v4", { text: "for free?" }));
  let open: ReadableStream<unknown> | undefined;

  const result = await aiCredits().operation(CALL, async (op) => {
    ({ stream: open } = await op.model(model).doStream(PROMPT));
    service.clock.timeIsUp();
    return new Promise(() => {});
  });

  assert.equal(result.outcome, "timed-out");
  assert.ok(open);
  await assert.rejects(readAll(open), /The work took longer than/);
  spent(0);
});

test("an aborted call doesn't reach its model", async () => {
  const model = played("v4", { text: "for free?" }, { text: "for free?" });
  const call = { ...PROMPT, abortSignal: AbortSignal.abort(new Error("stop")) };

  await aiCredits().operation(CALL, async (op) => {
    await assert.rejects(Promise.resolve(op.model(model).doGenerate(call)), /stop/);
    await assert.rejects(Promise.resolve(op.model(model).doStream(call)), /stop/);
  });

  assert.equal(model.calls, 0);
});

test("a stream that is open at the end of its operation can't be read further", async () => {
  const model = deaf(played("v4", { text: "for free?" }));

  const result = await aiCredits().stream(CALL, async (op) => {
    const { stream } = await op.model(model).doStream(PROMPT);
    await op.end();
    return stream;
  });

  const { value, ended } = streamingOf(result);
  assert.equal((await ended).outcome, "interrupted");
  await assert.rejects(readAll(value), /The operation has ended/);
  assert.deepEqual(service.lines, ["POST charges", "POST refund"]);
  spent(0);
});

test("a stream that is open when the work of its operation fails can't be read further", async () => {
  const model = deaf(played("v4", { text: "for free?" }));
  let open: ReadableStream<unknown> | undefined;
  let signal: AbortSignal | undefined;

  const result = aiCredits().stream(CALL, async (op) => {
    signal = op.signal;
    ({ stream: open } = await op.model(model).doStream(PROMPT));
    throw new Error("half of the work failed");
  });

  await assert.rejects(result, /half of the work failed/);
  assert.ok(open);
  await assert.rejects(readAll(open), /half of the work failed/);
  assert.equal(signal?.aborted, true);
  assert.deepEqual(service.lines, ["POST charges", "POST refund"]);
  spent(0);
});

test("an abort while the hold is opened calls no model, and the credits are back", async () => {
  const calls: ((model: ReturnType<typeof played>, signal: AbortSignal) => unknown)[] = [
    (model, signal) =>
      aiCredits().operation({ ...CALL, signal }, (op) => op.model(model).doGenerate(PROMPT)),
    (model, signal) =>
      aiCredits().stream({ ...CALL, signal, key: "job-18" }, (op) =>
        op.model(model).doStream(PROMPT),
      ),
    (model, abortSignal) =>
      aiCredits()
        .model(model, { account: "anna", action: "reply" })
        .doGenerate({ ...PROMPT, abortSignal }),
  ];
  for (const call of calls) {
    const caller = new AbortController();
    const model = played("v4", { text: "for free?" });
    service.onRequest = () => caller.abort(new Error("the user went away"));

    await assert.rejects(async () => await call(model, caller.signal), /the user went away/);

    assert.equal(model.calls, 0);
    assert.deepEqual(service.lines.slice(-2), ["POST charges", "POST refund"]);
    spent(0);
  }
});

test("an unconfirmed release is reported if the work of a stream fails", async () => {
  const failure = new Error("half of the work failed");
  const reported: unknown[] = [];
  service.instead = ({ path }, response) => {
    const isRelease = path.endsWith("/refund");
    if (isRelease) {
      answer(response, 404, { message: "Not Found" });
    }
    return isRelease;
  };
  const client = service.client({
    onUnconfirmedRelease: ({ status, hold, detail }, cause) =>
      reported.push([status, hold.id, detail, cause]),
  });

  const result = new AiCredits(client).stream(CALL, () => {
    throw failure;
  });

  await assert.rejects(result, failure);
  const [held] = service.charges("anna");
  assert.deepEqual(reported, [["unconfirmed", held?.id, "Not Found", failure]]);
});

test("an ended call leaves no listener, which would keep its signal in memory", async () => {
  const signals: AbortSignal[] = [];
  const inner = deaf(played("v4", ...Array.from({ length: 6 }, () => ({ text: "a draft" }))));
  const noting = new Proxy(inner, {
    get: (target, name: "doGenerate" | "doStream") =>
      name === "doGenerate" || name === "doStream"
        ? (options: Parameters<typeof target.doStream>[0]) => {
            signals.push(options.abortSignal ?? assert.fail());
            return target[name](options);
          }
        : target[name],
  });
  const call = { ...PROMPT, abortSignal: new AbortController().signal };
  const callBoth = async (model: typeof noting) => {
    await model.doGenerate(call);
    await readAll((await model.doStream(call)).stream);
  };

  await aiCredits().operation(CALL, (op) => callBoth(op.model(noting)));
  await callBoth(aiCredits().model(noting, { account: "anna", action: "reply" }));
  const cancelled = aiCredits().model(noting, { account: "anna", action: "reply" });
  await (await cancelled.doStream(call)).stream.cancel();

  assert.equal(signals.length, 5);
  for (const signal of [call.abortSignal, ...signals]) {
    assert.deepEqual(getEventListeners(signal, "abort"), []);
  }
});

async function readAll(stream: ReadableStream<unknown>): Promise<void> {
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}

for (const major of MAJORS) {
  describe(major.name, () => {
    operations(major);
    singleCalls(major);
  });
}

function tools({ ai }: Major) {
  const look = ai.tool({
    inputSchema: ai.jsonSchema({ type: "object", properties: {} }),
    execute: () => Promise.resolve("seen"),
  });
  return { look };
}

function operations(major: Major) {
  const { ai, version } = major;

  test("one call is held, and captured by its usage", async () => {
    const model = played(version, { text: "a draft", tokens: 250 });

    const result = await aiCredits().operation(CALL, async (op) => {
      const { text } = await ai.generateText({ model: op.model(model), prompt: "Write." });
      assert.deepEqual(service.wallet("anna"), { total: 40, held: 10 });
      return text;
    });

    assert.ok(result.outcome === "completed");
    assert.equal(result.value, "a draft");
    assert.equal(result.payment.status === "captured" && result.payment.charge.cost, 3);
    assert.equal(result.beyond, 0);
    assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
    spent(3);
  });

  test("ten calls in a loop of tools are one operation", async () => {
    const steps = Array.from({ length: 9 }, () => ({ tool: true as const, tokens: 60 }));
    const model = played(version, ...steps, { text: "done", tokens: 60 });

    const result = await aiCredits().operation(CALL, (op) =>
      ai.generateText({
        model: op.model(model),
        prompt: "Look ten times.",
        tools: tools(major),
        stopWhen: ai.stepCountIs(20),
      }),
    );

    assert.ok(result.outcome === "completed");
    assert.equal(model.calls, 10);
    assert.equal(result.usage.calls, 10);
    assert.equal(result.usage.totalTokens, 600);
    assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
    spent(6);
  });

  test("a retry of the SDK is paid once", async () => {
    const model = played(version, { fails: overloaded(major) }, { text: "a draft" });

    const result = await aiCredits().operation(CALL, (op) =>
      ai.generateText({ model: op.model(model), prompt: "Write." }),
    );

    assert.equal(result.outcome, "completed");
    assert.equal(model.calls, 2);
    assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
    spent(3);
  });

  test("a retry of the whole operation runs again for free", async () => {
    const model = played(version, { text: "a draft" }, { text: "a draft" });
    const run = () =>
      aiCredits().operation(CALL, (op) =>
        ai.generateText({ model: op.model(model), prompt: "Write." }),
      );
    await run();

    const again = await run();

    assert.equal(again.outcome === "completed" && again.payment.status, "paid-before");
    spent(3);
  });

  test("an operation that fails is given back", async () => {
    const model = played(version, { tool: true }, { fails: new Error("the model is gone") });

    const operation = aiCredits().operation(CALL, (op) =>
      ai.generateText({
        model: op.model(model),
        prompt: "Look.",
        tools: tools(major),
        stopWhen: ai.stepCountIs(20),
      }),
    );

    await assert.rejects(operation, /the model is gone/);
    assert.deepEqual(service.lines, ["POST charges", "POST refund"]);
    spent(0);
  });

  test("an operation that is refused calls no model", async () => {
    const model = played(version);
    const call = { ...CALL, quantity: 51 };

    const result = await aiCredits().operation(call, (op) =>
      ai.generateText({ model: op.model(model), prompt: "Write." }),
    );

    assert.equal(result.outcome === "refused" && result.refusal.code, "out-of-credits");
    assert.equal(model.calls, 0);
  });

  test("an operation that takes too long cancels its model call and is given back", async () => {
    const model = played(version, { breaks: "hang" });

    const result = await aiCredits().operation(CALL, (op) => {
      setImmediate(() => service.clock.timeIsUp());
      return ai.generateText({ model: op.model(model), prompt: "Write." });
    });

    assert.ok(result.outcome === "timed-out");
    assert.equal(result.release.status, "given-back");
    spent(0);
  });

  test("an operation that its caller aborts is given back", async () => {
    const model = played(version, { breaks: "hang" });
    const caller = new AbortController();

    const operation = aiCredits().operation({ ...CALL, signal: caller.signal }, (op) => {
      setImmediate(() => caller.abort(new Error("the user went away")));
      return ai.generateText({ model: op.model(model), prompt: "Write." });
    });

    await assert.rejects(operation, /the user went away/);
    spent(0);
  });

  test("usage beyond the hold is a charge of its own that continues the hold", async () => {
    const model = played(version, { text: "a long draft", tokens: 1_300 });

    const result = await aiCredits().operation(CALL, (op) =>
      ai.generateText({ model: op.model(model), prompt: "Write." }),
    );

    assert.ok(result.outcome === "completed");
    assert.equal(result.beyond, 3);
    const [hold, rest] = service.charges("anna");
    assert.equal(result.beyondHold?.charge?.id, `${hold?.id}:rest`);
    assert.equal(rest?.cost, 3);
    const { body } = service.received.at(-1) ?? assert.fail();
    assert.deepEqual(JSON.parse(body), { action: "reply", quantity: 3, continues: hold?.id });
    spent(13);
  });

  test("a stream that is read within the work is captured by its usage", async () => {
    const model = played(version, { tool: true }, { text: "a draft" });

    const result = await aiCredits().operation(CALL, async (op) => {
      const stream = ai.streamText({
        model: op.model(model),
        prompt: "Write.",
        tools: tools(major),
        stopWhen: ai.stepCountIs(20),
      });
      return textOf(stream.textStream);
    });

    assert.equal(result.outcome === "completed" && result.value, "a draft");
    spent(6);
  });

  test("a reader that stops early pays all held credits", { timeout: 5_000 }, async () => {
    const model = played(version, { breaks: "hang" });

    const result = await aiCredits().operation(CALL, async (op) => {
      const stream = ai.streamText({ model: op.model(model), prompt: "Write." });
      const reader = stream.textStream.getReader();
      await reader.read();
      return reader;
    });

    assert.ok(result.outcome === "completed");
    await assert.rejects(result.value.read(), READ_WITHIN);
    spent(10);
  });

  test("a stream that is aborted within the work is interrupted", async () => {
    const model = played(version, { breaks: "hang" });
    const enough = new AbortController();

    const result = await aiCredits().operation(CALL, async (op) => {
      const { textStream } = ai.streamText({
        model: op.model(model),
        prompt: "Write.",
        abortSignal: enough.signal,
      });
      const { value } = await textStream.getReader().read();
      enough.abort(new Error("enough"));
      return value;
    });

    assert.ok(result.outcome === "interrupted");
    assert.equal(result.value, "half a");
    spent(0);
  });

  test("a stream that the work returns before its model is called isn't free", async () => {
    const model = played(version, { text: "for free?" });
    const errors: unknown[] = [];

    const result = await aiCredits().operation(CALL, (op) => {
      const onError = ({ error }: { error: unknown }) => void errors.push(error);
      return ai.streamText({ model: op.model(model), prompt: "Write.", onError });
    });

    assert.ok(result.outcome === "completed");
    assert.equal(await textOf(result.value.textStream), "");
    assert.match(String(errors[0]), READ_WITHIN);
  });

  for (const breaks of ["error", "error-part", "end", "error-finish"] as const) {
    test(`an interrupted stream within the work is given back: ${breaks}`, async () => {
      const model = played(version, { breaks });

      const result = await aiCredits().operation(CALL, async (op) => {
        const onError = () => {};
        const stream = ai.streamText({ model: op.model(model), prompt: "Write.", onError });
        return textOf(stream.textStream).catch(() => "half a");
      });

      assert.ok(result.outcome === "interrupted");
      assert.equal(result.value, "half a");
      assert.equal(result.payment.status, "given-back");
      spent(0);
    });

    test(`a later interrupted stream ends its operation: ${breaks}`, async () => {
      const model = played(version, { breaks });
      const streaming = await stream(model, { onError: () => {} });

      await textOf(streaming.value.textStream).catch(() => {});

      assert.equal((await streaming.ended).outcome, "interrupted");
      assert.deepEqual(service.lines, ["POST charges", "POST refund"]);
      spent(0);
    });
  }

  /** Begins to stream. The operation learns of it only from the stream itself. */
  async function stream(
    model: ReturnType<typeof played>,
    options: object = {},
    call: OperationCall = CALL,
    ends = false,
  ) {
    const result = await aiCredits().stream(call, (op) =>
      ai.streamText({
        model: op.model(model),
        prompt: "Write.",
        tools: tools(major),
        stopWhen: ai.stepCountIs(3),
        ...(ends && { onFinish: op.end, onError: op.end }),
        ...options,
      }),
    );
    return streamingOf(result);
  }

  test("a stream is captured at its last finish part, before its reader sees the end", async () => {
    const model = played(version, { tool: true }, { text: "a draft" });
    const { value, ended } = await stream(model);

    const text = await textOf(value.textStream);

    assert.deepEqual(service.wallet("anna"), left(44));
    const end = await ended;
    assert.ok(end.outcome === "completed");
    assert.equal(text, "a draft");
    assert.equal(end.usage.calls, 2);
    assert.equal(service.clock.timers, 0);
    assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
  });

  test("a loop of tools that stops early ends when the SDK reports its end", async () => {
    const model = played(version, { tool: true }, { tool: true }, { tool: true });
    const { value, ended } = await stream(model, {}, CALL, true);

    await value.consumeStream();

    assert.equal((await ended).outcome, "completed");
    spent(9);
  });

  test("a loop of tools that stops early and isn't ended is paid when the time is up", async () => {
    const model = played(version, { tool: true }, { tool: true }, { tool: true });
    const { value, ended } = await stream(model);

    await value.consumeStream();
    assert.deepEqual(service.lines, ["POST charges"]);
    service.clock.timeIsUp();

    assert.equal((await ended).outcome, "completed");
    spent(9);
  });

  test("a stream that its reader cancels is given back, and the model's stream ends", async () => {
    const model = played(version, { breaks: "hang" });
    const result = await aiCredits().stream(CALL, async (op) => {
      const { stream } = await op.model(model).doStream({ prompt: [] });
      return stream.getReader();
    });
    const { value, ended } = streamingOf(result);
    await value.read();

    await value.cancel("the browser went away");

    const end = await ended;
    assert.ok(end.outcome === "interrupted");
    assert.equal(end.payment.status, "given-back");
    assert.equal(model.cancelled, "the browser went away");
    spent(0);
  });

  test("a stream that is aborted is given back", async () => {
    const model = played(version, { breaks: "hang" });
    const caller = new AbortController();
    const { value, ended } = await stream(model, { abortSignal: caller.signal });
    const reader = value.textStream.getReader();
    await reader.read();

    caller.abort(new Error("stop"));

    const end = await ended;
    assert.ok(end.outcome === "interrupted");
    assert.equal(end.payment.status, "given-back");
    spent(0);
  });

  test("an abort between two steps of a loop of tools gives back", async () => {
    const model = played(version, { tool: true });
    const caller = new AbortController();
    const look = ai.tool({
      inputSchema: ai.jsonSchema({ type: "object", properties: {} }),
      execute: () => {
        caller.abort(new Error("stop"));
        return new Promise<string>(() => {});
      },
    });
    const { value, ended } = await stream(
      model,
      { tools: { look } },
      { ...CALL, signal: caller.signal },
    );

    const reading = value.textStream.getReader().read();
    reading.catch(() => {});

    assert.equal((await ended).outcome, "interrupted");
    spent(0);
  });

  test("a stream that takes too long is cancelled and given back", async () => {
    const model = played(version, { breaks: "hang" });
    const { value, ended } = await stream(model, { onError: () => {} });
    const reader = value.textStream.getReader();
    await reader.read();

    service.clock.timeIsUp();

    const end = await ended;
    assert.ok(end.outcome === "timed-out");
    assert.equal(end.payment.status, "given-back");
    await reader.read().catch(() => {});
    spent(0);
  });

  test("a retry of the SDK before a stream begins is paid once", async () => {
    const model = played(version, { fails: overloaded(major) }, { text: "a draft" });
    const { value, ended } = await stream(model);

    assert.equal(await textOf(value.textStream), "a draft");

    assert.equal((await ended).outcome, "completed");
    assert.deepEqual(service.lines, ["POST charges", "POST capture"]);
    spent(3);
  });

  test("a stream that never begins is given back when the SDK reports its end", async () => {
    const failures = Array.from({ length: 3 }, () => ({ fails: overloaded(major) }));
    const { value, ended } = await stream(played(version, ...failures), {}, CALL, true);

    await value.consumeStream({ onError: () => {} });

    assert.equal((await ended).outcome, "interrupted");
    spent(0);
  });

  test("an ended operation calls no model", async () => {
    const model = played(version, { text: "a draft" }, { text: "for free?" });
    let late: ReturnType<typeof played> | undefined;
    await aiCredits().operation(CALL, (op) => {
      late = op.model(model);
      return ai.generateText({ model: late, prompt: "Write." });
    });

    const again = ai.generateText({ model: late ?? model, prompt: "Write.", maxRetries: 0 });

    await assert.rejects(again, /the operation is over/);
    assert.equal(model.calls, 1);
  });
}

function singleCalls(major: Major) {
  const { ai, version } = major;

  test("without an operation each attempt has its own hold, and one is paid", async () => {
    const inner = played(version, { fails: overloaded(major) }, { text: "a draft" });
    const payments: string[] = [];
    const model = aiCredits().model(inner, {
      account: "anna",
      action: "reply",
      quantity: 10,
      onPayment: ({ status }) => payments.push(status),
    });

    const { text } = await ai.generateText({ model, prompt: "Write." });

    assert.equal(text, "a draft");
    assert.deepEqual(payments, ["given-back", "captured"]);
    const keys = service.charges("anna").map(({ id, status }) => [id, status]);
    assert.deepEqual(keys.map(([, status]) => status), ["released", "captured"]);
    assert.notEqual(keys[0]?.[0], keys[1]?.[0]);
    spent(3);
  });

  test("without an operation each step of a loop of tools is paid separately", async () => {
    const inner = played(version, { tool: true }, { text: "done" });
    const model = aiCredits().model(inner, { account: "anna", action: "reply", quantity: 10 });

    await ai.generateText({
      model,
      prompt: "Look.",
      tools: tools(major),
      stopWhen: ai.stepCountIs(5),
    });

    assert.equal(service.charges("anna").length, 2);
    spent(6);
  });

  test("without an operation a refused attempt isn't retried and has a reason", async () => {
    const inner = played(version);
    const model = aiCredits().model(inner, { account: "anna", action: "reply", quantity: 51 });

    const generated = ai.generateText({ model, prompt: "Write." });

    await assert.rejects(generated, (failure) => {
      assert.ok(failure instanceof ModelRefused, String(failure));
      assert.equal(failure.refusal.code, "out-of-credits");
      return true;
    });
    assert.equal(inner.calls, 0);
    assert.deepEqual(service.lines, ["POST charges"]);
  });

  test("without an operation a stream is captured at its finish part", async () => {
    const inner = played(version, { text: "a draft" });
    const model = aiCredits().model(inner, { account: "anna", action: "reply", quantity: 10 });

    const text = await textOf(ai.streamText({ model, prompt: "Write." }).textStream);

    assert.equal(text, "a draft");
    spent(3);
  });

  test("without an operation a call that takes too long is given back", async () => {
    const inner = played(version, { breaks: "hang" });
    const model = aiCredits().model(inner, { account: "anna", action: "reply", quantity: 10 });

    const generated = ai.generateText({ model, prompt: "Write.", maxRetries: 0 });
    const rejected = assert.rejects(generated, /took too long/);
    await called(inner);
    service.clock.timeIsUp();

    await rejected;
    spent(0);
  });
}

function streamingOf<T>(result: StreamResult<T>) {
  assert.ok(result.outcome === "streaming");
  return result;
}

async function textOf(stream: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const part of stream) {
    text += part;
  }
  return text;
}
