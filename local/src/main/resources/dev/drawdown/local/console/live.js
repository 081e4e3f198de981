// What happens, live: each request with its curl command, its answer and its events.

import { act, curl } from "./api.js";
import { h, fill, button, signed, seconds, time, number } from "./dom.js";

const MOST = 60;
const MOST_EVENTS = 12;
const WAIT_MILLIS = 5_000;
const SWEEPING = ["/__dev/clock", "/__dev/sweep"];

/** Groups, newest first: `{request, events, wrote, at, element}`. Due changes have no request. */
const groups = [];
const unclaimed = new Map();

export function showLive(aside, app) {
  const list = h("ol", { class: "groups" });
  const connection = h("span", { class: "tag none", role: "status" }, "connecting");
  fill(
    aside,
    h("div", { class: "title" }, h("h2", { id: "live-title" }, "Live"), connection),
    h("p", { class: "quiet" }, "Every request that may change something, from this page or from a terminal, and its events on the bus."),
    list,
  );
  const listen = () => {
    const source = new EventSource("/__dev/events?requests=true");
    source.onopen = () => tag(connection, "connected", "ok");
    source.onerror = () => tag(connection, "not connected", "critical");
    source.onmessage = ({ data }) => {
      const line = JSON.parse(data);
      if (line.type === "Request") {
        hearRequest(line, list);
      } else {
        hearEvent(line, list, app);
      }
    };
    // A browser keeps a page that was left, with its connection, and opens six at most to one host.
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  listen();
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
}

function tag(element, text, level) {
  element.textContent = text;
  element.className = `tag ${level}`;
}

function hearRequest(request, list) {
  const group = { request, events: new Map(), wrote: new Set(request.wrote), at: performance.now() };
  const sweeps = SWEEPING.includes(request.path);
  for (const [id, event] of unclaimed) {
    if (sweeps || group.wrote.has(id)) {
      group.events.set(id, event);
      unclaimed.delete(id);
    }
  }
  reclaim(group);
  add(group, list);
}

/** Moves the events of a slow request that are in another group meanwhile. */
function reclaim(group) {
  for (const other of [...groups]) {
    const taken = [...other.events.values()].filter(({ id }) => group.wrote.has(id) && !other.wrote.has(id));
    for (const event of taken) {
      group.events.set(event.id, event);
      other.events.delete(event.id);
    }
    if (!other.request && other.events.size === 0) {
      groups.splice(groups.indexOf(other), 1);
      other.element.remove();
    } else if (taken.length > 0) {
      show(other);
    }
  }
}

/**
 * An event belongs to the request that wrote its entry. The line of a slow request comes after its
 * first events, so those wait for it. The sweeper wrote the events that no request wrote.
 */
function hearEvent(event, list, app) {
  for (const wallet of [event.pool && `pool/${event.pool}`, event.account && `account/${event.account}`]) {
    app.touched(wallet);
  }
  const group = groups.find(each => each.wrote.has(event.id)) ?? groups.slice(0, 1).find(latest => brought(latest, event));
  if (group) {
    group.events.set(event.id, event);
    show(group);
    return;
  }
  unclaimed.set(event.id, event);
  setTimeout(() => unclaimed.delete(event.id) && hearSweep(event, list), WAIT_MILLIS);
}

/** Whether a late event may be of a sweep: no sweep brings what is due after the time to which it moved the clock. */
function brought({ request, at }, event) {
  if (!SWEEPING.includes(request?.path) || performance.now() - at >= WAIT_MILLIS) {
    return false;
  }
  const { now } = JSON.parse(request.answer ?? "{}");
  return !now || Date.parse(event.at) <= Date.parse(now);
}

function hearSweep(event, list) {
  let [group] = groups;
  if (!group || group.request) {
    group = { events: new Map(), wrote: new Set(), at: performance.now() };
    add(group, list);
  }
  group.events.set(event.id, event);
  show(group);
}

function add(group, list) {
  group.element = h("li");
  groups.unshift(group);
  list.prepend(group.element);
  for (const old of groups.splice(MOST)) {
    old.element.remove();
  }
  show(group);
}

function show(group) {
  const open = group.element.querySelector("details")?.open ?? false;
  const { request } = group;
  const sweeps = !request || SWEEPING.includes(request.path);
  const events = [...group.events.values()].sort((a, b) => a.at.localeCompare(b.at) || a.number - b.number);
  fill(
    group.element,
    h(
      "details",
      { open },
      h("summary", { "data-focus": "summary" }, request ? title(request) : h("span", { class: "what" }, "Due changes"), events.length > 0 && h("span", { class: "count" }, `${number(events.length)} ${events.length === 1 ? "event" : "events"}`)),
      request && asked(request),
    ),
    sweeps && events.length === 0 && h("p", { class: "quiet" }, "Nothing fell due."),
    events.length > 0 && eventList(events, sweeps),
  );
}

function title({ method, path, status, at }) {
  return [
    h("span", { class: `status ${status < 400 ? "good" : "bad"}` }, status),
    " ",
    h("span", { class: "what" }, `${method} ${decodeURIComponent(path)}`),
    " ",
    h("small", { class: "quiet" }, seconds(at)),
  ];
}

function asked(request) {
  const { method, path, key, body, answer } = request;
  const replayable = method === "POST" && key && body;
  return h(
    "div",
    { class: "asked" },
    path === "/webhooks/stripe" ? h("p", { class: "quiet" }, "Signed by the provider.") : h("pre", { tabindex: "0", "aria-label": "The request with curl" }, curl(request)),
    answer && h("pre", { tabindex: "0", "aria-label": "The answer" }, pretty(answer)),
    replayable && button("Send it again with the same key", () => act(method, path, JSON.parse(body), { key }), { name: "again", class: "small" }),
  );
}

function pretty(answer) {
  try {
    return JSON.stringify(JSON.parse(answer), undefined, 2);
  } catch {
    return answer;
  }
}

/** `dated` events show when they became true, which may be long before now. */
function eventList(events, dated) {
  const shown = events.slice(0, MOST_EVENTS);
  return h(
    "ul",
    { class: "events" },
    shown.map(({ type, at, account, pool, change, balanceAfter, reason }) =>
      h(
        "li",
        {},
        h("span", { class: "type" }, type),
        " ",
        h("span", {}, pool ?? account, reason ? ` · ${reason.replaceAll("-", " ")}` : ""),
        change ? h("span", { class: "num" }, `${signed(change)} → ${number(balanceAfter)}`) : null,
        dated && h("span", { class: "dated" }, time(at)),
      ),
    ),
    events.length > shown.length && h("li", { class: "quiet" }, `and ${number(events.length - shown.length)} more`),
  );
}
