package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.MemberAllowance;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.RefreshForecast;
import dev.drawdown.domain.wallet.WalletAdvancing;
import dev.drawdown.domain.wallet.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides whether an action may run, and takes its credits.
///
/// Charges, holds and quotes all use this decision.
public final class Charging {
  /// The largest number of open holds of an account.
  public static final int MAX_OPEN_HOLDS = 100;

  private final Catalog catalog;
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;
  private final Advising advising;
  private final Warning warning;

  public Charging(
      Catalog catalog,
      WalletAdvancing advancing,
      PoolAdvancing poolAdvancing,
      RefreshForecast refreshForecast) {
    this.catalog = catalog;
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
    this.advising = new Advising(catalog, advancing, poolAdvancing, refreshForecast);
    this.warning = new Warning(catalog.thresholds());
  }

  /// The document that `request` pays for once. The caller must load its last charge before the
  /// decision.
  public Optional<DocumentKey> paidOnce(ChargeRequest request) {
    return request
        .document()
        .filter(_ -> catalog.action(request.action()).filter(Action::oncePerDocument).isPresent())
        .map(document -> new DocumentKey(request.action(), document));
  }

  /// Decides on `request` under the key `id` when the clock shows `clock`.
  public ChargeResult charge(
      ChargeId id, ChargeRequest request, Situation situation, Instant clock) {
    Optional<Action> named = catalog.action(request.action());
    if (named.filter(Action::oncePerDocument).isPresent() && request.document().isEmpty()) {
      return new DocumentMissing(request.action());
    }
    Situation.Advanced due = situation.advanced(advancing, poolAdvancing, clock);
    if (situation.underKey().isPresent()) {
      Charge first = situation.underKey().get();
      return first.request().asksForTheSameAs(request)
          ? new AlreadyCharged(first, due.available())
          : new KeyReused(first);
    }
    if (named.isEmpty()) {
      return new UnknownAction(request.action());
    }
    if (named.get().isFree()) {
      return new Free(Charge.free(id, request, due.now()), due.available());
    }
    Credits cost = named.get().cost().times(request.quantity());
    Optional<Charge> keeper =
        situation.onDocument().filter(first -> first.keepsDocumentAt(due.now()));
    if (keeper.isPresent()) {
      return usedBefore(cost, keeper.get().asOf(due.now()), due);
    }
    return take(new Asked(id, request, cost, paidOnce(request), situation.onDocument()), due);
  }

  /// Only a paid document is free. A hold may still be given back, so it isn't paid. A partly
  /// captured hold keeps the document, but its final cost isn't known yet.
  private static ChargeResult usedBefore(Credits cost, Charge first, Situation.Advanced due) {
    return first.state() instanceof Charge.State.Held(Instant expiresAt, _)
        ? new InProgress(cost, first, expiresAt)
        : new PaidBefore(first, due.available());
  }

  /// A request whose cost is known. Only missing credits or too many open holds can still refuse
  /// it.
  ///
  /// `document` is the one that it pays for once, if any. `before` is the last recorded charge for
  /// that document.
  record Asked(
      ChargeId id,
      ChargeRequest request,
      Credits cost,
      Optional<DocumentKey> document,
      Optional<Charge> before) {}

  private ChargeResult take(Asked asked, Situation.Advanced due) {
    Journal<AccountWallet> opened = advancing.open(due.wallet(), due.now());
    AvailableCredits available = due.available().with(opened.wallet());
    return switch (Drawing.of(asked.cost(), spendable(available), catalog.drawOrder())) {
      case Drawing.TooLittle _ when isSuspended(available) ->
          new PaymentRequired(
              asked.cost(), due.available(), advising.onSuspension(), restsOnWholePool(available));
      case Drawing.TooLittle _ -> outOfCredits(asked.cost(), due, available);
      case Drawing.Covered(var parts) ->
          withoutRoom(asked.request(), due.wallet().holds(), parts)
              .orElseGet(() -> new Accepting(asked, due, warning).accept(opened, parts));
    };
  }

  private ChargeResult outOfCredits(
      Credits cost, Situation.Advanced due, AvailableCredits available) {
    return new OutOfCredits(
        cost,
        due.available(),
        advising.onShortage(available, cost, due.now()),
        cap(available, cost),
        restsOnWholePool(available));
  }

  /// Whether the decision rests on all credits of the pool, rather than on a cap below them.
  private boolean restsOnWholePool(AvailableCredits available) {
    return spendable(available).stream()
        .anyMatch(
            from -> from instanceof MemberAllowance memberAllowance && !memberAllowance.isCapped());
  }

  /// The member's cap, if the credits would cover the cost without it.
  private Optional<Credits> cap(AvailableCredits available, Credits cost) {
    return available
        .memberAllowance()
        .filter(
            memberAllowance ->
                available
                    .total()
                    .minus(memberAllowance.remaining())
                    .plus(memberAllowance.pool().left())
                    .covers(cost))
        .flatMap(MemberAllowance::limit);
  }

  /// The reason why a wallet has no room for the hold that the request asks for.
  private static Optional<ChargeResult> withoutRoom(
      ChargeRequest request, List<Hold> open, List<Drawing.Part> parts) {
    if (request.hold().isEmpty()) {
      return Optional.empty();
    }
    if (open.size() >= MAX_OPEN_HOLDS) {
      return Optional.of(new TooManyHolds(open.size()));
    }
    return parts.stream().flatMap(part -> withoutRoom(part, open).stream()).findFirst();
  }

  private static Optional<ChargeResult> withoutRoom(Drawing.Part part, List<Hold> open) {
    return switch (part.from()) {
      case Spendable.Own _ -> Optional.empty();
      case MemberAllowance allowance ->
          allowance
              .noRoom(part.credits(), open)
              .map(full -> new PoolHoldsFull(full.open(), full.ofMember()));
    };
  }

  private List<Spendable> spendable(AvailableCredits available) {
    return available.drawable(catalog.gracePolicy().suspendedDraws());
  }

  private static boolean isSuspended(AvailableCredits available) {
    return available.wallet().billing().standing() == Standing.SUSPENDED;
  }
}
