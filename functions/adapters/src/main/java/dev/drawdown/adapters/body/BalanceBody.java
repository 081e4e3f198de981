package dev.drawdown.adapters.body;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.NextSteps;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Balance.ShownPlan;
import dev.drawdown.domain.reading.Balance.Usage;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The balance of an account or a pool as its owner sees it.
public final class BalanceBody {
  private BalanceBody() {}

  public static Map<String, ?> of(Balance balance) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(kind(balance.owner()), balance.owner().value());
    body.put("standing", balance.standing().label());
    body.put("plan", balance.plan().map(BalanceBody::plan));
    body.put("plans", plans(balance));
    balance.pool().ifPresent(pool -> body.put("pool", Map.of("id", pool.value())));
    body.put("total", balance.total().amount());
    body.put("held", balance.held().amount());
    body.put("buckets", buckets(balance));
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

  private static Map<String, ?> plan(ShownPlan plan) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", plan.id().value());
    body.put("periodEnd", plan.periodEnd());
    body.put("cancelsAt", plan.cancelsAt());
    return body;
  }

  /// All plans, if there are several.
  private static Optional<List<Map<String, ?>>> plans(Balance balance) {
    return Optional.of(balance.plans())
        .filter(plans -> plans.size() > 1)
        .map(plans -> plans.stream().<Map<String, ?>>map(BalanceBody::plan).toList());
  }

  /// The buckets in draw order, and then the frozen ones.
  private static List<Map<String, ?>> buckets(Balance balance) {
    return Stream.concat(
            balance.buckets().stream().<Map<String, ?>>map(BucketBody::of),
            balance.frozen().stream().<Map<String, ?>>map(BucketBody::frozen))
        .toList();
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

  /// A bucket with its remaining credits: `{id, kind, remaining, granted, expiresAt?}`.
  public static final class BucketBody {
    private BucketBody() {}

    /// A used-up pack that was removed from the wallet.
    public static Map<String, ?> usedUp(BucketId pack, Credits granted) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("id", pack.toString());
      body.put("kind", pack.kind().label());
      body.put("remaining", 0);
      body.put("granted", granted.amount());
      return body;
    }

    static Map<String, ?> frozen(Bucket.Paid bucket) {
      Map<String, Object> body = new LinkedHashMap<>(of(new Spendable.Own(bucket)));
      body.put("frozen", true);
      return body;
    }

    public static Map<String, ?> of(Spendable bucket) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("id", bucket.id().toString());
      body.put("kind", bucket.kind().label());
      body.put("remaining", bucket.remaining().amount());
      body.put("granted", bucket.granted().amount());
      body.put("expiresAt", bucket.expiresAt());
      return body;
    }
  }

  /// The next steps that would help now: `[{type, href?, at?}]`.
  public static final class NextStepsBody {
    private NextStepsBody() {}

    public static List<Map<String, ?>> of(NextSteps next) {
      return next.steps().stream().<Map<String, ?>>map(NextStepsBody::of).toList();
    }

    private static Map<String, ?> of(Step step) {
      return switch (step) {
        case Step.Wait(Instant at) -> step("wait", Optional.empty(), Optional.of(at));
        case Step.TopUp(var href) -> step("top-up", href, Optional.empty());
        case Step.ChoosePlan(var href) -> step("choose-plan", href, Optional.empty());
        case Step.UpdatePaymentMethod(var href) ->
            step("update-payment-method", href, Optional.empty());
      };
    }

    private static Map<String, ?> step(String type, Optional<URI> href, Optional<Instant> at) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("type", type);
      body.put("href", href.map(URI::toString));
      body.put("at", at);
      return body;
    }
  }

  /// A member of a pool, with its use of the pool: `{account, drawn, limitPerPeriod?}`.
  public static final class MemberBody {
    private MemberBody() {}

    public static Map<String, ?> of(Member member) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("account", member.account().value());
      body.put("drawn", member.drawn().amount());
      body.put("limitPerPeriod", member.limit().map(Credits::amount));
      return body;
    }
  }
}
