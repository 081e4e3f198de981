import assert from "node:assert/strict";
import { test } from "node:test";
import { view, type Balance, type Problem, type ViewOptions } from "drawdown-elements/core";
import { balance, CATALOG, NOW, OUT, PAST_DUE, RESET, suspended } from "./service.js";

const bucket = (kind: string, remaining: number) => ({ id: kind, kind, remaining, granted: remaining });
const withTopUp = (used: number, more: number) =>
  balance(used, { total: 100 - used + more, buckets: [bucket("plan", 100 - used), bucket("top-up", more)] });

const shown = (of?: Balance, problem?: Problem, options: ViewOptions = {}) =>
  view(of, problem, { now: NOW, lang: "en-GB", ...options });

interface Case {
  name: string;
  balance?: Balance;
  problem?: Problem;
  options?: ViewOptions;
  is: Record<string, unknown>;
}

const CASES: Case[] = [
  { name: "loading, never 0", is: { state: "loading", short: "…", summary: "Loading credits…", left: undefined } },
  { name: "no answer", options: { status: "unavailable" }, is: { state: "unavailable", short: "–", summary: "Credits can’t be shown right now." } },
  { name: "signed out", options: { status: "signed-out" }, is: { state: "signed-out", short: "", summary: "" } },
  { name: "ok", balance: balance(63), is: { level: "ok", short: "37 left", summary: "37 credits left", notice: undefined } },
  { name: "70 % is not past it", balance: balance(70), is: { level: "ok", short: "30 left" } },
  { name: "past 70 %", balance: balance(71), is: { level: "warn", short: "29 left – running low" } },
  { name: "90 % is not past it", balance: balance(90), is: { level: "warn", short: "10 left – running low" } },
  { name: "past 90 %", balance: balance(91), is: { level: "critical", short: "9 left – nearly used up" } },
  { name: "one credit", balance: balance(99), is: { summary: "1 credit left – nearly used up" } },
  { name: "empty", balance: balance(100), is: { level: "empty", short: "0 left – used up" } },
  { name: "a level by the catalog's own lines", balance: balance(51, { usage: { level: "warn" } }), is: { level: "warn" } },
  { name: "a used up plan with a large top-up is calm", balance: withTopUp(95, 500), is: { level: "ok", short: "505 left" } },
  { name: "a used up plan with a small top-up is not", balance: withTopUp(95, 5), is: { level: "critical" } },
  { name: "past due", balance: suspended(), is: { short: "Payment past due", left: 0 } },
  { name: "past due with a top-up that still works", balance: { ...suspended(), total: 20 }, is: { short: "20 left – Payment past due" } },
  { name: "stale", balance: balance(63), options: { staleSince: NOW, lang: "en-GB-u-hc-h23" }, is: { stale: /^as of \d\d:\d\d$/, short: /^37 left, as of \d\d:\d\d$/ } },
  { name: "held", balance: balance(63, { held: 2 }), is: { held: "2 credits set aside for work in progress" } },
  { name: "an action's cost", balance: balance(63), options: { action: "reply", catalog: CATALOG }, is: { cost: "1 credit", enough: true } },
  { name: "an action that costs all credits that are left", balance: balance(75), options: { action: "website.sync", catalog: CATALOG }, is: { cost: "25 credits", enough: true } },
  { name: "an action that costs more than the credits that are left", balance: balance(80), options: { action: "website.sync", catalog: CATALOG }, is: { cost: "25 credits", enough: false, short: "20 left – not enough" } },
  { name: "an action that is free also without credits", balance: balance(100), options: { action: "saved.open", catalog: CATALOG }, is: { cost: undefined, enough: true } },
];

for (const { name, balance: of, problem, options, is } of CASES) {
  test(`says ${name}`, () => {
    const got = shown(of, problem, options) as unknown as Record<string, unknown>;

    for (const [member, expected] of Object.entries(is)) {
      if (expected instanceof RegExp) {
        assert.match(String(got[member]), expected);
      } else {
        assert.deepEqual(got[member], expected, member);
      }
    }
  });
}

test("the meter has a sentence, in numbers of the allowance alone", () => {
  assert.deepEqual(shown(withTopUp(63, 50)).meter, {
    used: 63,
    granted: 100,
    level: "ok",
    text: "63 of 100 credits used, 37 left",
  });
});

test("there is no meter without an allowance", () => {
  assert.equal(shown(balance(0, { usage: { granted: 0 } })).meter, undefined);
});

