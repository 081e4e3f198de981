package dev.drawdown.adapters.body;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One charge as it stands at an instant.
public final class ChargeBody {
  private ChargeBody() {}

  public static Map<String, ?> of(Charge recorded, Instant now) {
    Charge charge = recorded.asOf(now);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", charge.id().value());
    body.put("action", charge.request().action().value());
    body.put("document", charge.request().document().map(DocumentId::value));
    body.put("quantity", charge.request().quantity());
    body.put("continues", charge.request().continues().map(ChargeId::value));
    body.put("cost", charge.cost().amount());
    body.put("status", charge.statusAt(now).label());
    body.put("draws", DrawsBody.of(charge.drawdown()));
    body.put("at", charge.at());
    body.put("expiresAt", expiresAt(charge));
    body.put("captured", captured(charge));
    return body;
  }

  /// The credits captured in parts from an open hold.
  private static Optional<Long> captured(Charge charge) {
    return Optional.of(charge.parts())
        .filter(parts -> !parts.isNone() && charge.held().isPresent())
        .map(Credits::amount);
  }

  private static Optional<Instant> expiresAt(Charge charge) {
    return switch (charge.state()) {
      case State.Held(Instant expiresAt, _) -> Optional.of(expiresAt);
      case State.Charged _, State.Captured _, State.Released _, State.Refunded _ ->
          Optional.empty();
    };
  }

  /// Draws in the order in which they were made: `[{bucket, kind, credits}]`. Draws from several
  /// shards of one pool show as one.
  public static final class DrawsBody {
    private DrawsBody() {}

    public static List<Map<String, ?>> of(Drawdown drawdown) {
      Map<BucketId, Credits> byBucket = new LinkedHashMap<>();
      for (Draw draw : drawdown.draws()) {
        byBucket.merge(draw.bucket(), draw.credits(), Credits::plus);
      }
      return byBucket.entrySet().stream()
          .<Map<String, ?>>map(draw -> of(draw.getKey(), draw.getValue()))
          .toList();
    }

    private static Map<String, ?> of(BucketId bucket, Credits credits) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("bucket", bucket.toString());
      body.put("kind", bucket.kind().label());
      body.put("credits", credits.amount());
      return body;
    }
  }

  /// The short note after an AI action: the used credits and the credits left.
  public static final class NoteBody {
    private NoteBody() {}

    public static Map<String, ?> of(Credits used, Credits left) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("text", text(used, left));
      body.put("used", used.amount());
      body.put("left", left.amount());
      return body;
    }

    private static String text(Credits used, Credits left) {
      String taken = used.isNone() ? "No credits" : credits(used);
      return taken + " used, " + left + " left.";
    }

    /// `1 credit`, `2 credits`.
    public static String credits(Credits credits) {
      return credits + (credits.amount() == 1 ? " credit" : " credits");
    }
  }

  /// A charge with the balance after it and a note: `{charge, balance, note}`.
  public static final class ChargedBody {
    private final Reading reading;

    public ChargedBody(Reading reading) {
      this.reading = reading;
    }

    /// A new or replayed charge. Its note states the charge's cost, or 0 if the charge was given
    /// back.
    public Map<String, ?> of(Charge recorded, AvailableCredits available, Instant clock) {
      Charge charge = recorded.asOf(available.timeOf(clock));
      boolean back = charge.statusAt(available.timeOf(clock)).isGivenBack();
      return of(charge, back ? Credits.NONE : charge.cost(), available, clock);
    }

    /// An earlier charge that makes this one free. Its note states that no credits were used.
    public Map<String, ?> paidBefore(Charge first, AvailableCredits available, Instant clock) {
      return of(first, Credits.NONE, available, clock);
    }

    private Map<String, ?> of(
        Charge charge, Credits used, AvailableCredits available, Instant clock) {
      Balance balance = reading.balanceOfAdvanced(available, clock);
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("charge", ChargeBody.of(charge, available.timeOf(clock)));
      body.put("balance", BalanceBody.of(balance));
      body.put("note", NoteBody.of(used, balance.total()));
      return body;
    }
  }
}
