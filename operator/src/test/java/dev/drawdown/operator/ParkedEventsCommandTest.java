package dev.drawdown.operator;

import static dev.drawdown.operator.Console.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.operator.Console.Printed;
import dev.drawdown.renewalwebhook.RenewalWebhookFunction;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `operator parked events`, on events that the webhook parked.
class ParkedEventsCommandTest {
  private static final String SECRET = "whsec_sample";

  @TempDir private Path folder;
  @AutoClose private final Console console = new Console("outsmart");

  @Test
  void the_list_shows_each_parked_event_with_time_wallet_and_reason() {
    deliver(unknownPrice("evt_1"));
    deliver(sample().replace("evt_1", "evt_4").replace("2026-07-29.dahlia", "2020-08-27"));
    deliver(withoutOwner("evt_5"));

    Printed list = console.run("parked events list");

    assertThat(list.lines())
        .containsExactly(
            "evt_1\t2026-11-20T10:15:30Z\tinvoice.paid\taccount#anna\tdata.object.lines.data[0]"
                + ".pricing.price_details.price: belongs to no plan: price_new",
            "evt_4\t2026-11-20T10:15:30Z\tinvoice.paid\taccount#anna\tunknown version: 2020-08-27",
            "evt_5\t2026-11-20T10:15:30Z\tinvoice.paid\t-\tdata.object.parent"
                + ".subscription_details.metadata.account: is missing");
    assertThat(list.exit()).isZero();
  }

  @Test
  void a_replay_before_a_fix_of_the_catalog_changes_nothing() {
    deliver(unknownPrice("evt_1"));
    AccountWallet before = wallet();

    Printed replay = console.run("parked events replay evt_1");

    assertThat(replay.out()).startsWith("evt_1\tstill parked: data.object.lines.data[0]");
    assertThat(replay.exit()).isEqualTo(1);
    assertThat(wallet()).isEqualTo(before);
    assertThat(parked()).hasSize(1);
  }

  /// Its price is all that tells whose sale it is, and another catalog doesn't list that price.
  @Test
  void a_replay_with_the_catalog_of_another_product_keeps_the_event() {
    deliver(withoutOwner("evt_5"));

    Printed replay = console.run("parked events replay --all --catalog ai-employee");

    assertThat(replay)
        .isEqualTo(
            new Printed(1, "evt_5\tstill parked: it names nothing that this catalog sells", ""));
    assertThat(parked()).extracting(event -> event.work().id().value()).containsExactly("evt_5");
    assertThat(console.run("parked events drop evt_5 --reason \"not ours\"").exit()).isZero();
    assertThat(parked()).isEmpty();
  }

  @Test
  void a_replay_with_the_fixed_catalog_grants_the_period() throws IOException {
    deliver(unknownPrice("evt_1"));

    Printed replay = console.run("parked events replay evt_1 --catalog " + mended());

    assertThat(replay).isEqualTo(new Printed(0, "evt_1\tapplied", ""));
    assertThat(wallet().buckets()).hasSize(1);
    assertThat(wallet().billing().parked()).isZero();
    assertThat(parked()).isEmpty();
  }

  @Test
  void all_events_are_replayed_and_those_that_fail_again_stay_parked() throws IOException {
    deliver(unknownPrice("evt_1"));
    deliver(unknownPrice("evt_2"));
    deliver(sample().replace("evt_1", "evt_4").replace("2026-07-29.dahlia", "2020-08-27"));

    Printed replay = console.run("parked events replay --all --catalog " + mended());

    assertThat(replay.lines())
        .containsExactly(
            "evt_1\tapplied", "evt_2\tknown", "evt_4\tstill parked: unknown version: 2020-08-27");
    assertThat(replay.exit()).isEqualTo(1);
    assertThat(parked()).extracting(event -> event.work().id().value()).containsExactly("evt_4");
    assertThat(wallet().billing().parked()).isEqualTo(1);
  }

  @Test
  void an_account_that_can_not_be_read_does_not_stop_the_events_of_others() throws IOException {
    deliver(unknownPrice("evt_1"));
    deliver(unknownPrice("evt_2").replace("anna", "ben").replace("sub_1", "sub_2"));
    new OutsmartTable(console, console.table).makeUnreadable("anna");

    Printed replay = console.run("parked events replay --all --catalog " + mended());

    assertThat(replay.lines())
        .containsExactly(
            "evt_1\tcan't be read: account#anna/wallet has schema version 2, but only version 1 is"
                + " known here",
            "evt_2\tapplied");
    assertThat(replay.exit()).isEqualTo(1);
    assertThat(replay.errors()).isEmpty();
    assertThat(parked()).extracting(event -> event.work().id().value()).containsExactly("evt_1");
  }

  @Test
  void several_events_are_replayed_in_the_order_of_the_command_line() throws IOException {
    deliver(unknownPrice("evt_1"));
    deliver(unknownPrice("evt_2"));

    Printed replay = console.run("parked events replay evt_9 evt_2 evt_1 --catalog " + mended());

    assertThat(replay)
        .isEqualTo(
            new Printed(1, lines("evt_9\tnot parked", "evt_2\tapplied", "evt_1\tknown"), ""));
  }

