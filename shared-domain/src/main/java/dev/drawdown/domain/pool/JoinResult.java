package dev.drawdown.domain.pool;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import java.util.List;

/// Everything that can come of an account joining a pool, in order of precedence. Only [Joined] is
/// to be committed.
public sealed interface JoinResult extends Decision {
  /// Nothing was ever paid for a pool of that name.
  record UnknownPool() implements JoinResult {}

  /// The account is in another pool, and in one at a time.
  record AlreadyInAPool(PoolId pool) implements JoinResult {}

  /// It was a member on just these terms.
  record AlreadyMember(Member member) implements JoinResult {}

  /// It is a member from now on, or its cap has changed.
  record Joined(Member member, List<Commit> commits) implements JoinResult {}
}
