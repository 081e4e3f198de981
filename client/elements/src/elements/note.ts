import { h, type Child } from "../dom.js";
import { CreditsElement } from "../element.js";
import type { NoteNumbers, Snapshot } from "../store.js";
import type { Texts } from "../text.js";

/**
 * `<credits-note>`: what the last action took and what is left, announced politely. `for-action`
 * limits it to one action. It stays until the next action, or for `fade` milliseconds if that is set.
 */
export class CreditsNote extends CreditsElement {
  static readonly observedAttributes = ["for-action", "fade"];

  #shown: NoteNumbers | undefined;
  #faded: NoteNumbers | undefined;

  protected override content({ note }: Snapshot, text: Texts): readonly Child[] {
    const mine = concerns(this.getAttribute("for-action"), note?.action) ? note : undefined;
    const fade = Number(this.getAttribute("fade"));
    if (mine !== this.#shown && fade > 0) {
      setTimeout(() => {
        this.#faded = mine;
        this.plan();
      }, fade);
    }
    this.#shown = mine;
    const words = mine && mine !== this.#faded ? sentence(mine, text) : "";
    return [h("span.note", { role: "status", "aria-atomic": "true" }, words)];
  }
}

/** Whether an element for `mine` is for what happened to `theirs`; one that names none is for all. */
export const concerns = (mine: string | null, theirs: string | undefined): boolean =>
  mine === null || theirs === undefined || mine === theirs;

const sentence = ({ kind, credits, left }: NoteNumbers, text: Texts): string =>
  text.say(`note:${kind}`, { n: credits, short: text.say("short", { n: left }) });
