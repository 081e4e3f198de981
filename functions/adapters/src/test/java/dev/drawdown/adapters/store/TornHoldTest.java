package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// H3: a hold is gone from a wallet, but its charge still shows it. Either it expired, or another
/// request captured or released it after the charge was read. A refund's reading distinguishes the
/// two.
class TornHoldTest {
  private static final AccountId MIA = new AccountId("mia");
  private static final ChargeId HELD = new ChargeId("held");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).starter(100).build();

  private final InMemoryStore store = new InMemoryStore();
  private final RefundSource source = RefundSource.of(store, MIA, HELD);
  private Situation held;

  @BeforeEach
  void a_hold_with_other_uses_of_its_bucket() {
    charge(new ChargeId("other"), Optional.empty(), Sample.NOW);
    charge(HELD, Optional.of(QUARTER), Sample.NOW);
    held = source.load();
  }

  @Test
  void an_open_hold_is_consistent() {
    assertThat(source.isTorn(held)).isFalse();
  }

  @Test
  void a_charge_read_before_the_release_of_its_hold_is_torn() {
    store.commitAll(
        Rules.of(CATALOG).refunding().refund(held, Optional.empty(), Sample.NOW).commits());

    assertThat(source.isTorn(newWalletOldCharge())).isTrue();
    assertThat(source.isTorn(source.load())).isFalse();
  }

  @Test
  void a_charge_read_before_the_capture_of_its_hold_is_torn() {
    store.commitAll(
        Rules.of(CATALOG).capturing().capture(held, Amount.all(), Sample.NOW).commits());
    charge(new ChargeId("later"), Optional.empty(), Sample.NOW.plus(QUARTER).plus(QUARTER));

    assertThat(source.isTorn(newWalletOldCharge())).isTrue();
  }

  @Test
  void a_charge_read_before_the_capture_of_a_part_is_torn() {
    Amount part = Amount.part(Credits.of(4));
    store.commitAll(Rules.of(CATALOG).capturing().capture(held, part, Sample.NOW).commits());

    assertThat(source.isTorn(newWalletOldCharge())).isTrue();
    assertThat(source.isTorn(source.load())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT1H"})
  void a_charge_read_before_the_extension_of_its_hold_is_torn(Duration expiresIn) {
    store.commitAll(Rules.of(CATALOG).extending().extend(held, expiresIn, Sample.NOW).commits());

    assertThat(source.isTorn(newWalletOldCharge())).isTrue();
    assertThat(source.isTorn(source.load())).isFalse();
  }

  @Test
  void a_hold_with_an_earlier_expiry_is_consistent() {
    Duration minute = Duration.ofMinutes(1);
    store.commitAll(Rules.of(CATALOG).extending().extend(held, minute, Sample.NOW).commits());
    charge(new ChargeId("later"), Optional.empty(), Sample.NOW.plus(minute));

    assertThat(source.isTorn(newWalletOldCharge())).isTrue();
    Situation expired = source.load();
    assertThat(source.isTorn(expired)).isFalse();
    assertThat(expired.expiries()).hasSize(1);
  }

  @Test
  void a_hold_with_a_written_expiry_is_consistent_for_any_content_of_its_bucket() {
    charge(new ChargeId("later"), Optional.empty(), Sample.NOW.plus(QUARTER).plusSeconds(1));

    Situation expired = source.load();

    assertThat(expired.writtenExpiries()).isNotEmpty();
    assertThat(source.isTorn(expired)).isFalse();
    assertThat(new SituationSource(store, MIA, HELD, Optional.empty()).isTorn(expired)).isFalse();
  }

  private Situation newWalletOldCharge() {
    return new Situation(store.wallet(MIA), held.underKey(), Optional.empty());
  }

  private void charge(ChargeId key, Optional<Duration> hold, Instant now) {
    ChargeRequest request = new ChargeRequest(new ActionId("run"), Optional.empty(), 10, hold);
    Situation found = store.load(MIA, Optional.of(key), Optional.empty());
    store.commitAll(Rules.of(CATALOG).charging().charge(key, request, found, now).commits());
  }
}
