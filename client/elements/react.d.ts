/** Types of the elements in JSX, for React 19: `import "drawdown-elements/react"` in one file. */
import type { HTMLAttributes, Ref } from "react";
import type { CreditsNotice, CreditsPool } from "./dist/index.js";
import type { Problem } from "./dist/core.js";

type Element<E = HTMLElement> = HTMLAttributes<E> & { ref?: Ref<E>; class?: string };
type Heading = { "heading-level"?: number | string };
type Selling = Heading & { "return-url"?: string };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "credits-pill": Element & { action?: string; compact?: boolean; button?: boolean };
      "credits-panel": Element & Heading & { "show-sources"?: boolean };
      "credits-note": Element & { "for-action"?: string };
      "credits-notice": Element<CreditsNotice> &
        Heading & { "for-action"?: string; problem?: Problem | null };
      "credits-plans": Element & Selling & { interval?: "month" | "year"; pools?: boolean };
      "credits-packs": Element & Selling;
      "credits-ledger": Element & Heading & { "page-size"?: number | string; kind?: string };
      "credits-usage": Element & Heading & { days?: number | string };
      "credits-pool": Element<CreditsPool> & Heading & { names?: Readonly<Record<string, string>> };
    }
  }
}
