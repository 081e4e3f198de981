// Try to break it: many charges at one moment, and a table that fails as DynamoDB may.

import { act, newKey, read } from "./api.js";
import { h, fill, button, number } from "./dom.js";

const BURST = 50;
const ENOUGH_FOR = 10;
const FAULTS = {
  conflicts: "Conflicts between writes",
  throttling: "Throttling",
  lostAnswers: "Lost answers",
};
/** From none to all, so that an arrow key selects few faults first. */
const RATES = [[0, "off"], [5, "every 5th"], [3, "every 3rd"], [2, "every 2nd"], [1, "every one"]];

let burst;

export function showTrials(section, app) {
  fill(
    section,
    h("h2", { id: "trials-title" }, "Try to break it"),
    h("div", { class: "trial" }, h("p", {}, `A new account gets enough for ${ENOUGH_FOR} charges. Then ${BURST} arrive at the same moment.`), button(`${BURST} at once`, () => run(app), { name: "burst", class: "primary" })),
    burst && outcome(burst),
    h("h3", {}, "Make the table fail"),
    h("p", { class: "quiet" }, "Each switch fails some of the table's calls behind the API and the webhook. No credit may be lost or spent twice."),
    h("div", { class: "faults" }, Object.entries(FAULTS).map(([fault, name]) => faultSwitch(fault, name, app))),
  );
}

function faultSwitch(fault, name, app) {
  const { faults } = app.state;
  const id = `fault-${fault}`;
  const change = event => {
    const { struck, ...rates } = faults;
    return setFaults({ ...rates, [fault]: Number(event.target.value) }, app);
  };
  return h(
    "div",
    { class: "fault" },
    h("label", { for: id }, name),
    h(
      "select",
      { id, "data-focus": id, onchange: change },
      RATES.map(([rate, text]) => h("option", { value: rate, selected: rate === (faults[fault] ?? 0) }, text)),
    ),
    h("small", { class: "quiet" }, faults[fault] ? `struck ${number(faults.struck[fault])} times` : ""),
  );
}

async function setFaults(rates, app) {
  const on = Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate > 0));
  await act("POST", "/__dev/faults", on, { says: ({ ok }) => ok && (Object.keys(on).length > 0 ? "The table fails from now on." : "The table works again.") });
  await app.refreshFaults();
}

/**
 * Gives a new account ten times the cost of one charge, charges at once, and audits the account.
 */
async function run(app) {
  const action = app.state.catalog.actions.filter(({ cost }) => cost > 0).sort((a, b) => a.cost - b.cost)[0];
  if (!action) {
    return;
  }
  const account = newKey().replace("console", "crowd");
  const path = `/v1/accounts/${account}`;
  const before = await read(`${path}/balance`);
  const wanted = ENOUGH_FOR * action.cost;
  const correction = wanted - before.body.total;
  const correct = { credits: correction, reason: `enough for ${ENOUGH_FOR} charges` };
  const corrected = correction === 0 ? before : await act("POST", `${path}/adjustments`, correct, { key: newKey() });
  const key = `${account}-click`;
  const counted = await act("POST", "/__dev/burst", { account, action: action.id, key, times: BURST }, { says });
  const [after, audit] = await Promise.all([read(`${path}/balance`), read(`${path}/audit`)]);
  burst = { account, counted, after, audit, ok: corrected.ok };
  app.state.wallets.set(`account/${account}`, after.body);
  await app.refresh(`account/${account}`);
  await app.refreshFaults();
}

const says = ({ ok, body }) => ok && Object.entries(body.statuses).map(([status, count]) => `${count} × ${status}`).join(", ");

function outcome({ account, counted, after, audit, ok }) {
  if (!ok || !counted.ok || !after.ok || !audit.ok) {
    return h("p", { class: "notice" }, "The service was too busy to answer. Switch the faults off and try again.");
  }
  const { statuses } = counted.body;
  const charged = statuses[201] ?? 0;
  const refused = statuses[402] ?? 0;
  const others = BURST - charged - refused;
  const figure = (value, text, level) => h("div", { class: `figure ${level}` }, h("strong", {}, number(value)), " ", text);
  return h(
    "div",
    { class: "outcome" },
    h(
      "div",
      { class: "figures" },
      figure(charged, "charged", "ok"),
      figure(refused, "refused, out of credits", "none"),
      others > 0 && figure(others, "have no certain answer (503): retry with the same key", "warn"),
      figure(after.body.total, "credits left", "none"),
    ),
    h("p", { class: `verdict ${audit.body.consistent ? "good" : "bad"}` }, audit.body.consistent ? "✓ The ledger adds up, and no balance was ever negative. " : "✗ The ledger does not add up. ", h("a", { href: `#account/${account}` }, "See its ledger")),
  );
}
