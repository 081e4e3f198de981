import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DrawdownClient } from "drawdown";
import { answer, TestClock, TestServer } from "./situation.js";

let server: TestServer;
before(async () => {
  server = await TestServer.start((_, response) => answer(response, 403, { detail: "No." }));
});
after(() => server.close());

const REFUSED: [base: string, reason: string][] = [
  ["credits.example.com", "a scheme and a host"],
  ["/credits", "a scheme and a host"],
  ["https:///credits", "a scheme and a host"],
  ["https:\\\\credits.example.com", "a scheme and a host"],
  ["https://credits.exa\tmple.com\n", "a scheme and a host"],
  ["mailto:anna@example.com", "a scheme and a host"],
  ["https://credits.example.com:port", "a scheme and a host"],
  ["ftp://credits.example.com", "http or https"],
  ["https://credits.example.com?a=b", "query"],
  ["https://credits.example.com/?", "query"],
  ["https://credits.example.com/?a=b", "query"],
  ["https://credits.example.com/#top", "fragment"],
  ["http://credits.example.com", "this machine"],
  ["HTTP://credits.example.com", "this machine"],
  ["http://localhost.example.com", "this machine"],
  ["http://127.0.0.1.example.com", "this machine"],
  ["http://128.0.0.1", "this machine"],
  ["http://10.0.0.1:8080", "this machine"],
  ["http://0.0.0.0:8080", "this machine"],
  ["http://[::2]", "this machine"],
];

for (const [base, reason] of REFUSED) {
  test(`refuses the address ${JSON.stringify(base)}`, () => {
    assert.throws(() => new DrawdownClient({ base, token: "secret" }), {
      name: "TypeError",
      message: new RegExp(`^base must .*${reason.replace("?", "\\?")}`),
    });
  });
}

test("refuses an address with user info without quoting the password", () => {
  const base = "https://anna:pass@credits.example.com";

  assert.throws(() => new DrawdownClient({ base, token: "secret" }), {
    message: "base must not carry user info: credits.example.com",
  });
});

test("refuses a missing address", () => {
  const options = { token: "secret" } as ConstructorParameters<typeof DrawdownClient>[0];

  assert.throws(() => new DrawdownClient(options), /^TypeError: base must .*: undefined$/);
});

for (const base of [
  "https://credits.example.com",
  "HTTPS://credits.example.com/base/",
  "https://10.0.0.1:8443",
  "http://localhost:8080",
  "http://LocalHost",
  "http://127.0.0.1",
  "http://127.255.3.4:8080/",
  "http://[::1]:8080",
  new URL("https://credits.example.com/base"),
]) {
  test(`takes the address ${base}`, () => {
    assert.ok(new DrawdownClient({ base, token: "secret" }));
  });
}

test("a path of the address comes before the paths of the API", async () => {
  const client = new DrawdownClient({ base: `${server.base}/base/`, token: "secret" });

  await assert.rejects(client.balance("anna"), { code: "" });

  assert.equal(server.received.at(-1)?.path, "/base/v1/accounts/anna/balance");
});

for (const token of [undefined, null, 7, "", " "]) {
  test(`refuses the token ${JSON.stringify(token)}, also of a supplier`, async () => {
    const message = `token must not be empty: ${typeof token === "string" ? `"${token}"` : token}`;
    const sent = server.received.length;
    const given = { base: server.base, token: token as string };
    const supplied = server.client({ token: () => token as string, failOpen: true });

    assert.throws(() => new DrawdownClient(given), { message });
    await assert.rejects(supplied.balance("anna"), { name: "TypeError", message });
    await assert.rejects(
      supplied.metered({ account: "anna", action: "ask", operation: "1" }, () => "never"),
      { message },
    );
    assert.equal(server.received.length, sent);
  });
}

test("no message contains a token", async () => {
  const sent = server.received.length;
  const client = server.client({ token: "secret\nnewline", clock: new TestClock() });

  await assert.rejects(client.balance("anna"), (failure: Error) => {
    assert.match(failure.message, /^There is no usable token: TypeError/);
    assert.doesNotMatch(JSON.stringify(failure) + failure.stack, /secret/);
    return true;
  });
  assert.equal(server.received.length, sent);
});

test("a supplier that fails is called again, and its message isn't quoted", async () => {
  let asked = 0;
  const client = server.client({
    clock: new TestClock(),
    token: () => (asked++ === 0 ? Promise.reject(new Error("secret")) : Promise.resolve("new")),
  });

  await assert.rejects(client.balance("anna"), { message: "No." });

  assert.equal(asked, 2);
  assert.equal(server.received.at(-1)?.headers.authorization, "Bearer new");
});

test("a supplier that never answers is a failed try", async () => {
  const clock = new TestClock();
  let asked = 0;
  const client = server.client({
    clock,
    token: () => {
      if (asked++ > 0) {
        return "late";
      }
      queueMicrotask(() => clock.timeIsUp());
      return new Promise<string>(() => {});
    },
  });

  await assert.rejects(client.balance("anna"), { message: "No." });
});

const OUT_OF_RANGE = [0, -1, Number.NaN, 3_600_001, Number.POSITIVE_INFINITY];
for (const option of ["retryBudgetMillis", "answerTimeoutMillis"] as const) {
  for (const value of OUT_OF_RANGE) {
    test(`refuses a ${option} of ${value}`, () => {
      assert.throws(() => server.client({ [option]: value }), {
        name: "RangeError",
        message: `${option} must be above 0 and at most 3600000: ${value}`,
      });
    });
  }
}
