import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import {
  DrawdownProblem,
  holdMayBeOpen,
  keyOf,
  type Charge,
  type Charged,
  type DrawdownClient,
  type Metered,
  type MeteredCall,
} from "drawdown";
import { answer, TestClock, TestServer, type Received } from "./situation.js";

/** The behaviour of every client of this project, in any language. */
interface Scenario {
  name: string;
  call?: Partial<MeteredCall>;
  client?: { failOpen?: boolean };
  work?: "returns" | "throws" | "hangs";
  reads?: "balance";
  charges?: ChargesCall;
  sends?: object;
  pausesMillis?: [number, number][];
  exchanges: { request: string; answer: ScriptedAnswer; always?: boolean }[];
  outcome: Outcome;
}

/** A call about the hold, without metered work. */
type ChargesCall =
  | { does: "part" | "last-part"; captured: number }
  | { does: "extend"; expiresIn: string }
  | { does: "continue"; quantity: number };

interface Outcome {
  status?: string;
  cost?: number;
  captured?: number;
  expiresAt?: string;
  problem?: string;
  completed?: string;
  timedOut?: string;
  threw?: string;
  refused?: string;
  holdMayBeOpen?: boolean;
  lastAnswer?: string;
  detail?: string;
  note?: string;
  code?: string;
  total?: number;
  failed?: string;
}

type ScriptedAnswer =
  | "lost"
  | "never"
  | {
      status: number;
      headers?: Record<string, string>;
      body?: string;
      change?: Record<string, unknown>;
      text?: string;
      fill?: number;
    };

interface Table {
  call: MeteredCall;
  requests: Record<string, { method: string; path: string }>;
  bodies: Record<string, object>;
  keys: { account: string; action: string; document?: string; operation: string; key: string }[];
  scenarios: Scenario[];
}

const table = JSON.parse(readFileSync("../scenarios.json", "utf8")) as Table;

/** One run of a scenario: the client, and the service that plays it. */
class Play {
  readonly clock = new TestClock();
  readonly call: MeteredCall;
  /** The releases of failed work that the client couldn't confirm. */
  readonly unconfirmed: Charge[] = [];
  runs = 0;
  #next = 0;

  private constructor(
    readonly scenario: Scenario,
    readonly key: string,
  ) {
    this.call = { ...table.call, ...scenario.call };
  }

  static async of(scenario: Scenario): Promise<Play> {
    return new Play(scenario, await keyOf({ ...table.call, ...scenario.call }));
  }

  async run(): Promise<void> {
    const server = await TestServer.start((received, response) => this.#handle(received, response));
    try {
      const client = server.client({
        ...this.scenario.client,
        clock: this.clock,
        onUnconfirmedRelease: ({ hold }) => this.unconfirmed.push(hold),
      });
      assert.deepEqual(await this.#outcome(client), this.scenario.outcome);
      this.#checkRequests(server.received);
      this.#checkPauses();
      assert.equal(this.clock.timers, 0, "a timer runs on");
    } finally {
      await server.close();
    }
  }

  #handle(_: Received, response: ServerResponse): void {
    const exchange = this.scenario.exchanges[this.#next];
    if (exchange?.always !== true) {
      this.#next++;
    }
    const scripted = exchange?.answer;
    if (scripted === undefined) {
      answer(response, 500, { detail: "one request more than the scenario has" });
    } else if (scripted === "lost") {
      response.destroy();
    } else if (scripted === "never") {
      this.clock.timeIsUp();
    } else {
      answer(response, scripted.status, this.#text(scripted), scripted.headers);
    }
  }

  #text({ body, change = {}, text, fill = 0 }: Exclude<ScriptedAnswer, string>): string {
    if (body === undefined) {
      return (text ?? "").padEnd(fill);
    }
    const copy = structuredClone(table.bodies[body]) as Record<string, unknown>;
    for (const [pointer, value] of Object.entries(change)) {
      const names = pointer.slice(1).split("/");
      const last = names.pop() as string;
      const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
      parent[last] = value;
    }
    return JSON.stringify(copy).replaceAll("{key}", this.key).padEnd(fill);
  }

  async #outcome(client: DrawdownClient): Promise<Outcome> {
    if (this.scenario.reads === "balance") {
      return this.#read(client);
    }
    if (this.scenario.charges !== undefined) {
      return this.#charges(client, this.scenario.charges);
    }
    const expected = this.scenario.outcome;
    try {
      const result = await client.metered(this.call, (signal) => this.#work(signal));
      assert.equal(this.runs, result.outcome === "refused" ? 0 : 1, "how often the work ran");
      return outcomeOf(result, expected);
    } catch (failure) {
      assert.equal((failure as Error).message, "the model hung up");
      // The client's error only says that its release isn't confirmed.
      assert.equal(this.unconfirmed.length, expected.threw === "unconfirmed" ? 1 : 0);
      return { threw: expected.threw ?? "an error" };
    }
  }

  async #read(client: DrawdownClient): Promise<Outcome> {
    try {
      return { total: (await client.balance(this.call.account)).total };
    } catch (failure) {
      assert.ok(failure instanceof DrawdownProblem);
      const said = this.scenario.outcome.failed ?? "no failure";
      return { failed: failure.message.includes(said) ? said : failure.message };
    }
  }

  /** The members of the charge that the scenario names, or the code of the problem. */
  async #charges(client: DrawdownClient, call: ChargesCall): Promise<Outcome> {
    try {
      const { charge } = await this.#charged(client, call);
      const names = Object.keys(this.scenario.outcome) as (keyof Charge)[];
      return Object.fromEntries(names.map((name) => [name, charge[name]]));
    } catch (failure) {
      assert.ok(failure instanceof DrawdownProblem);
      return { problem: failure.code };
    }
  }

