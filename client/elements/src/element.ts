import { attribute, h, render, type Child, type Markup } from "./dom.js";
import { poolStore, redraw, store, type Need, type Snapshot, type Store } from "./store.js";
import { sheet } from "./style.js";
import { texts, type Texts } from "./text.js";
import { view, type View } from "./view.js";

/** A server has no elements. The classes can be loaded there, and do nothing. */
const Base = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

/** The base of all elements: they show the page's store, in the language around them. */
export abstract class CreditsElement extends Base {
  readonly #root: ShadowRoot;
  #unsubscribe: (() => void) | undefined;
  #planned = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet()];
  }

  protected get store(): Store {
    return store;
  }

  connectedCallback(): void {
    this.#unsubscribe ??= this.store.subscribe(() => this.plan(), () => this.needs());
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  /** An attribute may need more data, as a pill's `action` needs the catalog. */
  attributeChangedCallback(): void {
    this.plan();
    this.store.plan();
  }

  /** The data that the store must read for this element. */
  protected needs(): readonly Need[] {
    return ["balance"];
  }

  /** The current content of the element. Not called if nobody is signed in. */
  protected abstract content(snapshot: Snapshot, text: Texts): readonly Child[];

  protected text(): Texts {
    return texts(languageOf(this));
  }

  /** The balance in words, as this element needs it. */
  protected view(snapshot: Snapshot, asked: { action?: string | undefined; advised?: boolean } = {}): View {
    const problem = snapshot.problem ?? (asked.advised ? snapshot.advice : undefined);
    const { action } = asked;
    return view(snapshot.balance, problem, { ...snapshot, lang: languageOf(this), action });
  }

  /** Draws once for all changes of one moment. */
  plan(): void {
    if (!this.#planned) {
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if (this.isConnected) {
          this.#draw();
        }
      });
    }
  }

  /** Fires an event that a page can receive. Returns false if the page has handled it itself. */
  fire(name: string, detail: object = {}): boolean {
    const how = { bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent(name, { ...how, detail }));
  }

  /** A heading of the level in the page's outline. */
  protected heading(part: string, text: string, deeper = 0): Markup {
    const level = Number(this.getAttribute("heading-level") ?? 2);
    return h(level > 0 ? `h${Math.min(6, level + deeper)}` : "p", { part }, text);
  }

  #draw(): void {
    const snapshot = this.store.snapshot();
    const shown = this.view(snapshot);
    const isOut = shown.state === "signed-out";
    attribute(this, "state", shown.state);
    attribute(this, "level", this.level(shown));
    attribute(this, "busy", snapshot.busy);
    attribute(this, "stale", shown.stale !== undefined);
    this.#render(isOut ? [] : this.content(snapshot, this.text()));
  }

  /**
   * Renders, and if that removes the focused button, moves the focus: to the first new row of the
   * table before the button, or to the heading, or while it loads to the text that says so.
   */
  #render(children: readonly Child[]): void {
    const focused = this.#root.activeElement;
    const rows = focused?.previousElementSibling?.querySelector("tbody")?.children;
    const count = rows?.length ?? 0;
    render(this.#root, children);
    if (focused?.isConnected === false) {
      const next = rows?.[count] ?? this.#root.querySelector("[part=heading],[part=error]");
      next?.setAttribute("tabindex", "-1");
      (next as HTMLElement | null)?.focus();
    }
  }

  protected level(shown: View): string | undefined {
    return shown.level;
  }
}

/** Applies a property that a page set before the element was defined. */
export function upgrade<T extends CreditsElement>(element: T, name: keyof T): void {
  if (Object.hasOwn(element, name)) {
    const value = element[name];
    delete (element as Partial<T>)[name];
    element[name] = value;
  }
}

/** The text of an element without data: it is loading, or there is no answer. */
export function waiting(state: View["state"], text: Texts): readonly Child[] {
  return [
    h("div.card", {  },
      h("p.error", {  }, text.say(state === "unavailable" ? state : "loading")),
      state === "unavailable" && retry("button", text),
    ),
  ];
}

const readAgain = () => {
  void store.refresh();
  void poolStore.refresh();
};

const retry = (part: string, text: Texts): Markup =>
  h("button", { part, onclick: readAgain }, text.say("retry"));

/** The notice that the numbers are old, and a button to read them again. */
export function staleness(stale: string | undefined, text: Texts): Child {
  return stale !== undefined && h("p.error", {}, stale, " ", retry("link", text));
}

/** A moment in UTC, with the reader's own time as the tooltip. */
export const time = (moment: { iso: string; local: string }, words: string): Markup =>
  h("time", { datetime: moment.iso, title: moment.local }, words);

/** The `lang` that applies to an element, also across the borders of shadow trees. */
function languageOf(element: Element): string {
  const root = element.getRootNode();
  const found = element.closest("[lang]")?.getAttribute("lang");
  return found || (root instanceof ShadowRoot ? languageOf(root.host) : "en");
}

if (typeof document !== "undefined") {
  const options = { attributes: true, attributeFilter: ["lang"], subtree: true };
  new MutationObserver(redraw).observe(document.documentElement, options);
}
