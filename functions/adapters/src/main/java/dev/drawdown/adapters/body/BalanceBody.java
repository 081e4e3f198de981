package dev.drawdown.adapters.body;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Usage;
import dev.drawdown.domain.wallet.Spendable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the owner of an account or a pool sees of it.
public final class BalanceBody {
  private BalanceBody() {}

  public static Map<String, ?> of(Balance balance) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(kind(balance.owner()), balance.owner().value());
    body.put("standing", balance.standing().label());
    body.put("plan", balance.plan().map(plan -> plan(plan, balance.cancelsAt())));
    body.put("total", balance.total().amount());
    body.put("held", balance.held().amount());
    body.put("buckets", buckets(balance.buckets()));
    body.put("usage", usage(balance.usage()));
    body.put("version", balance.version());
    return body;
  }

  private static String kind(Owner owner) {
    return switch (owner) {
      case AccountId _ -> "account";
      case PoolId _ -> "pool";
    };
  }

  private static Map<String, ?> plan(Bucket.Plan plan, Optional<Instant> cancelsAt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", plan.plan().value());
    body.put("periodEnd", plan.endsAt());
    body.put("cancelsAt", cancelsAt);
    return body;
  }

  private static List<Map<String, ?>> buckets(List<Spendable> buckets) {
    return buckets.stream().<Map<String, ?>>map(BucketBody::of).toList();
  }

  private static Map<String, ?> usage(Usage usage) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("used", usage.used().amount());
    body.put("granted", usage.granted().amount());
    body.put("percent", usage.percent());
    body.put("level", usage.level().label());
    body.put("resetsAt", usage.resetsAt());
    return body;
  }
}
