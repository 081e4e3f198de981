package dev.drawdown.reading;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.body.BalanceBody.MemberBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvance;
import dev.drawdown.domain.reading.PeriodUsage.UsageKey;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.reading.LedgerReader.Slice;
import dev.drawdown.reading.UsageReader.UsageQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a pool for its owner: balance, members, the ledger of a shard, usage and an audit of all
/// shards.
final class PoolReader {
  static final Set<String> MEMBERS_PARAMETERS = Set.of("limit", "cursor");
  static final Set<String> LEDGER_PARAMETERS = Set.of("kind", "limit", "cursor", "shard");

  private final Wallets wallets;
  private final InstantSource clock;
  private final Reading reading;
  private final Joining joining;
  private final LedgerReader ledgers;
  private final UsageReader usages;

  PoolReader(Ports ports) {
    this.wallets = ports.stores().wallets();
    this.clock = ports.clock();
    this.reading = ports.rules().reading();
    this.joining = ports.rules().joining();
    this.ledgers = new LedgerReader(ports.stores().ledgers());
    this.usages = new UsageReader(ports.stores().ledgers());
  }

  Answer pool(PoolId id) {
    Pool pool = known(id);

    return Answer.ok(BalanceBody.of(reading.balance(pool, clock.instant())));
  }

  /// A page of the members, by name. The cursor is the last name of the previous page.
  Answer members(PoolId id, Query query) {
    int limit = PageParameters.limit(query);
    Optional<AccountId> after = query.text("cursor").map(PoolReader::cursor);
    Pool pool = known(id);
    Instant clockTime = clock.instant();

    PoolAdvance due = reading.due(pool, clockTime);
    Instant now = pool.timeOf(clockTime);
    // One more than a page has shows whether there is a next page.
    List<AccountWallet> found = wallets.members(pool.id(), limit + 1, after);
    List<AccountWallet> page = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "members",
        page.stream()
            .filter(wallet -> isIn(pool, wallet))
            .map(wallet -> MemberBody.of(joining.member(wallet, due, now)))
            .toList());
    if (found.size() > limit) {
      body.put("nextCursor", page.getLast().account().value());
    }
    return Answer.ok(body);
  }

  /// A page of one shard's ledger. Each shard has its own ledger, and most pools have one shard.
  Answer ledger(PoolId id, Query query) {
    Slice slice = Slice.of(query);
    int shard = (int) query.number("shard", 0, PoolId.MAX_WALLETS - 1L).orElse(0);
    Pool pool = known(id);
    if (shard >= pool.shards().size()) {
      throw Problem.invalid("shard", "must be below " + pool.shards().size());
    }
    WalletId wallet = new WalletId(pool.id(), shard);
    return ledgers.page(reading.due(pool, clock.instant()).shard(wallet), slice);
  }

  /// The members' purchases with the pool's credits, over all shards.
  Answer usage(PoolId id, Query query) {
    Instant now = clock.instant();
    UsageQuery asked = UsageQuery.of(query, now, UsageKey.values());
    return usages.page(reading.due(known(id), now).shards(), asked);
  }

  Answer audit(PoolId id) {
    Pool pool = known(id);
    return ledgers.audit(reading.due(pool, clock.instant()).shards());
  }

  private Pool known(PoolId id) {
    Pool pool = wallets.pool(id, 1);
    if (!pool.isKnown()) {
      throw Problem.of(Code.UNKNOWN_POOL, "There is no pool " + pool.id() + ".");
    }
    return pool;
  }

  private static AccountId cursor(String text) {
    if (!Identifier.isValid(text)) {
      throw PageParameters.unknownCursor();
    }
    return new AccountId(text);
  }

  /// The wallet is read after the list of members, so its account may have left in between.
  private static boolean isIn(Pool pool, AccountWallet wallet) {
    return wallet.membership().filter(held -> held.pool().equals(pool.id())).isPresent();
  }
}
