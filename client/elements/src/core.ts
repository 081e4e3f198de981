/** Everything but the elements: for own markup, and for pages that register elements later. */
export { configure, store, Store } from "./store.js";
export type { Choice, Need, NoteNumbers, PoolSnapshot, Settings, Snapshot } from "./store.js";
export { creditsFetch } from "./fetching.js";
export { ReadError, SignedOut } from "./reading.js";
export type { Connection, Token, TokenSource } from "./reading.js";
export { view } from "./view.js";
export type {
  Level,
  Links,
  Meter,
  Notice,
  Purchase,
  Source,
  View,
  ViewAction,
  ViewOptions,
} from "./view.js";
export { setStrings } from "./text.js";
export type { Key, Message, Moment, OwnStrings } from "./text.js";
export type * from "./wire.js";
