package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.operator.Console.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `operator backfill`: exported objects have the effect that their events would have had.
class BackfillCommandTest {
  private static final String EXPORTED = " --exported-at 2026-11-20T10:00:00Z";

  @TempDir private Path folder;
  @AutoClose private final Console console = new Console("outsmart");

  @Test
  void a_dry_run_says_what_it_would_do_and_writes_nothing() throws IOException {
    Printed printed = backfill(file(invoice("in_1")), "");

    assertThat(printed).isEqualTo(new Printed(0, "in_1\tinvoice.paid\twould be applied", ""));
    assertThat(wallet().version()).isZero();
  }

  /// A payment for a pool is also propagated to its other shards.
  @Test
  void a_dry_run_for_a_pool_of_several_shards_writes_nothing() throws IOException {
    String catalog = sharded();
    Ports ports = console.table(console.table, catalog, true);
    PaidPool.of(new PoolId("acme"), "office", ports.catalog(), Console.NOVEMBER).in(ports.stores());
    OutsmartTable table = new OutsmartTable(console, console.table);
    Map<List<String>, Map<String, AttributeValue>> before = table.items();
    Path file =
        file(
            invoice("in_1")
                .replace("\"account\":\"anna\"", "\"pool\":\"acme\"")
                .replace("price_outsmart_solo", "price_outsmart_office"));

    Printed dry = backfill(file, " --catalog " + catalog);
    Map<List<String>, Map<String, AttributeValue>> tried = table.items();
    Printed applied = backfill(file, " --apply --catalog " + catalog);

    assertThat(dry.out()).isEqualTo("in_1\tinvoice.paid\twould be applied");
    assertThat(tried).isEqualTo(before);
    assertThat(applied.out()).isEqualTo("in_1\tinvoice.paid\tapplied");
    assertThat(table.items()).containsKey(List.of("pool#acme#1", "wallet"));
    assertThat(before).doesNotContainKey(List.of("pool#acme#1", "wallet"));
  }

  @Test
  void an_applied_file_grants_the_period_and_a_second_run_changes_nothing() throws IOException {
    Path file = file(invoice("in_1"));

    Printed first = backfill(file, " --apply");
    AccountWallet once = wallet();
    Printed second = backfill(file, " --apply");

    assertThat(first).isEqualTo(new Printed(0, "in_1\tinvoice.paid\tapplied", ""));
    assertThat(once.buckets()).hasSize(1);
    assertThat(second).isEqualTo(new Printed(0, "in_1\tinvoice.paid\tknown", ""));
    assertThat(wallet()).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s%n%s", "[%s,%s]", "{\"object\":\"list\",\"data\":[%s,%s]}"})
  void a_file_is_json_lines_or_a_list_or_a_list_of_the_api(String form) throws IOException {
    Path file = folder.resolve("export.json");
    Files.writeString(file, form.formatted(subscription("active", true), invoice("in_1")));

    Printed printed = backfill(file, " --apply");

    assertThat(printed.lines())
        .containsExactlyInAnyOrder(
            "sub_1\tcustomer.subscription.updated\tapplied", "in_1\tinvoice.paid\tapplied");
    assertThat(wallet().billing().known().getFirst().cancellation().latest()).hasSize(1);
  }

  @Test
  void a_subscription_whose_end_was_exported_has_ended() throws IOException {
    backfill(file(invoice("in_1"), subscription("canceled", false)), " --apply");

    assertThat(wallet().buckets()).isEmpty();
    assertThat(wallet().billing().everPaid()).isTrue();
  }

  @Test
  void an_invoice_that_is_not_paid_is_ignored() throws IOException {
    String open = invoice("in_1").replace("\"status\":\"paid\"", "\"status\":\"open\"");

    assertThat(backfill(file(open), " --apply").out()).isEqualTo("in_1\tinvoice.open\tignored");
  }

