/**
 * A text with `{names}` in it. `[one|other]` are the forms of a word for the number `n`. A language
 * with more forms than two has a text for each plural category.
 */
export type Message = string | ({ other: string } & { [category in Intl.LDMLPluralRule]?: string });

/** Every text of the elements, in English. Its keys are the keys of every other language. */
export const en = {
  heading: "AI credits",
  loading: "Loading credits…",
  unavailable: "Credits can’t be shown right now.",
  retry: "Try again",
  stale: "as of {time}",

  left: "{n} [credit|credits] left",
  short: "{n} left",
  cost: "{n} [credit|credits]",
  used: "{used} of {n} [credit|credits] used, {short}",
  warn: "running low",
  critical: "nearly used up",
  empty: "used up",
  lacking: "not enough",
  due: "Payment past due",
  held: "{n} [credit|credits] set aside for work in progress",

  resets: "Credits refresh on {date}",
  until: "Until {date}",
  never: "Never expires",
  frozen: "Pay to use credits again",
  "from:plan": "Plan",
  "from:starter": "Starter credits",
  "from:promotional": "Promotional credits",
  "from:pool": "Shared pool",
  "from:top-up": "Top-up",

  "note:used": "{n} [credit|credits] used, {short}",
  "note:returned": "{n} [credit|credits] returned, {short}",

  "out:title": "You have no credits left",
  "lack:title": "Not enough credits for this",
  "lack:body": "It costs {n} [credit|credits], and you have {left}.",
  "limit:body": "Your limit in the shared pool is {n} [credit|credits] a period.",
  "grace:title": "Your last payment didn’t go through",
  "grace:body": "Your credits still work for now.",
  calm: "What you have made so far stays as it is.",

  "do:top-up": "Buy a top-up",
  "do:choose-plan": "Choose a plan",
  "do:update-payment-method": "Update payment method",

  "buy:waiting": "Waiting for your payment to arrive",
  "buy:added": "{n} [credit|credits] added",
  "buy:late": "If you have paid, your credits will still come.",
  "buy:failed": "The checkout couldn’t be opened. Please try again.",

  plans: "Plans",
  current: "Your plan",
  choose: "Choose {name}",
  "per:month": "{what} a month",
  "per:year": "{what} a year",
  "per:period": "{what} a billing period",
  custom: "By agreement",
  "plan:bonus": "{n} more with each renewal",

  packs: "Top-ups",
  buy: "Buy {name}",
  worth: "Enough for {list}",
  planFirst: "Top-ups need a plan.",

  ledger: "Credit history",
  what: "What",
  change: "Credits",
  after: "Your balance",
  more: "Show more",
  nothing: "Nothing here yet.",
  "kind:grant": "Credits added",
  "kind:charge": "Used",
  "kind:hold": "Set aside",
  "kind:refund": "Returned",
  "kind:expiry": "Expired",
  "kind:clawback": "Removed: refunded or disputed",
  "kind:adjustment": "Corrected",
  "kind:standing": "Plan changed",

  usage: "Usage from {from} to {to} (UTC)",
  "usage:chart": "Credits a day. Most: {n} on {date}.",
  day: "Day",
  runs: "Runs",

  member: "Member",
  noCap: "No limit",
} satisfies Record<string, Message>;

export type Key = keyof typeof en;
export type Strings = { readonly [key in Key]: Message };
