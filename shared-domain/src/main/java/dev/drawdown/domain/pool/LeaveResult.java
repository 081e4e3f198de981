package dev.drawdown.domain.pool;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import java.util.List;

/// Everything that can come of an account leaving a pool, in order of precedence. Only [Left] is to
/// be committed.
public sealed interface LeaveResult extends Decision {
  /// Nothing was ever paid for a pool of that name.
  record UnknownPool() implements LeaveResult {}

  /// The account wasn't a member.
  record NotAMember() implements LeaveResult {}

  /// It is no member any more. What it drew, and its open holds, stay as they are.
  record Left(List<Commit> commits) implements LeaveResult {}
}
