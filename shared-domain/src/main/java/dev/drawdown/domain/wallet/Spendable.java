package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.MemberAllowance;
import java.time.Instant;
import java.util.Optional;

/// Something that an account can spend from, as it sees it: a bucket of its own, or its part of a
/// pool.
public sealed interface Spendable permits Spendable.Own, MemberAllowance {
  BucketId id();

  Credits granted();

  Credits remaining();

  Instant grantedAt();

  Optional<Instant> expiresAt();

  default BucketKind kind() {
    return id().kind();
  }

  record Own(Bucket bucket) implements Spendable {
    @Override
    public BucketId id() {
      return bucket.id();
    }

    @Override
    public Credits granted() {
      return bucket.granted();
    }

    @Override
    public Credits remaining() {
      return bucket.remaining();
    }

    @Override
    public Instant grantedAt() {
      return bucket.grantedAt();
    }

    @Override
    public Optional<Instant> expiresAt() {
      return bucket.expiresAt();
    }
  }
}
