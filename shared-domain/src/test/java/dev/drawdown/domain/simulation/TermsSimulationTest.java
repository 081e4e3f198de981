package dev.drawdown.domain.simulation;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.FlagChanges;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.fixtures.Seeds;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.simulation.NaiveTerms.Failure;
import dev.drawdown.domain.simulation.NaiveTerms.Flag;
import dev.drawdown.domain.simulation.NaiveTerms.Free;
import dev.drawdown.domain.simulation.NaiveTerms.Line;
import dev.drawdown.domain.simulation.NaiveTerms.Pause;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// P1, P2, P3, P4, P5, P6, P7, V3: a random account with three subscriptions of two items each
/// equals the naive model.
///
/// The simulation covers parallel and waiting terms, monthly refills, seats, and upgrades that
/// reset or add the difference. It covers changes of interval, lines of amount 0, failures, grace,
/// cancellations, ends, parked events, and the next refresh that a refusal states. It also covers
/// pauses with lost and repeated events.
@Tag("long")
class TermsSimulationTest {
  private static final int STEPS = 120;

  private record Plan(String name, long credits, long bonus, boolean monthly) {}

  private static final List<Plan> PLANS =
      List.of(
          new Plan("a", 10, 0, false),
          new Plan("b", 25, 0, true),
          new Plan("c", 40, 3, false),
          new Plan("d", 25, 2, false));

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void an_account_equals_the_naive_model(int seed) {
    play(seed);
  }

  @Test
  void every_state_and_every_kind_of_fact_occurs() {
    Set<String> seen = new TreeSet<>();
    seeds().limit(6).forEach(seed -> seen.addAll(play(seed)));

    assertThat(seen)
        .contains("running", "in grace", "failed", "frozen", "cleared")
        .contains("active", "grace", "suspended", "several", "waits", "refilled", "bonus")
        .contains("paid", "seats", "moved", "extended", "failure", "cancelled", "withdrawn")
        .contains("paused", "resumed", "lost", "still paused", "not paused")
        .contains("ended", "parked", "unparked", "drawn", "refreshes", "begins", "comes back");
  }

  static IntStream seeds() {
    return Seeds.from(1, 50);
  }

  private static Set<String> play(int seed) {
    Play play = new Play(seed);
    for (int step = 0; step < STEPS; step++) {
      play.step("step " + step + " of seed " + seed);
    }
    return play.seen;
  }

  private static final class Play {
    final Set<String> seen = new TreeSet<>();
    private final Random random;
    private final NaiveTerms naive;
    private final Account account;
    private final Map<String, Instant> ends = new HashMap<>();
    private final Map<String, Optional<Instant>> cancellations = new HashMap<>();
    private final Map<String, Optional<Instant>> pauses = new HashMap<>();
    private final Map<String, Integer> pauseEvents = new HashMap<>();
    private final Set<String> over = new TreeSet<>();
    private final List<Instant> parked = new ArrayList<>();
    private Instant now = Instant.parse("2027-01-29T08:00:00Z");

    Play(int seed) {
      boolean resets = seed % 2 == 0;
      this.random = new Random(seed);
      this.naive = new NaiveTerms(resets);
      this.account = Account.on(catalogOf(resets));
    }

    private static Catalog catalogOf(boolean resets) {
      CatalogBuilder catalog = catalog().action("run", 1);
      for (Plan plan : PLANS) {
        if (plan.monthly()) {
          catalog.refilled(plan.name(), plan.credits());
        } else {
          catalog.paid(plan.name(), plan.credits(), plan.bonus());
        }
      }
      return resets ? catalog.upgradeResets().build() : catalog.build();
    }

    void step(String when) {
      pass();
      String subscription = "sub-" + random.nextInt(3);
      String item = "item-" + random.nextInt(2);
      Instant end = ends.getOrDefault(subscription + " " + item, Instant.MIN);
      String what = over.contains(subscription) ? "" : act(subscription, item, end);
      check(when + ", " + subscription + ", " + item + ": " + what + " at " + now);
    }

