package dev.drawdown.manualchange;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.body.PostingBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.TextLine;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.AlreadyChanged;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.Changed;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.ExpiresTooSoon;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.KeyReused;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.TooManyExpiries;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `POST` of `/v1/accounts/{account}/grants` and `.../adjustments`: gives credits and corrects a
/// balance by hand, once per key.
public final class ManualChangeFunction extends HttpFunction {
  private final ManualChanger changer;
  private final InstantSource clock;
  private final Reading reading;

  public ManualChangeFunction() {
    this(Ports.fromEnvironment());
  }

  public ManualChangeFunction(Ports ports) {
    super(ports.callLog());
    this.changer = new ManualChanger(ports);
    this.clock = ports.clock();
    this.reading = ports.rules().reading();
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/manage");
    AccountId account = request.account();
    Asked asked = asked(request);
    Instant now = clock.instant();

    ManualChangeResult result = changer.change(account, asked, now);

    return switch (result) {
      case AlreadyChanged(var made, var available) -> Answer.replayed(body(made, available, now));
      case KeyReused(var first) -> keyReused(first).toAnswer();
      case ExpiresTooSoon _ -> Problem.invalid("expiresAt", "must be later than now").toAnswer();
      case TooManyExpiries(int most) -> tooManyExpiries(most).toAnswer();
      case Changed(var made, var available, _) -> Answer.created(body(made, available, now));
    };
  }

  private static Asked asked(Request request) {
    ManualChange.Key key = request.manualChangeKey();
    ManualChange change =
        switch (request.route()) {
          case "POST /v1/accounts/{account}/grants" -> request.body(ManualChangeJson::grant);
          case "POST /v1/accounts/{account}/adjustments" ->
              request.body(ManualChangeJson::adjustment);
          default -> throw new IllegalStateException("no such route: " + request.route());
        };
    return new Asked(key, change, request.actor());
  }

  private static Problem keyReused(Made first) {
    return Problem.of(
        Code.KEY_REUSED,
        "The key " + first.key() + " was used for another change. Nothing was changed.");
  }

  private static Problem tooManyExpiries(int most) {
    return Problem.of(
        Code.TOO_MANY_EXPIRIES,
        "The account has granted credits with %d expiry times. Use one of these times, or no expiry."
            .formatted(most));
  }

  private Map<String, ?> body(Made made, AvailableCredits available, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(name(made.change()), ManualChangeBody.of(made));
    body.put("balance", BalanceBody.of(reading.balance(available, now)));
    return body;
  }

  private static String name(ManualChange change) {
    return switch (change) {
      case Grant _ -> "grant";
      case Adjustment _ -> "adjustment";
    };
  }

  /// The bodies of both calls: `{credits, reason, expiresAt?}`.
  static final class ManualChangeJson {
    private ManualChangeJson() {}

    static ManualChange grant(JsonObject body) {
      long credits = body.number("credits", 1, ManualChange.MAX_CREDITS);
      Optional<Instant> expiresAt = body.optionalInstant("expiresAt");
      return new Grant(Credits.of(credits), reason(body), expiresAt);
    }

    static ManualChange adjustment(JsonObject body) {
      long credits = body.number("credits", -ManualChange.MAX_CREDITS, ManualChange.MAX_CREDITS);
      if (credits == 0) {
        throw body.problem("credits", "must not be 0");
      }
      return new Adjustment(credits, reason(body));
    }

    private static String reason(JsonObject body) {
      String reason = body.text("reason");
      if (!ManualChange.isReason(reason)) {
        throw body.problem("reason", TextLine.rule(ManualChange.MAX_REASON));
      }
      return reason;
    }
  }

  /// A stored manual change: `{id, credits, reason, expiresAt?, actor?, at, entry, change,
  /// postings}`. `change` is the number of credits that moved, which may be smaller than the
  /// request.
  static final class ManualChangeBody {
    private ManualChangeBody() {}

    static Map<String, ?> of(Made made) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("id", made.key().value());
      switch (made.change()) {
        case Grant(var credits, _, var expiresAt) -> {
          body.put("credits", credits.amount());
          body.put("expiresAt", expiresAt);
        }
        case Adjustment(long credits, _) -> body.put("credits", credits);
      }
      body.put("reason", made.change().reason());
      body.put("actor", made.actor());
      body.put("at", made.at());
      body.put("entry", made.entry());
      body.put("change", made.postings().stream().mapToLong(Posting::change).sum());
      body.put("postings", made.postings().stream().map(PostingBody::of).toList());
      return body;
    }
  }
}
