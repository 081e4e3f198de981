/** The script for a page without a build: the core, and all elements registered. */
import { CreditsLedger } from "./elements/ledger.js";
import { CreditsNote } from "./elements/note.js";
import { CreditsNotice } from "./elements/notice.js";
import { CreditsPanel } from "./elements/panel.js";
import { CreditsPill } from "./elements/pill.js";
import { CreditsPool } from "./elements/pool.js";
import { CreditsPacks, CreditsPlans } from "./elements/shop.js";
import { CreditsUsage } from "./elements/usage.js";

export * from "./core.js";

const ELEMENTS = {
  "credits-ledger": CreditsLedger,
  "credits-note": CreditsNote,
  "credits-notice": CreditsNotice,
  "credits-packs": CreditsPacks,
  "credits-panel": CreditsPanel,
  "credits-pill": CreditsPill,
  "credits-plans": CreditsPlans,
  "credits-pool": CreditsPool,
  "credits-usage": CreditsUsage,
};

declare global {
  interface HTMLElementTagNameMap {
    "credits-ledger": CreditsLedger;
    "credits-note": CreditsNote;
    "credits-notice": CreditsNotice;
    "credits-packs": CreditsPacks;
    "credits-panel": CreditsPanel;
    "credits-pill": CreditsPill;
    "credits-plans": CreditsPlans;
    "credits-pool": CreditsPool;
    "credits-usage": CreditsUsage;
  }
}

if (typeof customElements !== "undefined") {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(name)) {
      customElements.define(name, element);
    }
  }
}
