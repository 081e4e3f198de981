package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A refresh brings due times forward and never postpones them.
class WalletDueTimesTest {
  private static final AccountId ANNA = new AccountId("anna");
  private static final AccountId BEN = new AccountId("ben");

  private static final Catalog SIXTY_FROM_FEBRUARY =
      Catalogs.read(
          """
          {"product": "assistant-coach",
           "actions": [{"id": "checkin.draft", "name": "Draft", "cost": 1}],
           "defaultPlan": "monthly",
           "plans": [
             {"id": "monthly", "name": "Monthly credits", "period": "calendar-month",
              "credits": 50, "changes": [{"from": "2027-02-01T00:00:00Z", "credits": 60}]}]}
          """);

  @Test
  void only_a_due_time_later_than_the_catalogs_changes() {
    InMemoryStore store = Coach.store();
    store.commitAll(Coach.charged(ANNA, 1));
    store.commitAll(Coach.charged(BEN, 1));
    store.park(
        new Parked<>("account#ben", "why", NOVEMBER),
        new DueWallet("account#ben", DECEMBER),
        DECEMBER.plusSeconds(300));

    assertThat(refreshed(Coach.december(store)))
        .isEqualTo(
            Map.of(
                "account#anna",
                new WalletSweepResult.UpToDate(),
                "account#ben",
                new WalletSweepResult.Rescheduled()));
    assertThat(refreshed(Coach.december(store)))
        .isEqualTo(
            Map.of(
                "account#anna",
                new WalletSweepResult.UpToDate(),
                "account#ben",
                new WalletSweepResult.UpToDate()));
    assertThat(store.wallet(BEN).dueAt()).contains(DECEMBER);
  }

  @Test
  void a_wallet_without_a_due_time_gets_the_one_of_an_edited_catalog() {
    AtomicReference<Catalog> catalog = new AtomicReference<>(CATALOG);
    InMemoryStore edited =
        new InMemoryStore(
            new DueTimes(wallet -> Rules.of(catalog.get()).advancing().dueAt(wallet)));
    edited.commitAll(Coach.charged(ANNA, 1));
    Coach.scheduleAt(DECEMBER, edited).tick();
    Optional<Instant> asleep = edited.wallet(WalletId.of(ANNA)).dueAt();
    catalog.set(SIXTY_FROM_FEBRUARY);

    Map<String, WalletSweepResult> refreshed =
        refreshed(new Ports(catalog.get(), edited, () -> DECEMBER));

    assertThat(asleep).isEmpty();
    assertThat(refreshed).isEqualTo(Map.of("account#anna", new WalletSweepResult.Rescheduled()));
    assertThat(edited.wallet(WalletId.of(ANNA)).dueAt())
        .contains(Instant.parse("2027-02-01T00:00:00Z"));
  }

  private static Map<String, WalletSweepResult> refreshed(Ports ports) {
    WalletDueTimes dueTimes = new WalletDueTimes(ports);
    return dueTimes.wallets().collect(Collectors.toMap(wallet -> wallet, dueTimes::refresh));
  }
}
