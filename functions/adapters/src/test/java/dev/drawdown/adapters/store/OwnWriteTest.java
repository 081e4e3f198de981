package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// A charge loses its answer, and the table forgets its token before the next try. The key still
/// finds the charge.
class OwnWriteTest {
  private static final AccountId ANNA = new AccountId("anna");
  private static final WalletId WALLET = WalletId.of(ANNA);
  private static final ChargeId KEY = new ChargeId("click-1");
  private static final Jitter JITTER =
      new Jitter(Duration.ofMillis(10), Duration.ofSeconds(4), new Random(7));

  private final Charging charging = Rules.of(Catalogs.shipped("assistant-coach")).charging();
  private final InMemoryStore table = new InMemoryStore();
  private Duration elapsed = Duration.ZERO;

  @Test
  void the_next_try_finds_the_charge_by_its_key_and_takes_nothing() {
    ChargeResult result = charge(new LosingFirst(table, table::commit));

    assertThat(result).isInstanceOf(ChargeResult.AlreadyCharged.class);
    assertThat(table.wallet(WALLET).total()).isEqualTo(Credits.of(49));
  }

  @Test
  void if_the_next_try_is_rejected_the_outcome_is_unknown_until_a_retry_with_the_key() {
    LosingFirst losing = new LosingFirst(table, OwnWriteTest::turnedAway);
    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> charge(losing))
        .matches(unavailable -> !unavailable.isOutcomeKnown());

    ChargeResult result = charge(table);

    assertThat(result).isInstanceOf(ChargeResult.AlreadyCharged.class);
    assertThat(table.wallet(WALLET).total()).isEqualTo(Credits.of(49));
  }

  private static Outcome turnedAway(Commit commit, UUID token) {
    throw new IllegalStateException("the right to write was revoked: " + commit);
  }

  private ChargeResult charge(Stores store) {
    ChargeRequest draft = ChargeRequest.of(new ActionId("checkin.draft"));
    return new OptimisticRetry(
            store.commits(), () -> new RetryBudget(() -> elapsed.toNanos(), this::pause, JITTER))
        .run(
            new SituationSource(store.accounts(), ANNA, KEY, Optional.empty()),
            found -> charging.charge(KEY, draft, found, Sample.NOW));
  }

  private void pause(Duration duration) {
    elapsed = elapsed.plus(duration);
  }

  /// Loses the answer to the first written commit, and calls `next` for the following ones, each
  /// with its own token.
  private record LosingFirst(InMemoryStore store, BiFunction<Commit, UUID, Outcome> next)
      implements StoreBeside {
    @Override
    public Commits commits() {
      return this::commit;
    }

    private Outcome commit(Commit commit, UUID token) {
      if (store.wallet(WALLET).version() > 0) {
        return next.apply(commit, Sample.token());
      }
      store.commit(commit, token);
      return new Unknown(new IllegalStateException("the answer was lost"));
    }
  }
}
