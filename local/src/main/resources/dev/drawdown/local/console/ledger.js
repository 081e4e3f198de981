// The ledger of one account or pool, the charges that can be refunded, and the check of the sums.

import { act } from "./api.js";
import { h, fill, button, number, signed, credits, date, seconds } from "./dom.js";

let audited;

export function showLedger(section, app) {
  const { ledger, selected } = app.state;
  if (audited?.wallet !== selected || audited.last !== ledger?.data[0]?.number) {
    audited = undefined;
  }
  fill(
    section,
    h("div", { class: "title" }, h("h2", { id: "ledger-title" }, "Ledger"), button("Check that it adds up", () => audit(section, app), { name: "audit" })),
    audited && verdict(audited),
    ledger?.error && h("p", { class: "notice" }, ledger.error),
    ledger ? table(ledger.data, app) : h("p", {}, "Loading …"),
    ledger?.nextCursor && h("p", { class: "quiet" }, "Older entries are not shown here."),
  );
}

async function audit(section, app) {
  const wallet = app.state.selected;
  const answer = await act("GET", `${app.path()}/audit`, undefined, {
    says: ({ ok, body }) => ok && (body.consistent ? "The ledger adds up." : "The ledger does not add up."),
  });
  audited = { wallet, last: app.state.ledger.data[0]?.number, ...answer.body };
  showLedger(section, app);
}

function verdict({ entries, ledgerTotal, balanceTotal, consistent, detail }) {
  if (detail) {
    return h("p", { class: "notice" }, detail);
  }
  return h(
    "p",
    { class: `verdict ${consistent ? "good" : "bad"}` },
    `${consistent ? "✓ It adds up" : "✗ It does not add up"}: ${number(entries)} entries come to ${credits(ledgerTotal)}, and the balance is ${credits(balanceTotal)}.`,
  );
}

function table(entries, app) {
  if (entries.length === 0) {
    return h("p", { class: "quiet" }, "There are no entries yet. The first charge creates the credits that you see.");
  }
  const back = new Set(entries.filter(({ kind }) => ["refund", "release", "capture"].includes(kind)).map(({ charge }) => charge));
  return h(
    "div",
    { class: "scroll tall", "data-scroll": app.state.selected, tabindex: "0", role: "region", "aria-label": "Entries, newest first" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col", class: "num" }, "No."), h("th", { scope: "col" }, "When"), h("th", { scope: "col" }, "What"), h("th", { scope: "col", class: "num" }, "Change"), h("th", { scope: "col", class: "num" }, "Balance"), h("td", {})),
      ),
      h("tbody", {}, entries.map(entry => row(entry, back, app))),
    ),
  );
}

function row(entry, back, app) {
  const { number: no, at, kind, reason, change, balanceAfter } = entry;
  const why = entry.action ? actionName(entry, app) : (reason?.replaceAll("-", " ") ?? entry.charge ?? "");
  return h(
    "tr",
    {},
    h("td", { class: "num quiet" }, no),
    h("td", { class: "when" }, date(at), " ", h("small", {}, seconds(at))),
    h("td", {}, h("span", { class: "kind" }, kind), " ", why, entry.account && app.owner()[0] === "pool" && ` by ${entry.account}`),
    h("td", { class: `num ${change > 0 ? "plus" : ""}` }, change === 0 ? "0" : signed(change)),
    h("td", { class: "num" }, number(balanceAfter)),
    h("td", { class: "do" }, app.owner()[0] === "account" && undoing(entry, back, app)),
  );
}

function actionName({ action, quantity }, app) {
  const name = app.state.catalog.actions.find(({ id }) => id === action)?.name ?? action;
  return quantity > 1 ? `${name} × ${number(quantity)}` : name;
}

function undoing({ kind, charge, number: no }, back, app) {
  if (back.has(charge)) {
    return null;
  }
  const path = `${app.path()}/charges/${encodeURIComponent(charge ?? "")}`;
  const give = (text, label) => button(text, () => post(`${path}/refund`, refundSays, app), { name: `${text}-${no}`, class: "small", "aria-label": label });
  if (kind === "charge") {
    return give("Refund", `Refund entry ${no}`);
  }
  if (kind === "hold") {
    return [
      button("Capture", () => post(`${path}/capture`, ({ ok }) => ok && "The hold is captured.", app), { name: `capture-${no}`, class: "small", "aria-label": `Capture the hold of entry ${no}` }),
      give("Release", `Release the hold of entry ${no}`),
    ];
  }
  return null;
}

async function post(path, says, app) {
  await act("POST", path, {}, { says });
  app.touched(app.state.selected);
}

function refundSays({ ok, body: { restored, expired } }) {
  return ok && `${credits(restored)} given back${expired > 0 ? `, ${credits(expired)} had expired meanwhile` : ""}.`;
}
