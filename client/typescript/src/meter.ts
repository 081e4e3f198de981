import type { CallMeter } from "./model.js";
import { addUsage, noUsage, type Usage } from "./usage.js";

/** How a call of a model ended. */
export type CallEnd =
  | "finished"
  /** It finished and waits for the results of tools. */
  | "continues"
  /** It failed, was aborted, or its stream broke off. */
  | "cut-off"
  /** It failed before it began to stream, in a way that the SDK tries again. */
  | "tried-again";

/** Sums up the calls of models that belong together. */
export class Meter {
  readonly usage: Usage = noUsage();
  /** Is told how a call ended when no other is open. The call waits for it. */
  onIdle: (end: CallEnd, kind: "generate" | "stream") => Promise<void> = () => Promise.resolve();
  #open = 0;
  #isClosed = false;
  #last: { kind: "generate" | "stream"; end: CallEnd } | undefined;
  #lastSignal: AbortSignal | undefined;

  /** Whether the last call that ended was a stream that didn't finish. */
  get isCutOff(): boolean {
    return this.#last?.kind === "stream" && !isFinished(this.#last.end);
  }

  /** Whether there were calls, all are over, and the last one finished and wasn't called off. */
  get isFinished(): boolean {
    return (
      this.#last !== undefined &&
      isFinished(this.#last.end) &&
      this.#open === 0 &&
      this.#lastSignal?.aborted !== true
    );
  }

  /** Lets no further call begin. */
  close(): void {
    this.#isClosed = true;
  }

  /**
   * Begins a call that its own signal or `abort` calls off.
   *
   * Throws once the meter is closed: nobody would pay.
   */
  begin(
    kind: "generate" | "stream",
    callSignal?: AbortSignal,
  ): CallMeter & { abort(reason: unknown): void } {
    if (this.#isClosed) {
      throw new Error("The operation has ended, so it can't call its model any more.");
    }
    const ending = new AbortController();
    const signal = callSignal ? AbortSignal.any([callSignal, ending.signal]) : ending.signal;
    this.#open++;
    this.#lastSignal = signal;
    let ended: Promise<void> | undefined;
    const end = (how: CallEnd, used?: unknown): Promise<void> =>
      (ended ??= this.#ended(kind, how, used));
    const cutOff = () => end("cut-off");
    signal.addEventListener("abort", () => void cutOff(), { once: true });
    return {
      signal,
      abort: (reason) => ending.abort(reason),
      finished: (used, continues) => end(continues ? "continues" : "finished", used),
      cutOff: (isTriedAgain) => end(isTriedAgain === true ? "tried-again" : "cut-off"),
    };
  }

  async #ended(kind: "generate" | "stream", end: CallEnd, used: unknown): Promise<void> {
    this.#open--;
    this.#last = { kind, end };
    if (isFinished(end)) {
      addUsage(this.usage, used);
    }
    if (this.#open === 0) {
      await this.onIdle(end, kind);
    }
  }
}

function isFinished(end: CallEnd): boolean {
  return end === "finished" || end === "continues";
}
