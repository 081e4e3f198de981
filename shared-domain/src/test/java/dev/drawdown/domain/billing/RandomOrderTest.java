package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountState.About;
import dev.drawdown.domain.fixtures.PaidBuckets;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// T2, P1, P2, P3, P4, P5, P6, P7: laws of the model that hold for any facts, chosen by seeds.
@Tag("long")
class RandomOrderTest {
  private static final int FACTS = 12;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  static LongStream fewerSeeds() {
    return LongStream.range(0, 24);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void facts_in_any_order_and_twice_end_alike(long seed) {
    RandomBills bills = new RandomBills(seed);
    List<About> facts = ofOneCatalog(bills.facts(FACTS));
    Instant now = bills.instant();
    List<About> shuffled = new ArrayList<>(facts);
    shuffled.addAll(facts.subList(0, 3));
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(AccountState.all(now, shuffled)).isEqualTo(AccountState.all(now, facts));
  }

  /// An event of the provider may have several facts.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void facts_of_any_number_of_events_end_alike(long seed) {
    RandomBills bills = new RandomBills(seed);
    List<About> facts = bills.facts(FACTS);
    AccountState one = AccountState.nothing(bills.instant()).apply(facts);
    AccountState several = AccountState.nothing(one.now());

    for (List<About> event : bills.events(facts)) {
      several = several.apply(event);
    }

    assertThat(several).isEqualTo(one).isEqualTo(AccountState.all(one.now(), facts));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void no_event_draws_credits(long seed) {
    RandomBills bills = new RandomBills(seed);
    AccountState state = AccountState.nothing(bills.instant());
    for (List<About> event : bills.events(bills.facts(FACTS))) {
      AccountState after = state.apply(event);

      assertThat(after.drawn()).as("%s", event).isLessThanOrEqualTo(state.drawn());
      state = drawn(after, bills);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void advancing_in_several_steps_equals_advancing_in_one(long seed) {
    RandomBills bills = new RandomBills(seed);
    AccountState state = drawn(AccountState.all(RandomBills.START, bills.facts(FACTS)), bills);
    Instant end = bills.instant();

    AccountState stepped = state;
    for (Optional<Instant> next = state.timeline().nextChangeAfter(state.now());
        next.filter(at -> !at.isAfter(end)).isPresent(); ) {
      stepped = stepped.at(next.get());
      next = stepped.timeline().nextChangeAfter(stepped.now());
    }

    assertThat(stepped.at(end).buckets()).isEqualTo(state.at(end).buckets());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_changes_between_two_changes(long seed) {
    RandomBills bills = new RandomBills(seed);
    AccountState state = AccountState.all(RandomBills.START, bills.facts(FACTS));
    Instant instant = bills.instant();
    AccountBilling then = state.at(instant).billing();

    Instant next = state.timeline().nextChangeAfter(instant).orElse(instant.plusSeconds(1));

    assertThat(state.at(next.minusMillis(1)).billing()).isEqualTo(then);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void drawn_credits_stay_drawn_after_any_later_facts(long seed) {
    RandomBills bills = new RandomBills(seed);
    Instant now = bills.instant();
    AccountState plain = AccountState.nothing(now);
    AccountState used = AccountState.nothing(now);
    for (About fact : bills.facts(FACTS)) {
      plain = plain.apply(fact);
      used = drawn(used.apply(fact), bills);

      for (PlanBucket held : used.buckets().all()) {
        PlanBucket untouched = plain.buckets().bucket(held.name());
        assertThat(held.paid()).isEqualTo(untouched.paid());
        assertThat(held.remaining()).isLessThanOrEqualTo(untouched.remaining());
      }
    }
  }

  /// Another item is paid for years, so the other facts grow old.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewerSeeds")
  void the_kept_and_the_stored_facts_have_the_same_effect_from_then_on(long seed) {
    RandomBills bills = new RandomBills(seed);
    Instant now = bills.instant();
    Fact years = solo().item("years").from("2027-06-01").until("2030-06-01").fact();
    for (Subscription random : AccountState.all(now, bills.facts(3 * FACTS)).known().values()) {
      Subscription known = random.with(years);
      Subscription kept =
          RelevantFacts.forWallet(known, AccountState.OWNER, AccountState.POLICY, now);

      Instant later = now;
      Subscription stored = known;
      for (int i = 0; i < 60; i++) {
        stored = RelevantFacts.toStore(stored, AccountState.POLICY, later);
        assertThat(at(later, kept)).isEqualTo(at(later, known));
        assertThat(at(later, stored)).isEqualTo(at(later, known));
        later = later.plusSeconds(86_400L * (1 + bills.nextInt(20)));
      }
      assertThat(stored.terms()).hasSizeLessThan(random.terms().size());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewerSeeds")
  void a_fact_that_is_repeated_while_nothing_is_paid_changes_nothing(long seed) {
    RandomBills bills = new RandomBills(seed);
    Instant now = bills.instant();
    List<About> facts = bills.facts(3 * FACTS);
    for (Subscription known : AccountState.all(now, facts).known().values()) {
      Instant later = now.plus(Duration.ofDays(bills.nextInt(3 * 365)));
      Subscription stored = RelevantFacts.toStore(known, AccountState.POLICY, later);

      for (About repeated : about(known.id(), facts)) {
        assertThat(at(later, stored.with(repeated.fact())))
            .as("%s repeated at %s", repeated, later)
            .isEqualTo(at(later, known));
      }
    }
  }

  private static List<About> about(SubscriptionId subscription, List<About> facts) {
    return facts.stream().filter(fact -> fact.subscription().equals(subscription.value())).toList();
  }

  private static SubscriptionState at(Instant now, Subscription known) {
    return new SubscriptionTimeline(known, AccountState.OWNER, AccountState.POLICY).at(now);
  }

  private static AccountState drawn(AccountState state, RandomBills bills) {
    PaidBuckets buckets = state.buckets();
    for (PlanBucket held : buckets.all()) {
      long most = PaidBuckets.usable(held).amount();
      buckets = buckets.with(drawn(held, bills.nextInt((int) most + 1)));
    }
    return state.with(buckets);
  }

  /// Two payments with one key come from one catalog, so they have the same effect.
  static List<About> ofOneCatalog(List<About> facts) {
    Map<String, About> byKey = new TreeMap<>();
    List<About> consistent = new ArrayList<>();
    for (About about : facts) {
      if (about.fact() instanceof Fact.TermPaid paid) {
        String key = about.subscription() + paid.term().key() + paid.term().start();
        About first = byKey.putIfAbsent(key, about);
        consistent.add(first == null ? about : first);
      } else {
        consistent.add(about);
      }
    }
    return consistent;
  }

  private static PlanBucket drawn(PlanBucket held, long credits) {
    return held.withRemaining(held.remaining().minus(Credits.of(credits)));
  }
}