    /// Moves the clock by seconds or days, or to the end of a period or just before it.
    private void pass() {
      now = now.plusSeconds(1 + random.nextInt(5));
      List<Instant> ahead = ends.values().stream().filter(now::isBefore).sorted().toList();
      switch (random.nextInt(6)) {
        case 0, 1 -> now = now.plus(Duration.ofHours(1 + random.nextInt(200)));
        case 2 -> {
          Instant to = ahead.isEmpty() ? now : ahead.getFirst().minusMillis(random.nextInt(2));
          now = to.isAfter(now) ? to : now;
        }
        default -> {}
      }
      account.at(now);
    }

    private String act(String subscription, String item, Instant end) {
      boolean runs = now.isBefore(end);
      return switch (random.nextInt(17)) {
        case 0, 1, 2, 3 -> runs ? change(subscription, item, end) : begin(subscription, item, end);
        case 4, 5 -> runs && end.isBefore(later(20)) ? ahead(subscription, item, end) : "";
        case 6 -> end.isAfter(now) ? extend(subscription, item, end) : "";
        case 7 -> end.equals(Instant.MIN) ? "" : fail(subscription, end);
        case 8 -> runs ? cancel(subscription, end) : "";
        case 9 -> periodEnd(subscription).map(at -> pause(subscription, at)).orElse("");
        case 12 -> periodEnd(subscription).map(at -> repeatPause(subscription, at)).orElse("");
        case 10 -> random.nextInt(4) == 0 && !end.equals(Instant.MIN) ? end(subscription) : "";
        case 11 -> random.nextBoolean() ? park() : unpark();
        default -> spend();
      };
    }

    private Instant later(int days) {
      return now.plus(Duration.ofDays(days));
    }

