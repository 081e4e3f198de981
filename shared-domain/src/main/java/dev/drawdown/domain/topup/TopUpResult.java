package dev.drawdown.domain.topup;

import dev.drawdown.domain.catalog.PackId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.AvailableCredits;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Everything that can come of crediting a pack, in order of precedence. Only [ToppedUp] is to be
/// committed.
public sealed interface TopUpResult extends Decision {
  /// The same pack was credited to the same account for this payment before.
  record AlreadyToppedUp(Credited credited, AvailableCredits available) implements TopUpResult {}

  /// The payment was used before for another account or pack. Nothing was credited.
  record KeyReused(Credited first) implements TopUpResult {}

  /// The catalog sells no such pack.
  record UnknownPack(PackId pack) implements TopUpResult {}

  /// Packs are sold only to those who pay for a plan, which is chosen at `href`.
  record PlanRequired(AvailableCredits available, Optional<URI> href) implements TopUpResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The pack is a bucket of the account now.
  record ToppedUp(Bucket.TopUp bucket, AvailableCredits available, List<Commit> commits)
      implements TopUpResult {}
}
