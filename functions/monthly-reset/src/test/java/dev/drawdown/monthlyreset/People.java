package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.RetryBudget;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.ChargeResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// People who charge a credit now and then in the first moment of December, and read their
/// balances.
final class People {
  private final Stores store;
  private final List<AccountId> accounts;
  private final OptimisticRetry retry;
  private final Map<AccountId, Integer> begun = new ConcurrentHashMap<>();
  private final Map<AccountId, Integer> made = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private int keys;

  People(Stores store, List<AccountId> accounts) {
    this.store = store;
    this.accounts = accounts;
    this.retry =
        new OptimisticRetry(
            store.commits(), () -> new RetryBudget(() -> 0, _ -> {}, SweepSchedule.JITTER));
  }

  /// Charges one account after the other.
  void chargeUntil(AtomicBoolean over) {
    Random random = new Random(1);
    while (!over.get()) {
      AccountId account = accounts.get(random.nextInt(accounts.size()));
      begun.merge(account, 1, Integer::sum);
      String key = "december-" + keys++;
      ChargeResult result =
          retry.run(
              new SituationSource(store.accounts(), account, new ChargeId(key), Optional.empty()),
              found -> Coach.charged(found.wallet(), key, 1, DECEMBER));
      assertThat(result).isInstanceOf(ChargeResult.Charged.class);
      made.merge(account, 1, Integer::sum);
    }
  }

  /// Each reader sees fifty credits less the charges since midnight.
  void lookUntil(AtomicBoolean over) {
    Random random = new Random(2);
    while (!over.get()) {
      AccountId account = accounts.get(random.nextInt(accounts.size()));
      int atLeast = made.getOrDefault(account, 0);
      long seen = Coach.total(store.wallets().wallet(account), DECEMBER);
      int atMost = begun.getOrDefault(account, 0);
      assertThat(seen).isBetween(50L - atMost, 50L - atLeast);
      looks.incrementAndGet();
    }
  }

  int chargedTo(AccountId account) {
    return made.getOrDefault(account, 0);
  }

  int charges() {
    return made.values().stream().mapToInt(Integer::intValue).sum();
  }

  int looks() {
    return looks.get();
  }
}
