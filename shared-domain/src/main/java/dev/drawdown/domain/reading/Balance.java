package dev.drawdown.domain.reading;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an account's owner sees: buckets in the order in which they are drawn, what is held, the
/// plan, when it is cancelled, its use and the account's standing.
public record Balance(
    AccountId account,
    Standing standing,
    Optional<Bucket.Plan> plan,
    Optional<Instant> cancelsAt,
    Credits total,
    Credits held,
    List<Bucket> buckets,
    Usage usage,
    long version) {}
