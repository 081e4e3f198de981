package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.operator.Console.Printed;
import dev.drawdown.renewalwebhook.RenewalWebhookFunction;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `operator explain`, on items that the functions stored.
class ExplainCommandTest {
  private static final Instant PAID = Instant.parse("2026-10-06T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-06T00:00:00Z");
  private static final String SECRET = "whsec_sample";

  @AutoClose private final Console console = new Console("outsmart");
  private final OutsmartTable table = new OutsmartTable(console, console.table);

  @Test
  void the_operators_guide_shows_the_printed_text() throws IOException {
    suspended();

    Printed printed = table.run("explain anna");

    assertThat(printed.exit()).isZero();
    assertThat(printed.lines()).isEqualTo(sample());
  }

  /// The first block of text after the heading of the guide's section.
  private static List<String> sample() throws IOException {
    return Files.readAllLines(Path.of("../docs/operate.md")).stream()
        .dropWhile(line -> !line.equals("## Explain an account"))
        .dropWhile(line -> !line.equals("```text"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .toList();
  }

  @Test
  void many_due_changes_are_shown_and_nothing_is_written() {
    apply(new AccountId("anna"), Facts.paid("sub_1", "solo", PAID, UNTIL), PAID);
    table.charge("anna", "unfinished", "lab-9", Optional.of(Duration.ofHours(1)), PAID);
    var before = table.items();

    Printed printed = table.run("explain anna");

    assertThat(printed.out()).contains("is suspended");
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void an_account_that_was_never_seen_is_no_error() {
    Printed printed = table.run("explain zoe");

    assertThat(printed.exit()).isZero();
    assertThat(printed.lines().getFirst())
        .isEqualTo("zoe was never seen: nothing is stored under this name.");
    assertThat(table.items()).isEmpty();
  }

  @Test
  void the_last_ten_entries_are_printed_including_due_ones() {
    apply(new AccountId("anna"), Facts.paid("sub_1", "solo", PAID, UNTIL), PAID);
    for (int charge = 1; charge <= 12; charge++) {
      table.charge("anna", "click-" + charge, "lab-" + charge, Optional.empty(), PAID);
    }

    List<String> entries = entries(table.run("explain anna"));

    assertThat(entries).hasSize(10);
    assertThat(entries.getFirst())
        .isEqualTo("- Entry 16, 2026-11-20 00:00 UTC: the account was suspended, 10 left.");
    assertThat(entries).noneMatch(entry -> entry.contains("click-1,"));
  }

  @Test
  void open_holds_show_their_purpose_and_their_expiry() {
    table.charge("anna", "click-1", "lab-1", Optional.of(Duration.ofHours(1)), Console.NOVEMBER);

    assertThat(table.run("explain anna").lines())
        .containsSubsequence(
            "Holds, 1 open with 1 credit:",
            "- 1 credit for \"Analyze a lab report\" (lab.analyze), key click-1, since 2026-11-20"
                + " 10:15:30 UTC. It expires on 2026-11-20 11:15:30 UTC, unless it is captured"
                + " before.");
  }

  @Test
  void a_pool_is_explained_as_one_and_its_member_names_it() {
    apply(new PoolId("acme"), Facts.paid("sub_2", "office", UNTIL, Console.DECEMBER), UNTIL);

    Printed printed = table.run("explain acme --pool");

    assertThat(printed.exit()).isZero();
    assertThat(printed.lines().getFirst()).startsWith("acme is active: plan Office Pool of");
    assertThat(table.run("explain acme").out()).startsWith("acme was never seen");
    assertThat(table.run("explain nobody --pool").lines().getFirst())
        .isEqualTo("There is no pool nobody: nobody has paid for it.");
  }

  @Test
  void parked_events_of_others_are_skipped_up_to_a_bound() {
    deliver(Console.NOVEMBER);
    Map<String, AttributeValue> parked =
        table.items().values().stream()
            .filter(item -> item.containsKey("ownedBy") && item.containsKey("body"))
            .findFirst()
            .orElseThrow();
    for (int event = 0; event < 999; event++) {
      Map<String, AttributeValue> other = new HashMap<>(parked);
      other.put("sk", AttributeValue.fromS("event#ben-" + event));
      other.put("ownedBy", AttributeValue.fromS("account#ben"));
      table.put(other);
    }

    String within = table.run("explain anna").out();
    Map<String, AttributeValue> last = new HashMap<>(parked);
    last.put("sk", AttributeValue.fromS("event#ben-last"));
    last.put("ownedBy", AttributeValue.fromS("account#ben"));
    table.put(last);
    String beyond = table.run("explain anna").out();

    assertThat(within).contains("Event evt_1 (invoice.paid) waits since");
    assertThat(beyond)
        .doesNotContain("evt_1")
        .contains(
            "The wallet counts 1, and 1 of them weren't found among the first 1000 parked events."
                + " `operator parked events list` lists all.");
  }

  @Test
  void a_wallet_that_cannot_be_read_is_printed_in_one_line_and_exits_with_1() {
    table.put(
        Map.of(
            "pk", AttributeValue.fromS("account#anna"),
            "sk", AttributeValue.fromS("wallet"),
            "v", AttributeValue.fromN("9")));

    Printed printed = table.run("explain anna");

    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.out()).startsWith("anna can't be read: ").hasLineCount(1);
  }

  @Test
  void a_wrong_name_is_refused_and_exits_with_2() {
    Printed printed = table.run("explain account#anna");

    assertThat(printed.exit()).isEqualTo(2);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.errors()).hasLineCount(1).endsWith("(see 'operator explain --help')");
  }

  /// Anna bought a pack and paid for October. The payment of November failed for good, and the
  /// webhook parked an event that may be a later payment.
  private void suspended() {
    AccountId anna = new AccountId("anna");
    apply(anna, Facts.paid("sub_1", "solo", PAID, UNTIL), PAID);
    PackPaid pack = new PackPaid(new PaymentId("pi_1"), new PackId("pack-50"), true);
    Ports ports = table.ports();
    table.commit(
        table
            .rules()
            .toppingUp()
            .topUp(pack, ports.stores().payments().topUp(anna, pack.payment()), PAID)
            .commits());
    table.charge("anna", "click-1", "lab-1", Optional.empty(), PAID.plus(Duration.ofDays(1)));
    apply(anna, Facts.failed("sub_1", UNTIL, true), UNTIL);
    deliver(Console.NOVEMBER);
  }

  private void apply(Owner owner, Statement statement, Instant now) {
    List<Fact> facts = List.of(statement.fact(owner, table.ports().catalog()));
    table.commit(
        table
            .rules()
            .renewing()
            .apply(
                facts,
                table.ports().stores().payments().renewal(statement.subscription(), facts),
                now)
            .commits());
  }

  /// Delivers an invoice at a price that is in no catalog, so the webhook parks it.
  private void deliver(Instant at) {
    String body = ParkedEventsCommandTest.unknownPrice("evt_1");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Object outcome =
        Call.sample("webhook")
            .body(body)
            .header("stripe-signature", StripeSignature.sign(bytes, SECRET, at))
            .on(new RenewalWebhookFunction(console.at(at).table(table.name(), "outsmart", true)))
            .at("outcome");
    assertThat(outcome).isEqualTo("parked");
  }

  private static List<String> entries(Printed printed) {
    return printed.lines().stream().filter(line -> line.startsWith("- Entry ")).toList();
  }
}
