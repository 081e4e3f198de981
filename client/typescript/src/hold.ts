import { send, type Answered, type Reply } from "./calls.js";
import type { Settings } from "./settings.js";
import { readCharged, readReturned, Unreadable } from "./shapes.js";
import type { Balance, Charge, Note } from "./wire.js";
import type { Unavailable } from "./refusal.js";

/** The outcome for the credits of work that returned. */
export type Payment =
  /** The credits were captured. Show `note` to the user. */
  | { status: "captured"; charge: Charge; balance: Balance; note: Note }
  /** The action costs nothing. */
  | { status: "free" }
  /** An earlier charge paid: for the same document, or for this very operation. */
  | { status: "paid-before"; first: Charge }
  /** The client doesn't know whether the credits were captured. If not, they return. */
  | Unconfirmed
  /** The credits could not be taken, for instance because the hold had expired. */
  | { status: "uncollected"; hold: Charge; code: string; detail: string }
  /** The service gave no answer, and the client may fail open. Nothing is charged. */
  | { status: "unmetered"; reason: Unavailable };

/** The outcome for the credits of work that failed. */
export type Release =
  | { status: "given-back"; restored: number; expired: number }
  | { status: "nothing-held" }
  /** The client doesn't know whether the credits are back. If not, they return later. */
  | Unconfirmed;

/** No usable answer arrived. Credits that are still held return when `hold` expires. */
export interface Unconfirmed {
  status: "unconfirmed";
  hold: Charge;
  detail: string;
}

/**
 * The credits of work that may run. Call one of the methods, once, after the work.
 *
 * Neither method throws, because a failed payment must not lose the work's result.
 */
export interface CreditHold {
  /** The charge when it was opened, or undefined if nothing is held. */
  readonly charge: Charge | undefined;
  /** The work returned: captures all held credits, or `credits` of them and releases the rest. */
  capture(credits?: number): Promise<Payment>;
  /** The work failed, took too long or was aborted. */
  release(reason: string): Promise<Release>;
}

/** The work is free, paid before, or runs unmetered. */
export function nothingHeld(payment: Payment): CreditHold {
  return {
    charge: undefined,
    capture: () => Promise.resolve(payment),
    release: () => Promise.resolve({ status: "nothing-held" }),
  };
}

/** A hold that this call opened. No other call captures or releases it. */
export function openHold(settings: Settings, path: string, charge: Charge): CreditHold {
  const post = (what: string, body: object): Promise<Reply> =>
    send(settings, { method: "POST", path: `${path}/${what}`, body }, { afterWork: true });
  const unconfirmed = (detail: string): Unconfirmed => ({
    status: "unconfirmed",
    hold: charge,
    detail,
  });
  return {
    charge,
    // The same capture again has the same answer, so a retry shows the result of a try whose answer
    // was lost.
    async capture(credits) {
      const reply = await post("capture", credits === undefined ? {} : { credits });
      if (reply.status === undefined) {
        return unconfirmed(reply.detail);
      }
      if (reply.isOk) {
        return readOr(unconfirmed, "capture", () => ({
          status: "captured",
          ...readCharged(reply.body),
        }));
      }
      return isFinal(reply)
        ? { status: "uncollected", hold: charge, code: reply.code, detail: reply.detail }
        : unconfirmed(reply.detail);
    },
    async release(reason) {
      const reply = await post("refund", { reason });
      return reply.status !== undefined && reply.isOk
        ? readOr(unconfirmed, "release", () => {
            const { restored, expired } = readReturned(reply.body);
            return { status: "given-back", restored, expired };
          })
        : unconfirmed(reply.detail);
    },
  };
}

function readOr<T>(
  unconfirmed: (detail: string) => Unconfirmed,
  what: string,
  read: () => T,
): T | Unconfirmed {
  try {
    return read();
  } catch (failure) {
    if (!(failure instanceof Unreadable)) {
      throw failure;
    }
    return unconfirmed(`The ${what}'s answer can't be read: ${failure.message}`);
  }
}

/**
 * Whether the answer is certain that this capture took nothing.
 *
 * An expired, released or otherwise captured hold never changes again. So no capture took effect
 * before, and none will. The other codes don't show the result of a try whose answer was lost.
 */
function isFinal({ code, answerLost }: Answered): boolean {
  switch (code) {
    case "hold-expired":
    case "hold-released":
    case "already-captured":
      return true;
    case "not-a-hold":
    case "unknown-charge":
    case "capture-exceeds-hold":
      return !answerLost;
    default:
      return false;
  }
}
