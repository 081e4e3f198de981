package dev.drawdown.domain.membership;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.membership.JoinResult.AlreadyInAPool;
import dev.drawdown.domain.membership.JoinResult.AlreadyMember;
import dev.drawdown.domain.membership.JoinResult.Joined;
import dev.drawdown.domain.membership.LeaveResult.Left;
import dev.drawdown.domain.membership.LeaveResult.NotAMember;
import dev.drawdown.domain.settling.Reason;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lets accounts into a pool and out of it. Both act at once, and move no credits.
///
/// What an account has drawn in the current pool period counts on when it comes back.
public final class Joining {
  private final Settling settling;

  public Joining(Catalog catalog) {
    this.settling = new Settling(catalog);
  }

  /// Makes the account a member when the clock shows `clock`, or changes its cap.
  public JoinResult join(MembershipSituation situation, Optional<Credits> limit, Instant clock) {
    Pool pool = situation.pool();
    if (!pool.isKnown()) {
      return new JoinResult.UnknownPool();
    }
    Optional<Membership> before = situation.wallet().member().membership();
    if (before.filter(held -> !held.pool().equals(pool.id())).isPresent()) {
      return new AlreadyInAPool(before.get().pool());
    }
    Member member = member(situation, limit, clock);
    if (before.filter(held -> held.limit().equals(limit)).isPresent()) {
      return new AlreadyMember(member);
    }
    Membership membership = new Membership(pool.id(), limit, pool.cells().size());
    Reason reason = before.isPresent() ? Reason.LIMIT_CHANGED : Reason.JOINED_POOL;
    Write write = new Write.PutMember(pool.id(), member.account(), limit, before.isEmpty());
    return new Joined(
        member, change(situation.wallet(), Optional.of(membership), reason, write, clock));
  }

  /// Ends the account's membership when the clock shows `clock`.
  public LeaveResult leave(MembershipSituation situation, Instant clock) {
    PoolId pool = situation.pool().id();
    if (!situation.pool().isKnown()) {
      return new LeaveResult.UnknownPool();
    }
    Wallet wallet = situation.wallet();
    if (wallet.member().membership().filter(held -> held.pool().equals(pool)).isEmpty()) {
      return new NotAMember();
    }
    Write write = new Write.RemoveMember(pool, wallet.account());
    return new Left(change(wallet, Optional.empty(), Reason.LEFT_POOL, write, clock));
  }

  /// The account as its pool's owner sees it, were its cap `limit`.
  private Member member(MembershipSituation situation, Optional<Credits> limit, Instant clock) {
    return member(situation.wallet(), limit, situation.pool(), clock);
  }

  /// A member of `pool` as the pool's owner sees it.
  public Member member(Wallet wallet, Pool pool, Instant clock) {
    Optional<Credits> limit = wallet.member().membership().flatMap(Membership::limit);
    return member(wallet, limit, pool, clock);
  }

  private Member member(Wallet wallet, Optional<Credits> limit, Pool pool, Instant clock) {
    Instant now = wallet.timeOf(pool.timeOf(clock));
    Pool settled = settling.settle(pool, now).pool();
    Wallet settledWallet = settling.settle(wallet, now).wallet();
    Credits drawn =
        settled.hasPlan()
            ? settledWallet.member().drawn(pool.id(), settled.plan().number())
            : Credits.NONE;
    return new Member(wallet.account(), drawn, limit);
  }

  private List<Commit> change(
      Wallet wallet, Optional<Membership> membership, Reason reason, Write write, Instant clock) {
    Instant now = wallet.timeOf(clock);
    Settlement due = settling.settle(wallet, now);
    Wallet changed = due.wallet().withPooling(due.wallet().member().in(membership));
    Journal journal =
        Journal.of(due.wallet()).note(now, EntryKind.STANDING, reason.cause(), changed);
    return Commit.inOrder(due, journal, List.of(write));
  }
}
