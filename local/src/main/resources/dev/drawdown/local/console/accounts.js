// The list of accounts and pools, each with its balance.

import { h, fill, number } from "./dom.js";

/** The page's names of buckets. */
export const KINDS = { plan: "Plan", starter: "Starter", promotional: "Promotional", pool: "Pool", "top-up": "Pack" };

/** The row that the list was last scrolled to, and the number of rows that had their lines then. */
let uncovered;

const LEVELS = { ok: "", warn: "running low", critical: "nearly used up" };

/** A balance in two words, and its urgency. */
export function standing(wallet) {
  if (!wallet) {
    return { text: "loading", level: "none" };
  }
  if (wallet.error) {
    return { text: "not readable", level: "critical" };
  }
  if (wallet.standing === "suspended") {
    return { text: "suspended", level: "critical" };
  }
  if (wallet.standing === "grace") {
    return { text: "payment failed", level: "warn" };
  }
  if (wallet.total === 0) {
    return { text: "out of credits", level: "critical" };
  }
  if (wallet.plan?.cancelsAt) {
    return { text: "cancelled", level: "warn" };
  }
  // An account that has used up the plan is fine if it has other credits.
  const little = wallet.plan && wallet.usage && wallet.total <= wallet.usage.granted / 2;
  const level = (little && wallet.usage.level) || "ok";
  return { text: LEVELS[level], level };
}

export function showAccounts(nav, app) {
  const { state } = app;
  const cast = state.cast.map(({ account, pool }) => (account ? `account/${account}` : `pool/${pool}`));
  const listed = new Set([...cast, ...state.wallets.keys(), state.selected]);
  fill(nav, h("h2", {}, "Accounts"), h("ul", { "data-scroll": "accounts" }, [...listed].map(wallet => row(wallet, app))), opener(app, nav));
  const shown = `${state.selected} ${state.wallets.size}`;
  if (uncovered !== shown) {
    uncovered = shown;
    uncover(nav.querySelector("ul"), nav.querySelector("[aria-current]"));
  }
}

/** Scrolls a list, and nothing around it, until one of its rows is visible. */
function uncover(list, row) {
  const { top, bottom } = list.getBoundingClientRect();
  const at = row.getBoundingClientRect();
  list.scrollTop += Math.min(0, at.top - top) + Math.max(0, at.bottom - bottom);
}

/** The current sources of the credits. */
function sources({ plan, plans, usage, buckets = [], held }, app) {
  const name = id => app.state.catalog.plans.find(each => each.id === id)?.name ?? id;
  const kinds = buckets.filter(({ remaining, frozen }) => remaining > 0 && !frozen).map(({ kind }) => KINDS[kind] ?? kind);
  const what = plan
    ? `${(plans ?? [plan]).map(each => name(each.id)).join(" and ")}, ${usage.percent} % used`
    : [...new Set(kinds)].join(", ") || "No credits";
  return held > 0 ? `${what}, ${number(held)} held` : what;
}

function row(wallet, app) {
  const [kind, name] = app.owner(wallet);
  const balance = app.state.wallets.get(wallet);
  const { text, level } = standing(balance);
  return h(
    "li",
    {},
    h(
      "a",
      {
        href: `#${wallet}`,
        "data-focus": wallet,
        "aria-current": wallet === app.state.selected ? "true" : null,
      },
      h("span", { class: "who" }, name, kind === "pool" && h("small", {}, " pool"), text && [" ", h("span", { class: `tag ${level}` }, text)]),
      h("span", { class: "total" }, balance?.total === undefined ? "–" : number(balance.total)),
      h("span", { class: "says" }, balance?.buckets ? sources(balance, app) : ""),
    ),
  );
}

function opener(app, nav) {
  const before = nav.querySelector("input")?.value ?? "";
  return h(
    "form",
    {
      class: "opener",
      onsubmit: event => {
        event.preventDefault();
        app.select(`account/${new FormData(event.target).get("name").trim()}`);
        event.target.reset();
      },
    },
    h("label", { for: "open-account" }, "Another account"),
    h(
      "div",
      { class: "row" },
      h("input", {
        id: "open-account",
        name: "name",
        "data-focus": "open-account",
        value: before,
        required: true,
        pattern: "[A-Za-z0-9._:@\\|+=~\\-]{1,128}",
        autocomplete: "off",
        spellcheck: "false",
      }),
      h("button", { "data-focus": "open" }, "Open"),
    ),
  );
}
