import type { OperationCall, StreamEnd } from "./ai.js";
import { Meter } from "./meter.js";
import { DEFAULT_TIMEOUT_MILLIS } from "./opening.js";
import type { Settings } from "./settings.js";
import type { Usage } from "./usage.js";

/** Captures or releases the credits of an operation. Neither rejects. */
export interface Closes {
  completed(usage: Usage): Promise<StreamEnd>;
  interrupted(outcome: "interrupted" | "timed-out", usage: Usage): Promise<StreamEnd>;
}

/** An operation whose stream is read after its work returned. It finds its own end. */
export class StreamingOperation {
  readonly meter: Meter = new Meter();
  readonly signal: AbortSignal;
  readonly ended: Promise<StreamEnd>;
  readonly #closes: Closes;
  readonly #dispose: () => void;
  readonly #ending = new AbortController();
  #hasEnded = false;
  #resolve: (end: StreamEnd) => void = () => {};

  constructor(
    settings: Settings,
    { timeoutMillis = DEFAULT_TIMEOUT_MILLIS, signal }: OperationCall,
    closes: Closes,
  ) {
    this.signal = this.#ending.signal;
    this.#closes = closes;
    this.ended = new Promise((resolve) => (this.#resolve = resolve));
    this.meter.onIdle = (end, kind) => {
      // Another call may follow after tools, and after a failure that the SDK retries.
      const mayGoOn = kind !== "stream" || end === "continues" || end === "tried-again";
      return mayGoOn ? Promise.resolve() : this.end();
    };
    const cancelTimer = settings.clock.timer(timeoutMillis, () => {
      const message = `The operation took longer than ${timeoutMillis} ms.`;
      // Finished calls are paid even if nobody said that no call follows.
      const outcome = this.meter.isFinished ? "completed" : "timed-out";
      void this.#callOff(outcome, new DOMException(message, "TimeoutError"));
    });
    const callOff = () => void this.#callOff("interrupted", signal?.reason);
    signal?.addEventListener("abort", callOff);
    this.#dispose = () => {
      cancelTimer();
      signal?.removeEventListener("abort", callOff);
    };
    if (signal?.aborted) {
      callOff();
    }
  }

  /** Ends the operation by the state of its calls, and cancels open ones. */
  readonly end: () => Promise<void> = async () => {
    const outcome = this.meter.isFinished ? "completed" : "interrupted";
    await this.#close(outcome, new Error("The operation has ended: model calls are cancelled."));
  };

  /** The work threw. */
  fail(failure: unknown): Promise<StreamEnd> {
    return this.#callOff("interrupted", failure);
  }

  #callOff(outcome: StreamEnd["outcome"], reason: unknown): Promise<StreamEnd> {
    const ended = this.#close(outcome, reason);
    this.#ending.abort(reason);
    return ended;
  }

  /** Only the first close counts: the calls that it cancels end the operation again. */
  #close(outcome: StreamEnd["outcome"], reason: unknown): Promise<StreamEnd> {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      this.#dispose();
      this.meter.close(reason);
      const { usage } = this.meter;
      void (
        outcome === "completed"
          ? this.#closes.completed(usage)
          : this.#closes.interrupted(outcome, usage)
      ).then(this.#resolve);
    }
    return this.ended;
  }
}
