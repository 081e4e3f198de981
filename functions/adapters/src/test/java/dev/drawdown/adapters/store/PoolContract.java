package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvance;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pools with one shard and with several, their members, and writes to both at once.
interface PoolContract extends StoreUnderTest {
  @Test
  default void a_pool_never_paid_for_reads_as_one_unseen_shard() {
    PoolId id = pool();

    assertThat(store().wallets().pool(id, 1))
        .isEqualTo(Pool.of(id, List.of(PoolWallet.Primary.unseen(id))));
    assertThat(store().wallets().pool(id, 1).isKnown()).isFalse();
    assertThat(store().wallets().members(id, 10, Optional.empty())).isEmpty();
  }

  @ParameterizedTest(name = "thought to have {0} shards")
  @ValueSource(ints = {1, 2, 3, 16})
  default void a_pool_is_read_with_all_its_shards_for_any_expected_number(int shards) {
    PoolId id = paid(3);

    Pool pool = store().wallets().pool(id, shards);

    assertThat(pool.shards()).extracting(Wallet::id).containsExactly(shards(id, 3));
    assertThat(pool.primary().shards()).isEqualTo(3);
    assertThat(advanced(pool, 3).pool().remaining()).isEqualTo(Credits.of(500));
  }

  @Test
  default void the_written_shards_are_read_back() {
    PoolId id = paid(3);
    List<WalletAdvance<?>> due = advanced(store().wallets().pool(id, 3), 3).shards();

    due.forEach(shard -> Commit.steps(shard).forEach(this::commit));

    Pool pool = store().wallets().pool(id, 3);
    assertThat(List.<Wallet<?>>copyOf(pool.shards()))
        .isEqualTo(due.stream().<Wallet<?>>map(WalletAdvance::wallet).toList());
    assertThat(pool.remaining()).isEqualTo(Credits.of(500));
    assertThat(pool.secondaries().getLast()).extracting("followed").isEqualTo(1L);
  }

