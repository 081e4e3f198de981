package dev.drawdown.domain.charging;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charging.ChargeResult.Charged;
import dev.drawdown.domain.charging.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charging.ChargeResult.Free;
import dev.drawdown.domain.charging.ChargeResult.KeyReused;
import dev.drawdown.domain.charging.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charging.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charging.ChargeResult.SavedResult;
import dev.drawdown.domain.charging.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charging.ChargeResult.UnknownAction;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Draw;
import dev.drawdown.domain.wallet.Drawdown;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Share;
import dev.drawdown.domain.wallet.Spendable;
import dev.drawdown.domain.wallet.Standing;
import dev.drawdown.domain.wallet.Wallet;
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

  /// A cell of a pool has at most this many, of all members.
  public static final int MAX_OPEN_HOLDS_IN_A_CELL = 200;

  private final Catalog catalog;
  private final Settling settling;
  private final Advising advising;
  private final Warning warning;

  public Charging(Catalog catalog) {
    this.catalog = catalog;
    this.settling = new Settling(catalog);
    this.advising = new Advising(catalog);
    this.warning = new Warning(catalog.levels());
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
    Settled due = Settled.of(situation, settling, clock);
    if (situation.underKey().isPresent()) {
      Charge first = situation.underKey().get();
      return first.request().equals(request)
          ? new AlreadyCharged(first, due.funds())
          : new KeyReused(first);
    }
    if (named.isEmpty()) {
      return new UnknownAction(request.action());
    }
    if (named.get().isFree()) {
      return new Free(Charge.free(id, request, due.now()), due.funds());
    }
    Optional<Charge> paid = situation.onDocument().filter(first -> !isGivenBack(first, due.now()));
    if (paid.isPresent()) {
      return new SavedResult(paid.get(), due.funds());
    }
    Credits cost = named.get().cost().times(request.quantity());
    return take(new Taking(id, request, cost, due.now()), due, situation.onDocument());
  }

  private static boolean isGivenBack(Charge charge, Instant now) {
    return charge.statusAt(now).isGivenBack();
  }

  private ChargeResult take(Taking taking, Settled due, Optional<Charge> documentBefore) {
    Journal opened = settling.open(due.wallet(), taking.now());
    Funds funds = due.funds().with(opened.wallet());
    return switch (Drawing.of(taking.cost(), spendable(funds), catalog.drawOrder())) {
      case Drawing.TooLittle _ when isSuspended(funds) ->
          new PaymentRequired(taking.cost(), due.funds(), advising.onSuspension());
      case Drawing.TooLittle _ -> outOfCredits(taking, due, funds);
      case Drawing.Covered(var drawdown) when taking.isHold() && lacksRoom(due, drawdown) ->
          new TooManyHolds(due.wallet().holds().size());
      case Drawing.Covered(var drawdown) -> {
        Optional<DocumentKey> document = paidOnce(taking.request());
        Charge charge = taking.charge(drawdown, opened.next(), document.isPresent());
        List<Write> writes = new ArrayList<>(List.of(new Write.OpenCharge(charge)));
        document.ifPresent(key -> writes.add(keep(key, taking.id(), documentBefore)));
        yield taken(taking, charge, due, opened, writes);
      }
    };
  }

  private ChargeResult outOfCredits(Taking taking, Settled due, Funds funds) {
    return new OutOfCredits(
        taking.cost(),
        due.funds(),
        advising.onShortage(funds, taking.cost(), taking.now()),
        cap(funds, taking.cost()));
  }

  /// The member's cap, if it would do without.
  private Optional<Credits> cap(Funds funds, Credits cost) {
    return funds
        .share()
        .filter(
            share -> funds.total().minus(share.remaining()).plus(share.pool().left()).covers(cost))
        .flatMap(Share::limit);
  }

  private static boolean lacksRoom(Settled due, Drawdown drawdown) {
    return due.wallet().holds().size() >= MAX_OPEN_HOLDS
        || drawdown.pooled().stream()
            .anyMatch(draw -> due.cell(draw.cell()).holds().size() >= MAX_OPEN_HOLDS_IN_A_CELL);
  }

  private ChargeResult taken(
      Taking taking, Charge charge, Settled due, Journal opened, List<Write> writes) {
    Drawdown drawdown = charge.drawdown();
    Cause cause = Cause.by(taking.id());
    Journal own = warning.after(taking.draw(opened, cause, drawdown), taking.now(), cause);
    List<Journal> cells = drawdown.pooled().stream().map(draw -> taken(taking, draw, due)).toList();
    Journal seen = own.silently(own.wallet().seeing(due.funds().pool()));
    List<Wallet> changed = new ArrayList<>(List.of(seen.wallet()));
    cells.forEach(cell -> changed.add(cell.wallet()));
    return new Charged(
        charge, due.funds(changed), Commit.inOrder(due.dues(drawdown), seen, cells, writes));
  }

  private Journal taken(Taking taking, Draw.Pooled draw, Settled due) {
    Cause cause = Cause.by(taking.id()).of(due.wallet().account());
    Drawdown inCell = new Drawdown(List.of(draw.inCell()));
    Journal drawn = taking.draw(Journal.of(due.cell(draw.cell())), cause, inCell);
    return warning.after(drawn, taking.now(), cause);
  }

  private List<Spendable> spendable(Funds funds) {
    Set<BucketKind> kinds = catalog.arrears().suspendedDraws();
    return isSuspended(funds)
        ? funds.spendables().stream().filter(from -> kinds.contains(from.kind())).toList()
        : funds.spendables();
  }

  private static boolean isSuspended(Funds funds) {
    return funds.wallet().coverage().standing() == Standing.SUSPENDED;
  }

  private static Write keep(DocumentKey document, ChargeId id, Optional<Charge> before) {
    return new Write.KeepDocument(document, id, before.map(Charge::id));
  }
}
