// The bar above every product: the signed-in person, the next failure, and the clock of the local
// service.

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

function h(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Fills the bar. `ask` calls the product's back end. */
export async function openStage({ person, people }, ask) {
  const stage = document.querySelector(".stage");
  const { now } = await (await fetch("/__dev/clock")).json();
  const fail = h("button", { type: "button", ariaPressed: "false" }, "Let AI actions fail");
  fail.addEventListener("click", () => {
    fail.ariaPressed = String(fail.ariaPressed !== "true");
  });
  stage.replaceChildren(
    h("strong", {}, "Demo"),
    h("label", {}, "Signed in as", who(person, people, ask)),
    h("p", { className: "says" }, person ? `${person.name} ${person.says}.` : "Nobody is signed in: elements show nothing."),
    fail,
    h("button", { type: "button", onclick: nextMonth }, "Next month"),
    h("span", { className: "num" }, DATE.format(new Date(now))),
    h("a", { href: "/demo" }, "All demos"),
  );
}

function who(person, people, ask) {
  const select = h(
    "select",
    {},
    ...people.map(each => h("option", { value: each.account, selected: each.account === person?.account }, each.name)),
    h("option", { value: "nobody", selected: !person }, "nobody"),
  );
  select.addEventListener("change", async () => {
    await ask("sign-in", { account: select.value });
    location.reload();
  });
  return select;
}

async function nextMonth() {
  await fetch("/__dev/clock", { method: "POST", body: JSON.stringify({ advance: "P1M" }) });
  location.reload();
}
