package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.NpmPackage.Ended;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The TypeScript client: its own tests, which compare its types with the API's description, and a
/// run against the local service.
///
/// Both need Node.js and the packages that `npm ci` installs in `client/typescript`.
class TypeScriptClientTest {
  private static final NpmPackage CLIENT = new NpmPackage("typescript");

  /// Pays for successful work, refunds failed work, and prints the credits that are left.
  private static final String PROGRAM =
      """
      import { DrawdownClient, DrawdownProblem } from "drawdown";
      import { ReadClient } from "drawdown/read";
      import { ManageClient } from "drawdown/manage";

      const options = { base: process.argv[1], token: "dev-service" };
      const credits = new DrawdownClient(options);
      const call = { account: "auth0|anna", action: "trend.analyze", operation: "job-1" };
      const done = await credits.metered(call, () => "a trend");
      console.log(done.outcome, done.payment.status, done.payment.note.text);
      const again = await credits.metered(call, () => "a trend");
      console.log(again.outcome, again.payment.status);
      const broken = { ...call, operation: "job-2" };
      const failure = () => Promise.reject(new Error("the model hung up"));
      await credits.metered(broken, failure).catch((error) => console.log(error.message));
      const charge = { action: "checkin.draft", document: "checkin-17", quantity: 2 };
      const { charge: { id } } = await credits.charge(call.account, charge, { key: "k-1" });
      console.log("cost", (await credits.getCharge(call.account, id)).cost);
      console.log("restored", (await credits.refund(call.account, id)).restored);
      console.log("quote", (await credits.quote(call.account, charge)).cost);
      const many = { action: "trend.analyze", quantity: 1000 };
      await credits.charge(call.account, many, { key: "k-2" }).catch((problem) =>
        console.log(problem instanceof DrawdownProblem, problem.code, problem.body.cost));
      console.log("left", (await credits.balance(call.account)).total);
      const kinds = [];
      for await (const { kind } of new ReadClient(options).entries(call.account)) {
        kinds.push(kind);
      }
      console.log(kinds.join(" "));
      console.log((await new ReadClient(options).catalog()).product);
      console.log((await new ManageClient(options).audit(call.account)).consistent);
      """;

  @BeforeAll
  static void needs_node_and_its_packages() throws Exception {
    CLIENT.assumeInstalled();
  }

  @Test
  void its_own_tests_pass_and_its_sizes_are_printed() throws Exception {
    Ended ended = CLIENT.run("npm", "test");

    // Each version of Node.js puts another sign before these lines.
    assertThat(ended.lines())
        .as(String.join("\n", ended.lines()))
        .anyMatch(line -> line.endsWith(" fail 0"));
    assertThat(ended.code()).isZero();
    assertThat(ended.lines())
        .filteredOn(line -> line.matches(".* drawdown[/a-z]*: \\d+ bytes, \\d+ gzipped"))
        .isNotEmpty()
        .allSatisfy(line -> System.out.println("TypeScript client: " + line.substring(2)));
  }

  @Test
  void the_description_of_the_API_passes_an_independent_linter() throws Exception {
    NpmPackage.Ended ended = CLIENT.run("npm", "run", "lint");

    assertThat(ended.code()).as(String.join("\n", ended.lines())).isZero();
  }

  @Test
  void it_meters_charges_refunds_and_reads_at_the_local_service() throws Exception {
    assertThat(CLIENT.run("npm", "run", "build").code()).isZero();
    try (ServiceInMemory service = new ServiceInMemory("assistant-coach")) {
      String address = service.server().address().toString();

      Ended ended = CLIENT.run("node", "--input-type=module", "--eval", PROGRAM, address);

      assertThat(ended.lines())
          .containsExactly(
              "completed captured 3 credits used, 47 left.",
              "completed paid-before",
              "the model hung up",
              "cost 2",
              "restored 2",
              "quote 2",
              "true out-of-credits 3000",
              "left 47",
              "refund charge release hold capture hold grant",
              "assistant-coach",
              "true");
    }
  }
}
