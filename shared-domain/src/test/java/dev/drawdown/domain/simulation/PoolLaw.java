package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.ChargeStatus;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The conditions that a pool must meet at `now`.
///
/// It equals the naive model. Each shard keeps the law granted = left + held + spent + expired. Its
/// owner and its members see the same credits. `charges` are all charges of `people`.
record PoolLaw(
    PoolId id,
    Pools pools,
    NaivePool model,
    Map<String, SideBySide> people,
    List<Charge> charges,
    Instant now) {
  void check(String when) {
    Pool pool = pools.advanced(id, now);
    assertSameAsModel(pool, when);
    List<List<Entry>> ledgers = pools.ledgers(id, now);
    for (PoolWallet<?> shard : pool.shards()) {
      checkShard(shard, ledgers.get(shard.id().number()), when);
    }
    assertThat(membersListed()).as(when).isEqualTo(membersInModel());
    checkAllowances(pool, when);
  }

  private void assertSameAsModel(Pool pool, String when) {
    Balance balance = pools.balance(id, now);
    assertThat(pool.hasPlan()).as(when).isEqualTo(model.grant > 0);
    assertThat(balance.total().amount()).as(when).isEqualTo(model.left);
    assertThat(pool.left().amount()).as(when).isEqualTo(model.spendable());
    assertThat(balance.standing().label()).as(when).isEqualTo(model.standing);
    assertThat(balance.held().amount())
        .as(when)
        .isEqualTo(model.holds.stream().mapToLong(NaivePool.Hold::credits).sum());
    assertThat(balance.frozen().stream().mapToLong(plan -> plan.remaining().amount()).sum())
        .as(when)
        .isEqualTo(model.frozen);
    if (model.isUsable()) {
      assertThat(pool.granted().amount()).as(when).isEqualTo(model.granted);
      assertThat(pool.plans().getFirst().endsAt()).as(when).isEqualTo(model.end);
    }
    if (!pool.hasPlan()) {
      assertThat(pool.shards()).as(when).allMatch(shard -> shard.total().isNone());
    }
  }

  private void checkShard(PoolWallet<?> shard, List<Entry> ledger, String when) {
    Audit audit = Audit.of(shard.book(), ledger.iterator());
    assertThat(audit.consistent()).as("%s, %s", shard.id(), when).isTrue();
    long granted = 0;
    long expired = 0;
    for (Entry entry : ledger) {
      granted += came(entry);
      expired += expired(entry);
    }
    long held = drawn(shard, ChargeStatus.HELD, Charge::left);
    long parts = drawn(shard, ChargeStatus.HELD, charge -> charge.drawdown().first(charge.parts()));
    long spent =
        parts
            + drawn(shard, ChargeStatus.CHARGED, Charge::drawdown)
            + drawn(shard, ChargeStatus.CAPTURED, Charge::drawdown);
    assertThat(shard.held().amount()).as("%s, %s", shard.id(), when).isEqualTo(held);
    assertThat(shard.total().amount() + held + spent + expired)
        .as("%s, %s", shard.id(), when)
        .isEqualTo(granted);
  }

  private static long came(Entry entry) {
    return switch (entry.kind()) {
      case GRANT, ADJUSTMENT -> entry.change();
      case CHARGE, HOLD, CAPTURE, RELEASE, REFUND, EXPIRY, CLAWBACK, LOW, EXHAUSTED, STANDING -> 0;
    };
  }

  private static long expired(Entry entry) {
    return switch (entry.kind()) {
      case EXPIRY, CAPTURE, RELEASE, REFUND ->
          -entry.postings().stream().mapToLong(Posting::change).filter(change -> change < 0).sum();
      case GRANT, ADJUSTMENT, CHARGE, HOLD, CLAWBACK, LOW, EXHAUSTED, STANDING -> 0;
    };
  }

  /// The credits that all accounts' charges in this state took from one shard.
  private long drawn(
      PoolWallet<?> shard, ChargeStatus status, Function<Charge, Drawdown> drawdown) {
    return charges.stream()
        .filter(charge -> charge.statusAt(now) == status)
        .map(charge -> drawdown.apply(charge.asOf(now)))
        .mapToLong(drawn -> drawn(shard, drawn))
        .sum();
  }

  private static long drawn(PoolWallet<?> shard, Drawdown drawn) {
    return drawn.pooled().stream()
        .filter(draw -> draw.wallet().equals(shard.id()))
        .mapToLong(draw -> draw.credits().amount())
        .sum();
  }

  private Set<String> membersListed() {
    return pools.members(id).stream().map(AccountId::value).collect(Collectors.toSet());
  }

  private Set<String> membersInModel() {
    return people.keySet().stream()
        .filter(name -> isMember(people.get(name)))
        .collect(Collectors.toSet());
  }

  private boolean isMember(SideBySide account) {
    return account.member(now).pool.equals(id.value());
  }

  /// A member without a cap sees the pool's remaining credits. Together, all members drew the used
  /// credits.
  private void checkAllowances(Pool pool, String when) {
    long drawn = 0;
    for (SideBySide account : people.values()) {
      NaiveMember member = account.member(now);
      Optional<Credits> memberAllowance = memberAllowance(account);
      assertThat(memberAllowance.isPresent())
          .as(when)
          .isEqualTo(pool.hasPlan() && isMember(account));
      if (member.limit < 0) {
        memberAllowance.ifPresent(left -> assertThat(left).as(when).isEqualTo(pool.left()));
      }
      long use = account.machine().member(id, now).drawn().amount();
      assertThat(use).as(when).isEqualTo(member.drawn(id.value(), model.grant));
      drawn += use;
    }
    if (model.isUsable()) {
      long gone = pool.granted().minus(pool.remaining()).amount();
      assertThat(drawn).as(when).isEqualTo(gone);
    }
  }

  private Optional<Credits> memberAllowance(SideBySide account) {
    return isMember(account)
        ? account.machine().balance(now).buckets().stream()
            .filter(bucket -> bucket.kind() == BucketKind.POOL)
            .map(Spendable::remaining)
            .findFirst()
        : Optional.empty();
  }
}
