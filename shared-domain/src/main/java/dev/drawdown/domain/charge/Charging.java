package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.SavedResult;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.AvailableCredits;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.MemberAllowance;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Spendable;
import dev.drawdown.domain.wallet.Standing;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides whether an action may run and takes its credits: the one place where that is decided,
/// for a charge, a hold and a quote alike.
public final class Charging {
  /// An account has at most this many open holds.
  public static final int MAX_OPEN_HOLDS = 100;

  private final Catalog catalog;
  private final WalletAdvancing advancing;
  private final Advising advising;
  private final Warning warning;

  public Charging(Catalog catalog) {
    this.catalog = catalog;
    this.advancing = new WalletAdvancing(catalog);
    this.advising = new Advising(catalog);
    this.warning = new Warning(catalog.thresholds());
  }

  /// The document of which must be known what it was paid with before `request` is decided.
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
    AdvancedSituation due = AdvancedSituation.of(situation, advancing, clock);
    if (situation.underKey().isPresent()) {
      Charge first = situation.underKey().get();
      return first.request().equals(request)
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
      return usedBefore(cost, keeper.get(), due);
    }
    return take(new Taking(id, request, cost, due.now()), due, situation.onDocument());
  }

  /// Only what was paid for is free: a hold may still be given back.
  private static ChargeResult usedBefore(Credits cost, Charge first, AdvancedSituation due) {
    return first.state() instanceof Charge.State.Held(Instant expiresAt)
        ? new InProgress(cost, first, expiresAt)
        : new SavedResult(first, due.available());
  }

  private ChargeResult take(Taking taking, AdvancedSituation due, Optional<Charge> documentBefore) {
    Journal opened = advancing.open(due.wallet(), taking.now());
    AvailableCredits available = due.available().with(opened.wallet());
    return switch (Drawing.of(taking.cost(), spendable(available), catalog.drawOrder())) {
      case Drawing.TooLittle _ when isSuspended(available) ->
          new PaymentRequired(
              taking.cost(), due.available(), advising.onSuspension(), restsOnAllShards(available));
      case Drawing.TooLittle _ -> outOfCredits(taking, due, available);
      case Drawing.Covered(var drawdown)
          when taking.isHold() && withoutRoom(due, drawdown).isPresent() ->
          withoutRoom(due, drawdown).get();
      case Drawing.Covered(var drawdown) -> {
        Optional<DocumentKey> document = paidOnce(taking.request());
        Charge charge = taking.charge(drawdown, opened.next(), document.isPresent());
        List<Write> writes = new ArrayList<>(List.of(new ChargeWrite.OpenCharge(charge)));
        document.ifPresent(key -> writes.add(keep(key, taking.id(), documentBefore)));
        yield new Accepting(taking, charge, due, warning).of(opened, writes);
      }
    };
  }

  private ChargeResult outOfCredits(
      Taking taking, AdvancedSituation due, AvailableCredits available) {
    return new OutOfCredits(
        taking.cost(),
        due.available(),
        advising.onShortage(available, taking.cost(), taking.now()),
        cap(available, taking.cost()),
        restsOnAllShards(available));
  }

  /// Whether what all shards of the pool hold together decided, and not a cap that leaves less.
  private boolean restsOnAllShards(AvailableCredits available) {
    return spendable(available).stream()
        .anyMatch(
            from -> from instanceof MemberAllowance memberAllowance && !memberAllowance.isCapped());
  }

  /// The member's cap, if it would do without.
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

  /// Why there is no room for one more hold in one of the wallets drawn on.
  private static Optional<ChargeResult> withoutRoom(AdvancedSituation due, Drawdown drawdown) {
    List<Hold> open = due.wallet().holds();
    if (open.size() >= MAX_OPEN_HOLDS) {
      return Optional.of(new TooManyHolds(open.size()));
    }
    return drawdown.pooled().stream()
        .map(draw -> withoutRoom(draw, open, due.shard(draw.shard())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ChargeResult> withoutRoom(
      Draw.Pooled draw, List<Hold> open, Wallet shard) {
    int onPool = (int) open.stream().filter(hold -> hold.drawsOn(draw.pool())).count();
    if (onPool >= Pool.MAX_OPEN_HOLDS_OF_A_MEMBER) {
      return Optional.of(new PoolHoldsFull(onPool, true));
    }
    return Pool.isFullOfHolds(shard)
        ? Optional.of(new PoolHoldsFull(shard.holds().size(), false))
        : Optional.empty();
  }

  private List<Spendable> spendable(AvailableCredits available) {
    Set<BucketKind> kinds = catalog.gracePolicy().suspendedDraws();
    return isSuspended(available)
        ? available.spendables().stream().filter(from -> kinds.contains(from.kind())).toList()
        : available.spendables();
  }

  private static boolean isSuspended(AvailableCredits available) {
    return available.wallet().billing().standing() == Standing.SUSPENDED;
  }

  private static Write keep(DocumentKey document, ChargeId id, Optional<Charge> before) {
    return new ChargeWrite.KeepDocument(document, id, before.map(Charge::id));
  }
}
