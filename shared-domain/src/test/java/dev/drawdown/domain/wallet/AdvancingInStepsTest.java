package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Wallets;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// T2: several advances have the same result as one.
class AdvancingInStepsTest {
  static final Catalog CATALOG =
      simple()
          .monthlyFrom("2026-06-01T00:00:00Z", 40)
          .monthlyFrom("2026-08-10T00:00:00Z", 60)
          .monthly(50)
          .build();
  private static final Duration A_YEAR = Duration.ofDays(365);

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void advancing_in_several_steps_equals_advancing_in_one(int seed) {
    Random random = new Random(seed);
    WalletAdvancing advancing = Rules.of(CATALOG).advancing();
    AccountWallet wallet = randomWallet(random);
    List<Instant> stops = randomInstants(random);

    WalletAdvance<AccountWallet> atOnce = advancing.advance(wallet, stops.getLast());
    List<Entry> inSteps = new ArrayList<>();
    AccountWallet advanced = wallet;
    for (Instant stop : stops) {
      WalletAdvance<AccountWallet> step = advancing.advance(advanced, stop);
      inSteps.addAll(step.entries());
      advanced = step.wallet();
    }

    assertThat(advanced).isEqualTo(atOnce.wallet());
    assertThat(inSteps).isEqualTo(atOnce.entries());
  }

  static List<Integer> seeds() {
    return new Random(2).ints(200).boxed().toList();
  }

  static AccountWallet randomWallet(int seed) {
    return randomWallet(new Random(seed));
  }

  private static AccountWallet randomWallet(Random random) {
    Wallets wallet = wallet();
    int left = random.nextInt(3) == 0 ? 50 : random.nextInt(50);
    wallet.plan(left, 50);
    for (int hold = random.nextInt(5); hold > 0; hold--) {
      wallet.held(1 + random.nextInt(5), randomInstant(random));
    }
    wallet.topUp(1 + random.nextInt(20));
    for (int hold = random.nextInt(5); hold > 0; hold--) {
      wallet.held(1 + random.nextInt(5), randomInstant(random));
    }
    return wallet.build();
  }

  private static List<Instant> randomInstants(Random random) {
    List<Instant> instants = new ArrayList<>();
    for (int stop = random.nextInt(6); stop >= 0; stop--) {
      instants.add(randomInstant(random));
    }
    return instants.stream().sorted().toList();
  }

  /// An instant that often is exactly the start of a month, when many changes are due.
  private static Instant randomInstant(Random random) {
    if (random.nextBoolean()) {
      return Instant.parse("2026-%02d-01T00:00:00Z".formatted(4 + random.nextInt(9)));
    }
    return MARCH.plusMillis(random.nextLong(A_YEAR.toMillis()));
  }
}
