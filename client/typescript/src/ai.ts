import { settingsOf, type DrawdownClient } from "./client.js";
import type { CreditHold, Payment, Release } from "./hold.js";
import { runHeld } from "./metered.js";
import { Meter } from "./meter.js";
import { watchedModel, type CallMeter, type MeterableModel } from "./model.js";
import { DEFAULT_TIMEOUT_MILLIS, type MeteredCall, type Opening } from "./opening.js";
import type { Refusal } from "./refusal.js";
import { StreamingOperation } from "./streaming.js";
import type { Usage } from "./usage.js";
import type { Charge, ChargeRequest } from "./wire.js";

export type { MeterableModel } from "./model.js";
export type { Usage } from "./usage.js";

/** One operation: one hold for all its calls of models. */
export interface OperationCall extends Omit<MeteredCall, "operation"> {
  /** The name of this operation among all work of the account, as `operation` of metered work. */
  key: string;
  /** How many runs of the action to hold credits for: the most that the operation should take. */
  quantity?: number;
}

/** How usage becomes credits. */
export interface AiOptions {
  /**
   * What an operation costs by its usage, rounded up. Without this function, or where it gives no
   * number from 0, an operation costs all that was held.
   */
  credits?: (usage: Usage) => number;
  /**
   * What an operation costs whose stream was aborted, cancelled or broke off: nothing by default.
   * The usage has only the calls that finished.
   */
  creditsIfCutOff?: (usage: Usage) => number;
}

/** What work in an operation has. */
export interface Operation {
  /**
   * The same model, with its calls counted to this operation and called off with it. Names of
   * models are refused: give the model of a provider, such as `gateway("openai/gpt-5")`.
   */
  model<M extends MeterableModel>(model: M): M;
  /** Aborted when the time is up, the caller calls the operation off, or the work throws. */
  readonly signal: AbortSignal;
  /** What the calls used until now. */
  readonly usage: Readonly<Usage>;
}

/** An operation whose stream runs on after its work returned. */
export interface StreamOperation extends Operation {
  /**
   * Ends the operation if it hasn't ended: give it to `streamText` as `onFinish` and `onError`.
   * Only the caller knows that no call follows after one that asked for tools, or after an error.
   */
  readonly end: () => Promise<void>;
}

/** The most runs of an action that one charge may count. */
const MAX_QUANTITY = 1_000;

/** What an operation took: `beyond` is what it used above the credits that were held. */
export interface Paid {
  payment: Payment;
  beyond: number;
  /** What became of `beyond`, if there was any and the hold was captured. */
  rest?: Rest;
  usage: Usage;
}

/**
 * The charge for what was used beyond the hold. It counts whole runs of the action, at most 1,000,
 * rounded down. Where it is refused, `failure` says why, and only the hold was paid. Less than a
 * run costs nothing, and so does an action that is paid once per document.
 */
export interface Rest {
  charge?: Charge;
  failure?: unknown;
}

/** An operation whose stream was aborted, cancelled or broke off. */
export interface CutOff {
  payment: Payment | Release;
  usage: Usage;
}

export type OperationResult<T> =
  | ({ outcome: "completed"; value: T } & Paid)
  | ({ outcome: "cut-off"; value: T } & CutOff)
  | { outcome: "timed-out"; release: Release; usage: Usage }
  | { outcome: "refused"; refusal: Refusal };

/** How a streaming operation ended. */
export type StreamEnd =
  | ({ outcome: "completed" } & Paid)
  | ({ outcome: "cut-off" | "timed-out" } & CutOff);

export type StreamResult<T> =
  /** `ended` says what became of the credits once the stream is over; it never rejects. */
  | { outcome: "streaming"; value: T; ended: Promise<StreamEnd> }
  | { outcome: "refused"; refusal: Refusal };

/** A call of a model was refused. The SDK doesn't try it again. */
export class ModelRefused extends Error {
  override readonly name = "ModelRefused";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** A model without an operation: each attempt of a call has a hold of its own. */
export interface ModelCall extends Omit<OperationCall, "key" | "signal"> {
  /** Is told what each attempt took or gave back. */
  onPayment?: (payment: Payment | Release, usage: Usage) => void;
}

const WORK_RETURNED =
  "The operation has ended, as its work returned: read streams within the work, or use `stream`.";

/** Meters what the `ai` package does with models. */
export class AiCredits {
  readonly #client: DrawdownClient;
  readonly #options: AiOptions;

  constructor(client: DrawdownClient, options: AiOptions = {}) {
    this.#client = client;
    this.#options = options;
  }

