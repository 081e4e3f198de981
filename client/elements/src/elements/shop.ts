import { returnAddresses } from "../buying.js";
import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, time, waiting } from "../element.js";
import { poolStore, store, type Choice, type Need, type Snapshot, type Store } from "../store.js";
import type { Key, Texts } from "../text.js";
import { leadsToAPage } from "../view.js";
import type { Action, Catalog, Plan } from "../wire.js";

/** The common part of plans and packs: cards, and the way to the checkout. */
abstract class Shop extends CreditsElement {
  #opening: string | undefined;
  #failed: string | undefined;

  protected override needs(): readonly Need[] {
    return ["balance", "catalog"];
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const shown = this.view(snapshot);
    const { catalog } = snapshot;
    if (shown.state !== "ready" || !catalog) {
      return waiting(shown.state === "ready" && !snapshot.busy ? "unavailable" : shown.state, text);
    }
    return this.cards(snapshot, catalog, text);
  }

  protected abstract cards(snapshot: Snapshot, catalog: Catalog, text: Texts): readonly Child[];

  /**
   * A button that opens the checkout, if the product has one. Before it is a status region, where
   * screen readers announce that the checkout failed.
   */
  protected buy(kind: Choice["kind"], id: string, label: string, text: Texts): readonly Child[] {
    const failed = this.#failed === id && "failed";
    return [
      h("p.error", { id: failed, role: "status" }, failed && text.say("buy:failed")),
      this.store.settings.checkout &&
        h(
          "button.button",
          {
            "aria-disabled": this.#opening !== undefined && "true",
            "aria-describedby": failed,
            onclick: () => void this.#choose(kind, id),
          },
          label,
        ),
    ];
  }

  async #choose(kind: Choice["kind"], id: string): Promise<void> {
    if (this.#opening !== undefined) {
      return;
    }
    const page = this.getAttribute("return-url") ?? location.href;
    const choice: Choice = { kind, id, ...returnAddresses(page) };
    this.#failed = undefined;
    if (!this.fire("credits-select", choice)) {
      this.store.leaving(kind);
      return;
    }
    this.#opening = id;
    this.plan();
    try {
      const address = await this.store.settings.checkout?.(choice);
      if (!address || !leadsToAPage(address)) {
        throw new TypeError(`Not a page: ${address}`);
      }
      this.store.leaving(kind);
      const { navigate } = this.store.settings;
      (navigate ?? ((to) => location.assign(to)))(address);
    } catch (error) {
      this.#failed = id;
      this.fire("credits-error", { error });
    }
    this.#opening = undefined;
    this.plan();
  }
}

/**
 * `<credits-plans>`: the plans on sale by the month or year, and the person's own plan.
 *
 * `interval` is the billing period, `month` or `year`, which the catalog doesn't contain. With
 * `pools` it shows the plans for pools instead of those for one person.
 */
export class CreditsPlans extends Shop {
  static readonly observedAttributes = ["heading-level", "interval", "pools", "return-url"];

  /** A pool's plan is bought for the pool that the person owns. */
  protected override get store(): Store {
    return this.hasAttribute("pools") ? poolStore : store;
  }

  protected override cards(snapshot: Snapshot, catalog: Catalog, text: Texts): readonly Child[] {
    const { balance } = snapshot;
    const current = balance?.plans ?? (balance?.plan ? [balance.plan] : []);
    const plans = catalog.plans.filter(
      (plan) =>
        (plan.pool ?? false) === this.hasAttribute("pools") &&
        (plan.period === "billing-cycle" || current.some(({ id }) => id === plan.id)),
    );
    return [
      this.heading("heading", text.say("plans")),
      h("ul.list", {  },
        ...plans.map((plan) => {
          const own = current.find(({ id }) => id === plan.id);
          const buyable =
            !own && plan.period === "billing-cycle" && plan.price && balance?.standing !== "suspended";
          return h(
            "li",
            { key: plan.id, part: own ? "card is-current" : "card" },
            this.heading("name", text.name(plan), 1),
            own && h("p.current", {  }, text.say("current")),
            h("p.price", {  }, this.#price(plan, text)),
            ...this.#details(plan, text).map((line) => h("p.credits", {  }, line)),
            own?.cancelsAt !== undefined && ending(own.cancelsAt, text),
            ...(buyable ? this.buy("plan", plan.id, text.say("choose", { name: text.name(plan) }), text) : []),
          );
        }),
      ),
    ];
  }

  /** A plan without a size is sold by agreement. Any other plan may keep its price to itself. */
  #price({ price, period, credits }: Plan, text: Texts): string {
    return price
      ? text.say(this.#interval(period), { what: text.price(price) })
      : credits === undefined
        ? text.say("custom")
        : "";
  }

  #details({ credits, period, renewalBonus, pool }: Plan, text: Texts): string[] {
    const amount = credits === undefined ? "" : text.say("cost", { n: credits });
    const isRenewed = amount !== "" && period !== "fixed";
    return [
      isRenewed ? text.say(this.#interval(period), { what: amount }) : amount,
      renewalBonus ? text.say("plan:bonus", { n: renewalBonus }) : "",
      pool ? text.say("from:pool") : "",
    ].filter((line) => line !== "");
  }

  #interval(period: Plan["period"]): Key {
    const interval = period === "calendar-month" ? "month" : this.getAttribute("interval");
    return interval === "month" || interval === "year" ? `per:${interval}` : "per:period";
  }
}

function ending(at: string, text: Texts): Markup {
  const moment = text.moment(at, Date.now());
  return h("p.detail", {  }, time(moment, text.say("until", { date: moment.utc })));
}

/** `<credits-packs>`: one-off purchases, with their worth in actions of the catalog. */
export class CreditsPacks extends Shop {
  static readonly observedAttributes = ["heading-level", "return-url"];

  protected override needs(): readonly Need[] {
    return ["balance", "catalog", "top-up"];
  }

  protected override cards(snapshot: Snapshot, catalog: Catalog, text: Texts): readonly Child[] {
    const { topUp, balance } = snapshot;
    const refused = topUp === false && balance?.standing !== "suspended";
    return [
      this.heading("heading", text.say("packs")),
      refused && catalog.packs.length > 0 && h("p.error", {}, text.say("planFirst")),
      h("ul.list", {},
        ...catalog.packs.map((pack) => {
          const name = text.name(pack);
          const credits = text.say("cost", { n: pack.credits });
          return h("li.card", { key: pack.id },
            this.heading("name", name, 1),
            name !== credits && h("p.credits", {  }, credits),
            pack.price && h("p.price", {  }, text.price(pack.price)),
            h("p.worth", {}, worth(pack.credits, catalog.actions, text)),
            h("p.detail", {}, text.say("never")),
            ...(topUp ? this.buy("pack", pack.id, text.say("buy", { name }), text) : []),
          );
        }),
      ),
    ];
  }
}

/** The worth of credits: one action of each cost that they cover, the cheapest first. */
export function worth(credits: number, actions: readonly Action[], text: Texts): string {
  const costs = new Map<number, Action>();
  for (const action of actions) {
    if (action.cost > 0 && action.cost <= credits && !costs.has(action.cost)) {
      costs.set(action.cost, action);
    }
  }
  const list = [...costs.values()]
    .sort((a, b) => a.cost - b.cost)
    .map((action) => runs(Math.floor(credits / action.cost), action, text));
  return list.length > 0 ? text.say("worth", { list: text.either(list) }) : "";
}

const runs = (n: number, action: Action, text: Texts): string =>
  text.own(`action:${action.id}`, { n }) ?? `${text.number(n)} × ${text.name(action)}`;
