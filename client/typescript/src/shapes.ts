import type {
  Balance,
  Charge,
  Charged,
  NextStep,
  Quote,
  Refunded,
} from "./wire.js";

/** An answer lacks a required member, or has it in another type. The message names it. */
export class Unreadable extends Error {}

/** Throws [Unreadable] if `value` doesn't pass the check. */
export type Check = (value: unknown, name: string) => void;

type Members = Record<string, unknown>;

const typed =
  (isOfType: (value: unknown) => boolean): Check =>
  (value, name) => {
    if (!isOfType(value)) {
      throw new Unreadable(
        value === undefined ? `${name} is missing` : `${name} has another type than expected`,
      );
    }
  };

export const text: Check = typed((value) => typeof value === "string");
/** JavaScript's numbers are exact only up to 2^53. */
export const whole: Check = typed(Number.isSafeInteger);
export const flag: Check = typed((value) => typeof value === "boolean");
/** `Date.parse` alone also guesses at other texts. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
export const instant: Check = typed(
  (value) => typeof value === "string" && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
);

export const optional =
  (check: Check): Check =>
  (value, name) =>
    value === undefined || check(value, name);

export const list =
  (check: Check): Check =>
  (value, name) => {
    isArray(value, name);
    (value as unknown[]).forEach((element) => check(element, name));
  };

const isObject = typed((value) => typeof value === "object" && !Array.isArray(value));
const isArray = typed(Array.isArray);

export const object =
  (members: Record<string, Check>): Check =>
  (value, name) => {
    isObject(value, name);
    for (const [member, check] of Object.entries(members)) {
      check((value as Members)[member], member);
    }
  };

/** An object whose members are all texts. */
export const texts: Check = (value, name) => {
  isObject(value, name);
  Object.entries(value as Members).forEach(([member, each]) => text(each, member));
};

const planPeriod = object({
  id: text,
  periodEnd: optional(instant),
  cancelsAt: optional(instant),
});
export const bucket: Check = object({
  id: text,
  kind: text,
  remaining: whole,
  granted: whole,
  expiresAt: optional(instant),
  frozen: optional(flag),
});
/** The common members of balances of accounts and of pools. */
export const wallet: Record<string, Check> = {
  standing: text,
  plan: optional(planPeriod),
  plans: optional(list(planPeriod)),
  total: whole,
  held: whole,
  buckets: list(bucket),
  usage: object({
    used: whole,
    granted: whole,
    percent: whole,
    level: text,
    resetsAt: optional(instant),
  }),
  version: whole,
};
const draws = list(object({ bucket: text, kind: text, credits: whole }));
const charge = object({
  id: text,
  action: text,
  document: optional(text),
  quantity: whole,
  cost: whole,
  status: text,
  continues: optional(text),
  captured: optional(whole),
  draws: optional(draws),
  at: instant,
  expiresAt: optional(instant),
});
export const balance: Check = object({
  ...wallet,
  account: text,
  pool: optional(object({ id: text })),
});
const note = object({ text, used: whole, left: whole });
const steps = list(object({ type: text, href: optional(text), at: optional(instant) }));

/** Reads a body of the API: returns the same object once it has all members of its type. */
export type Read<T> = (body: unknown) => T;

export const reads =
  <T>(check: Check): Read<T> =>
  (body) => {
    check(body, "the document");
    return body as T;
  };

export const readCharge: Read<Charge> = reads(charge);
export const readBalance: Read<Balance> = reads(balance);
export const readCharged: Read<Charged> = reads(object({ charge, balance, note }));
export const readOpened: Read<{ charge: Charge }> = reads(object({ charge }));
export const readReturned: Read<{ restored: number; expired: number }> = reads(
  object({ restored: whole, expired: whole }),
);
export const readRefunded: Read<Refunded> = reads(
  object({ charge, restored: whole, expired: whole, balance }),
);
export const readQuote: Read<Quote> = reads(
  object({
    cost: whole,
    draws: optional(draws),
    refusal: optional(object({ code: text, detail: optional(text), actions: optional(steps) })),
  }),
);

export const readOutOfCredits: Read<{
  cost: number;
  balance: Balance;
  refreshesAt?: string;
  actions?: NextStep[];
  limit?: number;
}> = reads(
  object({
    cost: whole,
    balance,
    refreshesAt: optional(instant),
    actions: optional(steps),
    limit: optional(whole),
  }),
);
export const readPaymentRequired: Read<{ balance: Balance; actions?: NextStep[] }> = reads(
  object({ balance, actions: optional(steps) }),
);
export const readInProgress: Read<{ expiresAt: string }> = reads(object({ expiresAt: instant }));

/**
 * Parses a JSON object. A `null` is an absent member.
 *
 * Returns undefined if the text is anything else.
 */
export function parseObject(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text, (_, each: unknown) =>
      each === null ? undefined : Array.isArray(each) ? each.filter(() => true) : each,
    );
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Members)
      : undefined;
  } catch {
    return undefined;
  }
}
