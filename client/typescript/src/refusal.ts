import type { Answered } from "./calls.js";
import { readInProgress, readOutOfCredits, readPaymentRequired, Unreadable } from "./shapes.js";
import type { Balance, Charge, NextStep } from "./wire.js";

/** The reason why work was not started. `detail` is the reason in words for a person. */
export type Refusal =
  /** The account has too few credits. `limit` is its member allowance, if that blocked the call. */
  | {
      code: "out-of-credits";
      detail: string;
      cost: number;
      balance: Balance;
      refreshesAt?: string;
      actions: NextStep[];
      limit?: number;
    }
  /** The account is suspended until it pays. */
  | { code: "payment-required"; detail: string; balance: Balance; actions: NextStep[] }
  /**
   * Another call holds credits for the same operation or document. It is running, or its process
   * died: try again at `expiresAt` at the latest.
   */
  | { code: "in-progress"; detail: string; expiresAt: string }
  /** The operation was tried before and its credits were given back: give it a new name. */
  | { code: "given-back"; detail: string; charge: Charge }
  /**
   * The catalog doesn't name the action; too many holds are open, of the account or on its pool;
   * the operation's name was used for other work.
   */
  | { code: PlainCode; detail: string }
  | Unavailable
  /** The service refused, by `lastAnswer`, after the answer of an earlier try was lost. */
  | { code: "outcome-unknown"; detail: string; lastAnswer: Refusal }
  /** Any other refusal, such as of a token without the right scope. */
  | { code: "rejected"; detail: string; status: number; problem: string };

/** The service gave no answer before the retry budget was spent. */
export interface Unavailable {
  code: "unavailable";
  detail: string;
  /** False if certainly no try had an effect. */
  holdMayBeOpen: boolean;
}

const PLAIN_CODES = [
  "unknown-action",
  "too-many-holds",
  "pool-holds-full",
  "key-reused",
] as const;
type PlainCode = (typeof PLAIN_CODES)[number];

/**
 * Whether this call may hold credits nevertheless, because the answer of a try was lost. They
 * return when the hold expires. If false, nothing was charged.
 */
export function holdMayBeOpen(refusal: Refusal): boolean {
  return refusal.code === "unavailable"
    ? refusal.holdMayBeOpen
    : refusal.code === "outcome-unknown";
}

/** The refusal in an answer. An unreadable one is a refusal, too. */
export function refusalOf(answer: Answered): Refusal {
  try {
    return refusalByCode(answer);
  } catch (failure) {
    if (!(failure instanceof Unreadable)) {
      throw failure;
    }
    const detail = `A refusal that can't be read: ${failure.message}`;
    return { code: "rejected", detail, status: answer.status, problem: "" };
  }
}

function refusalByCode({ code, detail, status, body }: Answered): Refusal {
  switch (code) {
    case "out-of-credits": {
      const { cost, balance, refreshesAt, actions = [], limit } = readOutOfCredits(body);
      return {
        code,
        detail,
        cost,
        balance,
        ...(refreshesAt !== undefined && { refreshesAt }),
        actions,
        ...(limit !== undefined && { limit }),
      };
    }
    case "payment-required": {
      const { balance, actions = [] } = readPaymentRequired(body);
      return { code, detail, balance, actions };
    }
    case "in-progress":
      return { code, detail, expiresAt: readInProgress(body).expiresAt };
    default: {
      const plain = PLAIN_CODES.find((each) => each === code);
      return plain
        ? { code: plain, detail }
        : { code: "rejected", detail, status, problem: code };
    }
  }
}
