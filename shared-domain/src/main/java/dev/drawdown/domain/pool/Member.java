package dev.drawdown.domain.pool;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import java.util.Optional;

/// A member as its pool's owner sees it: what it has drawn in the current pool period, holds
/// included, and the most that it may, if there is such a cap.
public record Member(AccountId account, Credits drawn, Optional<Credits> limit) {}
