import { aiButton, open } from "./product.js";
import { links, strings } from "./employee-words.js";

const THREADS = [
  { id: "thread-41", name: "Priya Nair", channel: "Web chat", messages: [["", "Hi! Do you have anything on Saturday morning?"]] },
  { id: "thread-42", name: "Marcus Bell", channel: "SMS", messages: [["", "I need to move my appointment from Tuesday to later that week."]] },
  { id: "thread-43", name: "Sofia Rossi", channel: "Email", messages: [["", "What does a first visit cost, and do you take my insurance?"], ["ours", "Thanks for writing, Sofia. Which insurance do you have?"], ["", "Northern Mutual, the family plan."]] },
  { id: "thread-44", name: "Tom Okada", channel: "Instagram", messages: [["", "Where can I park when I visit you?"]] },
];
let thread = THREADS[0];
const drafts = new Map();

function h(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const byId = id => document.getElementById(id);

function showThread() {
  byId("subject").textContent = thread.name;
  byId("channel").textContent = thread.channel;
  byId("thread").replaceChildren(
    ...thread.messages.map(([side, text]) => h("li", { className: side }, h("small", {}, side ? "You" : thread.name), text)),
  );
  for (const button of document.querySelectorAll(".list button")) {
    button.ariaPressed = String(button.dataset.thread === thread.id);
  }
  byId("answer").value = drafts.get(thread.id) ?? "";
}

for (const each of THREADS) {
  const button = h("button", { type: "button", onclick: () => { thread = each; showThread(); } }, h("strong", {}, each.name), h("small", {}, each.messages.at(-1)[1]));
  button.dataset.thread = each.id;
  document.querySelector(".list ul").append(h("li", {}, button));
}

byId("answer").addEventListener("input", ({ target }) => drafts.set(thread.id, target.value));
byId("send").addEventListener("click", () => {
  const text = byId("answer").value.trim();
  if (text) {
    thread.messages.push(["ours", text]);
    drafts.delete(thread.id);
    showThread();
  }
  byId("answer").focus();
});

const SHOW = {
  reply: (text, id) => {
    drafts.set(id, text);
    showThread();
  },
  command: text => {
    byId("summary").textContent = text;
  },
  "website.sync": text => {
    byId("synced").textContent = text;
  },
};
const DOCUMENTS = { command: "week", "website.sync": "website" };
for (const button of document.querySelectorAll("[data-action]")) {
  const { action } = button.dataset;
  aiButton(button, action, () => DOCUMENTS[action] ?? thread.id, SHOW[action]);
}
showThread();
await open({ links, strings });
