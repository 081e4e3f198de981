package dev.drawdown.domain.pool;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Write;

/// What is written of who is a member of a pool.
public sealed interface MembershipWrite extends Write {
  /// A new member of a pool, on condition that there is none of that name. Its cap is in its
  /// wallet.
  record AddMember(PoolId pool, AccountId account) implements MembershipWrite {}

  /// A member of a pool no more, on condition that it was one.
  record RemoveMember(PoolId pool, AccountId account) implements MembershipWrite {}
}
