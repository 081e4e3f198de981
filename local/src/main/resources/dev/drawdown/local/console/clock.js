// The clock of the whole service: forward, never back, with what fell due on the way.

import { h, fill, button, date, time } from "./dom.js";

let ticking;

export function showClock(section, app) {
  const { clock, nextDue } = app.state;
  if (!clock) {
    fill(section, h("p", {}, "The clock can't be read."));
    return;
  }
  const shown = h("time", { class: "now" });
  clearInterval(ticking);
  const tell = () => {
    shown.textContent = time(now(clock));
  };
  tell();
  ticking = setInterval(tell, 1000);
  const move = (text, request, more) => button(text, () => moved(app, request(now(clock))), more);
  fill(
    section,
    h("p", { class: "time" }, shown, h("span", { class: `tag ${clock.running ? "ok" : "warn"}` }, clock.running ? "running" : "stopped")),
    h(
      "div",
      { class: "buttons" },
      move("+1 hour", () => ({ advance: "PT1H" })),
      move("+1 day", () => ({ advance: "P1D" })),
      move("1st of next month", at => ({ now: nextMonth(at) })),
      nextDue && move(`Next due, ${date(nextDue)}`, () => ({ now: nextDue }), { name: "next-due" }),
      isBehind(clock) && move("Now", () => ({ now: new Date().toISOString() })),
      !clock.running && move("Run on", () => ({ resume: true })),
    ),
  );
}

/** What the clock shows, also where it runs on since it was read. */
const now = clock => new Date(Date.parse(clock.now) + (clock.running ? performance.now() - clock.readAt : 0));

/** Whether the machine's clock has gone on without it. A clock that is ahead can't go back to it. */
const isBehind = clock => !clock.running && now(clock) < Date.now();

function nextMonth(at) {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)).toISOString();
}

async function moved(app, request) {
  await app.act("POST", "/__dev/clock", request, {
    says: ({ ok, body }) => ok && `It is ${time(body.now)}, and the clock ${body.running ? "runs" : "stands"}.`,
  });
  await app.refreshClock();
  await Promise.all([...app.state.wallets.keys()].map(wallet => app.refresh(wallet)));
}
