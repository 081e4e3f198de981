import type { OperationCall, StreamEnd } from "./ai.js";
import { Meter } from "./meter.js";
import { DEFAULT_TIMEOUT_MILLIS } from "./opening.js";
import type { Settings } from "./settings.js";
import type { Usage } from "./usage.js";

/** Captures or releases the credits of an operation. Neither rejects. */
export interface Closes {
  completed(usage: Usage): Promise<StreamEnd>;
  cutOff(outcome: "cut-off" | "timed-out", usage: Usage): Promise<StreamEnd>;
}

/** An operation whose stream is read after its work returned: it has to find its own end. */
export class StreamingOperation {
  readonly meter: Meter = new Meter();
  readonly signal: AbortSignal;
  readonly ended: Promise<StreamEnd>;
  readonly #closes: Closes;
  readonly #dispose: () => void;
  #end: Promise<StreamEnd> | undefined;
  #resolve: (end: StreamEnd) => void = () => {};

  constructor(
    settings: Settings,
    { timeoutMillis = DEFAULT_TIMEOUT_MILLIS, signal }: OperationCall,
    closes: Closes,
  ) {
    const ending = new AbortController();
    this.signal = ending.signal;
    this.#closes = closes;
    this.ended = new Promise((resolve) => (this.#resolve = resolve));
    this.meter.onIdle = (end, kind) => {
      // After tools another call may follow, and after a failure that the SDK tries again.
      const mayGoOn = kind !== "stream" || end === "continues" || end === "tried-again";
      return mayGoOn ? Promise.resolve() : this.end();
    };
    const cancelTimer = settings.clock.timer(timeoutMillis, () => {
      // What finished while nobody said that no call follows is paid.
      void this.#close(this.meter.isFinished ? "completed" : "timed-out");
      const message = `The operation took longer than ${timeoutMillis} ms.`;
      ending.abort(new DOMException(message, "TimeoutError"));
    });
    const callOff = () => {
      void this.#close("cut-off");
      ending.abort(signal?.reason);
    };
    signal?.addEventListener("abort", callOff);
    this.#dispose = () => {
      cancelTimer();
      signal?.removeEventListener("abort", callOff);
    };
    if (signal?.aborted) {
      callOff();
    }
  }

  /** Ends the operation by what is known of its calls. The first end counts. */
  readonly end: () => Promise<void> = async () => {
    await this.#close(this.meter.isFinished ? "completed" : "cut-off");
  };

  /** The work threw. */
  async fail(): Promise<void> {
    await this.#close("cut-off");
  }

  #close(outcome: StreamEnd["outcome"]): Promise<StreamEnd> {
    return (this.#end ??= this.#closed(outcome));
  }

  async #closed(outcome: StreamEnd["outcome"]): Promise<StreamEnd> {
    this.#dispose();
    this.meter.close();
    const { usage } = this.meter;
    const end = await (outcome === "completed"
      ? this.#closes.completed(usage)
      : this.#closes.cutOff(outcome, usage));
    this.#resolve(end);
    return end;
  }
}
