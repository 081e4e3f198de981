/** Types of the elements in JSX, for React 19: `import "drawdown-elements/react"` in one file. */
import type { HTMLAttributes, Ref } from "react";
import type { CreditsNotice, CreditsPool } from "./dist/index.js";
import type { Problem } from "./dist/core.js";

type Own<E = HTMLElement> = HTMLAttributes<E> & { ref?: Ref<E>; class?: string };
type Heading = { "heading-level"?: number | string };
type Selling = Heading & { "return-url"?: string };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "credits-pill": Own & { action?: string; compact?: boolean; button?: boolean };
      "credits-panel": Own & Heading & { "show-sources"?: boolean };
      "credits-note": Own & { "for-action"?: string };
      "credits-notice": Own<CreditsNotice> &
        Heading & { "for-action"?: string; problem?: Problem | null };
      "credits-plans": Own & Selling & { interval?: "month" | "year"; pools?: boolean };
      "credits-packs": Own & Selling;
      "credits-ledger": Own & Heading & { "page-size"?: number | string; kind?: string };
      "credits-usage": Own & Heading & { days?: number | string };
      "credits-pool": Own<CreditsPool> & Heading & { names?: Readonly<Record<string, string>> };
    }
  }
}
