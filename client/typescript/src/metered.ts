import type { CreditHold, Payment, Release } from "./hold.js";
import { DEFAULT_TIMEOUT_MILLIS, open, type MeteredCall } from "./opening.js";
import type { Refusal } from "./refusal.js";
import type { Settings } from "./settings.js";

/**
 * Work that costs credits, such as a call of a model.
 *
 * The signal is aborted when the time is up, the caller aborts the work, or the work throws while
 * parts of it still run. Work that ignores the signal runs on, and the client drops its result.
 */
export type Work<T> = (signal: AbortSignal) => T | PromiseLike<T>;

/** The result of metered work. An error of the work isn't a result: it is rethrown. */
export type Metered<T> =
  /** The work returned `value`. */
  | { outcome: "completed"; value: T; payment: Payment }
  /** The work took longer than its timeout. It costs nothing. */
  | { outcome: "timed-out"; release: Release }
  /** The work was not started. */
  | { outcome: "refused"; refusal: Refusal };

/** Runs `work` if `call` can be paid, and answers with its value or with the refusal. */
export async function metered<T>(
  settings: Settings,
  call: MeteredCall,
  work: Work<T>,
): Promise<Metered<T>> {
  const opening = await open(settings, call);
  if (opening.outcome === "refused") {
    return opening;
  }
  const { hold } = opening;
  const ended = await runHeld(settings, call, hold, work);
  return ended.outcome === "returned"
    ? { outcome: "completed", value: ended.value, payment: await hold.capture() }
    : ended;
}

/** The end of held work. Its result isn't captured yet. */
export type Ended<T> =
  | { outcome: "returned"; value: T }
  | { outcome: "timed-out"; release: Release };

const OUT_OF_TIME = Symbol("out of time");

/**
 * Runs work for at most its timeout. If it doesn't return, releases its credits and rethrows its
 * error, or the reason of the caller's signal.
 */
export async function runHeld<T>(
  settings: Settings,
  { timeoutMillis = DEFAULT_TIMEOUT_MILLIS, signal }: MeteredCall,
  hold: CreditHold,
  work: Work<T>,
): Promise<Ended<T>> {
  const ending = new AbortController();
  let callOff = () => {};
  let cancelTimer = () => {};
  const off = new Promise<never>((_, reject) => {
    const end = (reason: unknown) => {
      reject(reason as Error);
      ending.abort(reason === OUT_OF_TIME ? timeoutReason(timeoutMillis) : reason);
    };
    callOff = () => end(signal?.reason);
    cancelTimer = settings.clock.timer(timeoutMillis, () => end(OUT_OF_TIME));
  });
  signal?.addEventListener("abort", callOff);
  try {
    // The signal may have been aborted while the hold was opened.
    signal?.throwIfAborted();
    // Work that returns at the very moment of its abort was in time.
    return {
      outcome: "returned",
      value: await Promise.race([(async () => work(ending.signal))(), off]),
    };
  } catch (failure) {
    // This comes before the release, which may take the whole retry budget: parts that still run
    // aren't paid.
    ending.abort(failure);
    if (failure === OUT_OF_TIME) {
      return { outcome: "timed-out", release: await hold.release("timed out") };
    }
    const release = await hold.release(signal?.aborted ? "called off" : "failed");
    if (release.status === "unconfirmed") {
      settings.onUnconfirmedRelease(release, failure);
    }
    throw failure;
  } finally {
    cancelTimer();
    signal?.removeEventListener("abort", callOff);
    off.catch(() => {});
  }
}

function timeoutReason(millis: number): DOMException {
  return new DOMException(`The work took longer than ${millis} ms.`, "TimeoutError");
}
