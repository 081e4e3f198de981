package dev.drawdown.local.history;

import dev.drawdown.local.history.PoolModel.Call;
import dev.drawdown.local.history.PoolModel.Shared;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// A pool of `credits` whose members have no credits of their own. A member in `limits` draws at
/// most its limit.
///
/// It has no shards. A service reads the shards of a pool at different moments. So the model
/// compares the answers of charges, holds and refunds without a balance. It compares refusals: the
/// service reports too few credits only if the pool had too few at one moment.
record PoolModel(long credits, Map<String, Long> limits) implements Model<Shared, Call> {
  /// The call of a member, or of anyone on the pool.
  sealed interface Call {
    record Charge(String member, String key, long credits) implements Call {}

    record Hold(String member, String key, long credits) implements Call {}

    record Capture(String member, String key) implements Call {}

    /// Refunds a charge, or releases a hold.
    record Refund(String member, String key) implements Call {}

    record Left() implements Call {}
  }

  /// Each charge of a member, by its name.
  record Shared(Map<String, Drawn> charges) {
    Shared {
      charges = Map.copyOf(charges);
    }

    Shared with(String name, Drawn charge) {
      Map<String, Drawn> all = new HashMap<>(charges);
      all.put(name, charge);
      return new Shared(all);
    }

    long drawn() {
      return charges.values().stream().mapToLong(drawn -> drawn.charge().taken()).sum();
    }

    long drawnBy(String member) {
      return charges.values().stream()
          .filter(drawn -> drawn.member().equals(member))
          .mapToLong(drawn -> drawn.charge().taken())
          .sum();
    }

    long held() {
      return charges.values().stream().mapToLong(drawn -> drawn.charge().open()).sum();
    }
  }

  record Drawn(String member, Kept charge) {}

  @Override
  public Shared start() {
    return new Shared(Map.of());
  }

  @Override
  public Step<Shared> carryOut(Shared pool, Call call) {
    return switch (call) {
      case Call.Charge(var member, var key, var asked) ->
          charge(pool, name(member, key), new Drawn(member, Kept.charged(asked)));
      case Call.Hold(var member, var key, var asked) ->
          charge(pool, name(member, key), new Drawn(member, Kept.held(asked)));
      case Call.Capture(var member, var key) -> change(pool, name(member, key), Kept::capture);
      case Call.Refund(var member, var key) -> change(pool, name(member, key), Kept::refund);
      case Call.Left _ -> new Step<>(pool, left(credits - pool.drawn(), pool.held()));
    };
  }

  private Step<Shared> charge(Shared pool, String name, Drawn asked) {
    Drawn known = pool.charges().get(name);
    if (known != null) {
      return known.charge().hasRequestOf(asked.charge())
          ? answer(200, known.charge(), pool)
          : new Step<>(pool, "422 key-reused");
    }
    long limit = limits.getOrDefault(asked.member(), Long.MAX_VALUE);
    long allowance = Math.min(credits - pool.drawn(), limit - pool.drawnBy(asked.member()));
    return allowance < asked.charge().credits()
        ? new Step<>(pool, "402 out-of-credits")
        : answer(201, asked.charge(), pool.with(name, asked));
  }

  private static Step<Shared> change(
      Shared pool, String name, Function<Kept, Kept.Outcome> change) {
    Drawn known = pool.charges().get(name);
    if (known == null) {
      return new Step<>(pool, "404 unknown-charge");
    }
    return switch (change.apply(known.charge())) {
      case Kept.Outcome.Now(var charge) ->
          answer(200, charge, pool.with(name, new Drawn(known.member(), charge)));
      case Kept.Outcome.Refused(var code) -> new Step<>(pool, "409 " + code);
    };
  }

  private static Step<Shared> answer(int status, Kept charge, Shared after) {
    return new Step<>(after, status + " " + charge.status().text());
  }

  private static String name(String member, String key) {
    return member + "/" + key;
  }

  /// The text of the pool's balance.
  static String left(long credits, long held) {
    return "200 %d left, %d held".formatted(credits, held);
  }
}