  @Test
  default void a_member_is_read_back_with_its_pool_its_cap_and_its_use() {
    PoolId id = paid(1);
    AccountId account = Sample.account();
    join(id, account, Optional.of(Credits.of(100)));

    Charge charge = charge(account, "k", Optional.of(Duration.ofMinutes(15)));

    Situation found = store().accounts().load(account, Optional.of(charge.id()), Optional.empty());
    AccountWallet wallet = found.wallet();
    assertThat(found.underKey()).contains(charge);
    assertThat(charge.drawdown().pooled()).isNotEmpty();
    assertThat(wallet.membership().orElseThrow().limit()).contains(Credits.of(100));
    assertThat(wallet.drawn(id, 1)).isEqualTo(Credits.of(7));
    assertThat(wallet.holds())
        .singleElement()
        .satisfies(hold -> assertThat(hold.drawdown()).isEqualTo(charge.drawdown()));
    assertThat(found.pools()).containsExactly(store().wallets().pool(id, 1));
    assertThat(store().ledgers().entriesAfter(WalletId.of(id), 1, 9))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.kind()).isEqualTo(EntryKind.HOLD);
              assertThat(entry.cause().account()).contains(account);
            });
  }

  @Test
  default void a_charge_is_read_with_the_pool_that_it_drew_from_after_its_account_has_left() {
    PoolId id = paid(1);
    AccountId account = Sample.account();
    join(id, account, Optional.empty());
    Charge charge = charge(account, "k", Optional.empty());
    MembershipSituation member =
        new MembershipSituation(walletOf(account), store().wallets().pool(id, 1));
    Rules.of(catalog(1)).joining().leave(member, Sample.NOW).commits().forEach(this::commit);

    Situation found = store().accounts().load(account, Optional.of(charge.id()), Optional.empty());

    assertThat(found.available().pool()).isEmpty();
    assertThat(found.pools()).extracting(Pool::id).containsExactly(id);
    assertThat(store().accounts().load(account, Optional.empty(), Optional.empty()).pools())
        .isEmpty();
  }

  @Test
  default void if_a_shard_has_changed_nothing_is_written_and_the_shard_is_returned() {
    PoolId id = paid(1);
    AccountId account = Sample.account();
    AccountId other = Sample.account();
    join(id, account, Optional.empty());
    join(id, other, Optional.empty());
    Charged late = decided(account, "late", Optional.empty());
    AccountWallet member = walletOf(account);

    charge(other, "first", Optional.empty());
    Outcome outcome = store().commits().commit(late.commits().getLast(), Sample.token());

    assertThat(outcome)
        .isEqualTo(
            new Stale(List.of(store().wallets().wallet(WalletId.of(id))), Optional.empty(), false));
    assertThat(walletOf(account)).isEqualTo(member);
    assertThat(
            store()
                .accounts()
                .load(account, Optional.of(late.charge().id()), Optional.empty())
                .underKey())
        .isEmpty();
  }

  @Test
  default void members_are_listed_by_name_page_by_page() {
    PoolId id = paid(1);
    String name = UUID.randomUUID().toString();
    List<AccountId> members =
        List.of("", "-", ".", ":", "@", "A", "_", "a", "aa", "z").stream()
            .map(end -> new AccountId(name + end))
            .toList();
    members.reversed().forEach(account -> join(id, account, Optional.empty()));

    List<AccountWallet> first = store().wallets().members(id, 4, Optional.empty());
    List<AccountWallet> second =
        store().wallets().members(id, 4, Optional.of(first.getLast().account()));
    List<AccountWallet> third =
        store().wallets().members(id, 4, Optional.of(second.getLast().account()));

    assertThat(IntStream.of(first.size(), second.size(), third.size())).containsExactly(4, 4, 2);
    assertThat(
            List.of(first, second, third).stream()
                .flatMap(List::stream)
                .map(AccountWallet::account))
        .containsExactlyElementsOf(members);
    assertThat(first.getFirst()).isEqualTo(walletOf(members.getFirst()));
  }

  @Test
  default void a_member_joins_once_and_leaves_once() {
    PoolId id = pool();
    AccountId account = Sample.account();

    assertStale(new MembershipWrite.RemoveMember(id, account));
    recordsOnly(new MembershipWrite.AddMember(id, account));
    assertStale(new MembershipWrite.AddMember(id, account));
    recordsOnly(new MembershipWrite.RemoveMember(id, account));
    assertStale(new MembershipWrite.RemoveMember(id, account));
  }

  private static PoolId pool() {
    return new PoolId("pool-" + UUID.randomUUID());
  }

  private static Catalog catalog(int shards) {
    return CatalogFixtures.catalog().action("run", 7).pool("office", 500, shards).build();
  }

  private static WalletId[] shards(PoolId id, int shards) {
    return IntStream.range(0, shards)
        .mapToObj(shard -> new WalletId(id, shard))
        .toArray(WalletId[]::new);
  }

  private static PoolAdvance advanced(Pool pool, int shards) {
    return Rules.of(catalog(shards)).reading().due(pool, Sample.NOW);
  }

  private PoolId paid(int shards) {
    PoolId id = pool();
    PaidPool.of(id, "office", catalog(shards), Sample.NOW).in(store());
    return id;
  }

  private void join(PoolId id, AccountId account, Optional<Credits> limit) {
    MembershipSituation found =
        new MembershipSituation(walletOf(account), store().wallets().pool(id, 1));
    Rules.of(catalog(1)).joining().join(found, limit, Sample.NOW).commits().forEach(this::commit);
  }

  private Charge charge(AccountId account, String key, Optional<Duration> hold) {
    Charged charged = decided(account, key, hold);
    charged.commits().forEach(this::commit);
    return charged.charge();
  }

  private Charged decided(AccountId account, String key, Optional<Duration> hold) {
    ChargeRequest request = new ChargeRequest(new ActionId("run"), Optional.empty(), 1, hold);
    ChargeId id = new ChargeId(key);
    Situation found = store().accounts().load(account, Optional.of(id), Optional.empty());
    return (Charged) Rules.of(catalog(1)).charging().charge(id, request, found, Sample.NOW);
  }

  private void commit(Commit commit) {
    assertThat(store().commits().commit(commit, Sample.token())).isEqualTo(new Committed());
  }
}
