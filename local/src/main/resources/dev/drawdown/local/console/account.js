// One account: its balance, its buckets, and the buttons that spend credits.

import { act, newKey, reason } from "./api.js";
import { h, fill, button, number, credits, date, time } from "./dom.js";
import { KINDS, standing } from "./accounts.js";

export function showAccount(section, app) {
  const [kind, name] = app.owner();
  const wallet = app.state.wallets.get(app.state.selected);
  const { text, level } = standing(wallet);
  fill(
    section,
    h(
      "div",
      { class: "card" },
      h(
        "div",
        { class: "title" },
        h("h2", { id: "account-name" }, name, kind === "pool" && h("small", {}, " pool")),
        text && h("span", { class: `tag ${level}` }, text),
      ),
      wallet?.error && h("p", { class: "notice" }, wallet.error),
      wallet?.total === undefined ? h("p", {}, "Loading …") : balance(wallet, app),
      kind === "account" && wallet?.total !== undefined && spending(app),
    ),
  );
}

function balance(wallet, app) {
  return [
    h(
      "div",
      { class: "balance" },
      h("p", { class: "big" }, h("strong", {}, number(wallet.total)), " ", wallet.total === 1 ? "credit to spend" : "credits to spend"),
      h("p", { class: "quiet" }, planText(wallet, app)),
    ),
    wallet.usage && wallet.usage.granted > 0 && meter(wallet.usage),
    buckets(wallet),
  ];
}

function planText({ plan, plans, held, pool }, app) {
  const parts = [];
  if (plan) {
    const name = id => app.state.catalog.plans.find(each => each.id === id)?.name ?? id;
    const end = plan.cancelsAt ?? plan.periodEnd;
    const names = (plans ?? [plan]).map(each => name(each.id)).join(" and ");
    parts.push(end ? `${names}, ${plan.cancelsAt ? "cancelled for" : "until"} ${date(end)}` : names);
  } else {
    parts.push("No plan");
  }
  if (pool) {
    parts.push(`member of ${pool.id}`);
  }
  if (held > 0) {
    parts.push(`${credits(held)} held`);
  }
  return parts.join(" · ");
}

/** States in words what the bar shows. */
function meter({ used, granted, level, resetsAt }) {
  const says = `${number(used)} of ${credits(granted)} used, ${number(granted - used)} left`;
  const fillOf = h("div", { class: `fill ${level}` });
  fillOf.style.inlineSize = `${Math.min(100, (100 * used) / granted)}%`;
  return h(
    "div",
    { class: "usage" },
    h(
      "div",
      {
        role: "meter",
        class: "meter",
        "aria-label": "Allowance used",
        "aria-valuemin": "0",
        "aria-valuemax": granted,
        "aria-valuenow": Math.min(used, granted),
        "aria-valuetext": says,
      },
      fillOf,
    ),
    h("p", {}, says, resetsAt && h("span", { class: "quiet" }, ` · resets ${time(resetsAt)}`)),
  );
}

function buckets({ buckets: all }) {
  if (!all || all.length === 0) {
    return h("p", { class: "quiet" }, "No credits were granted yet.");
  }
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Buckets" },
    h(
      "table",
      {},
      h("caption", {}, "Buckets, in the order in which they are drawn"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Bucket"), h("th", { scope: "col", class: "num" }, "Left"), h("th", { scope: "col", class: "num" }, "Granted"), h("th", { scope: "col" }, "Until"))),
      h(
        "tbody",
        {},
        all.map(({ id, kind, remaining, granted, expiresAt, frozen }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, KINDS[kind] ?? kind, frozen && " (frozen)", " ", h("small", {}, id)),
            h("td", { class: "num" }, number(remaining)),
            h("td", { class: "num" }, number(granted)),
            h("td", {}, expiresAt ? date(expiresAt) : "no end"),
          ),
        ),
      ),
    ),
  );
}

function spending(app) {
  const { actions } = app.state.catalog;
  const costing = actions.filter(({ cost }) => cost > 0);
  return h(
    "div",
    { class: "spend" },
    h("h3", {}, "The customer's clicks"),
    h("div", { class: "buttons" }, costing.map(action => button(`${action.name} · ${credits(action.cost)}`, () => charge(action, app), { name: action.id, class: "primary" }))),
    costing.length > 0 &&
      h(
        "div",
        { class: "buttons" },
        button("Hold for 15 minutes", () => charge(costing[0], app, { hold: {} }), { name: "hold" }),
        button("Send one click twice", () => twice(costing[0], app), { name: "twice-click" }),
        button("Quote the cost", () => quote(costing[0], app), { name: "quote" }),
      ),
  );
}

function body(action, key, more) {
  return { action: action.id, ...(action.oncePerDocument ? { document: key } : {}), ...more };
}

async function charge(action, app, more) {
  const key = newKey();
  const answer = await act("POST", `${app.path()}/charges`, body(action, key, more), { key, says: chargeSays });
  app.touched(app.state.selected);
  return answer;
}

/** Both requests have the same key, so the second one takes nothing. */
async function twice(action, app) {
  const key = newKey();
  const path = `${app.path()}/charges`;
  await act("POST", path, body(action, key), { key, says: chargeSays });
  await act("POST", path, body(action, key), {
    key,
    says: answer => answer.ok && `The same key again: the same charge, nothing was taken. ${credits(answer.body.balance.total)} left.`,
  });
  app.touched(app.state.selected);
}

function quote(action, app) {
  const query = new URLSearchParams(body(action, newKey()));
  return act("GET", `${app.path()}/quote?${query}`, undefined, {
    says: ({ ok, body: { cost, draws, refusal } }) =>
      ok &&
      (refusal
        ? `It would be refused: ${refusal.code}.`
        : `It would cost ${credits(cost)}, from ${draws.map(draw => `${KINDS[draw.kind].toLowerCase()} (${draw.credits})`).join(" and ") || "nothing"}.`),
  });
}

/** The text for the answer to a charge, with the next steps that would work now. */
export function chargeSays(answer) {
  const { status, body: told } = answer;
  if (answer.ok) {
    const held = told.charge.status === "held";
    return `${credits(told.note.used)} ${held ? "held" : "used"}, ${number(told.note.left)} left.`;
  }
  if (status === 402) {
    const ways = (told.actions ?? []).map(({ type, at }) => type.replaceAll("-", " ") + (at ? ` until ${time(at)}` : ""));
    return `Refused: ${told.code}. ${ways.length > 0 ? `Ways on: ${ways.join(", ")}.` : ""}`;
  }
  return reason(answer);
}
