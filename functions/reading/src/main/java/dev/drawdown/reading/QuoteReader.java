package dev.drawdown.reading;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeBody.DrawsBody;
import dev.drawdown.adapters.body.ChargeRefusal;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
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
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.Drawdown;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what a charge would do, by the same rules as a charge, and commits nothing.
final class QuoteReader {
  static final Set<String> PARAMETERS = Set.of("action", "document", "quantity");

  /// A quote has no key and looks up none, so any key works.
  private static final ChargeId NO_KEY = new ChargeId("quote");

  private final Accounts accounts;
  private final InstantSource clock;
  private final Charging charging;
  private final ChargeRefusal refusal;

  QuoteReader(Ports ports) {
    this.accounts = ports.stores().accounts();
    this.clock = ports.clock();
    this.charging = ports.rules().charging();
    this.refusal = new ChargeRefusal(ports.rules().reading());
  }

  Answer quote(AccountId account, Query query) {
    ChargeRequest wanted = wanted(query);
    Instant now = clock.instant();
    Situation found = accounts.load(account, Optional.empty(), charging.paidOnce(wanted));

    ChargeResult result = charging.charge(NO_KEY, wanted, found, now);

    return switch (result) {
      case DocumentMissing missing -> ChargeRefusal.of(missing).toAnswer();
      case UnknownAction unknown -> ChargeRefusal.of(unknown).toAnswer();
      case Free _, PaidBefore _ -> covered(Credits.NONE, Drawdown.NOTHING);
      case InProgress busy -> refused(busy.cost(), ChargeRefusal.of(busy));
      case PaymentRequired unpaid -> refused(unpaid.cost(), refusal.of(unpaid, now));
      case OutOfCredits out -> refused(out.cost(), refusal.of(out, now));
      case Charged(var charge, _, _) -> covered(charge.cost(), charge.drawdown());
      case AlreadyCharged _, KeyReused _, TooManyHolds _, PoolHoldsFull _ ->
          throw new IllegalStateException("a quote has no key and is no hold: " + result);
    };
  }

  private static ChargeRequest wanted(Query query) {
    String action = query.text("action").orElseThrow(() -> Problem.invalid("action", "is missing"));
    if (!Identifier.isValid(action)) {
      throw Problem.invalid("action", Identifier.RULE);
    }
    Optional<String> document = query.text("document");
    if (document.filter(text -> !DocumentId.isValid(text)).isPresent()) {
      throw Problem.invalid("document", DocumentId.RULE);
    }
    int quantity = (int) query.number("quantity", 1, ChargeRequest.MAX_QUANTITY).orElse(1);
    return new ChargeRequest(
        new ActionId(action), document.map(DocumentId::new), quantity, Optional.empty());
  }

  private static Answer covered(Credits cost, Drawdown drawdown) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cost", cost.amount());
    body.put("draws", DrawsBody.of(drawdown));
    return Answer.ok(body);
  }

  private static Answer refused(Credits cost, Problem problem) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cost", cost.amount());
    body.put("refusal", problem.toAnswer().body());
    return Answer.ok(body);
  }
}
