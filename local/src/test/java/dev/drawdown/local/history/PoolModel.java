package dev.drawdown.local.history;

import dev.drawdown.local.history.PoolModel.Call;
import dev.drawdown.local.history.PoolModel.Shared;
import java.util.HashMap;
import java.util.Map;

/// A pool of `credits` whose members have no credits of their own. A member in `limits` draws at
/// most its limit.
///
/// It has no shards. The service reads each shard at another moment. So the model compares the
/// answers of charges and refunds without a balance, and reads the pool's balance only when no
/// other call runs. It compares refusals: the service reports too few credits only if the pool had
/// too few at one moment.
record PoolModel(long credits, Map<String, Long> limits) implements Model<Shared, Call> {
  /// The call of a member, or of anyone on the pool.
  sealed interface Call {
    record Charge(String member, String key, long credits) implements Call {}

    record Refund(String member, String key) implements Call {}

    record Left() implements Call {}
  }

  /// The credits that are left, and each charge of a member by its name.
  record Shared(long left, Map<String, Drawn> charges) {
    Shared {
      charges = Map.copyOf(charges);
    }

    long drawnBy(String member) {
      return charges.values().stream()
          .filter(charge -> charge.member().equals(member) && !charge.refunded())
          .mapToLong(Drawn::credits)
          .sum();
    }

    Shared with(long drawn, String name, Drawn charge) {
      Map<String, Drawn> all = new HashMap<>(charges);
      all.put(name, charge);
      return new Shared(left - drawn, all);
    }
  }

  record Drawn(String member, long credits, boolean refunded) {}

  @Override
  public Shared start() {
    return new Shared(credits, Map.of());
  }

  @Override
  public Step<Shared> carryOut(Shared pool, Call call) {
    return switch (call) {
      case Call.Charge charge -> charge(pool, charge);
      case Call.Refund(var member, var key) -> refund(pool, member + "/" + key);
      case Call.Left _ -> new Step<>(pool, left(pool.left()));
    };
  }

  private Step<Shared> charge(Shared pool, Call.Charge asked) {
    String name = asked.member() + "/" + asked.key();
    Drawn known = pool.charges().get(name);
    if (known != null) {
      return new Step<>(pool, known.refunded() ? "200 refunded" : "200 charged");
    }
    long limit = limits.getOrDefault(asked.member(), Long.MAX_VALUE);
    long allowance = Math.min(pool.left(), limit - pool.drawnBy(asked.member()));
    if (allowance < asked.credits()) {
      return new Step<>(pool, "402 out-of-credits");
    }
    Drawn drawn = new Drawn(asked.member(), asked.credits(), false);
    return new Step<>(pool.with(asked.credits(), name, drawn), "201 charged");
  }

  private static Step<Shared> refund(Shared pool, String name) {
    Drawn known = pool.charges().get(name);
    if (known == null) {
      return new Step<>(pool, "404 unknown-charge");
    }
    Drawn back = new Drawn(known.member(), known.credits(), true);
    return new Step<>(
        pool.with(known.refunded() ? 0 : -known.credits(), name, back), "200 refunded");
  }

  static String left(long credits) {
    return "200 " + credits + " left";
  }
}
