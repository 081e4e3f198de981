import { accountPath } from "./api.js";
import { send, type Answered, type Call, type Reply } from "./calls.js";
import { nothingHeld, openHold, type CreditHold } from "./hold.js";
import { requireDocument, requireMetadata, requireName, requireWithin } from "./names.js";
import { holdMayBeOpen, refusalOf, type Refusal } from "./refusal.js";
import type { Settings } from "./settings.js";
import { readCharge, readOpened, Unreadable } from "./shapes.js";
import type { Charge } from "./wire.js";

/** One piece of work to meter. */
export interface MeteredCall {
  /** The account that pays. */
  account: string;
  /** An action of the catalog. */
  action: string;
  /** The subject of the work. Required for actions that cost once per document. */
  document?: string;
  /**
   * The name of this piece of work among all work of the account, such as the id of a job.
   *
   * A retry has the same name, so it is charged once. New work has a new name, also for the same
   * document. After a failure the credits are back, and only a new name can hold them again. Take
   * it from your own records, not from a browser: paid work runs again under its name for free.
   */
  operation: string;
  /** The number of runs of the action: 1 to 1,000, 1 by default. */
  quantity?: number;
  /** For the ledger and events: at most 8 names of 1 to 40 characters, texts of up to 100. */
  metadata?: Record<string, string>;
  /** After this time the client aborts the work and releases its credits: 5 minutes by default. */
  timeoutMillis?: number;
  /**
   * Aborts the work. If the request for the hold is already sent, the client first waits for its
   * outcome, so that it can give the credits back.
   */
  signal?: AbortSignal;
}

/** Whether work may run. */
export type Opening =
  | { outcome: "may-run"; hold: CreditHold }
  | { outcome: "refused"; refusal: Refusal };

export const DEFAULT_TIMEOUT_MILLIS = 300_000;
const SLACK_MILLIS = 30_000;
const MAX_NONCE_MILLIS = 60_000;
const MAX_HOLD_MILLIS = 24 * 3_600_000;
const MAX_QUANTITY = 1_000;
const READABLE = 64;
const DIGEST_DIGITS = 32;

/**
 * Opens a hold, and finds out whether this call opened it.
 *
 * If the call's signal is aborted meanwhile, an open hold is still returned, so that the caller can
 * release it. Throws the signal's reason if certainly nothing is held.
 */
export async function open(settings: Settings, call: MeteredCall): Promise<Opening> {
  const request = await holdRequest(settings, call);
  const reply = await send(settings, request.call, { signal: call.signal, mustSettle: true });
  const opening = await openingOf(settings, request, reply);
  if (opening.outcome === "refused" && !holdMayBeOpen(opening.refusal)) {
    call.signal?.throwIfAborted();
  }
  return opening;
}

async function openingOf(
  settings: Settings,
  request: HoldRequest,
  reply: Reply,
): Promise<Opening> {
  if (reply.status === undefined) {
    return unavailable(settings, reply.detail, reply.answerLost);
  }
  if (!reply.isOk) {
    return refused(settings, request, reply);
  }
  try {
    const { charge } = readOpened(reply.body);
    return reply.isReplay
      ? replayed(settings, request, charge, reply)
      : fresh(settings, request, charge);
  } catch (failure) {
    return unavailable(settings, `The answer can't be read: ${unreadable(failure)}`, true);
  }
}

/** The request of one call, the same at every try. */
interface HoldRequest {
  call: Call & { key: string };
  /** The path of the charge that it opens. */
  path: string;
  /** Whether `charge` is for the same work. Another call may have made it. */
  isFor(charge: Charge): boolean;
}

/**
 * A hold lasts for the work's timeout, for all tries to capture it, and for a random number of
 * milliseconds more. By that number a call recognises its own hold after it lost the first answer.
 * The service replays a hold only to exactly the same request. It answers `key-reused` to another
 * call with the same key.
 */
async function holdRequest(settings: Settings, call: MeteredCall): Promise<HoldRequest> {
  const { action, document, quantity = 1, metadata } = call;
  const { timeoutMillis = DEFAULT_TIMEOUT_MILLIS } = call;
  checkWork(call, quantity);
  requireMetadata(metadata ?? {});
  // One budget is for the hold's own answer, and one for its capture.
  const margin = 2 * settings.retryBudgetMillis + SLACK_MILLIS;
  const longest = MAX_HOLD_MILLIS - margin - MAX_NONCE_MILLIS;
  requireWithin("timeoutMillis", timeoutMillis, longest);
  const nonce = 1 + Math.floor(settings.clock.random() * (MAX_NONCE_MILLIS - 1));
  const seconds = (Math.ceil(timeoutMillis) + margin + nonce) / 1_000;
  const charges = `${accountPath(call.account)}/charges`;
  const key = await keyOf(call);
  const hold = { expiresIn: `PT${seconds.toFixed(3)}S` };
  const body = { action, document, quantity, metadata, hold };
  return {
    call: { method: "POST", path: charges, body, key },
    path: `${charges}/${key}`,
    isFor: (charge) =>
      charge.action === action && charge.document === document && charge.quantity === quantity,
  };
}

