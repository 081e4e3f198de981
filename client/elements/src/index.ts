import "./register.js";

export * from "./core.js";
export { CreditsLedger } from "./elements/ledger.js";
export { CreditsNote } from "./elements/note.js";
export { CreditsNotice } from "./elements/notice.js";
export { CreditsPanel } from "./elements/panel.js";
export { CreditsPill } from "./elements/pill.js";
export { CreditsPool } from "./elements/pool.js";
export { CreditsPacks, CreditsPlans } from "./elements/shop.js";
export { CreditsUsage } from "./elements/usage.js";
