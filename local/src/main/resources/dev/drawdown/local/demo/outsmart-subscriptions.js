import { store } from "/elements.js";
import { ask, open } from "./product.js";
import { links, strings } from "./outsmart-links.js";

const tabs = [...document.querySelectorAll("[role=tab]")];

/** The tab that the address names, also by a place inside it. AI Plans is the default. */
function chosen() {
  const target = location.hash && document.querySelector(location.hash);
  const panel = target ? target.closest("[role=tabpanel]") : undefined;
  return tabs.find(tab => tab.getAttribute("aria-controls") === panel?.id) ?? tabs[1];
}

function select(tab) {
  for (const each of tabs) {
    const isChosen = each === tab;
    each.ariaSelected = String(isChosen);
    each.tabIndex = isChosen ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => {
    history.replaceState(null, "", `#${tab.getAttribute("aria-controls")}`);
    select(tab);
  });
  tab.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -index, End: tabs.length - 1 - index }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = tabs[(index + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    }
  });
}
addEventListener("hashchange", () => select(chosen()));
select(chosen());
const me = await open({ links, strings });

// The customer pays an open invoice in the provider's checkout, like every purchase.
document.getElementById("card-says").textContent = me.openInvoice
  ? "Visa ending in 4242 was declined. An invoice is open."
  : "Visa ending in 4242. All invoices are paid.";
if (me.openInvoice) {
  const pay = document.getElementById("pay");
  pay.hidden = false;
  pay.addEventListener("click", async () => {
    const page = new URL("#ai-plans", location.href).href;
    const { url } = await ask("buy", { kind: "plan", id: me.openInvoice, returnUrl: page, cancelUrl: location.href });
    store.leaving("plan");
    location.assign(url);
  });
}