  @Test
  void an_event_whose_stored_body_can_not_be_read_stays_parked_and_the_others_are_replayed()
      throws IOException {
    park("evt_0", "{\"object\":\"event\",\"id\":");
    park("evt_1", "{\"object\":\"event\",\"id\":\"evt_1\"}");
    deliver(unknownPrice("evt_2"));

    Printed replay = console.run("parked events replay --all --catalog " + mended());

    assertThat(replay.lines())
        .satisfiesExactly(
            cut -> assertThat(cut).startsWith("evt_0\tstill parked: the stored body is not JSON"),
            typeless ->
                assertThat(typeless)
                    .isEqualTo("evt_1\tstill parked: the stored body's type is missing"),
            applied -> assertThat(applied).isEqualTo("evt_2\tapplied"));
    assertThat(replay.exit()).isEqualTo(1);
    assertThat(replay.errors()).isEmpty();
    assertThat(parked()).hasSize(2);
  }

  @Test
  void events_of_the_other_mode_are_replayed_if_the_deployment_is_in_that_mode()
      throws IOException {
    deliver(sample().replace("\"livemode\":true", "\"livemode\":false"));

    assertThat(console.run("parked events replay evt_1").out())
        .isEqualTo("evt_1\tstill parked: test mode, in live mode");
    assertThat(console.run("parked events replay evt_1 --test-mode").out())
        .isEqualTo("evt_1\tapplied");
  }

  @Test
  void a_dropped_event_has_no_effect_if_it_comes_again() throws IOException {
    deliver(unknownPrice("evt_1"));

    Printed drop = console.run("parked events drop evt_1 --reason \"a test of theirs\"");

    assertThat(drop).isEqualTo(new Printed(0, "evt_1\tdropped", ""));
    assertThat(deliver(unknownPrice("evt_1"), mended())).isEqualTo("known");
    assertThat(wallet().buckets()).isEmpty();
    assertThat(wallet().billing().parked()).isZero();
    assertThat(console.run("parked events drop evt_1 --reason again"))
        .isEqualTo(new Printed(1, "evt_1\tnot parked", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "theirs\u0007", "theirs\u009b2J"})
  void a_blank_reason_or_one_with_control_characters_is_refused_and_drops_nothing(String reason) {
    deliver(unknownPrice("evt_1"));

    Printed drop = console.run("parked events drop evt_1 --reason \"" + reason + "\"");

    assertThat(drop)
        .isEqualTo(
            new Printed(
                2,
                "",
                "--reason must be 1 to 500 characters without control characters"
                    + " (see 'operator parked events drop --help')"));
    assertThat(parked()).hasSize(1);
  }

  /// The body of the webhook's sample invocation: Anna's first payment.
  private static String sample() {
    String name = "/dev/drawdown/events/invocations/webhook.json";
    try (InputStream file =
        Objects.requireNonNull(ParkedEventsCommandTest.class.getResourceAsStream(name), name)) {
      return String.valueOf(JSON.std.mapFrom(file).get("body"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String unknownPrice(String id) {
    return sample()
        .replace("\"evt_1\"", "\"" + id + "\"")
        .replace("price_outsmart_solo", "price_new");
  }

  /// Parks an event with a body that the webhook would have refused.
  private void park(String id, String body) {
    ReceivedEvent event =
        new ReceivedEvent(new ProviderEventId(id), "invoice.paid", body, Optional.empty());
    Write write = new Write.ParkEvent(new Parked<>(event, "another program parked it", NOVEMBER));
    console
        .ports()
        .stores()
        .commits()
        .commitInOrder(List.of(new Commit.RecordsOnly(List.of(write))));
  }

  /// A payment whose subscription names no owner.
  private static String withoutOwner(String id) {
    return sample()
        .replace("evt_1", id)
        .replace("\"metadata\":{\"account\":\"anna\"}", "\"metadata\":{}");
  }

  private void deliver(String body) {
    assertThat(deliver(body, "outsmart")).isEqualTo("parked");
  }

  /// The webhook's answer to a genuine event.
  private String deliver(String body, String catalog) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Ports ports = console.table(console.table, catalog, true);
    return String.valueOf(
        Call.sample("webhook")
            .body(body)
            .header("stripe-signature", StripeSignature.sign(bytes, SECRET, NOVEMBER))
            .on(new RenewalWebhookFunction(ports))
            .at("outcome"));
  }

  /// A file with the shipped catalog, in which the missing price is one of plan Solo.
  private String mended() throws IOException {
    try (InputStream shipped =
        Objects.requireNonNull(Catalogs.class.getResourceAsStream("outsmart.json"))) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      Path file = folder.resolve("mended.json");
      return Files.writeString(file, text.replace("price_outsmart_solo", "price_new")).toString();
    }
  }

  private List<Parked<ReceivedEvent>> parked() {
    return console.ports().stores().parkedEvents().page(100, Optional.empty());
  }

  private AccountWallet wallet() {
    return console.ports().stores().wallets().wallet(new AccountId("anna"));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines);
  }
}
