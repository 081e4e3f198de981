package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds items of a situation that can't have been stored together at one instant. Each of these
/// cases shows it:
///
/// - A charge is newer than its wallet.
/// - A shard has followed a newer primary shard.
/// - A final charge still has its draws, but the bucket has the credits back.
/// - A hold left a wallet before it could expire.
/// - A hold was extended or captured in part, but its charge doesn't show it.
record TornSituation(Situation found) {
  boolean isTorn() {
    return isChargeNewer()
        || found.pools().stream().anyMatch(Pool::isPrimaryBehind)
        || areCreditsBack()
        || isHoldGoneEarly()
        || isHoldNewer();
  }

  private boolean isChargeNewer() {
    return Stream.of(found.underKey(), found.onDocument())
        .flatMap(Optional::stream)
        .anyMatch(charge -> charge.changedBy() > found.wallet().version());
  }

  private boolean areCreditsBack() {
    return found.underKey().filter(TornSituation::hasItsDraws).stream()
        .flatMap(charge -> charge.drawdown().draws().stream())
        .anyMatch(this::isBack);
  }

  /// Whether the charge must still have all its draws. An expired hold has returned its draws, but
  /// its charge doesn't show that.
  private static boolean hasItsDraws(Charge charge) {
    return switch (charge.state()) {
      case Charge.State.Charged _, Charge.State.Captured _ -> true;
      case Charge.State.Held _, Charge.State.Released _, Charge.State.Refunded _ -> false;
    };
  }

  private boolean isBack(Draw draw) {
    Optional<Bucket> bucket =
        switch (draw) {
          case Draw.Own own -> bucket(found.wallet(), own.bucket());
          case Draw.Pooled pooled ->
              found
                  .pool(pooled.pool())
                  .flatMap(
                      pool -> pool.wallet(pooled.wallet()).book().bucket(pooled.inPool().bucket()));
        };
    return bucket.filter(there -> hasNoRoom(there, draw.credits())).isPresent();
  }

  /// The bucket with that name. A paid plan closes a month of the default plan, which still keeps
  /// its credits.
  private static Optional<Bucket> bucket(AccountWallet wallet, BucketId name) {
    return Stream.concat(wallet.buckets().stream(), wallet.billing().closed().stream())
        .filter(bucket -> bucket.id().equals(name))
        .findFirst();
  }

  /// A paid bucket may keep less than it has room for, so the kept credits prove nothing here.
  private static boolean hasNoRoom(Bucket bucket, Credits drawn) {
    Credits back =
        bucket instanceof Bucket.Paid ? drawn.min(bucket.granted()) : bucket.keepable(drawn);
    return !bucket.granted().covers(bucket.remaining().plus(back));
  }

  /// Whether a wallet has lost the hold although its last entry is older than the hold's expiry.
  /// Then the charge was read before another request captured or released it.
  private boolean isHoldGoneEarly() {
    return found
        .underKey()
        .flatMap(Charge::held)
        .filter(
            held ->
                found.writtenExpiries().keySet().stream()
                    .anyMatch(name -> found.book(name).at().isBefore(held.expiresAt())))
        .isPresent();
  }

  /// Whether the hold in a wallet differs from the recorded charge. Then the charge was read before
  /// another request extended it or captured a part of it.
  private boolean isHoldNewer() {
    return found.underKey().stream()
        .anyMatch(
            charge ->
                found.holds().entrySet().stream()
                    .flatMap(opened -> found.book(opened.getKey()).hold(opened.getValue()).stream())
                    .anyMatch(hold -> !isOf(hold, charge)));
  }

  private static boolean isOf(Hold hold, Charge charge) {
    return charge.state() instanceof Charge.State.Held(var expiresAt, Credits captured)
        && hold.expiresAt().equals(expiresAt)
        && (hold.entry() != charge.openedBy()
            || hold.credits().plus(captured).equals(charge.cost()));
  }
}
