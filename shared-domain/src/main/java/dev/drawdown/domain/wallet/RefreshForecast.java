package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountBilling;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.Bucket;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Forecasts when an account or a pool next gets a fresh allowance, and which payments that needs.
public final class RefreshForecast {
  private final Catalog catalog;
  private final WalletAdvancing advancing;

  public RefreshForecast(Catalog catalog, WalletAdvancing advancing) {
    this.catalog = catalog;
    this.advancing = advancing;
  }

  /// A fresh allowance of `items` at `at`. For the default plan, `items` is empty.
  ///
  /// The clock alone brings an allowance that is already paid. `renewals` still need a payment. The
  /// forecast expects them, because no failure or cancellation is known.
  public record Refresh(Instant at, Set<PaidBucket.Name> items, List<Renewal> renewals) {
    public Refresh {
      items = Set.copyOf(items);
      renewals = List.copyOf(renewals);
    }
  }

  /// The next period of an item. Its bucket then has `credits`.
  public record Renewal(PaidBucket.Name item, Credits credits) {}

  /// The next fresh allowance of each item and of the default plan, in order, for a wallet advanced
  /// to `now`. An item in grace, a frozen item and an item that hasn't begun promise one only if a
  /// paid term waits.
  public List<Refresh> all(BilledWallet<?> wallet, Instant now) {
    AccountTimeline timeline = wallet.timeline(advancing.policy());
    AccountBilling account = timeline.at(now);
    Map<PaidBucket.Name, Instant> items = items(timeline, account, now);
    return Stream.concat(items.values().stream(), defaultFrom(wallet, timeline, now).stream())
        .distinct()
        .sorted()
        .map(
            at ->
                new Refresh(at, itemsAt(at, items), renewals(wallet, account, timeline.at(at), at)))
        .toList();
  }

  /// The time of each item's next fresh allowance. For an item without a usable bucket, only a paid
  /// term that waits brings one.
  private static Map<PaidBucket.Name, Instant> items(
      AccountTimeline timeline, AccountBilling account, Instant now) {
    Map<PaidBucket.Name, Instant> items = new HashMap<>(timeline.amountsAfter(now));
    for (PaidBucket plan : account.plans()) {
      items.remove(plan.name());
      plan.refreshesAt().ifPresent(at -> items.put(plan.name(), at));
    }
    return items;
  }

  private static Set<PaidBucket.Name> itemsAt(Instant at, Map<PaidBucket.Name, Instant> items) {
    return items.entrySet().stream()
        .filter(item -> item.getValue().equals(at))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private List<Renewal> renewals(
      BilledWallet<?> wallet, AccountBilling account, AccountBilling then, Instant at) {
    return account.plans().stream()
        .filter(plan -> plan.refreshesAt().filter(at::equals).isPresent())
        .filter(plan -> !isFresh(plan, then))
        .flatMap(plan -> renewal(wallet, plan).stream())
        .toList();
  }

  /// The instant of the next refill or renewal of the displayed plan, or of the default plan's next
  /// month. `account` is the meaning of the wallet's facts now.
  public Optional<Instant> resetsAt(BilledWallet<?> wallet, AccountBilling account) {
    return account.shown().isPresent()
        ? account.resetsAt()
        : wallet
            .book()
            .unpaidPlan()
            .filter(plan -> catalog.isDefaultPlan(plan.plan()))
            .map(Bucket.Plan::endsAt);
  }

  /// The next instant at which the clock alone brings credits of the default plan: a new month, or
  /// what is left of the month that another plan displaced.
  private Optional<Instant> defaultFrom(
      BilledWallet<?> wallet, AccountTimeline timeline, Instant now) {
    if (!(wallet instanceof AccountWallet) || catalog.defaultPlan().isEmpty()) {
      return Optional.empty();
    }
    Optional<Bucket.Plan> displaced = wallet.billing().closedMonth();
    Stream<Instant> periods =
        Stream.concat(wallet.book().unpaidPlan().stream(), displaced.stream())
            .map(Bucket.Plan::endsAt);
    Stream<Instant> paid =
        timeline.at(now).subscriptions().stream().flatMap(state -> state.cancelsAt().stream());
    return Stream.concat(periods, paid)
        .filter(now::isBefore)
        .sorted()
        .filter(at -> timeline.at(at).allowsDefaultPlan())
        .filter(at -> displaced.filter(month -> isSpentAt(at, month)).isEmpty())
        .findFirst();
  }

  /// Whether the month runs at `at`, but has no credits left.
  private static boolean isSpentAt(Instant at, Bucket.Plan month) {
    return at.isBefore(month.endsAt()) && month.remaining().isNone();
  }

  /// Whether an already paid term brings the fresh allowance.
  private static boolean isFresh(PaidBucket plan, AccountBilling then) {
    return then.plans().stream()
        .anyMatch(
            later -> later.name().equals(plan.name()) && later.openedAt().isAfter(plan.openedAt()));
  }

  /// The same quantity of the same plan, at the amount that the catalog has at that time.
  private Optional<Renewal> renewal(BilledWallet<?> wallet, PaidBucket plan) {
    return wallet.billing().known(plan.name().subscription()).stream()
        .flatMap(known -> known.termsOf(plan.name().item()).stream())
        .filter(term -> term.plan().equals(plan.plan()) && term.owner().equals(wallet.owner()))
        .max(Comparator.comparing(Term::end).thenComparing(Term::credits))
        .map(term -> new Renewal(plan.name(), renewed(term)));
  }

  private Credits renewed(Term term) {
    return catalog
        .plan(term.plan())
        .flatMap(
            plan ->
                plan.allowance()
                    .map(allowance -> allowance.at(term.end()).times(term.key().quantity()))
                    .map(plan.renewalBonus()::plus))
        .orElse(term.credits());
  }
}
