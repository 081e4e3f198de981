package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChange.PutChange;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The key of a manual change identifies it in its account, and the change is written once.
public interface ManualChangeContract extends StoreUnderTest {
  ManualChange.Key KEY = new ManualChange.Key("sorry-1");
  ManualChange FIVE = new Grant(Credits.of(5), "sorry for the outage", Optional.empty());

  @Test
  default void an_unknown_change_is_absent() {
    AccountId account = Sample.account();

    assertThat(manualChange(account, KEY))
        .isEqualTo(
            new ManualChangeSituation(
                AvailableCredits.of(AccountWallet.unseen(account)), Optional.empty()));
  }

  @Test
  default void every_kind_of_change_is_read_back_with_its_wallet() {
    Instant later = NOW.plusMillis(1);
    BucketId plan = new BucketId(BucketKind.PLAN, 2);
    BucketId promotional = new BucketId(BucketKind.PROMOTIONAL, Long.MAX_VALUE);
    Credits most = Credits.of(ManualChange.MAX_CREDITS);
    String longest = "\ud83c\udf1e".repeat(ManualChange.MAX_REASON / 2);
    Optional<String> olga = Optional.of("auth0|olga@example.com");
    List<Made> all =
        List.of(
            made(new Grant(most, longest, Optional.of(later)), olga, new Posting(promotional, 1)),
            made(FIVE, Optional.empty(), new Posting(promotional, ManualChange.MAX_CREDITS)),
            made(new Adjustment(1, "#"), olga, new Posting(promotional, 1)),
            made(
                new Adjustment(-ManualChange.MAX_CREDITS, "e\u0301t\u00e9"),
                olga,
                new Posting(plan, -7),
                new Posting(promotional, -Long.MAX_VALUE)),
            made(new Adjustment(-1, "there was nothing to take"), olga));
    for (Made made : all) {
      AccountId account = Sample.account();

      AccountWallet wallet = committed(Sample.opening(account), new PutChange(made));

      assertThat(manualChange(account, made.key())).isEqualTo(stored(wallet, made));
    }
  }

  @Test
  default void a_used_key_is_refused_and_nothing_is_written() {
    AccountId account = Sample.account();
    Made first = made(KEY, FIVE);
    AccountWallet wallet = committed(Sample.opening(account), new PutChange(first));
    Made second = made(KEY, new Adjustment(-5, "another"));

    Outcome outcome = tried(Sample.spending(wallet), new PutChange(second));

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(manualChange(account, KEY)).isEqualTo(stored(wallet, first));
  }

  @Test
  default void a_change_of_a_newer_wallet_is_not_written() {
    AccountId account = Sample.account();
    AccountWallet read = committed(Sample.opening(account));
    AccountWallet moved = committed(Sample.spending(read));

    Outcome outcome = tried(Sample.spending(read), new PutChange(made(KEY, FIVE)));

    assertThat(outcome).isEqualTo(new Stale(List.of(moved), Optional.empty(), false));
    assertThat(manualChange(account, KEY))
        .isEqualTo(new ManualChangeSituation(AvailableCredits.of(moved), Optional.empty()));
  }

  @Test
  default void a_key_belongs_to_its_account_and_not_to_charges() {
    AccountId account = Sample.account();
    AccountId other = new AccountId(account + "2");
    ChargeId charge = new ChargeId(KEY.value());
    Made made = made(KEY, FIVE);

    AccountWallet wallet =
        committed(
            Sample.opening(account),
            new PutChange(made),
            new ChargeWrite.OpenCharge(Sample.charge(charge.value())));

    assertThat(manualChange(account, KEY)).isEqualTo(stored(wallet, made));
    assertThat(stored(account, Sample.charge(charge.value()))).isPresent();
    assertThat(manualChange(other, KEY).made()).isEmpty();
    assertThat(manualChange(account, new ManualChange.Key("Sorry-1")).made()).isEmpty();
    assertThat(manualChange(account, new ManualChange.Key("sorry")).made()).isEmpty();
  }

  @Test
  default void a_key_of_128_characters_is_read_back() {
    AccountId account = Sample.account();
    ManualChange.Key key = new ManualChange.Key("KEY:@._|+=~-".repeat(11).substring(0, 128));
    Made made = made(key, FIVE);

    AccountWallet wallet = committed(Sample.opening(account), new PutChange(made));

    assertThat(manualChange(account, key)).isEqualTo(stored(wallet, made));
  }

  @Test
  default void a_member_is_read_with_its_pool() {
    Catalog catalog = CatalogFixtures.catalog().pool("office", 500, 3).build();
    PoolId id = new PoolId("pool-" + UUID.randomUUID());
    PaidPool.of(id, "office", catalog, NOW).in(store());
    AccountId account = Sample.account();
    MembershipSituation outside =
        new MembershipSituation(walletOf(account), store().wallets().pool(id, 3));
    Rules.of(catalog)
        .joining()
        .join(outside, Optional.empty(), NOW)
        .commits()
        .forEach(
            commit ->
                assertThat(store().commits().commit(commit, Sample.token()))
                    .isEqualTo(new Outcome.Committed()));

    ManualChangeSituation found = manualChange(account, KEY);

    Pool pool = store().wallets().pool(id, 3);
    assertThat(pool.isKnown()).isTrue();
    assertThat(found.available())
        .isEqualTo(new AvailableCredits(walletOf(account), Optional.of(pool)));
  }

  private ManualChangeSituation manualChange(AccountId account, ManualChange.Key key) {
    return store().manualChanges().load(account, key);
  }

  private static ManualChangeSituation stored(AccountWallet wallet, Made made) {
    return new ManualChangeSituation(AvailableCredits.of(wallet), Optional.of(made));
  }

  private static Made made(ManualChange.Key key, ManualChange change) {
    return new Made(key, change, Optional.of("olga"), NOW, 1, List.of());
  }

  private static Made made(ManualChange change, Optional<String> actor, Posting... postings) {
    return new Made(KEY, change, actor, NOW, 1, List.of(postings));
  }
}
