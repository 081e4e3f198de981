/** Markup without `innerHTML`: the wanted tree of nodes, and the function that renders it. */
export interface Markup {
  readonly tag: string;
  readonly props: Props;
  readonly children: readonly Child[];
}
export type Child = Markup | string | false | null | undefined;

/**
 * Attributes by name, handlers as `onclick`, and sizes in percent as `inlineSize` and `blockSize`.
 * Sizes are set by the style's own properties, which a content security policy allows. A `key` is
 * for a node that may move among its siblings.
 */
export type Props = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** A node by `tag` or `tag.part`, its part in the shadow tree. */
export const h = (tag: string, props: Props = {}, ...children: Child[]): Markup => ({
  tag,
  props,
  children,
});

const keys = new WeakMap<Node, string>();
const given = new WeakMap<Node, Props>();

/**
 * Renders the children of `parent` and keeps existing nodes. So the focus stays where it is, and a
 * status region announces only new text.
 */
export function render(parent: Node, children: readonly Child[]): void {
  const old = new Map([...parent.childNodes].map((node) => [keys.get(node), node]));
  const counts = new Map<string, number>();
  let place = parent.firstChild;
  for (const child of children) {
    if (!child) {
      continue;
    }
    const name = typeof child === "string" ? "" : child.tag;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const own = typeof child === "string" ? undefined : child.props.key;
    const key = `${name} ${String(own ?? count)}`;
    const node = old.get(key) ?? create(name);
    old.delete(key);
    keys.set(node, key);
    update(node, child);
    if (node === place) {
      place = place.nextSibling;
    } else {
      parent.insertBefore(node, place);
    }
  }
  for (const node of old.values()) {
    parent.removeChild(node);
  }
}

function create(name: string): Node {
  const [tag, part] = name.split(".");
  if (!tag) {
    return document.createTextNode("");
  }
  const element = document.createElement(tag);
  attribute(element, "part", part);
  return element;
}

function update(node: Node, child: Markup | string): void {
  if (typeof child === "string") {
    if (node.nodeValue !== child) {
      node.nodeValue = child;
    }
    return;
  }
  const element = node as HTMLElement;
  const before = given.get(node) ?? {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(child.props)])) {
    if (before[name] !== child.props[name]) {
      set(element, name, child.props[name]);
    }
  }
  given.set(node, child.props);
  render(node, child.children);
}

function set(element: HTMLElement, name: string, value: Props[string]): void {
  if (name === "key") {
    return;
  }
  if (name === "inlineSize" || name === "blockSize") {
    element.style[name] = `${Number(value)}%`;
  } else if (name.startsWith("on")) {
    (element as unknown as Record<string, unknown>)[name] = value ?? null;
  } else {
    attribute(element, name, value as string | number | boolean | undefined);
  }
}

/** Sets an attribute if it differs. `false` and `undefined` remove it. */
export function attribute(
  element: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  const text = value === true ? "" : String(value);
  if (value === undefined || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}
