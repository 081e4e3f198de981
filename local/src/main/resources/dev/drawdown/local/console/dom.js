// Elements, and the format of numbers and times. Text is always set as text, never as HTML.

const NUMBER = new Intl.NumberFormat("en");
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });
const SECONDS = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });

/** Makes an element. `on…` properties are listeners. `null` and `false` children are skipped. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...shown(children));
  return element;
}

const shown = children => children.flat(Infinity).filter(child => child || child === 0);

/**
 * Replaces all children of an element. Parts with `data-scroll` keep their scroll position. The
 * focus stays where it was. If that element is gone, the focus goes to the element's heading.
 */
export function fill(element, ...children) {
  const scrolled = new Map([...element.querySelectorAll("[data-scroll]")].map(each => [each.dataset.scroll, [each.scrollLeft, each.scrollTop]]));
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  element.replaceChildren(...shown(children));
  for (const each of element.querySelectorAll("[data-scroll]")) {
    each.scrollTo(...(scrolled.get(each.dataset.scroll) ?? [0, 0]));
  }
  if (focused) {
    const same = element.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
    const heading = element.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    (same ?? heading)?.focus({ preventScroll: true });
  }
}

/** A button. `name` keeps its focus when the elements around it are made again. */
export function button(text, run, { name = text, ...more } = {}) {
  return h("button", { type: "button", "data-focus": name, onclick: run, ...more }, text);
}

export const number = value => NUMBER.format(value);
export const signed = value => (value > 0 ? `+${NUMBER.format(value)}` : NUMBER.format(value).replace("-", "−"));
export const credits = count => `${NUMBER.format(count)} ${count === 1 ? "credit" : "credits"}`;
export const date = instant => DATE.format(new Date(instant));
export const time = instant => `${DATE.format(new Date(instant))}, ${TIME.format(new Date(instant))} UTC`;
export const seconds = instant => SECONDS.format(new Date(instant));

export function price({ amount, currency }) {
  const style = { style: "currency", currency: currency.toUpperCase() };
  const digits = new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits;
  return new Intl.NumberFormat("en", style).format(amount / 10 ** digits);
}
