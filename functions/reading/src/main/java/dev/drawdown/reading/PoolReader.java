package dev.drawdown.reading;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.body.MemberBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Code;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.advancing.PoolAdvance;
import dev.drawdown.domain.membership.Joining;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Pools as their owners see them: balance and members, the ledger of a shard, an audit of all.
final class PoolReader {
  private static final int PAGE = 100;

  private final Ports ports;
  private final Reading reading;
  private final Joining joining;
  private final LedgerReader ledgers;

  PoolReader(Ports ports, LedgerReader ledgers) {
    this.ports = ports;
    this.reading = new Reading(ports.catalog());
    this.joining = new Joining(ports.catalog());
    this.ledgers = ledgers;
  }

  Answer pool(Request request) {
    request.requireScope("credits/manage");
    Pool pool = known(request);
    Instant clock = ports.clock().instant();

    Instant now = pool.timeOf(clock);
    PoolAdvance due = reading.due(pool, clock);
    Map<String, Object> body = new LinkedHashMap<>(BalanceBody.of(reading.balance(pool, clock)));
    body.put(
        "members",
        members(pool).map(wallet -> MemberBody.of(joining.member(wallet, due, now))).toList());
    return Answer.ok(body);
  }

  /// Each shard has a ledger of its own; most pools have one.
  Answer ledger(Request request) {
    request.requireScope("credits/manage");
    Query query = request.query();
    Slice slice = Slice.of(query);
    int shard = (int) query.number("shard", 0, WalletId.MAX_SHARDS - 1L).orElse(0);
    Pool pool = known(request);
    if (shard >= pool.shards().size()) {
      throw Problem.invalid("shard", "must be below " + pool.shards().size());
    }
    WalletId wallet = new WalletId(pool.id(), shard);
    return ledgers.page(reading.due(pool, ports.clock().instant()).shard(wallet), slice);
  }

  Answer audit(Request request) {
    request.requireScope("credits/manage");
    Pool pool = known(request);
    return ledgers.audit(reading.due(pool, ports.clock().instant()).shards());
  }

  private Pool known(Request request) {
    Pool pool = ports.store().pool(request.pool(), 1);
    if (!pool.isKnown()) {
      throw Problem.of(Code.UNKNOWN_POOL, "There is no pool " + pool.id() + ".");
    }
    return pool;
  }

  /// Those that are still members by the time that their wallets are read.
  private Stream<Wallet> members(Pool pool) {
    return Stream.iterate(
            page(pool, Optional.empty()),
            page -> !page.isEmpty(),
            page ->
                page.size() < PAGE ? List.of() : page(pool, Optional.of(page.getLast().account())))
        .flatMap(List::stream)
        .filter(wallet -> isIn(pool, wallet));
  }

  private static boolean isIn(Pool pool, Wallet wallet) {
    return wallet.member().membership().filter(held -> held.pool().equals(pool.id())).isPresent();
  }

  private List<Wallet> page(Pool pool, Optional<AccountId> after) {
    return ports.store().members(pool.id(), PAGE, after);
  }
}
