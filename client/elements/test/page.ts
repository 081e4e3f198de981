import { Window } from "happy-dom";

/** Makes the globals of a page. Tests need no others. */
const NAMES = [
  "window", "document", "customElements", "HTMLElement", "Element", "Node", "ShadowRoot", "CSSStyleSheet",
  "CustomEvent", "Event", "MouseEvent", "MutationObserver", "location", "history", "sessionStorage", "navigator",
  "HTMLIFrameElement", "requestAnimationFrame", "cancelAnimationFrame",
] as const;

let window: Window | undefined;

export const page = {
  open(): void {
    window = new Window({ url: "https://product.example/settings" });
    for (const name of NAMES) {
      const value = name === "window" ? window : (window as unknown as Record<string, unknown>)[name];
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  },
  /** Waits until observers have run. */
  async idle(): Promise<void> {
    await window?.happyDOM.waitUntilComplete();
  },
  async close(): Promise<void> {
    await window?.happyDOM.close();
  },
};
