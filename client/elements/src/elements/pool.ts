import { h, type Child, type Markup } from "../dom.js";
import { upgrade } from "../element.js";
import { poolStore, type Snapshot, type Store } from "../store.js";
import type { Texts } from "../text.js";
import { levelAt, meterOf } from "../view.js";
import type { Member, MembersPage } from "../wire.js";
import { actions } from "./notice.js";
import { facts, meter } from "./panel.js";
import { RecordsElement, table } from "./records.js";

const PAGE = 50;

/**
 * `<credits-pool>`: the owner's view of a pool: the credits that are left, each member's draws, and
 * each member's limit. It only reads, with the pool's own token (`poolToken`).
 *
 * Members are shown by their account's name, or by the property `names`: `{"user-17": "Dr. Ada
 * Hill"}`.
 */
export class CreditsPool extends RecordsElement<MembersPage> {
  static readonly observedAttributes = ["heading-level"];

  #names: Readonly<Record<string, string>> = {};

  get names(): Readonly<Record<string, string>> {
    return this.#names;
  }

  set names(names: Readonly<Record<string, string>> | null | undefined) {
    this.#names = names ?? {};
    this.plan();
  }

  override connectedCallback(): void {
    upgrade(this, "names");
    super.connectedCallback();
  }

  protected override get store(): Store {
    return poolStore;
  }

  protected override records({ members, nextCursor }: MembersPage, snapshot: Snapshot, text: Texts): readonly Child[] {
    const shown = this.view(snapshot);
    const title = text.say("from:pool");
    const more = () => void this.load(() => this.#readMore(nextCursor));
    return [
      h("div.card", {  },
        this.heading("heading", title),
        ...facts(shown, title),
        this.#table(members, text),
        nextCursor !== undefined && h("button.button", { onclick: more }, text.say("more")),
        actions(this, shown.actions),
      ),
    ];
  }

  protected override readNewest(): Promise<MembersPage> {
    return this.store.read("members", { limit: PAGE });
  }

  async #readMore(cursor?: string): Promise<MembersPage> {
    const page = await this.store.read<MembersPage>("members", { limit: PAGE, cursor });
    return { ...page, members: [...(this.data?.members ?? []), ...page.members] };
  }

  #table(members: readonly Member[], text: Texts): Markup {
    const rows = members.map((member) => ({
      key: member.account,
      cells: [[this.#name(member)], this.#drawn(member, text)],
    }));
    return table(["member", "kind:charge"], rows, text);
  }

  #drawn(member: Member, text: Texts): Child[] {
    const { drawn, limitPerPeriod: cap } = member;
    if (cap === undefined) {
      return [text.number(drawn), h("small", {}, text.say("noCap"))];
    }
    const percent = (100 * drawn) / cap;
    const usage = { used: drawn, granted: cap, percent, level: levelAt(percent) };
    const { meter: bar } = meterOf({ usage }, text);
    return bar ? [h("small", {}, bar.text), meter(bar, this.#name(member))] : [];
  }

  #name({ account }: Member): string {
    return (Object.hasOwn(this.#names, account) && this.#names[account]) || account;
  }
}