  #charged(client: DrawdownClient, call: ChargesCall): Promise<Charged> {
    const { account, action } = this.call;
    switch (call.does) {
      case "part":
      case "last-part": {
        const final = call.does === "last-part";
        return client.capture(account, this.key, { captured: call.captured, final });
      }
      case "extend":
        return client.extend(account, this.key, { expiresIn: call.expiresIn });
      case "continue": {
        const request = { action, quantity: call.quantity, continues: this.key };
        return client.charge(account, request, { key: `${this.key}:rest` });
      }
    }
  }

  #work(signal: AbortSignal): Promise<string> {
    this.runs++;
    switch (this.scenario.work ?? "returns") {
      case "returns":
        return Promise.resolve("a draft");
      case "throws":
        return Promise.reject(new Error("the model hung up"));
      case "hangs":
        queueMicrotask(() => this.clock.timeIsUp());
        return new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason as Error)),
        );
    }
  }

  #checkRequests(received: Received[]): void {
    const names = this.scenario.exchanges.map(({ request }) => request);
    const expected = received.map((_, index) => names[index] ?? names.at(-1) ?? "none");
    if (this.scenario.exchanges.at(-1)?.always === true) {
      assert.ok(received.length > names.length, "it was not tried again");
    } else {
      assert.equal(received.length, names.length, "the number of requests");
    }
    const bodies = new Map<string, string>();
    received.forEach((each, index) => {
      const name = expected[index] as string;
      const { method, path } = table.requests[name] ?? { method: "", path: "" };
      const account = this.call.account;
      assert.equal(each.method, method);
      assert.equal(each.path, path.replace("{account}", account).replace("{key}", this.key));
      assert.equal(each.headers.authorization, "Bearer secret");
      const keys: Record<string, string> = { hold: this.key, continue: `${this.key}:rest` };
      assert.equal(each.headers["idempotency-key"], keys[name]);
      assert.equal(bodies.get(name) ?? each.body, each.body, "every try is the same request");
      bodies.set(name, each.body);
    });
    this.#checkHold(bodies.get("hold"));
    if (this.scenario.sends !== undefined) {
      const sends = JSON.stringify(this.scenario.sends).replaceAll("{key}", this.key);
      assert.deepEqual([...bodies.values()].map((body) => JSON.parse(body)), [JSON.parse(sends)]);
    }
  }

  #checkHold(text: string | undefined): void {
    if (text !== undefined) {
      const { hold, ...body } = JSON.parse(text) as { hold: { expiresIn: string } };
      const { action, document, quantity } = this.call;
      assert.deepEqual(body, { action, ...(document !== undefined && { document }), quantity });
      const seconds = Number(/^PT(\d+\.\d{3})S$/.exec(hold.expiresIn)?.[1]);
      const least = (this.call.timeoutMillis ?? 0) / 1_000 + 70;
      assert.ok(seconds > least && seconds < least + 60, hold.expiresIn);
    }
  }

  #checkPauses(): void {
    const { pausesMillis } = this.scenario;
    if (pausesMillis !== undefined) {
      assert.equal(this.clock.pausesMillis.length, pausesMillis.length);
      pausesMillis.forEach(([least, below], index) => {
        const pause = this.clock.pausesMillis[index] ?? -1;
        assert.ok(pause >= least && pause < below, `a pause of ${pause} ms`);
      });
    }
  }
}

/** The outcome, with the details that the scenario names. */
function outcomeOf(result: Metered<string>, expected: Outcome): Outcome {
  switch (result.outcome) {
    case "completed": {
      assert.equal(result.value, "a draft");
      const { payment } = result;
      return {
        completed: payment.status,
        ...(expected.note !== undefined &&
          payment.status === "captured" && { note: payment.note.text }),
        ...(expected.code !== undefined &&
          payment.status === "uncollected" && { code: payment.code }),
      };
    }
    case "timed-out":
      return { timedOut: result.release.status };
    case "refused": {
      const { refusal } = result;
      return {
        refused: refusal.code,
        holdMayBeOpen: holdMayBeOpen(refusal),
        ...(refusal.code === "outcome-unknown" && { lastAnswer: refusal.lastAnswer.code }),
        ...(expected.detail !== undefined && { detail: refusal.detail }),
      };
    }
  }
}

test("the table has scenarios", () => {
  assert.ok(table.scenarios.length > 90);
});

for (const scenario of table.scenarios) {
  test(scenario.name, async () => (await Play.of(scenario)).run());
}

for (const { key, ...call } of table.keys) {
  test(`the key of ${JSON.stringify(call)} never changes`, async () => {
    assert.equal(await keyOf(call), key);
    assert.match(key, /^[A-Za-z0-9._:@-]{1,128}$/);
  });
}
