// A program that knows both packages from their tarballs only. .ci/use-packages checks its types, and runs it.
import { DrawdownClient, DrawdownProblem, type Balance, type MeteredCall } from "drawdown";
import { AiCredits } from "drawdown/ai";
import { ManageClient } from "drawdown/manage";
import { ReadClient } from "drawdown/read";
import { SessionClient } from "drawdown/session";
import { setStrings, view, type View } from "drawdown-elements/core";
import type { CreditsPill } from "drawdown-elements";

const answer = {
  account: "anna",
  standing: "active",
  total: 42,
  held: 0,
  buckets: [],
  usage: { used: 8, granted: 50, percent: 16, level: "ok" },
  version: 9,
};

const options = {
  base: "http://127.0.0.1:1",
  token: "token",
  fetch: async () => Response.json(answer),
};
const credits = new DrawdownClient(options);
const balance: Balance = await credits.balance("anna");
const call: MeteredCall = { account: "anna", action: "reply", operation: "job-1", timeoutMillis: 1_000 };

export const clients = [new ManageClient(options), new ReadClient(options), new SessionClient(options), AiCredits];
export const pill = (element: CreditsPill): string => element.localName;
export const shown: typeof view = (...given): View => view(...given);

setStrings("en", {});
// @ts-expect-error The account of a call is a text.
export const wrong: MeteredCall = { ...call, account: 1 };
if (balance.total !== 42 || !(DrawdownProblem.prototype instanceof Error)) {
  throw new Error(`not the balance that was answered: ${JSON.stringify(balance)}`);
}