    private Instant monthsAfter(Instant from, int months) {
      return from.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    private Instant whole() {
      return Instant.ofEpochMilli(now.toEpochMilli());
    }

    private String begin(String subscription, String item, Instant end) {
      boolean isFirst = end.equals(Instant.MIN);
      boolean goesOn = !isFirst && now.isBefore(end.plus(Duration.ofDays(20))) && !comesBack();
      Instant start = goesOn ? end : nowOrLater();
      if (!isFirst && start.isAfter(now)) {
        seen.add("comes back");
      }
      Instant until = monthsAfter(start, random.nextInt(3) == 0 ? 12 : 1);
      return until.isAfter(now) ? pay(subscription, item, start, until, goesOn) : "";
    }

    /// Whether an item whose term is over gets a new one now or later, instead of the next one.
    private boolean comesBack() {
      return random.nextInt(4) == 0;
    }

    /// The start of a term that doesn't continue the last one, perhaps paid ahead.
    private Instant nowOrLater() {
      int days = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0;
      return whole().plus(Duration.ofDays(days));
    }

    private String ahead(String subscription, String item, Instant end) {
      seen.add("waits");
      return pay(subscription, item, end, monthsAfter(end, 1 + random.nextInt(3)), true);
    }

    /// More seats or another plan until the same end, or a change of interval or anchor.
    private String change(String subscription, String item, Instant end) {
      boolean changesEnd = random.nextInt(3) == 0;
      seen.add(changesEnd ? "moved" : "seats");
      Instant until = changesEnd ? monthsAfter(whole(), 1 + random.nextInt(12)) : end;
      return pay(subscription, item, whole(), until, false);
    }

    private String pay(
        String subscription, String item, Instant start, Instant end, boolean renewal) {
      Plan plan = PLANS.get(random.nextInt(PLANS.size()));
      int seats = 1 + random.nextInt(3);
      apply(
          new Statement.Paid(
              new SubscriptionId(subscription),
              item,
              plan.name(),
              seats,
              Optional.empty(),
              start,
              end,
              renewal));
      long bonus = renewal ? plan.bonus() : 0;
      naive.paid(
          subscription,
          new Line(
              item,
              "price-" + plan.name(),
              plan.credits(),
              plan.credits() * seats,
              bonus,
              plan.monthly(),
              start,
              end,
              now));
      ends.put(subscription + " " + item, end);
      seen.add("paid");
      return "paid %s times %d from %s to %s".formatted(plan.name(), seats, start, end);
    }

    private String extend(String subscription, String item, Instant end) {
      Instant until = end.plus(Duration.ofDays(1 + random.nextInt(20)));
      apply(subscription, new Fact.TermExtended(new ItemId(item), new PaidTime(end, until)));
      naive.extended(subscription, new Free(item, end, until));
      ends.put(subscription + " " + item, until);
      seen.add("extended");
      return "extended to " + until;
    }

    private String fail(String subscription, Instant start) {
      boolean last = random.nextInt(3) == 0;
      apply(subscription, new Fact.PaymentFailed(start, last));
      naive.failed(subscription, new Failure(start, last));
      seen.add("failure");
      return "failed " + last;
    }

    private String cancel(String subscription, Instant end) {
      Optional<Instant> before = cancellations.getOrDefault(subscription, Optional.empty());
      Optional<Instant> at = before.isPresent() ? Optional.empty() : Optional.of(end);
      apply(subscription, new Fact.CancellationChanged(change(before, at)));
      naive.cancelled(subscription, new Flag(at.orElse(null)));
      cancellations.put(subscription, at);
      seen.add(at.isPresent() ? "cancelled" : "withdrawn");
      return "cancelled " + at;
    }

    /// The end of the period in which the provider is now. That period may be unpaid. It is empty
    /// before the first payment, and once a subscription had [FlagChanges#KEPT] events of a pause.
    private Optional<Instant> periodEnd(String subscription) {
      Optional<Instant> paid =
          ends.entrySet().stream()
              .filter(item -> item.getKey().startsWith(subscription + " "))
              .map(Map.Entry::getValue)
              .max(Instant::compareTo);
      return pauseEvents.merge(subscription, 1, Integer::sum) > FlagChanges.KEPT
          ? Optional.empty()
          : paid.map(this::current);
    }

    private Instant current(Instant end) {
      Instant current = end;
      for (int months = 1; !now.isBefore(current); months++) {
        current = monthsAfter(end, months);
      }
      return current;
    }

    /// Begins or lifts a pause. Sometimes the event is lost.
    private String pause(String subscription, Instant end) {
      Optional<Instant> before = pauses.getOrDefault(subscription, Optional.empty());
      Optional<Instant> at = before.isPresent() ? Optional.empty() : Optional.of(end);
      pauses.put(subscription, at);
      if (random.nextInt(4) == 0) {
        seen.add("lost");
        return "lost a pause at " + at;
      }
      apply(subscription, new Fact.PauseChanged(change(before, at)));
      naive.paused(subscription, new Pause(now, at.orElse(null), false));
      seen.add(at.isPresent() ? "paused" : "resumed");
      return "paused " + at;
    }

    /// An event that changes no pause. It names the end of the present period.
    private String repeatPause(String subscription, Instant end) {
      Optional<Instant> at = pauses.getOrDefault(subscription, Optional.empty()).map(_ -> end);
      apply(subscription, new Fact.PauseChanged(change(at, at)));
      naive.paused(subscription, new Pause(now, at.orElse(null), true));
      seen.add(at.isPresent() ? "still paused" : "not paused");
      return "repeated a pause at " + at;
    }

    private FlagChange change(Optional<Instant> before, Optional<Instant> at) {
      return new FlagChange(now, new ProviderEventId("evt-" + now.toEpochMilli()), before, at);
    }

    private String end(String subscription) {
      apply(subscription, new Fact.Ended(whole()));
      naive.ended(subscription, whole());
      over.add(subscription);
      seen.add("ended");
      return "ended";
    }

    private String park() {
      account.parked();
      naive.parked(now);
      parked.add(now);
      seen.add("parked");
      return "parked";
    }

    private String unpark() {
      if (parked.isEmpty()) {
        return "";
      }
      Instant one = parked.remove(random.nextInt(parked.size()));
      account.unparked(one);
      naive.unparked(one);
      seen.add("unparked");
      return "unparked";
    }

    /// D1: the bucket that expires first comes first. Among equal expiries the rules may choose.
    private String spend() {
      int cost = 1 + random.nextInt(30);
      Map<BucketId, PaidBucket.Name> names = new HashMap<>();
      account
          .advanced()
          .book()
          .paidPlans()
          .forEach(plan -> names.put(plan.id(), plan.planBucket().name()));
      ChargeResult result = account.charge("run-" + now, Run.run(cost));
      long total = total();
      boolean suspended = naive.standing(now).equals("suspended");
      if (!(result instanceof ChargeResult.Charged(Charge charge, _, _))) {
        assertThat(suspended || total < cost).as("%s of %d: %s", cost, total, result).isTrue();
        if (result instanceof ChargeResult.OutOfCredits refused) {
          requireRefresh(refused.next().refreshesAt());
        }
        return "not drawn";
      }
      assertThat(!suspended && total >= cost).isTrue();
      for (Draw draw : charge.drawdown().draws()) {
        PaidBucket.Name name = names.get(draw.bucket());
        naive.drawn(
            name.subscription().value(),
            name.item().orElseThrow().value(),
            now,
            draw.credits().amount());
      }
      requireDrawnInOrder(charge, names);
      seen.add("drawn");
      return "drew " + cost;
    }

    /// V3: a refusal says when credits refresh.
    private void requireRefresh(Optional<Instant> refreshesAt) {
      Optional<Instant> expected = naive.refreshesAt(now);
      assertThat(refreshesAt).isEqualTo(expected);
      expected.ifPresent(_ -> seen.add(naive.isUsableAt(now) ? "refreshes" : "begins"));
    }

    private void requireDrawnInOrder(Charge charge, Map<BucketId, PaidBucket.Name> names) {
      Instant latest = Instant.MIN;
      Map<String, NaiveTerms.Bucket> buckets = naive.at(now);
      for (Draw draw : charge.drawdown().draws()) {
        Instant until = buckets.get(describe(names.get(draw.bucket()))).until();
        assertThat(until).isAfterOrEqualTo(latest);
        latest = until;
      }
      Instant last = latest;
      assertThat(buckets.values())
          .noneMatch(
              bucket -> bucket.isUsable() && bucket.left() > 0 && bucket.until().isBefore(last));
    }

    private long total() {
      return naive.at(now).values().stream()
          .filter(NaiveTerms.Bucket::isUsable)
          .mapToLong(NaiveTerms.Bucket::left)
          .sum();
    }

    private void apply(String subscription, Fact fact) {
      apply(new Statement.Other(new SubscriptionId(subscription), fact));
    }

    private void apply(Statement statement) {
      account.apply(statement);
    }

    private void check(String when) {
      Map<String, NaiveTerms.Bucket> expected = naive.at(now);
      AccountWallet wallet = account.advanced();
      Map<String, NaiveTerms.Bucket> actual = new TreeMap<>();
      Stream.concat(wallet.book().paidPlans().stream(), wallet.closedPlans().stream())
          .forEach(plan -> actual.put(describe(plan.planBucket().name()), describe(plan)));
      assertThat(actual).as(when).isEqualTo(expected);
      assertThat(wallet.total().amount()).as(when).isEqualTo(total());
      assertThat(account.balance().standing().label()).as(when).isEqualTo(naive.standing(now));
      Audit audit = Audit.of(wallet.book(), account.ledger().iterator());
      assertThat(audit.consistent()).as(when).isTrue();
      expected.values().forEach(bucket -> seen.add(bucket.is()));
      seen.add(naive.standing(now));
      note(wallet);
    }

    private void note(AccountWallet wallet) {
      if (wallet.book().paidPlans().size() > 1) {
        seen.add("several");
      }
      account.ledger().stream()
          .flatMap(entry -> entry.cause().reason().stream())
          .filter("refill"::equals)
          .forEach(_ -> seen.add("refilled"));
      if (wallet.book().paidPlans().stream().anyMatch(plan -> plan.granted().amount() % 5 != 0)) {
        seen.add("bonus");
      }
    }

    private static String describe(PaidBucket.Name name) {
      return name.subscription() + " " + name.item().orElseThrow();
    }

    private static NaiveTerms.Bucket describe(Bucket.Paid plan) {
      PaidBucket paid = plan.planBucket().paid();
      String is =
          switch (paid.state()) {
            case RUNNING -> "running";
            case IN_GRACE -> "in grace";
            case FAILED -> "failed";
            case FROZEN -> "frozen";
            case CLEARED -> "cleared";
          };
      return new NaiveTerms.Bucket(
          is,
          paid.granted().amount(),
          plan.remaining().amount(),
          paid.openedAt(),
          paid.expiresAt());
    }
  }
}