test("a reset is shown in UTC, and credits that end don't refresh", () => {
  const cases: [Balance, ViewOptions, string][] = [
    [balance(63), { catalog: CATALOG }, "Credits refresh on 1 December at 00:00 UTC"],
    [balance(63), {}, "Until 1 December at 00:00 UTC"],
    [balance(63, { plan: { id: "trial" } }), { catalog: CATALOG }, "Until 1 December at 00:00 UTC"],
    [balance(63, { plan: { id: "starter", cancelsAt: "2027-11-30T12:00:00Z" } }), { catalog: CATALOG }, "Until 30 November 2027 at 12:00 UTC"],
  ];
  for (const [of, options, words] of cases) {
    assert.equal(shown(of, undefined, options).reset?.text, words);
  }
  assert.equal(shown(balance(63)).reset?.iso, new Date(RESET).toISOString());
});

test("each source shows its origin and its end", () => {
  const buckets = [
    { ...bucket("plan", 37), expiresAt: RESET },
    bucket("starter", 4),
    bucket("pool", 20),
    bucket("top-up", 250),
    { ...bucket("plan", 9), frozen: true },
    bucket("of-tomorrow", 1),
  ];
  assert.deepEqual(
    shown(balance(63, { buckets })).sources.map(({ label, left, detail }) => [label, left, detail]),
    [
      ["Plan", 37, "Until 1 December at 00:00 UTC"],
      ["Starter credits", 4, "Never expires"],
      ["Shared pool", 20, ""],
      ["Top-up", 250, "Never expires"],
      ["Plan", 9, "Pay to use credits again"],
      ["of-tomorrow", 1, ""],
    ],
  );
});

const REFRESH = "Credits refresh on 1 December at 00:00 UTC.";
const CALM = "What you have made so far stays as it is.";
const NOTICES: [string, Balance, Problem | undefined, ViewOptions, string, string, string[], string[]][] = [
  ["out, and the next steps", balance(100), OUT, {}, "empty", "You have no credits left", [REFRESH, CALM], ["Buy a top-up", "Choose a plan"]],
  ["out before anybody tried", balance(100), undefined, {}, "empty", "You have no credits left", [REFRESH, CALM], []],
  ["too few for this", balance(98), { ...OUT, cost: 25 }, {}, "lacking", "Not enough credits for this", ["It costs 25 credits, and you have 2.", REFRESH, CALM], ["Buy a top-up", "Choose a plan"]],
  ["a member's limit", balance(100), { ...OUT, limit: 20 }, {}, "limit", "Not enough credits for this", ["Your limit in the shared pool is 20 credits a period.", REFRESH, CALM], ["Buy a top-up", "Choose a plan"]],
  ["past due", suspended(), PAST_DUE, {}, "due", "Payment past due", ["Pay to use credits again."], ["Update payment method"]],
  ["past due before anybody tried, and no page is known", suspended(), undefined, {}, "due", "Payment past due", ["Pay to use credits again."], []],
  ["grace", balance(63, { standing: "grace" }), undefined, { links: { "update-payment-method": "/billing" } }, "grace", "Your last payment didn’t go through", ["Your credits still work for now."], ["Update payment method"]],
  ["on its way", balance(100), OUT, { purchase: { state: "waiting" } }, "waiting", "Waiting for your payment to arrive", [], []],
  ["there", balance(0, { total: 600 }), undefined, { purchase: { state: "added", credits: 500 } }, "added", "500 credits added", ["600 credits left"], []],
  ["late", balance(100), OUT, { purchase: { state: "late" } }, "late", "If you have paid, your credits will still come.", [], []],
];

for (const [name, of, problem, options, kind, title, body, labels] of NOTICES) {
  test(`gives notice: ${name}`, () => {
    const { notice } = shown(of, problem, options);

    assert.equal(notice?.kind, kind);
    assert.equal(notice?.title, title);
    assert.deepEqual(notice?.body, body);
    assert.deepEqual(notice?.actions.map(({ label }) => label), labels);
  });
}

test("a page's own links replace the service's, and only pages are linked", () => {
  const links = { "top-up": "/packs", "choose-plan": "javascript:alert(1)" };

  const { actions } = shown(balance(100), OUT, { links });

  assert.deepEqual(actions.map(({ href }) => href), ["/packs"]);
});

test("a step that is unknown or leads nowhere has no button", () => {
  const actions = [{ type: "dance", href: "https://shop.example/" }, { type: "top-up" }];

  assert.deepEqual(shown(balance(100), { ...OUT, actions }).actions, []);
});

test("the service's own sentences are never shown", () => {
  const problem = { ...OUT, title: "SENTENCE", detail: "SENTENCE", note: { text: "SENTENCE" } };

  assert.doesNotMatch(JSON.stringify(shown(balance(100), problem)), /SENTENCE/);
});
