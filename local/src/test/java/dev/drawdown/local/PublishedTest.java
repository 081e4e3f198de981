package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.events.LedgerEvent;
import dev.drawdown.events.LedgerEvent.CreditsLow;
import dev.drawdown.events.LedgerLine;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.Feeds;
import dev.drawdown.local.template.Template;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Changes over real HTTP are published through the table's real stream, on a bus that fails.
@Timeout(120)
class PublishedTest {
  private static final AwaitedBus BUS = new AwaitedBus();

  private static SharedTable table;
  private static DynamoDbClient client;
  private static Stores store;
  private static Server service;
  private static Feeds feeds;

  @BeforeAll
  static void start() throws Exception {
    table = new SharedTable();
    client = table.table().client();
    DynamoDbStore wallets = DynamoDbStore.forReading(client, LocalTable.NAME);
    store = wallets;
    service = SharedTable.serve(client);
    Ports ports =
        new Ports(
                Catalogs.shipped("assistant-coach"), wallets, InstantSource.fixed(SharedTable.NOW))
            .with(BUS);
    feeds = Feeds.start(Template.load(), ports, table.table().streams(), table.table().streamArn());
    try (Clients first = new Clients("warming-up")) {
      for (int charge = 0; charge < 50; charge++) {
        first.charge(service.address(), "warm-" + charge, 1);
      }
    }
  }

  @AfterAll
  static void stop() {
    feeds.close();
    service.close();
    client.close();
    table.close();
  }

  @Test
  void a_hundred_charges_at_once_across_both_thresholds_to_zero_are_published_once_each()
      throws Exception {
    try (Clients clients = new Clients("crossing")) {
      List<Integer> statuses =
          clients.chargeAtOnce(100, each -> "click-" + each, service.address());
      for (int each = 0; each < statuses.size(); each++) {
        // So many charges at once on a small machine may get a 503, which asks for a retry.
        if (statuses.get(each) == 503) {
          clients.charge(service.address(), "click-" + each, 1);
        }
      }
    }

    List<LedgerEvent> events = published("crossing");

    assertThat(events).filteredOn(event -> event.type().equals("CreditsCharged")).hasSize(50);
    assertThat(events)
        .filteredOn(CreditsLow.class::isInstance)
        .extracting(event -> ((CreditsLow) event).level(), event -> event.line().balanceAfter())
        .containsExactly(tuple("warn", 14L), tuple("critical", 4L));
    assertThat(events.getLast().type()).isEqualTo("CreditsExhausted");
    assertThat(events).hasSize(1 + 50 + 2 + 1);
  }

  @Test
  void holds_captures_and_refunds_at_once_are_published_as_the_ledger_has_them() throws Exception {
    try (Clients clients = new Clients("mixed")) {
      Clients.atOnce(20, each -> clients.hold(service.address(), "k" + each, 1, "PT1H"));
      Clients.atOnce(
          40,
          each ->
              each % 2 == 0
                  ? clients.capture(service.address(), "k" + each / 2)
                  : clients.refund(service.address(), "k" + each / 2));
    }

    List<LedgerEvent> events = published("mixed");

    assertThat(events)
        .extracting(LedgerEvent::type)
        .contains("CreditsGranted", "CreditsHeld", "CreditsReleased");
  }

  /// The published events of an account, which equal its ledger.
  private static List<LedgerEvent> published(String account) throws InterruptedException {
    WalletId wallet = WalletId.of(new AccountId(account));
    List<Entry> ledger = new LedgerPages(store.ledgers(), wallet).after(0).toList();
    List<LedgerEvent> events = BUS.await(wallet.toString(), ledger.size());
    assertThat(events.stream().map(LedgerEvent::line).map(PublishedTest::describe))
        .isEqualTo(ledger.stream().map(PublishedTest::describe).toList());
    return events;
  }

  private static List<?> describe(LedgerLine line) {
    return List.of(line.number(), line.at(), line.change(), line.balanceAfter());
  }

  private static List<?> describe(Entry entry) {
    return List.of(entry.number(), entry.at(), entry.change(), entry.balanceAfter().amount());
  }
}
