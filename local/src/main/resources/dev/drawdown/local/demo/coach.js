import { aiButton, open } from "./product.js";
import { strings } from "./coach-strings.js";

const CLIENTS = [
  {
    id: "checkin-maya",
    name: "Maya Lindholm",
    when: "Sent on Monday",
    says: "I trained three times and slept badly on Wednesday and Thursday, because work is heavy. The scale did not move this week, and I am a little disappointed.",
    weeks: { Weight: "71.4 kg", Sleep: "6 h 10", Steps: "8,900", Energy: "3 of 5" },
  },
  {
    id: "checkin-jonas",
    name: "Jonas Weber",
    when: "Sent on Tuesday",
    says: "Best week so far! I hit my protein every day. My left knee is sore after the long run, should I still run on Saturday?",
    weeks: { Weight: "84.2 kg", Sleep: "7 h 40", Steps: "11,300", Energy: "5 of 5" },
  },
  {
    id: "checkin-amara",
    name: "Amara Diallo",
    when: "Sent on Tuesday",
    says: "I was on a trip and ate out every evening. I feel that I have ruined it all and should start over on Monday.",
    weeks: { Weight: "66.8 kg", Sleep: "7 h 05", Steps: "6,200", Energy: "2 of 5" },
  },
];
const drafts = new Map();
const trends = new Map();
let client = CLIENTS[0];

function h(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const byId = id => document.getElementById(id);

function showClient() {
  byId("client").textContent = client.name;
  byId("says").textContent = client.says;
  byId("weeks").replaceChildren(
    ...Object.entries(client.weeks).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
  for (const button of document.querySelectorAll(".clients button")) {
    button.ariaPressed = String(button.dataset.client === client.id);
  }
  byId("draft").value = drafts.get(client.id) ?? "";
  byId("trend").textContent = trends.get(client.id) ?? "";
  byId("trend").hidden = !trends.has(client.id);
}

for (const each of CLIENTS) {
  const button = h("button", { type: "button", onclick: () => { client = each; showClient(); } }, each.name, h("small", {}, each.when));
  button.dataset.client = each.id;
  document.querySelector(".clients").append(button);
}
byId("draft").addEventListener("input", ({ target }) => drafts.set(client.id, target.value));
for (const button of document.querySelectorAll("[data-action]")) {
  const { action } = button.dataset;
  aiButton(button, action, () => client.id, (text, id) => {
    (action === "trend.analyze" ? trends : drafts).set(id, text);
    showClient();
  });
}
showClient();
await open({ strings });