function checkWork({ action, document, operation }: MeteredCall, quantity: number): void {
  requireName("action", action);
  if (document !== undefined) {
    requireDocument(document);
  }
  if (typeof operation !== "string" || operation.trim() === "") {
    throw new TypeError("operation must not be blank");
  }
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
    throw new RangeError(`quantity must be 1 to ${MAX_QUANTITY}: ${quantity}`);
  }
}

/**
 * The idempotency key of a piece of work: the readable part of its operation, then a digest of
 * account, action, document and operation.
 *
 * The Java client derives the same keys. A key names a charge for ever, so this derivation must
 * never change: a retry with another version of this client would pay twice.
 */
export async function keyOf(
  call: Pick<MeteredCall, "account" | "action" | "document" | "operation">,
): Promise<string> {
  const { account, action, document, operation } = call;
  const parts = [account, action, document, operation]
    .map((part) => (part === undefined ? "-" : `${part.length}:${part}`))
    .join("")
    // Java writes half a character in UTF-8 so.
    .replace(/\p{Surrogate}/gu, "?");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts));
  const digits = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  const readable = operation.slice(0, READABLE).replace(/[^A-Za-z0-9._:@-]/gu, "-");
  return `${readable}:${digits.join("").slice(0, DIGEST_DIGITS)}`;
}

function unavailable(settings: Settings, detail: string, holdMayBeOpen: boolean): Opening {
  const reason = { code: "unavailable" as const, detail, holdMayBeOpen };
  return settings.failOpen
    ? { outcome: "may-run", hold: nothingHeld({ status: "unmetered", reason }) }
    : { outcome: "refused", refusal: reason };
}

function fresh(settings: Settings, request: HoldRequest, charge: Charge): Opening {
  return charge.cost === 0
    ? { outcome: "may-run", hold: nothingHeld({ status: "free" }) }
    : { outcome: "may-run", hold: openHold(settings, request.path, charge) };
}

/** A replayed hold is this call's own only if a try whose answer was lost took effect. */
function replayed(
  settings: Settings,
  request: HoldRequest,
  charge: Charge,
  { answerLost }: Answered,
): Opening {
  const isUnderKey = charge.id === request.call.key;
  return answerLost && isUnderKey && charge.status === "held"
    ? fresh(settings, request, charge)
    : madeBefore(charge, answerLost && !isUnderKey);
}

/** Work that an earlier charge paid for may run. */
function madeBefore(charge: Charge, mayBeOpen: boolean): Opening {
  switch (charge.status) {
    case "charged":
    case "captured":
      return { outcome: "may-run", hold: nothingHeld({ status: "paid-before", first: charge }) };
    case "held":
      if (charge.expiresAt === undefined) {
        throw new Unreadable("expiresAt is missing");
      }
      return refusedWith(mayBeOpen, {
        code: "in-progress",
        detail: "Another call is working on this.",
        expiresAt: charge.expiresAt,
      });
    case "released":
    case "expired":
    case "refunded":
      return refusedWith(mayBeOpen, {
        code: "given-back",
        detail: "This was tried before and its credits were given back.",
        charge,
      });
    default:
      return refusedWith(mayBeOpen, {
        code: "rejected",
        detail: `This client doesn't know the status of the charge ${charge.id}.`,
        status: 200,
        problem: "",
      });
  }
}

function refusedWith(mayBeOpen: boolean, refusal: Refusal): Opening {
  return {
    outcome: "refused",
    refusal: mayBeOpen
      ? { code: "outcome-unknown", detail: refusal.detail, lastAnswer: refusal }
      : refusal,
  };
}

/**
 * Another call's hold under the same key has another length, so the service answers `key-reused`.
 * The charge itself shows whether it is for the same work.
 *
 * If another call used the key, this call can no longer open a hold under it. After every other
 * refusal, a try whose answer was lost may have opened one, or may still do so.
 */
async function refused(
  settings: Settings,
  request: HoldRequest,
  answer: Answered,
): Promise<Opening> {
  const refusal = refusalOf(answer);
  if (refusal.code !== "key-reused") {
    return refusedWith(answer.answerLost, refusal);
  }
  const first = await send(settings, { method: "GET", path: request.path });
  if (first.status !== undefined && first.isOk) {
    try {
      const charge = readCharge(first.body);
      if (request.isFor(charge)) {
        return madeBefore(charge, false);
      }
    } catch (failure) {
      unreadable(failure);
    }
  }
  return { outcome: "refused", refusal };
}

/** The message of an [Unreadable]. Anything else is rethrown. */
function unreadable(failure: unknown): string {
  if (!(failure instanceof Unreadable)) {
    throw failure;
  }
  return failure.message;
}
