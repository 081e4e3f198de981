// Builds the page: the facts about the service, and the parts that change with them.

import { act, read, told, curl, reason } from "./api.js";
import { h, fill, button } from "./dom.js";
import { showAccounts } from "./accounts.js";
import { showAccount } from "./account.js";
import { showLedger } from "./ledger.js";
import { showPayments } from "./payments.js";
import { showClock } from "./clock.js";
import { showTrials } from "./trials.js";
import { showLive } from "./live.js";

const part = id => document.getElementById(id);

/** The page's facts. `wallets` contains balances and pools by `account/ada` and `pool/lakeside`. */
const state = {
  catalog: { actions: [], plans: [], packs: [] },
  cast: [],
  wallets: new Map(),
  selected: "account/ada",
  ledger: undefined,
  payments: { delayed: [], subscriptions: [] },
  clock: undefined,
  nextDue: undefined,
  faults: {},
};

const app = {
  state,
  act,
  /** The path of a wallet in the API. */
  path: (wallet = state.selected) => `/v1/${wallet.replace("/", "s/")}`,
  /** `["account", "ada"]` */
  owner: (wallet = state.selected) => wallet.split(/\/(.*)/).slice(0, 2),
  select(wallet) {
    location.hash = wallet;
  },
  refresh,
  refreshClock,
  refreshFaults,
  touched,
};

async function refresh(wallet = state.selected) {
  const [kind] = app.owner(wallet);
  const path = app.path(wallet) + (kind === "account" ? "/balance" : "");
  const answer = await read(path);
  const known = state.wallets.get(wallet);
  if (answer.ok && (known?.version ?? -1) > answer.body.version) {
    return;
  }
  state.wallets.set(wallet, answer.ok ? answer.body : { ...known, error: reason(answer) });
  showAccounts(part("accounts"), app);
  if (wallet === state.selected) {
    showAccount(part("account"), app);
    await refreshBooks();
  }
}

/** The number of reads of the books. An answer to an older read may arrive after a newer one. */
let bookReads = 0;

/** Reads the ledger of the selected wallet, and the provider's subscriptions. */
async function refreshBooks() {
  const wallet = state.selected;
  const number = ++bookReads;
  const [ledger, payments] = await Promise.all([read(`${app.path(wallet)}/ledger?limit=50`), read("/__dev/payments")]);
  if (wallet === state.selected && number === bookReads) {
    state.ledger = ledger.ok ? ledger.body : { data: [], error: reason(ledger) };
    state.payments = payments.ok ? payments.body : state.payments;
    showLedger(part("ledger"), app);
    showPayments(part("payments"), app);
  }
}

async function refreshClock() {
  const [clock, sweep] = await Promise.all([read("/__dev/clock"), read("/__dev/sweep")]);
  if (clock.ok) {
    state.clock = { ...clock.body, readAt: performance.now() };
    state.nextDue = sweep.body.next;
  }
  showClock(part("clock"), app);
}

async function refreshFaults() {
  const answer = await read("/__dev/faults");
  state.faults = answer.ok ? answer.body : {};
  showTrials(part("trials"), app);
}

/** Reads a changed wallet a moment later, once for many events. */
const waiting = new Set();
function touched(wallet) {
  if (wallet && (state.wallets.has(wallet) || wallet === state.selected)) {
    if (waiting.size === 0) {
      setTimeout(() => {
        const wallets = [...waiting];
        waiting.clear();
        wallets.forEach(refresh);
        refreshClock();
      }, 150);
    }
    waiting.add(wallet);
  }
}

function showLast({ detail: { request, answer, says } }) {
  const command = curl(request);
  const copy = button("Copy", async () => {
    await navigator.clipboard.writeText(command);
    copy.textContent = "Copied";
  }, { name: "copy" });
  const [result, line] = part("last").children;
  fill(result, h("span", { class: `status ${answer.ok ? "good" : "bad"}` }, answer.status || "no answer"), ` ${says || (answer.ok ? "Done." : reason(answer))}`);
  fill(line, h("code", { tabindex: "0", "aria-label": "The same request with curl" }, command), copy);
}

function selectFromAddress() {
  const wallet = decodeURIComponent(location.hash.slice(1));
  if (/^(account|pool)\/[A-Za-z0-9._:@|+=~-]{1,128}$/.test(wallet)) {
    state.selected = wallet;
  }
  state.ledger = undefined;
  showAccounts(part("accounts"), app);
  showAccount(part("account"), app);
  showLedger(part("ledger"), app);
  refresh();
}

async function start() {
  told.addEventListener("answer", showLast);
  addEventListener("hashchange", selectFromAddress);
  addEventListener("focus", () => refresh());
  showLive(part("live"), app);
  const catalog = await read("/v1/catalog");
  state.catalog = catalog.ok ? catalog.body : state.catalog;
  part("product").textContent = state.catalog.product ?? "";
  const seed = await act("POST", "/__dev/seed", undefined, {
    says: ({ ok, body }) =>
      ok && (body.seeded.length > 0 ? `Made ${body.seeded.length} accounts in different states.` : "The accounts are as you left them."),
  });
  state.cast = (seed.ok ? seed : await read("/__dev/seed")).body.cast ?? [];
  selectFromAddress();
  refreshFaults();
  await refreshClock();
  await Promise.all(state.cast.map(({ account, pool }) => refresh(account ? `account/${account}` : `pool/${pool}`)));
}

start();
