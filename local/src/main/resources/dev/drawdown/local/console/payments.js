// The payment provider's events: each button makes a signed event and sends it through the webhook.

import { act } from "./api.js";
import { h, fill, button, price, time } from "./dom.js";

const PATH = "/__dev/payments";
let late = 0;

export function showPayments(section, app) {
  const [kind, name] = app.owner();
  const { catalog, payments } = app.state;
  const sold = catalog.plans.filter(plan => plan.price && Boolean(plan.pool) === (kind === "pool"));
  const subscriptions = payments.subscriptions.filter(each => each[kind] === name);
  const running = subscriptions.find(each => !each.ended);
  const packs = kind === "account" ? catalog.packs : [];
  fill(
    section,
    h("h2", { id: "payments-title" }, "Payments"),
    h("p", { class: "quiet" }, "The local provider signs each event and sends it to the webhook, as Stripe does."),
    sold.length === 0 && packs.length === 0 && h("p", {}, `The catalog ${catalog.product ?? ""} sells nothing to this ${kind}.`),
    sold.length > 0 && plans({ app, sold, subscriptions, running }),
    packs.length > 0 && packsOf(packs, app),
    payments.delayed.length > 0 && deliveries(payments.delayed, app),
  );
}

/** Sends a request for the selected account or pool. */
async function pay(app, request) {
  const [kind, name] = app.owner();
  const { type, ...fields } = request;
  await act("POST", PATH, fields.deliver ? fields : { type, [kind]: name, ...fields }, { says: paymentSays });
  app.touched(app.state.selected);
}

function paymentSays({ ok, body }) {
  if (!ok) {
    return undefined;
  }
  const [event] = body.events;
  if (event.delayed) {
    return `${event.type} is made and kept. Deliver it below, now or later.`;
  }
  const results = event.deliveries.map(({ status, outcome, reason }) => outcome ?? `refused with ${status}: ${reason}`);
  return `${event.type}: the webhook says ${results.join(", then ")}.`;
}

function plans({ app, sold, subscriptions, running }) {
  const chosen = sold.find(plan => running?.plans.includes(plan.id)) ?? sold[0];
  const other = sold.find(plan => plan !== chosen) ?? chosen;
  const subscription = running ? { subscription: running.id } : fresh(app, subscriptions);
  const renewal = { ...subscription, billingReason: "subscription_cycle" };
  const first = { ...subscription, plan: chosen.id };
  const send = (text, request, more) => button(text, () => pay(app, request), more);
  return [
    h("h3", {}, running ? `Subscription ${running.id}` : "Subscribe"),
    subscriptions.filter(each => each !== running && !each.ended).map(({ id, plans: theirs }) => h("p", { class: "quiet" }, `Another subscription runs, too: ${id} with ${theirs.join(" and ")}.`)),
    running && h("p", { class: "quiet" }, [running.plans.join(" and "), running.paidUntil && `paid until ${time(running.paidUntil)}`].filter(Boolean).join(", ")),
    h(
      "div",
      { class: "buttons" },
      running
        ? [
            send("Renewal is paid", { type: "invoice.paid", ...renewal }, { class: "primary" }),
            send("Renewal fails", { type: "invoice.payment_failed", ...renewal }),
            send("Renewal fails, no more tries", { type: "invoice.payment_failed", last: true, ...renewal }),
            other !== chosen && send(`Change to ${other.name}`, { type: "invoice.paid", billingReason: "subscription_update", plan: other.id, ...subscription }),
            send("Cancel for the period's end", { type: "customer.subscription.updated", cancelAtPeriodEnd: true, ...subscription }),
            send("Withdraw the cancellation", { type: "customer.subscription.updated", ...subscription }),
            send("End it now", { type: "customer.subscription.deleted", ...subscription }),
          ]
        : sold.map(plan => send(`${plan.name} is paid · ${price(plan.price)}`, { type: "invoice.paid", ...subscription, plan: plan.id }, { class: "primary" })),
    ),
    h("h3", {}, "Faults of payment providers"),
    h(
      "div",
      { class: "buttons" },
      send("The same event twice", { type: "invoice.paid", ...(running ? renewal : first), times: 2 }),
      send("Made now, delivered late", { type: "invoice.paid", ...(running ? renewal : first), delay: `late-${Date.now().toString(36)}-${++late}` }),
      send("A forged event", { type: "invoice.paid", ...(running ? renewal : first), forge: "secret" }),
      send("Paid with a 100 % coupon", { type: "invoice.paid", ...(running ? renewal : first), coupon: 100 }),
      running && send("A second subscription", { type: "invoice.paid", plan: other.id, ...fresh(app, subscriptions) }),
    ),
  ];
}

/** A subscription that has ended stays ended, so the next one has another name. */
function fresh(app, subscriptions) {
  const [kind, name] = app.owner();
  const base = `${kind === "pool" ? "sub-pool" : "sub"}_${name}`;
  return { subscription: subscriptions.length === 0 ? base : `${base}_${subscriptions.length + 1}` };
}

function packsOf(packs, app) {
  const bought = app.state.ledger?.data.find(({ kind, payment }) => kind === "grant" && payment);
  const [, name] = app.owner();
  const here = encodeURIComponent(location.href);
  return [
    h("h3", {}, "Packs"),
    h(
      "div",
      { class: "buttons" },
      packs.map(pack => button(`${pack.name}${pack.price ? ` · ${price(pack.price)}` : ""}`, () => pay(app, { type: "checkout.session.completed", pack: pack.id }), { name: pack.id, class: "primary" })),
      bought && button("Refund the last pack", () => pay(app, { type: "refund.created", payment: bought.payment }), { name: "refund-pack" }),
      bought && button("Dispute it", () => pay(app, { type: "charge.dispute.created", payment: bought.payment }), { name: "dispute-pack" }),
      h("a", { class: "button", href: `/__dev/checkout?account=${encodeURIComponent(name)}&pack=${packs[0].id}&return_url=${here}` }, "Go through the checkout"),
    ),
  ];
}

function deliveries(delayed, app) {
  return [
    h("h3", {}, "Kept for a late delivery"),
    h(
      "ul",
      { class: "delayed" },
      delayed.map(event =>
        h(
          "li",
          {},
          h("code", {}, event.type),
          ` ${event.subscription ?? event.payment ?? ""} `,
          button("Deliver now", () => pay(app, { deliver: [event.delayed] }), { name: event.delayed, class: "small" }),
        ),
      ),
    ),
  ];
}
