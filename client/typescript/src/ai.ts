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

/** One operation: one hold for all its model calls. */
export interface OperationCall extends Omit<MeteredCall, "operation"> {
  /** The name of this operation among all work of the account, as `operation` of metered work. */
  key: string;
  /**
   * The number of runs of the action to hold credits for: the most that the operation should use.
   */
  quantity?: number;
}

/** The conversion of usage to credits. */
export interface AiOptions {
  /**
   * The cost of an operation by its usage, rounded up. Without this function, or if it returns no
   * number from 0, an operation costs all held credits.
   */
  credits?: (usage: Usage) => number;
  /**
   * The cost of an operation whose stream was aborted, cancelled or cut short: nothing by
   * default. The usage contains only finished calls.
   */
  creditsIfInterrupted?: (usage: Usage) => number;
}

/** The context of work in an operation. */
export interface Operation {
  /**
   * The same model. The operation counts its calls and cancels them when it ends. Names of models
   * are refused: pass the model of a provider, such as `gateway("openai/gpt-5")`.
   */
  model<M extends MeterableModel>(model: M): M;
  /** Aborted when the time is up, the caller aborts the operation, or the work throws. */
  readonly signal: AbortSignal;
  /** The usage of the calls so far. */
  readonly usage: Readonly<Usage>;
}

/** An operation whose stream runs on after its work returned. */
export interface StreamOperation extends Operation {
  /**
   * Ends the operation if it hasn't ended: pass it to `streamText` as `onFinish` and `onError`.
   * Only the caller knows that no call follows one that asked for tools, or an error.
   */
  readonly end: () => Promise<void>;
}

/** The largest number of runs of an action in one charge. */
const MAX_QUANTITY = 1_000;

/** The cost of an operation. `beyond` is the part above the held credits. */
export interface Paid {
  payment: Payment;
  beyond: number;
  /** The outcome for `beyond`, if there was any and the hold was captured. */
  beyondHold?: BeyondHold;
  usage: Usage;
}

/**
 * The charge for the credits beyond the hold. It counts whole runs of the action, at most 1,000,
 * rounded down. If it is refused, `failure` has the reason, and only the hold was paid. Less than a
 * run costs nothing. An action that costs once per document costs nothing beyond its hold.
 */
export interface BeyondHold {
  charge?: Charge;
  failure?: unknown;
}

/** An operation whose stream was aborted, cancelled or cut short. */
export interface Interrupted {
  payment: Payment | Release;
  usage: Usage;
}

export type OperationResult<T> =
  | ({ outcome: "completed"; value: T } & Paid)
  | ({ outcome: "interrupted"; value: T } & Interrupted)
  | { outcome: "timed-out"; release: Release; usage: Usage }
  | { outcome: "refused"; refusal: Refusal };

/** How a streaming operation ended. */
export type StreamEnd =
  | ({ outcome: "completed" } & Paid)
  | ({ outcome: "interrupted" | "timed-out" } & Interrupted);

export type StreamResult<T> =
  /** `ended` is the outcome for the credits once the stream is over. It never rejects. */
  | { outcome: "streaming"; value: T; ended: Promise<StreamEnd> }
  | { outcome: "refused"; refusal: Refusal };

/** A model call was refused. The SDK doesn't retry it. */
export class ModelRefused extends Error {
  override readonly name = "ModelRefused";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** A model without an operation: each attempt of a call has its own hold. */
export interface ModelCall extends Omit<OperationCall, "key" | "signal"> {
  /** Receives what each attempt paid or gave back. */
  onPayment?: (payment: Payment | Release, usage: Usage) => void;
}

const WORK_RETURNED =
  "The work has returned, so the operation is over: read streams in the work, or use `stream`.";

/** Meters the model calls of the `ai` package. */
export class AiCredits {
  readonly #client: DrawdownClient;
  readonly #options: AiOptions;

  constructor(client: DrawdownClient, options: AiOptions = {}) {
    this.#client = client;
    this.#options = options;
  }

