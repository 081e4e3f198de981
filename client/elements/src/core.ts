import { redraw } from "./store.js";
import { addStrings, type OwnStrings } from "./text.js";

/** Everything except the elements: for own markup, and for pages that register elements later. */
export { configure, store, Store } from "./store.js";
export type { Choice, Need, NoteNumbers, Settings, Snapshot } from "./store.js";
export { creditsFetch } from "./fetching.js";
export { ReadError } from "./reading.js";
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
export type { Key, Message, Moment, OwnStrings } from "./text.js";
export type * from "./wire.js";

/**
 * Adds texts for a language, or replaces some. English replaces missing texts.
 *
 * Names of the catalog have keys too: `name:<id>` for an action, a plan or a pack, and
 * `action:<id>` for a number of runs, as in `{n} [reply|replies]`.
 */
export function setStrings(lang: string, strings: OwnStrings): void {
  addStrings(lang, strings);
  redraw();
}
