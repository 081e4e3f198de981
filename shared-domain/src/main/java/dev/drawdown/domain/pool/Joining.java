package dev.drawdown.domain.pool;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.pool.Joining.JoinResult.AlreadyInAPool;
import dev.drawdown.domain.pool.Joining.JoinResult.AlreadyMember;
import dev.drawdown.domain.pool.Joining.JoinResult.Joined;
import dev.drawdown.domain.pool.Joining.LeaveResult.Left;
import dev.drawdown.domain.pool.Joining.LeaveResult.NotAMember;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Adds accounts to a pool and removes them. Both act at once and move no credits.
///
/// An account that returns keeps the count of its draws in the current pool period.
public final class Joining {
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;

  public Joining(WalletAdvancing advancing, PoolAdvancing poolAdvancing) {
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
  }

  /// Makes the account a member when the clock shows `clock`, or changes its cap.
  public JoinResult join(MembershipSituation situation, Optional<Credits> limit, Instant clock) {
    Pool pool = situation.pool();
    if (!pool.isKnown()) {
      return new JoinResult.UnknownPool();
    }
    Optional<Membership> before = situation.wallet().membership();
    if (before.filter(held -> !held.pool().equals(pool.id())).isPresent()) {
      return new AlreadyInAPool(before.get().pool());
    }
    Member member = member(situation, limit, clock);
    if (before.filter(held -> held.limit().equals(limit)).isPresent()) {
      return new AlreadyMember(member);
    }
    Membership membership = new Membership(pool.id(), limit, pool.shards().size());
    return new Joined(member, joined(situation.wallet(), membership, clock));
  }

  private List<Commit> joined(AccountWallet wallet, Membership membership, Instant clock) {
    boolean member = wallet.membership().isPresent();
    List<Write> writes =
        member
            ? List.of()
            : List.of(new MembershipWrite.AddMember(membership.pool(), wallet.account()));
    Reason reason = member ? Reason.LIMIT_CHANGED : Reason.JOINED_POOL;
    return change(wallet, Optional.of(membership), reason, writes, clock);
  }

  /// Ends the account's membership when the clock shows `clock`.
  public LeaveResult leave(MembershipSituation situation, Instant clock) {
    PoolId pool = situation.pool().id();
    if (!situation.pool().isKnown()) {
      return new LeaveResult.UnknownPool();
    }
    AccountWallet wallet = situation.wallet();
    if (wallet.membership().filter(held -> held.pool().equals(pool)).isEmpty()) {
      return new NotAMember();
    }
    List<Write> writes = List.of(new MembershipWrite.RemoveMember(pool, wallet.account()));
    return new Left(change(wallet, Optional.empty(), Reason.LEFT_POOL, writes, clock));
  }

  /// The account as its pool's owner sees it with the cap `limit`.
  private Member member(MembershipSituation situation, Optional<Credits> limit, Instant clock) {
    AccountWallet wallet = situation.wallet();
    Instant now = wallet.timeOf(situation.pool().timeOf(clock));
    return member(wallet, limit, poolAdvancing.advance(situation.pool(), now), now);
  }

  /// A member as the owner of `pool` sees it. The pool is advanced to `now`.
  public Member member(AccountWallet wallet, PoolAdvance pool, Instant now) {
    return member(wallet, wallet.membership().flatMap(Membership::limit), pool, now);
  }

  private Member member(
      AccountWallet wallet, Optional<Credits> limit, PoolAdvance due, Instant now) {
    Pool pool = due.pool();
    AccountWallet advanced = advancing.advance(wallet, wallet.timeOf(now)).wallet();
    Credits drawn = pool.hasPlan() ? advanced.drawn(pool.id(), pool.period()) : Credits.NONE;
    return new Member(wallet.account(), drawn, limit);
  }

  private List<Commit> change(
      AccountWallet wallet,
      Optional<Membership> membership,
      Reason reason,
      List<Write> writes,
      Instant clock) {
    Instant now = wallet.timeOf(clock);
    WalletAdvance<AccountWallet> due = advancing.advance(wallet, now);
    Journal<AccountWallet> journal =
        Journal.of(due.wallet())
            .note(
                now,
                EntryKind.STANDING,
                reason.cause(),
                changed -> changed.withMembership(membership));
    return Commit.inOrder(due, journal, writes);
  }

  /// The outcomes of adding an account to a pool, in order of precedence. Only [Joined] has
  /// commits.
  public sealed interface JoinResult extends Decision {
    /// No payment for a pool of that name was ever recorded.
    record UnknownPool() implements JoinResult {}

    /// The account is a member of another pool. It can be a member of one pool only.
    record AlreadyInAPool(PoolId pool) implements JoinResult {}

    /// The account already was a member with the same cap.
    record AlreadyMember(Member member) implements JoinResult {}

    /// The account is a member from now on, or its cap has changed.
    record Joined(Member member, List<Commit> commits) implements JoinResult {}
  }

  /// The outcomes of removing an account from a pool, in order of precedence. Only [Left] has
  /// commits.
  public sealed interface LeaveResult extends Decision {
    /// No payment for a pool of that name was ever recorded.
    record UnknownPool() implements LeaveResult {}

    /// The account wasn't a member.
    record NotAMember() implements LeaveResult {}

    /// The account is no longer a member. Its draws and open holds stay as they are.
    record Left(List<Commit> commits) implements LeaveResult {}
  }

  /// A member as its pool's owner sees it: the credits that it drew in the current pool period,
  /// holds included, and its cap, if it has one.
  public record Member(AccountId account, Credits drawn, Optional<Credits> limit) {}

  /// The stored state when an account joins or leaves a pool: its wallet, not advanced, and the
  /// pool.
  public record MembershipSituation(AccountWallet wallet, Pool pool) {}

  /// The records of a pool's members.
  public sealed interface MembershipWrite extends Write {
    /// A new member, on condition that the pool has no such member. The account's wallet has the
    /// cap.
    record AddMember(PoolId pool, AccountId account) implements MembershipWrite {}

    /// A removed member, on condition that it was one.
    record RemoveMember(PoolId pool, AccountId account) implements MembershipWrite {}
  }
}
