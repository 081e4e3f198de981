import type { CallMeter } from "./model.js";
import { addUsage, noUsage, type Usage } from "./usage.js";

/** How a call of a model ended. */
export type CallEnd =
  | "finished"
  /** It finished and waits for the results of tools. */
  | "continues"
  /** It failed, was aborted, or its stream was cut short. */
  | "interrupted"
  /** It failed before it began to stream, and the SDK retries it. */
  | "tried-again";

/** Sums up the model calls that belong together. */
export class Meter {
  readonly usage: Usage = noUsage();
  /** Receives the end of a call when no other call is open. The call waits for it. */
  onIdle: (end: CallEnd, kind: "generate" | "stream") => Promise<void> = () => Promise.resolve();
  readonly #open = new Map<AbortController, "generate" | "stream">();
  #closed: { reason: unknown; leftStream: boolean } | undefined;
  #last: { kind: "generate" | "stream"; end: CallEnd } | undefined;
  #lastSignal: AbortSignal | undefined;

  /** Whether a stream was open when the meter was closed: parts of it may have been read. */
  get leftStream(): boolean {
    return this.#closed?.leftStream === true;
  }

  /** Whether the last call that ended before the close was a stream that didn't finish. */
  get isInterrupted(): boolean {
    return this.#last?.kind === "stream" && !isFinished(this.#last.end);
  }

  /** Whether there were calls, all are over, and the last one finished without a cancel. */
  get isFinished(): boolean {
    return (
      this.#last !== undefined &&
      isFinished(this.#last.end) &&
      this.#open.size === 0 &&
      this.#lastSignal?.aborted !== true
    );
  }

  /**
   * Cancels open calls and lets no further call begin, because nobody would pay for them. Both get
   * the reason. Only the first close counts.
   */
  close(reason: unknown): void {
    if (this.#closed) {
      return;
    }
    this.#closed = { reason, leftStream: [...this.#open.values()].includes("stream") };
    for (const ending of this.#open.keys()) {
      ending.abort(reason);
    }
  }

  /** Begins a call. Its own signal or the close cancels it. Throws once the meter is closed. */
  begin(kind: "generate" | "stream", callSignal?: AbortSignal): CallMeter {
    if (this.#closed) {
      throw this.#closed.reason;
    }
    const ending = new AbortController();
    const signal = callSignal ? AbortSignal.any([callSignal, ending.signal]) : ending.signal;
    this.#open.set(ending, kind);
    this.#lastSignal = signal;
    let ended: Promise<void> | undefined;
    const end = (how: CallEnd, used?: unknown): Promise<void> => {
      // Node.js keeps a combined signal, and so this call, in memory while it has a listener.
      signal.removeEventListener("abort", interrupt);
      return (ended ??= this.#ended(ending, kind, how, used));
    };
    const interrupt = () => void end("interrupted");
    signal.addEventListener("abort", interrupt);
    return {
      signal,
      finished: (used, continues) => end(continues ? "continues" : "finished", used),
      interrupted: (isTriedAgain) => end(isTriedAgain === true ? "tried-again" : "interrupted"),
    };
  }

  async #ended(
    call: AbortController,
    kind: "generate" | "stream",
    end: CallEnd,
    used: unknown,
  ): Promise<void> {
    this.#open.delete(call);
    if (!this.#closed) {
      this.#last = { kind, end };
    }
    if (isFinished(end)) {
      addUsage(this.usage, used);
    }
    if (this.#open.size === 0) {
      await this.onIdle(end, kind);
    }
  }
}

function isFinished(end: CallEnd): boolean {
  return end === "finished" || end === "continues";
}