  /**
   * Runs work as one operation, however many calls, retries and steps of tools it takes: holds
   * once, and captures once when the work returns. It is released when the work throws or takes
   * too long.
   *
   * A stream has to be read to its end within the work. Calls that are open when the work returns
   * are called off, and an open stream then costs all that was held.
   */
  async operation<T>(
    call: OperationCall,
    work: (operation: Operation) => T | PromiseLike<T>,
  ): Promise<OperationResult<T>> {
    const { key, ...rest } = call;
    const opening = await this.#client.hold({ ...rest, operation: key });
    if (opening.outcome === "refused") {
      return opening;
    }
    const { hold } = opening;
    const meter = new Meter();
    const settings = settingsOf(this.#client);
    const usage = meter.usage;
    const ended = await runHeld(settings, { ...rest, operation: key }, hold, async (signal) => {
      signal.addEventListener("abort", () => meter.close(signal.reason));
      const value = await work(operationOf(meter, signal));
      meter.close(new Error(WORK_RETURNED));
      return value;
    });
    if (ended.outcome === "timed-out") {
      return { ...ended, usage };
    }
    const { value } = ended;
    const { isCutOff, leftStream } = meter;
    return isCutOff && !leftStream
      ? { outcome: "cut-off", value, ...(await cutOff(hold, usage, this.#options)) }
      : { outcome: "completed", value, ...(await this.#paid(call, hold, usage, leftStream)) };
  }

  /**
   * Runs work that returns a stream which is read later, such as a response. One operation, which
   * ends at the last finish part, at an abort, at a cancel, or when the stream breaks off.
   */
  async stream<T>(
    call: OperationCall,
    work: (operation: StreamOperation) => T | PromiseLike<T>,
  ): Promise<StreamResult<T>> {
    const { key, ...rest } = call;
    const opening = await this.#client.hold({ ...rest, operation: key });
    if (opening.outcome === "refused") {
      return opening;
    }
    const { hold } = opening;
    const streaming = new StreamingOperation(settingsOf(this.#client), call, {
      completed: async (usage) => ({
        outcome: "completed",
        ...(await this.#paid(call, hold, usage)),
      }),
      cutOff: async (outcome, usage) => ({
        outcome,
        ...(await cutOff(hold, usage, this.#options)),
      }),
    });
    try {
      const operation = operationOf(streaming.meter, streaming.signal);
      const value = await work(Object.assign(operation, { end: streaming.end }));
      return { outcome: "streaming", value, ended: streaming.ended };
    } catch (failure) {
      await streaming.fail(failure);
      throw failure;
    }
  }

  /**
   * A model that pays for each of its calls under a fresh key. Each retry is such a call, and only
   * the one that succeeds costs. A call that can't be paid throws [ModelRefused].
   */
  model<M extends MeterableModel>(model: M, { onPayment, ...call }: ModelCall): M {
    return watchedModel(model, async (_, signal) => {
      const operation = crypto.randomUUID();
      const opening = await this.#client.hold({
        ...call,
        operation,
        ...(signal && { signal }),
      });
      return this.#callMeter(opening, call, signal, onPayment ?? (() => {}));
    });
  }

  #callMeter(
    opening: Opening,
    modelCall: ModelCall,
    signal: AbortSignal | undefined,
    onPayment: (payment: Payment | Release, usage: Usage) => void,
  ): CallMeter {
    if (opening.outcome === "refused") {
      throw new ModelRefused(opening.refusal);
    }
    const { hold } = opening;
    const { timeoutMillis = DEFAULT_TIMEOUT_MILLIS } = modelCall;
    const meter = new Meter();
    meter.onIdle = async () => {
      cancelTimer();
      const { payment } = meter.usage.calls === 1
        ? await this.#paid(modelCall, hold, meter.usage)
        : await cutOff(hold, meter.usage, this.#options);
      onPayment(payment, meter.usage);
    };
    const call = meter.begin("generate", signal);
    const cancelTimer = settingsOf(this.#client).clock.timer(timeoutMillis, () =>
      meter.close(new DOMException("The call took too long.", "TimeoutError")),
    );
    return call;
  }

  /** `all`: all that was held, whatever the usage is. */
  async #paid(call: ModelCall, hold: CreditHold, usage: Usage, all = false): Promise<Paid> {
    const held = hold.charge?.cost;
    const used = creditsBy(this.#options.credits, usage);
    if (held === undefined || used === undefined) {
      return { payment: await hold.capture(), beyond: 0, usage };
    }
    const beyond = Math.max(0, used - held);
    const payment = await hold.capture(all ? held : used - beyond);
    return beyond > 0 && payment.status === "captured"
      ? { payment, beyond, rest: await this.#rest(call, payment.charge, beyond), usage }
      : { payment, beyond, usage };
  }

  /** Charges what the work used beyond its hold. Its key follows from the hold's. */
  async #rest(call: ModelCall, hold: Charge, beyond: number): Promise<Rest> {
    const { account, action, document, metadata } = call;
    const quantity = Math.min(MAX_QUANTITY, Math.floor((beyond * hold.quantity) / hold.cost));
    if (quantity < 1) {
      return {};
    }
    // What is undefined isn't sent.
    const request = { action, document, quantity, metadata, continues: hold.id } as ChargeRequest;
    const key = `${hold.id}:rest`;
    try {
      const { charge } = await this.#client.charge(account, request, { key });
      return charge.id === key ? { charge } : {};
    } catch (failure) {
      return { failure };
    }
  }
}

function operationOf(meter: Meter, signal: AbortSignal): Operation {
  return {
    signal,
    get usage() {
      return { ...meter.usage };
    },
    model: (model) => watchedModel(model, async (kind, signal) => meter.begin(kind, signal)),
  };
}

async function cutOff(
  hold: CreditHold,
  usage: Usage,
  { creditsIfCutOff }: AiOptions,
): Promise<CutOff> {
  const used = creditsBy(creditsIfCutOff, usage) ?? 0;
  const held = hold.charge?.cost ?? 0;
  return used > 0 && held > 0
    ? { payment: await hold.capture(Math.min(used, held)), usage }
    : { payment: await hold.release("cut off"), usage };
}

/** Undefined where there is no function, or none that works: an error would lose the result. */
function creditsBy(credits: AiOptions["credits"], usage: Usage): number | undefined {
  try {
    const used = Math.ceil(credits?.({ ...usage }) ?? Number.NaN);
    return Number.isSafeInteger(used) && used >= 0 ? used : undefined;
  } catch {
    return undefined;
  }
}
