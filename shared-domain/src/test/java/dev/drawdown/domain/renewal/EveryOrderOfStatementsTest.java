package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.changed;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.fixtures.Wallets;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// P1, P2, P3, P4, P6, P7, P8: an account's buckets and standing depend on the set of facts, never
/// on their order.
///
/// The test takes every subset S of the twelve facts about two subscriptions, and every other fact
/// a. S, a has the same result as S with a in its place in the list. S, a, a has the same result as
/// S, a. So every order of the facts, and every repetition, has the same result. The test uses the
/// webhook's rules on real wallets.
@Tag("long")
class EveryOrderOfStatementsTest {
  private static final Instant UPGRADED = utc("2026-03-20T00:00:00Z");
  private static final List<Statement> FACTS = facts();

  @ParameterizedTest(name = "upgrades that reset: {0}, a default plan: {1}, at {2}")
  @CsvSource({"false, false, 2026-04-10T00:00:00Z", "true, true, 2026-05-16T00:00:00Z"})
  void every_order_of_the_facts_about_two_subscriptions_ends_alike(
      boolean reset, boolean month, String at) {
    Provider provider = new Provider(catalog(reset, month), utc(at));
    State[] states = everySubset(provider);

    int checked = 0;
    for (int subset = 0; subset < states.length; subset++) {
      for (int a = 0; a < FACTS.size(); a++) {
        if ((subset & 1 << a) == 0) {
          State last = provider.apply(FACTS.get(a), states[subset]);
          provider.requireSame(last, states[subset | 1 << a], subset, a);
          provider.requireKnown(FACTS.get(a), last);
          checked++;
        }
      }
    }

    assertThat(checked).isEqualTo(12 * 2048);
    assertThat(provider.seen.values().stream().distinct().count()).isGreaterThan(20);
  }

  /// The state of an account: its wallet, and the stored subscriptions.
  private record State(AccountWallet wallet, Map<SubscriptionId, StoredSubscription> stored) {}

  /// Everything that the account sees, except numbers, which show the order of the entries.
  private record Seen(
      Object standing, Object plans, Object frozen, Object usage, List<String> buckets) {}

  private static final class Provider {
    private final Catalog catalog;
    private final Rules rules;
    private final Instant now;
    private final Map<AccountWallet, Seen> seen = new HashMap<>();

    Provider(Catalog catalog, Instant now) {
      this.catalog = catalog;
      this.rules = Rules.of(catalog);
      this.now = now;
    }

    State apply(Statement statement, State state) {
      RenewalResult result = result(statement, state);
      AccountWallet wallet = state.wallet();
      Map<SubscriptionId, StoredSubscription> stored = new HashMap<>(state.stored());
      for (Commit commit : result.commits()) {
        for (Journal<?> journal : journals(commit)) {
          wallet = (AccountWallet) journal.wallet();
        }
        for (Write write : writes(commit)) {
          if (write instanceof Write.PutSubscription(Subscription kept, long before)) {
            stored.put(kept.id(), new StoredSubscription(kept, before + 1));
          }
        }
      }
      return new State(wallet, stored);
    }

    private RenewalResult result(Statement statement, State state) {
      List<Fact> facts = List.of(statement.fact(Wallets.OWNER, catalog));
      Optional<StoredSubscription> known =
          Optional.ofNullable(state.stored().get(statement.subscription()));
      Subscription before =
          known
              .map(StoredSubscription::subscription)
              .orElseGet(() -> Subscription.unknown(statement.subscription()));
      List<AccountWallet> wallets =
          Renewing.owners(before, facts).isEmpty() ? List.of() : List.of(state.wallet());
      return rules
          .renewing()
          .apply(facts, new RenewalSituation(statement.subscription(), known, wallets), now);
    }

    /// Repeating the last fact adds nothing.
    void requireKnown(Statement again, State state) {
      if (!(result(again, state) instanceof RenewalResult.AlreadyKnown)) {
        throw new AssertionError(again + " was applied twice after " + state);
      }
    }

    void requireSame(State last, State inOrder, int subset, int a) {
      Seen one = seen(last.wallet());
      Seen other = seen(inOrder.wallet());
      if (!one.equals(other) || !facts(last).equals(facts(inOrder))) {
        String when = Integer.toBinaryString(subset) + ", then " + FACTS.get(a);
        assertThat(one).as(when).isEqualTo(other);
        assertThat(facts(last)).as(when).isEqualTo(facts(inOrder));
      }
    }

    private static List<Object> facts(State state) {
      List<Object> facts = new ArrayList<>(state.wallet().billing().known());
      state.stored().values().stream()
          .map(StoredSubscription::subscription)
          .sorted((one, other) -> one.id().compareTo(other.id()))
          .forEach(facts::add);
      return facts;
    }

    private Seen seen(AccountWallet wallet) {
      return seen.computeIfAbsent(wallet, _ -> see(wallet));
    }

    private Seen see(AccountWallet wallet) {
      Balance balance =
          rules.reading().balance(new AvailableCredits(wallet, Optional.empty()), now);
      return new Seen(
          balance.standing(),
          balance.plans(),
          Set.copyOf(balance.frozen().stream().map(Bucket.Paid::planBucket).toList()),
          balance.usage(),
          balance.buckets().stream().map(Provider::describe).sorted().toList());
    }

    private static String describe(Spendable bucket) {
      return "%s: %s of %s until %s"
          .formatted(bucket.kind(), bucket.remaining(), bucket.granted(), bucket.expiresAt());
    }
  }

  private static List<? extends Journal<?>> journals(Commit commit) {
    return commit instanceof Commit.Step step ? step.journals() : List.of();
  }

  private static List<Write> writes(Commit commit) {
    return switch (commit) {
      case Commit.Step step -> step.writes();
      case Commit.RecordsOnly(List<Write> writes) -> writes;
    };
  }

  /// The result of every subset of the facts, applied in the order of the list.
  private static State[] everySubset(Provider provider) {
    State[] states = new State[1 << FACTS.size()];
    states[0] = new State(Wallets.wallet().topUp(7).build(), Map.of());
    for (int subset = 1; subset < states.length; subset++) {
      int last = 31 - Integer.numberOfLeadingZeros(subset);
      states[subset] = provider.apply(FACTS.get(last), states[subset & ~(1 << last)]);
    }
    return states;
  }

  private static List<Statement> facts() {
    List<Statement> facts = new ArrayList<>();
    for (String name : List.of("sub-1", "sub-2")) {
      facts.add(paid(name, "solo", MARCH, APRIL));
      facts.add(renewed(name, "solo", APRIL, MAY));
      facts.add(failed(name, MAY, false));
      facts.add(paid(name, "plus", UPGRADED, APRIL));
      facts.add(
          changed(
              name, utc("2026-03-05T00:00:00Z"), "planned", Optional.empty(), Optional.of(APRIL)));
      facts.add(ended(name, utc("2026-05-10T00:00:00Z")));
    }
    return facts;
  }

  private static Catalog catalog(boolean reset, boolean month) {
    CatalogBuilder catalog = simple().starter(10).paid("solo", 100, 5).paid("plus", 300, 15);
    if (reset) {
      catalog.upgradeResets();
    }
    return month ? catalog.monthly(50).build() : catalog.build();
  }
}
