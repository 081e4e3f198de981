package dev.drawdown.operator.explain;

import static dev.drawdown.operator.explain.PlainWords.credits;
import static dev.drawdown.operator.explain.PlainWords.time;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.Spending.Tally;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One sentence for each entry of a ledger. A pool has several ledgers, so its entries have no
/// number and no balance.
record EntrySentences(PlainWords words, boolean ofPool) {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::at).thenComparingLong(Entry::number).reversed();

  List<String> sentences(List<Entry> entries) {
    return entries.stream().map(this::sentence).toList();
  }

  /// The newest `limit` entries of a pool, newest first. `ledgers` are those of its shards. Entries
  /// that one command wrote into several shards are joined into one.
  static List<Entry> joined(List<List<Entry>> ledgers, int limit) {
    Map<Key, Entry> joined = new LinkedHashMap<>();
    ledgers.stream()
        .flatMap(List::stream)
        .sorted(NEWEST_FIRST)
        .forEach(entry -> joined.merge(Key.of(entry), entry, EntrySentences::join));
    return joined.values().stream().limit(limit).toList();
  }

  private record Key(
      Instant at,
      EntryKind kind,
      Optional<String> reason,
      Optional<ChargeId> charge,
      Optional<AccountId> account) {
    static Key of(Entry entry) {
      Cause cause = entry.cause();
      return new Key(entry.at(), entry.kind(), cause.reason(), cause.charge(), cause.account());
    }
  }

  private static Entry join(Entry one, Entry other) {
    Tally first = one.cause().tally();
    Tally second = other.cause().tally();
    Tally tally = new Tally(first.charges() + second.charges(), first.credits() + second.credits());
    List<Posting> postings =
        Stream.concat(one.postings().stream(), other.postings().stream()).toList();
    return new Entry(
        one.number(),
        one.at(),
        one.kind(),
        one.cause().tallying(tally),
        postings,
        one.balanceAfter(),
        one.kept().plus(other.kept()));
  }

  private String sentence(Entry entry) {
    String number = ofPool ? "" : "Entry " + entry.number() + ", ";
    String left = ofPool ? "" : ", " + entry.balanceAfter().amount() + " left";
    return number + time(entry.at()) + ": " + event(entry) + details(entry.cause()) + left + ".";
  }

  private String event(Entry entry) {
    Cause cause = entry.cause();
    String amount = credits(moved(entry));
    return switch (entry.kind()) {
      case GRANT -> amount + " granted" + because(cause);
      case CHARGE -> amount + " charged" + bought(cause);
      case HOLD -> hold(entry, amount);
      case CAPTURE ->
          "a hold was captured for "
              + credits(entry.creditsCaptured().orElse(0))
              + bought(cause)
              + because(cause);
      case RELEASE -> amount + " of a hold released" + bought(cause) + because(cause);
      case REFUND -> amount + " of a charge given back" + bought(cause) + because(cause);
      case EXPIRY -> amount + " expired" + because(cause);
      case CLAWBACK -> amount + " clawed back" + because(cause);
      case ADJUSTMENT ->
          "corrected: " + (entry.change() > 0 ? "+" : "") + entry.change() + because(cause);
      case LOW -> "the use of the allowance passed a usage threshold";
      case EXHAUSTED -> "nothing was left to spend";
      case STANDING -> because(cause).replaceFirst("^, ", "");
    };
  }

  private String hold(Entry entry, String amount) {
    boolean extended = entry.cause().reason().equals(Optional.of(Reason.EXTENDED.label()));
    return extended
        ? "a hold was extended" + bought(entry.cause())
        : amount + " held" + bought(entry.cause());
  }

  /// The number of credits that the entry adds or takes, including a pool's and those that frozen
  /// buckets kept.
  private static long moved(Entry entry) {
    long change = entry.postings().stream().mapToLong(Posting::change).sum();
    return Math.abs(change) + entry.kept().amount();
  }

  private String bought(Cause cause) {
    return cause.purchase().map(bought -> " for " + words.purchase(bought)).orElse("");
  }

  private String details(Cause cause) {
    String member =
        ofPool ? cause.account().map(AccountId::value).map(", by "::concat).orElse("") : "";
    String key = cause.charge().map(charge -> ", key " + charge).orElse("");
    String payment = cause.payment().map(paid -> ", payment " + paid).orElse("");
    String actor = cause.actor().map(", by "::concat).orElse("");
    return member + key + payment + actor;
  }

  /// The service's own reasons in plain words. A caller's reason is in quotes.
  private static String because(Cause cause) {
    return cause
        .reason()
        .map(
            label ->
                Arrays.stream(Reason.values())
                    .filter(reason -> reason.label().equals(label))
                    .findFirst()
                    .map(EntrySentences::words)
                    .orElseGet(() -> "\"" + label + "\""))
        .map(", "::concat)
        .orElse("");
  }

  static String words(Reason reason) {
    return switch (reason) {
      case TRIAL -> "because the trial began";
      case CALENDAR_MONTH -> "because a month of the default plan began";
      case STARTER -> "as starter credits";
      case PERIOD_ENDED -> "because the period ended";
      case EXPIRED -> "because their time ended";
      case PLAN_STARTED -> "a paid plan began";
      case RENEWAL -> "the plan was renewed";
      case REFILL -> "the plan's next month began";
      case UPGRADE -> "an upgrade was paid";
      case CARRIED_ON -> "a new paid term kept what was left";
      case UNPAID -> "the grace of an unpaid plan was over: its credits are frozen or cleared";
      case REMOVED -> "the subscription went on without the plan";
      case PAID_AHEAD -> "a later period was paid";
      case EXTENDED -> "the paid time was extended";
      case PAUSED -> "a pause of the subscription was announced or began";
      case RESUMED -> "the pause of the subscription was withdrawn";
      case CANCELLED -> "the subscription was cancelled";
      case CANCELLATION_PLANNED -> "a cancellation was announced";
      case CANCELLATION_WITHDRAWN -> "the cancellation was withdrawn";
      case PLAN_ENDED -> "the subscription ended";
      case PAYMENT_FAILED -> "a payment failed";
      case FAILED_AHEAD -> "the payment for a later period failed";
      case GIVEN_UP -> "the payment provider gave up on a payment";
      case SUSPENDED -> "the account was suspended";
      case RESTORED -> "the account was restored";
      case EVENT_PARKED -> "an event of the payment provider was parked";
      case EVENT_UNPARKED -> "a parked event was replayed or dropped";
      case JOINED_POOL -> "it joined a pool";
      case LIMIT_CHANGED -> "its cap on the pool changed";
      case LEFT_POOL -> "it left the pool";
      case TOP_UP -> "a pack was bought";
      case REVERSED -> "the payment was refunded or disputed";
      case REINSTATED -> "the refund or dispute was undone";
      case FIRST_PART -> "a first part";
      case PART -> "a further part";
      case LAST_PART -> "the last part";
    };
  }
}
