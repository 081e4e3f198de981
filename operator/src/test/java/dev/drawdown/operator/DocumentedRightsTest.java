package dev.drawdown.operator;

import static dev.drawdown.operator.Console.DECEMBER;
import static dev.drawdown.operator.Console.NOVEMBER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.renewalwebhook.RenewalWebhookFunction;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// The operator's guide names exactly the rights on the table that each command uses.
class DocumentedRightsTest {
  private static final String MAY_USE = "credentials that may use";
  private static final String MAY_WRITE = "credentials that may read and write the table";
  private static final String ACTION = "`(?:dynamodb:)?([A-Za-z]+)`";

  @TempDir private Path folder;
  private final RecordedActions recorded = new RecordedActions();
  @AutoClose private final Console outsmart = new Console("outsmart", recorded);
  @AutoClose private final Console coach = new Console("assistant-coach", recorded);
  private final OutsmartTable table = new OutsmartTable(outsmart, outsmart.table);

  @Test
  void explaining() throws IOException {
    table.charge("anna", "one", "lab-1");
    deliver("evt_1");

    assertThat(called(outsmart, "explain anna", "explain office --pool"))
        .isEqualTo(documented("Explain an account", MAY_USE));
  }

  @Test
  void importing_balances() throws IOException {
    Path file = Files.writeString(folder.resolve("balances.csv"), "account,credits\nanna,5\n");

    assertThat(called(outsmart, "import-balances " + file + " --apply --actor olga"))
        .isEqualTo(documented("Import opening balances", MAY_USE));
  }

  @Test
  void blanking() throws IOException {
    table.charge("anna", "one", "lab-1");

    assertThat(called(outsmart, "blank anna"))
        .isEqualTo(documented("Erase the personal texts of an account", MAY_USE));
  }

  @Test
  void auditing() throws IOException {
    table.charge("anna", "one", "lab-1");
    buyPack("anna");

    assertThat(called(outsmart, "audit"))
        .isEqualTo(documented("Restore the table", "An audit needs the rights"));
  }

  /// One wallet lacks a document. Another one is as it was before its last charge.
  @Test
  void repairing() throws IOException {
    table.charge("anna", "one", "lab-1");
    buyPack("anna");
    table.delete("account#anna", "document#lab.analyze#lab-1");
    table.charge("ben", "one", "lab-1");
    Map<String, AttributeValue> before =
        Objects.requireNonNull(table.items().get(List.of("account#ben", "wallet")));
    table.charge("ben", "two", "lab-2");
    table.put(before);

    assertThat(called(outsmart, "repair account#anna account#ben"))
        .isEqualTo(documented("Restore the table", "A repair needs"));
    assertThat(outsmart.run("audit").exit()).isZero();
  }

  @Test
  void handling_parked_wallets() throws IOException {
    coach.at(DECEMBER);
    for (String account : List.of("anna", "ben")) {
      coach.charged(account, 1);
      String wallet = "account#" + account;
      coach
          .ports()
          .stores()
          .due()
          .park(
              new Parked<>(wallet, "no", DECEMBER),
              new DueWallet(wallet, DECEMBER),
              DECEMBER.plus(Duration.ofDays(1)));
    }

    assertThat(
            called(
                coach,
                "parked wallets list",
                "due-times refresh",
                "parked wallets retry account#anna",
                "parked wallets retry --all"))
        .isEqualTo(documented("Wallets that can't be advanced", MAY_WRITE));
  }

  @Test
  void handling_parked_events() throws IOException {
    deliver("evt_1");
    deliver("evt_2");

    assertThat(
            called(
                outsmart,
                "parked events list",
                "parked events replay evt_1",
                "parked events drop evt_2 --reason tests"))
        .isEqualTo(documented("Parked events", MAY_WRITE));
  }

  @Test
  void backfilling() throws IOException {
    Path file =
        Files.writeString(folder.resolve("export.jsonl"), BackfillCommandTest.invoice("in_1"));
    String line = "backfill --exported-at 2026-11-20T10:00:00Z --apply --invoices " + file;

    assertThat(called(outsmart, line)).isEqualTo(documented("Payments without an event", MAY_USE));
  }

  /// The bus is another service, so its right isn't in this list.
  @Test
  void publishing_again() throws IOException {
    coach.charged("anna", 3);
    WalletId anna = WalletId.of(new AccountId("anna"));
    for (long entry : List.of(1L, 2L, 9L)) {
      coach
          .bus(coach.table, "bus")
          .parked()
          .park(new Parked<>(LedgerRange.of(anna, entry), "no", NOVEMBER));
    }

    assertThat(
            called(
                coach,
                "parked entries list",
                "parked entries publish account#anna/1",
                "parked entries drop account#anna/9",
                "parked entries publish --all",
                "publish account#anna/1-"))
        .isEqualTo(
            documented(
                "What wasn't published",
                "credentials that may read the table and delete parked entries"));
  }

  // Steps.

  private Set<String> called(Console console, String... lines) {
    recorded.actions.clear();
    for (String line : lines) {
      assertThat(console.run(line).errors()).as(line).isEmpty();
    }
    return new TreeSet<>(recorded.actions);
  }

  /// Delivers an invoice at a price that is in no catalog, so the webhook parks it.
  private void deliver(String id) {
    String body = ParkedEventsCommandTest.unknownPrice(id);
    Object outcome =
        Call.sample("webhook")
            .body(body)
            .header(
                "stripe-signature",
                StripeSignature.sign(body.getBytes(UTF_8), "whsec_sample", NOVEMBER))
            .on(new RenewalWebhookFunction(outsmart.ports()))
            .at("outcome");
    assertThat(outcome).isEqualTo("parked");
  }

  private void buyPack(String account) {
    PackPaid pack = new PackPaid(new PaymentId("pi_" + account), new PackId("pack-50"), true);
    table.commit(
        table
            .rules()
            .toppingUp()
            .topUp(
                pack,
                table.ports().stores().payments().topUp(new AccountId(account), pack.payment()),
                NOVEMBER)
            .commits());
  }

  /// The actions that a section of the guide names after these words.
  private static Set<String> documented(String section, String words) throws IOException {
    String text =
        Files.readAllLines(Path.of("../docs/operate.md")).stream()
            .dropWhile(line -> !line.equals("## " + section))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .collect(joining(" "));
    Matcher list =
        Pattern.compile(Pattern.quote(words) + " \\(?((?:" + ACTION + "(?:, and |, | and )?)+)")
            .matcher(text);
    assertThat(list.find()).as("'%s' in '%s'", words, section).isTrue();
    return Pattern.compile(ACTION)
        .matcher(list.group(1))
        .results()
        .map(action -> action.group(1))
        .collect(toCollection(TreeSet::new));
  }

  /// The called actions, as IAM names them. A transaction is its parts.
  private static final class RecordedActions implements ExecutionInterceptor {
    private final Set<String> actions = new ConcurrentSkipListSet<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      of(context.request()).forEach(actions::add);
    }

    private static Stream<String> of(SdkRequest request) {
      return request instanceof TransactWriteItemsRequest transaction
          ? transaction.transactItems().stream().map(RecordedActions::of)
          : Stream.of(request.getClass().getSimpleName().replaceFirst("Request$", ""));
    }

    private static String of(TransactWriteItem part) {
      if (part.put() != null) {
        return "PutItem";
      }
      if (part.update() != null) {
        return "UpdateItem";
      }
      return part.delete() != null ? "DeleteItem" : "ConditionCheckItem";
    }
  }
}
