package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountBilling;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.Bucket;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

  /// A fresh allowance of `items` at `at`. The default plan's has no item.
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

  /// The next fresh allowance of a wallet advanced to `now`. An item in grace promises none, unless
  /// a paid term waits.
  public Optional<Refresh> next(BilledWallet<?> wallet, Instant now) {
    return all(wallet, now).stream().findFirst();
  }

  /// The next fresh allowance of each item and of the default plan, in order.
  public List<Refresh> all(BilledWallet<?> wallet, Instant now) {
    AccountTimeline timeline = wallet.timeline(advancing.policy());
    AccountBilling account = timeline.at(now);
    Stream<Instant> paid = account.plans().stream().flatMap(plan -> plan.refreshesAt().stream());
    return Stream.concat(paid, defaultFrom(wallet, account).stream())
        .distinct()
        .sorted()
        .map(at -> refresh(wallet, account, timeline.at(at), at))
        .toList();
  }

  private Refresh refresh(
      BilledWallet<?> wallet, AccountBilling account, AccountBilling then, Instant at) {
    List<PaidBucket> fresh =
        account.plans().stream()
            .filter(plan -> plan.refreshesAt().filter(at::equals).isPresent())
            .toList();
    return new Refresh(
        at,
        fresh.stream().map(PaidBucket::name).collect(Collectors.toSet()),
        fresh.stream()
            .filter(plan -> !isFresh(plan, then))
            .flatMap(plan -> renewal(wallet, plan).stream())
            .toList());
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

  /// The instant at which the default plan begins or renews, if the clock alone decides it.
  private Optional<Instant> defaultFrom(BilledWallet<?> wallet, AccountBilling account) {
    if (!(wallet instanceof AccountWallet) || catalog.defaultPlan().isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> ends = wallet.book().unpaidPlan().map(Bucket.Plan::endsAt);
    return ends.or(() -> account.shown().flatMap(account::cancelsAt));
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
        .map(Subscription::terms)
        .flatMap(List::stream)
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
