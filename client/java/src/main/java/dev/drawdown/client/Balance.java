package dev.drawdown.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An account's balance: everything that a credit pill shows.
///
/// @param standing `active`, `grace` or `suspended`
/// @param total credits that can be spent now, over all buckets
/// @param held credits in open holds
/// @param version the number of the account's last entry; the larger of two balances is the newer
public record Balance(
    String account,
    String standing,
    Optional<PlanPeriod> plan,
    long total,
    long held,
    List<Bucket> buckets,
    Usage usage,
    long version) {

  public Balance {
    buckets = List.copyOf(buckets);
  }

  /// An account's plan, the end of its period, and its final end if it was cancelled.
  public record PlanPeriod(String id, Optional<Instant> periodEnd, Optional<Instant> cancelsAt) {}

  /// One source of credits. The credits of a frozen bucket aren't in `total`: they return once the
  /// payment is up to date.
  public record Bucket(
      String id,
      String kind,
      long remaining,
      long granted,
      Optional<Instant> expiresAt,
      boolean frozen) {}

  /// The used part of the allowance. `level` is `ok`, `warn` or `critical`.
  public record Usage(
      long used, long granted, long percent, String level, Optional<Instant> resetsAt) {}

  static Balance of(JsonObject body) {
    return new Balance(
        body.text("account"),
        body.text("standing"),
        body.optionalObject("plan").map(Balance::plan),
        body.number("total"),
        body.number("held"),
        body.objects("buckets").stream().map(Balance::bucket).toList(),
        usage(body.object("usage")),
        body.number("version"));
  }

  private static PlanPeriod plan(JsonObject plan) {
    return new PlanPeriod(
        plan.text("id"), plan.optionalInstant("periodEnd"), plan.optionalInstant("cancelsAt"));
  }

  private static Bucket bucket(JsonObject bucket) {
    return new Bucket(
        bucket.text("id"),
        bucket.text("kind"),
        bucket.number("remaining"),
        bucket.number("granted"),
        bucket.optionalInstant("expiresAt"),
        bucket.flag("frozen"));
  }

  private static Usage usage(JsonObject usage) {
    return new Usage(
        usage.number("used"),
        usage.number("granted"),
        usage.number("percent"),
        usage.text("level"),
        usage.optionalInstant("resetsAt"));
  }
}
