package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that an account can spend from, as it sees it: a bucket of its own, or its share of a
/// pool.
public sealed interface Spendable permits Spendable.Own, MemberAllowance {
  BucketId id();

  Credits granted();

  Credits remaining();

  Instant grantedAt();

  Optional<Instant> expiresAt();

  /// How `part` of it, at least 1 credit and at most what remains, is drawn.
  List<Draw> draw(Credits part);

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

    @Override
    public List<Draw> draw(Credits part) {
      return List.of(new Draw.Own(bucket.id(), part));
    }
  }
}
