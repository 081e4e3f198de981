package dev.drawdown.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The fields that all events share: the line of a ledger, and its changes.
///
/// Lines of one `wallet` are numbered from 1 without gaps. `account` is the owner of an account's
/// wallet. A pool's line names the `pool`. It also names the `shard` unless it is the pool's first
/// wallet, and as `account` the member whose charge this is.
///
/// `at` is the instant at which the line became true. `change` is the sum of the `postings` in the
/// wallet's own buckets; draws from a pool are listed but don't count here. `balanceAfter` is the
/// balance after the change. `actor` is the operator who granted or corrected the credits, as their
/// token names them. `purchase` describes the charge that the line is about.
public record LedgerLine(
    String wallet,
    Optional<String> account,
    Optional<String> pool,
    OptionalInt shard,
    long number,
    Instant at,
    long change,
    List<BucketPosting> postings,
    long balanceAfter,
    Optional<String> actor,
    Optional<Purchase> purchase) {
  /// The change of one bucket: positive when credits came, negative when they left.
  ///
  /// `bucket` is its name in the wallet, such as `plan-12`. `kind` is `plan`, `promotional`,
  /// `starter`, `pool` or `top-up`. Later versions may add kinds.
  public record BucketPosting(String bucket, String kind, long change) {
    private static BucketPosting read(Detail fields) {
      return new BucketPosting(fields.text("bucket"), fields.text("kind"), fields.number("change"));
    }

    private Map<String, Object> fields() {
      return new Detail.Builder()
          .with("bucket", bucket)
          .with("kind", kind)
          .with("change", change)
          .fields();
    }
  }

  /// The purchase of a charge: `quantity` runs of an `action`, perhaps on a `document`, with the
  /// caller's metadata. In JSON these are fields of the event itself.
  public record Purchase(
      String action, Optional<String> document, int quantity, Map<String, String> metadata) {
    public Purchase {
      metadata = Map.copyOf(metadata);
    }

    private static Optional<Purchase> read(Detail fields) {
      return fields
          .optionalText("action")
          .map(
              action ->
                  new Purchase(
                      action,
                      fields.optionalText("document"),
                      fields.optionalInt("quantity").orElse(1),
                      fields.texts("metadata")));
    }

    private void addTo(Detail.Builder detail) {
      detail.with("action", action).with("document", document).with("quantity", quantity);
      if (!metadata.isEmpty()) {
        detail.with("metadata", new TreeMap<>(metadata));
      }
    }
  }

  public LedgerLine {
    postings = List.copyOf(postings);
    if (number < 1) {
      throw new IllegalArgumentException("lines are numbered from 1: " + number);
    }
    if (account.isEmpty() && pool.isEmpty()) {
      throw new IllegalArgumentException("a wallet belongs to an account or a pool: " + wallet);
    }
    if (shard.isPresent() && pool.isEmpty()) {
      throw new IllegalArgumentException("only pools have shards: " + wallet);
    }
  }

  static LedgerLine read(Detail fields) {
    return new LedgerLine(
        fields.text("wallet"),
        fields.optionalText("account"),
        fields.optionalText("pool"),
        fields.optionalInt("shard"),
        fields.number("number"),
        fields.instant("at"),
        fields.number("change"),
        fields.objects("postings").stream().map(BucketPosting::read).toList(),
        fields.number("balanceAfter"),
        fields.optionalText("actor"),
        Purchase.read(fields));
  }

  /// The id of the event, `<wallet>/<number>`. Repeated deliveries have the same id.
  public String id() {
    return wallet + "/" + number;
  }

  Detail.Builder detail() {
    Detail.Builder detail =
        new Detail.Builder()
            .with("id", id())
            .with("wallet", wallet)
            .with("account", account)
            .with("pool", pool);
    shard.ifPresent(further -> detail.with("shard", further));
    detail
        .with("number", number)
        .with("at", at.toString())
        .with("change", change)
        .with("postings", postings.stream().map(BucketPosting::fields).toList())
        .with("balanceAfter", balanceAfter)
        .with("actor", actor);
    purchase.ifPresent(bought -> bought.addTo(detail));
    return detail;
  }
}
