import { h, type Child } from "../dom.js";
import { CreditsElement } from "../element.js";
import type { NoteNumbers, Snapshot } from "../store.js";
import type { Texts } from "../text.js";

/**
 * `<credits-note>`: the used and the left credits after the last action, announced politely.
 * `for-action` limits it to one action. It stays until the next action.
 */
export class CreditsNote extends CreditsElement {
  static readonly observedAttributes = ["for-action"];

  protected override content({ note }: Snapshot, text: Texts): readonly Child[] {
    const isMine = note && concerns(this.getAttribute("for-action"), note.action);
    return [h("span.note", { role: "status", "aria-atomic": "true" }, isMine && sentence(note, text))];
  }
}

/**
 * Whether an element for `mine` shows an event of `theirs`. An element without an action shows all.
 */
export const concerns = (mine: string | null, theirs: string | undefined): boolean =>
  mine === null || theirs === undefined || mine === theirs;

const sentence = ({ kind, credits, left }: NoteNumbers, text: Texts): string =>
  text.say(`note:${kind}`, { n: credits, short: text.say("short", { n: left }) });