  /**
   * Runs work as one operation with any number of calls, retries and tool steps. It holds credits
   * once, and captures them once when the work returns. It releases them when the work throws or
   * takes too long.
   *
   * The work must read a stream to its end. When the work returns, the operation cancels open
   * calls. An open stream then costs all held credits.
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
    const { isInterrupted, leftStream } = meter;
    return isInterrupted && !leftStream
      ? { outcome: "interrupted", value, ...(await closeInterrupted(hold, usage, this.#options)) }
      : { outcome: "completed", value, ...(await this.#paid(call, hold, usage, leftStream)) };
  }

  /**
   * Runs work that returns a stream for later reading, such as a response. It is one operation,
   * which ends at the last finish part, at an abort, at a cancel, or when the stream is
   * cut short.
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
    const settings = settingsOf(this.#client);
    const streaming = new StreamingOperation(settings, call, {
      completed: async (usage) => ({
        outcome: "completed",
        ...(await this.#paid(call, hold, usage)),
      }),
      interrupted: async (outcome, usage) => ({
        outcome,
        ...(await closeInterrupted(hold, usage, this.#options)),
      }),
    });
    try {
      // The signal may have been aborted while the hold was opened.
      call.signal?.throwIfAborted();
      const operation = operationOf(streaming.meter, streaming.signal);
      const value = await work(Object.assign(operation, { end: streaming.end }));
      return { outcome: "streaming", value, ended: streaming.ended };
    } catch (failure) {
      // The caller gets no `ended`.
      const { payment } = await streaming.fail(failure);
      if (payment.status === "unconfirmed") {
        settings.onUnconfirmedRelease(payment, failure);
      }
      throw failure;
    }
  }

  /**
   * A model that pays for each of its calls under a new key. Each retry is such a call, and only
   * the successful one costs. A call that can't be paid throws [ModelRefused].
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
        : await closeInterrupted(hold, meter.usage, this.#options);
      onPayment(payment, meter.usage);
    };
    const call = meter.begin("generate", signal);
    const cancelTimer = settingsOf(this.#client).clock.timer(timeoutMillis, () =>
      meter.close(new DOMException("The call took too long.", "TimeoutError")),
    );
    return call;
  }

  /** `all` captures all held credits for any usage. */
  async #paid(call: ModelCall, hold: CreditHold, usage: Usage, all = false): Promise<Paid> {
    const held = hold.charge?.cost;
    const used = creditsBy(this.#options.credits, usage);
    if (held === undefined || used === undefined) {
      return { payment: await hold.capture(), beyond: 0, usage };
    }
    const beyond = Math.max(0, used - held);
    const payment = await hold.capture(all ? held : used - beyond);
    return beyond > 0 && payment.status === "captured"
      ? {
          payment,
          beyond,
          beyondHold: await this.#chargeBeyond(call, payment.charge, beyond),
          usage,
        }
      : { payment, beyond, usage };
  }

  /** Charges the credits that the work used beyond its hold. Its key follows from the hold's. */
  async #chargeBeyond(call: ModelCall, hold: Charge, beyond: number): Promise<BeyondHold> {
    const { account, action, document, metadata } = call;
    const quantity = Math.min(MAX_QUANTITY, Math.floor((beyond * hold.quantity) / hold.cost));
    if (quantity < 1) {
      return {};
    }
    // Undefined members aren't sent.
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

async function closeInterrupted(
  hold: CreditHold,
  usage: Usage,
  { creditsIfInterrupted }: AiOptions,
): Promise<Interrupted> {
  const used = creditsBy(creditsIfInterrupted, usage) ?? 0;
  const held = hold.charge?.cost ?? 0;
  return used > 0 && held > 0
    ? { payment: await hold.capture(Math.min(used, held)), usage }
    : { payment: await hold.release("interrupted"), usage };
}

/** Undefined without a function, or if it fails: an error would lose the result. */
function creditsBy(credits: AiOptions["credits"], usage: Usage): number | undefined {
  try {
    const used = Math.ceil(credits?.({ ...usage }) ?? Number.NaN);
    return Number.isSafeInteger(used) && used >= 0 ? used : undefined;
  } catch {
    return undefined;
  }
}
