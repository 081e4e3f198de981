package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ReturningEntry;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A hold's expiry is found in the ledger, with any number of entries before and after it.
class ExpiriesTest {
  private static final AccountId ACCOUNT = new AccountId("anna");
  private static final WalletId WALLET = WalletId.of(ACCOUNT);
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).starter(100_000).build();
  private static final Instant START = Sample.NOW;
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final InMemoryStore store = new InMemoryStore();
  private int reads;

  @ParameterizedTest(name = "{0} entries before the expiry, {1} at the same instant, {2} after")
  @CsvSource({"0, 0, 0", "1, 0, 1", "0, 3, 0", "7, 0, 900", "900, 5, 7", "300, 40, 600"})
  void an_expiry_is_found_in_few_reads(int before, int atOnce, int after) {
    long openedBy = hold("held", 5);
    charges(before, START);
    charges(atOnce, START.plus(QUARTER));
    charges(after, START.plus(QUARTER).plusSeconds(1));
    charges(1, START.plus(Duration.ofHours(1)));

    Map<WalletId, Entry> found =
        expiries(new Counting()).of(Map.of(WALLET, openedBy), START.plus(QUARTER));

    Returned returned = new ReturningEntry(found.get(WALLET)).returned();
    assertThat(returned).isEqualTo(new Returned(Credits.of(5), Credits.NONE));
    assertThat(reads).isLessThan(15);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200})
  void a_missing_expiry_is_left_out(int entries) {
    long openedBy = hold("held", 5);
    charges(entries, START);

    assertThat(expiries(store).of(Map.of(WALLET, openedBy), START.plus(QUARTER))).isEmpty();
  }

  private long hold(String key, int credits) {
    return charge(key, credits, Optional.of(QUARTER), START).charge().openedBy();
  }

  private void charges(int number, Instant at) {
    for (int charge = 0; charge < number; charge++) {
      charge(at + "-" + charge, 1, Optional.empty(), at);
    }
  }

  private Charged charge(String key, int credits, Optional<Duration> hold, Instant at) {
    ChargeId id = new ChargeId(key);
    ChargeRequest request = new ChargeRequest(new ActionId("run"), Optional.empty(), credits, hold);
    Situation found = store.load(ACCOUNT, Optional.of(id), Optional.empty());
    Charged charged = (Charged) Rules.of(CATALOG).charging().charge(id, request, found, at);
    store.commitAll(charged.commits());
    return charged;
  }

  private static Expiries expiries(Stores stores) {
    return new Expiries(stores.wallets(), stores.ledgers());
  }

  private final class Counting implements StoreBeside {
    @Override
    public Stores store() {
      return store;
    }

    @Override
    public Wallets wallets() {
      return new CountingWallets();
    }

    @Override
    public Ledgers ledgers() {
      return new CountingLedgers();
    }
  }

  private final class CountingWallets implements Stores.Wallets {
    @Override
    public Wallet<?> wallet(WalletId id) {
      reads++;
      return store.wallet(id);
    }

    @Override
    public AccountWallet wallet(AccountId account) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Pool pool(PoolId id, int shards) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after) {
      throw new UnsupportedOperationException();
    }
  }

  private final class CountingLedgers implements Stores.Ledgers {
    @Override
    public List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
      reads++;
      return store.entriesAfter(wallet, after, limit);
    }

    @Override
    public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
      reads++;
      return store.entries(wallet, numbers);
    }
  }
}
