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
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Drawdown;
import dev.drawdown.domain.wallet.Drawing;
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
    Instant now = situation.wallet().timeOf(clock);
    Optional<Action> named = catalog.action(request.action());
    if (named.filter(Action::oncePerDocument).isPresent() && request.document().isEmpty()) {
      return new DocumentMissing(request.action());
    }
    Settlement due = settling.settle(situation.wallet(), now);
    if (situation.underKey().isPresent()) {
      Charge first = situation.underKey().get();
      return first.request().equals(request)
          ? new AlreadyCharged(first, due.wallet())
          : new KeyReused(first);
    }
    if (named.isEmpty()) {
      return new UnknownAction(request.action());
    }
    if (named.get().isFree()) {
      return new Free(Charge.free(id, request, now), due.wallet());
    }
    Optional<Charge> paid = situation.onDocument().filter(first -> !isGivenBack(first, now));
    if (paid.isPresent()) {
      return new SavedResult(paid.get(), due.wallet());
    }
    Credits cost = named.get().cost().times(request.quantity());
    return take(new Taking(id, request, cost, now), due, situation.onDocument());
  }

  private static boolean isGivenBack(Charge charge, Instant now) {
    return charge.statusAt(now).isGivenBack();
  }

  private ChargeResult take(Taking taking, Settlement due, Optional<Charge> documentBefore) {
    Journal opened = settling.open(due.wallet(), taking.now());
    Wallet wallet = opened.wallet();
    Drawing drawing = Drawing.of(taking.cost(), spendable(wallet), catalog.drawOrder());
    return switch (drawing) {
      case Drawing.TooLittle _ when isSuspended(wallet) ->
          new PaymentRequired(taking.cost(), due.wallet(), advising.onSuspension());
      case Drawing.TooLittle _ ->
          new OutOfCredits(
              taking.cost(),
              due.wallet(),
              advising.onShortage(wallet, taking.cost(), taking.now()));
      case Drawing.Covered _ when taking.isHold() && wallet.holds().size() >= MAX_OPEN_HOLDS ->
          new TooManyHolds(wallet.holds().size());
      case Drawing.Covered(Drawdown drawdown) -> {
        Optional<DocumentKey> document = paidOnce(taking.request());
        Charge charge = taking.charge(drawdown, opened.next(), document.isPresent());
        Journal taken = warning.after(taking.draw(opened, drawdown), taking.now(), taking.id());
        List<Write> writes = new ArrayList<>(List.of(new Write.OpenCharge(charge)));
        document.ifPresent(key -> writes.add(keep(key, taking.id(), documentBefore)));
        yield new Charged(charge, taken.wallet(), Commit.inOrder(due, taken, writes));
      }
    };
  }

  private List<Bucket> spendable(Wallet wallet) {
    Set<BucketKind> kinds = catalog.arrears().suspendedDraws();
    return isSuspended(wallet)
        ? wallet.buckets().stream().filter(bucket -> kinds.contains(bucket.kind())).toList()
        : wallet.buckets();
  }

  private static boolean isSuspended(Wallet wallet) {
    return wallet.coverage().standing() == Standing.SUSPENDED;
  }

  private static Write keep(DocumentKey document, ChargeId id, Optional<Charge> before) {
    return new Write.KeepDocument(document, id, before.map(Charge::id));
  }
}
