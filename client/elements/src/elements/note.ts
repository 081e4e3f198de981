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

  #faded: NoteNumbers | undefined;
  #fading: NoteNumbers | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#fading = undefined;
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const note = concerns(this.getAttribute("for-action"), snapshot.note?.action)
      ? snapshot.note
      : undefined;
    this.#fade(note);
    const words = note && note !== this.#faded ? sentence(note, text) : "";
    return [h("span", { part: "note", role: "status", "aria-atomic": "true" }, words)];
  }

  #fade(note: NoteNumbers | undefined): void {
    const millis = Number(this.getAttribute("fade"));
    if (note && note !== this.#fading && millis > 0) {
      clearTimeout(this.#timer);
      this.#fading = note;
      this.#timer = setTimeout(() => {
        this.#faded = note;
        this.plan();
      }, millis);
    }
  }
}

/** Whether an element for `mine` is for what happened to `theirs`; one that names none is for all. */
export const concerns = (mine: string | null, theirs: string | undefined): boolean =>
  mine === null || theirs === undefined || mine === theirs;

function sentence({ kind, credits, expired, left }: NoteNumbers, text: Texts): string {
  const short = text.say("short", { n: left });
  if (kind === "used") {
    return text.say(credits === 0 ? "note:free" : "note", { n: credits, short });
  }
  return text.say(credits === 0 && expired > 0 ? "note:gone" : "note:back", { n: credits, short });
}
