package dev.drawdown.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What all events say: which line of whose ledger this is, and what it moved.
///
/// Lines of one `wallet` are numbered from 1 without gaps. An account's wallet names the `account`
/// that it belongs to. A pool's names the `pool`, the `shard` where it is not the pool's first
/// wallet, and as `account` the member whose doing this is, if it is a member's. `at` is when it
/// became true; `change` is what the wallet gained or lost by the `postings` in its own buckets, as
/// a draw on a pool is listed for the reader only; `balanceAfter` is what it has then. `actor` is
/// the operator who gave or corrected the credits, as their token names them. A line about a charge
/// says what that charge bought.
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
  /// What changed in one bucket: positive when credits came, negative when they left.
  ///
  /// `bucket` is its name within the wallet, such as `plan-12`; `kind` is `plan`, `promotional`,
  /// `starter`, `pool` or `top-up`, and may be one that is new.
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

  /// What a charge bought: `quantity` runs of an `action`, perhaps on a `document`, and what the
  /// caller noted with it. In JSON these are fields of the event itself.
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
      throw new IllegalArgumentException("a wallet is an account's or a pool's: " + wallet);
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

  /// The name of the event, `<wallet>/<number>`: the same however often it is delivered.
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
