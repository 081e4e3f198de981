/**
 * Whether a value has the members that the elements use, each of its type. Flags have no check: any
 * value is true or false.
 */
export type Check = (value: unknown) => boolean;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const text: Check = (value) => typeof value === "string";
const whole: Check = Number.isSafeInteger;
const moment: Check = (value) => text(value) && !Number.isNaN(Date.parse(value as string));
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && [...value].every(check);
const object =
  (members: Record<string, Check>): Check =>
  (value) =>
    isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]));

const maybeText = maybe(text);
const maybeWhole = maybe(whole);
const maybeMoment = maybe(moment);
const period = object({ id: text, periodEnd: maybeMoment, cancelsAt: maybeMoment });
const named = object({ id: text });
const balance = object({
  account: maybeText,
  pool: maybe((value) => text(value) || named(value)),
  standing: text,
  plan: maybe(period),
  plans: maybe(list(period)),
  total: whole,
  held: whole,
  buckets: list(object({ kind: text, remaining: whole, expiresAt: maybeMoment })),
  usage: object({ used: whole, granted: whole, level: text, resetsAt: maybeMoment }),
  version: whole,
});
/** A refusal: the body of a 402, or the refusal in a quote. */
export const isProblem: Check = object({
  code: maybeText,
  cost: maybeWhole,
  balance: maybe(balance),
  refreshesAt: maybeMoment,
  actions: maybe(list(object({ type: text, href: maybeText, at: maybeMoment }))),
  limit: maybeWhole,
});
/** The service's answer to a charge. */
export const isCharged: Check = object({
  charge: maybe(object({ action: maybeText })),
  balance,
  note: object({ used: whole, left: whole }),
});
/** What a page has stored when the person left it to buy something. */
export const isLeft: Check = object({ kind: text, version: whole, back: maybeWhole });

/** A page shows at most a year of usage. */
const LONGEST_MILLIS = 367 * 86_400_000;
const lines = object({
  from: moment,
  to: moment,
  data: list(object({ key: text, quantity: whole, credits: whole })),
  nextCursor: maybeText,
});
const isShort: Check = (value) => {
  const { from, to } = value as { from: string; to: string };
  const millis = Date.parse(to) - Date.parse(from);
  return millis > 0 && millis < LONGEST_MILLIS;
};
const price = maybe(
  object({ amount: whole, currency: (value) => /^[a-z]{3}$/i.test(value as string) }),
);

/** The answers to the calls that the elements make. */
export const ANSWERS: Readonly<Record<string, Check>> = {
  balance,
  pool: balance,
  quote: object({ refusal: maybe(isProblem) }),
  members: object({
    members: list(object({ account: text, drawn: whole, limitPerPeriod: maybeWhole })),
    nextCursor: maybeText,
  }),
  ledger: object({
    data: list(
      object({
        number: whole,
        at: moment,
        kind: text,
        reason: maybeText,
        action: maybeText,
        change: whole,
        postings: list(object({ kind: text, change: whole })),
        balanceAfter: whole,
      }),
    ),
    nextCursor: maybeText,
  }),
  usage: (value) => lines(value) && isShort(value),
  catalog: object({
    actions: list(object({ id: text, name: text, cost: whole })),
    plans: list(
      object({
        id: text,
        name: text,
        credits: maybeWhole,
        renewalBonus: maybeWhole,
        period: text,
        price,
      }),
    ),
    packs: list(object({ id: text, name: text, credits: whole, price })),
  }),
};

/** The JSON in a response's body. A member that is `null` is absent. */
export const jsonIn = async (response: Response): Promise<unknown> =>
  JSON.parse(await response.text(), (_, value: unknown) => value ?? undefined);