  @Test
  void an_invoice_that_can_not_be_granted_is_printed_and_not_parked() throws IOException {
    String unknown = invoice("in_2").replace("price_outsmart_solo", "price_new");

    Printed printed = backfill(file(invoice("in_1"), unknown), " --apply");

    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.lines())
        .contains("in_1\tinvoice.paid\tapplied")
        .anySatisfy(
            line ->
                assertThat(line).startsWith("in_2\tinvoice.paid\trefused: ").contains("price_new"));
    assertThat(console.ports().stores().parkedEvents().all()).isEmpty();
  }

  @Test
  void an_account_that_can_not_be_read_does_not_stop_the_objects_of_others() throws IOException {
    OutsmartTable table = new OutsmartTable(console, console.table);
    table.charge("anna", "one", "lab-1");
    table.makeUnreadable("anna");
    String bens = invoice("in_2").replace("anna", "ben").replace("sub_1", "sub_2");

    Printed printed = backfill(file(invoice("in_1"), bens), " --apply");

    assertThat(printed.lines())
        .containsExactly(
            "in_1\tinvoice.paid\tcan't be read: account#anna/wallet has schema version 2, but only"
                + " version 1 is known here",
            "in_2\tinvoice.paid\tapplied");
    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.errors()).isEmpty();
  }

  @Test
  void objects_of_the_other_mode_are_refused() throws IOException {
    Path file = file(invoice("in_1").replace("\"livemode\":true", "\"livemode\":false"));

    assertThat(backfill(file, "").out()).endsWith("refused: test mode, in live mode");
    assertThat(backfill(file, " --test-mode").out()).endsWith("would be applied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | export.json",
        "{'id':'in_1'} | object: is missing",
        "{'object':'charge','id':'ch_1','created':1} | object: must be invoice or subscription",
        "{'object':'invoice','created':1} | id: is missing",
        "{'object':'invoice','id':'in_1'} | created: is missing",
        "{'object':'list','has_more':true,'data':[]} | has_more"
      })
  void a_file_of_other_objects_is_refused_before_anything_is_written(String text, String reason)
      throws IOException {
    Path file = folder.resolve("export.json");
    Files.writeString(file, text.replace('\'', '"'));

    Printed printed = backfill(file, " --apply");

    assertThat(printed.exit()).isEqualTo(2);
    assertThat(printed.errors()).contains(reason);
  }

  @Test
  void a_missing_file_and_a_wrong_time_are_refused() throws IOException {
    Printed missing = backfill(folder.resolve("none.json"), "");
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xe4, '"'});
    Printed garbled = backfill(latin, "");
    Printed wrong =
        console.run("backfill --invoices " + file(invoice("in_1")) + " --exported-at today");

    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.errors()).startsWith("there is no file ").contains("none.json (see");
    assertThat(garbled.exit()).isEqualTo(2);
    assertThat(garbled.errors()).startsWith(latin + " is not UTF-8 (see");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors()).contains("--exported-at must be");
  }

  /// A local time that was typed as UTC would otherwise override the events of the next hours.
  @Test
  void a_time_of_the_export_in_the_future_is_refused() throws IOException {
    Path file = file(subscription("active", true));
    String line = "backfill --apply --invoices " + file;

    Printed typed = console.run(line + " --exported-at 2026-11-20T10:15:31Z");
    Files.setLastModifiedTime(file, FileTime.from(Console.NOVEMBER.plusSeconds(1)));
    Printed ofFile = console.run(line);
    Files.setLastModifiedTime(file, FileTime.from(Console.NOVEMBER));
    Printed now = console.run(line);

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.errors())
        .startsWith("--exported-at is in the future: 2026-11-20T10:15:31Z (see");
    assertThat(ofFile.exit()).isEqualTo(2);
    assertThat(ofFile.errors())
        .startsWith("the time of " + file + " is in the future: 2026-11-20T10:15:31Z (see");
    assertThat(now.exit()).isZero();
  }

  private Printed backfill(Path file, String more) {
    return console.run("backfill --invoices " + file + more + EXPORTED);
  }

  /// A file with the shipped catalog, in which a pool has two shards.
  private String sharded() throws IOException {
    try (InputStream shipped =
        Objects.requireNonNull(Catalogs.class.getResourceAsStream("outsmart.json"))) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
              folder.resolve("sharded.json"),
              text.replace("\"pool\": true", "\"pool\": true, \"shards\": 2"))
          .toString();
    }
  }

  private Path file(String... objects) throws IOException {
    return Files.writeString(folder.resolve("export.jsonl"), String.join("\n", objects));
  }

  /// The invoice of the webhook's sample, as the provider's API lists it.
  static String invoice(String id) throws IOException {
    String name = "/dev/drawdown/events/invocations/webhook.json";
    try (InputStream file =
        Objects.requireNonNull(BackfillCommandTest.class.getResourceAsStream(name), name)) {
      String body = String.valueOf(JSON.std.mapFrom(file).get("body"));
      Map<?, ?> data = (Map<?, ?>) JSON.std.mapFrom(body).get("data");
      Map<String, Object> invoice = JSON.std.mapFrom(JSON.std.asString(data.get("object")));
      invoice.put("id", id);
      invoice.put("object", "invoice");
      invoice.put("livemode", true);
      invoice.put("created", Instant.parse("2026-11-20T10:00:00Z").getEpochSecond());
      return JSON.std.asString(invoice);
    }
  }

  private static String subscription(String status, boolean cancelled) throws IOException {
    long end = Instant.parse("2026-12-20T00:00:00Z").getEpochSecond();
    return JSON.std.asString(
        Map.of(
            "id",
            "sub_1",
            "object",
            "subscription",
            "livemode",
            true,
            "created",
            Instant.parse("2026-11-20T00:00:00Z").getEpochSecond(),
            "status",
            status,
            "cancel_at_period_end",
            cancelled,
            "ended_at",
            Instant.parse("2026-11-20T09:00:00Z").getEpochSecond(),
            "metadata",
            Map.of("account", "anna"),
            "items",
            Map.of("data", List.of(Map.of("id", "si_1", "current_period_end", end)))));
  }

  private AccountWallet wallet() {
    return console.ports().stores().wallets().wallet(new AccountId("anna"));
  }
}
