package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.changed;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.fixtures.Statement.Paid;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.renewal.RenewalResult.TooMuch;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// P1: a subscription may have terms of several owners, whose wallets change in separate commits.
///
/// The process may stop between any two commits. After any next event, the known facts are the same
/// as without the stop.
class SeveralOwnersTest {
  private static final Catalog CATALOG =
      simple().paid("solo", 100, 5).paid("plus", 300, 15).build();
  private static final Instant LATER = utc("2026-04-05T00:00:00Z");

  /// One statement of the provider: the owner that it grants to, if any, and its time.
  private record Delivery(String owner, Statement statement, Instant clock) {}

  private static final Optional<Instant> END_OF_MAY = Optional.of(utc("2026-06-01T00:00:00Z"));

  /// Mia's plan becomes Ben's in April, and Cem's in May.
  private static final List<Delivery> HISTORY =
      List.of(
          new Delivery("mia", paid("solo", MARCH, APRIL), NOW),
          new Delivery("ben", renewed("solo", APRIL, MAY), NOW.plusSeconds(10)),
          new Delivery("cem", renewed("solo", MAY, END_OF_MAY.orElseThrow()), NOW.plusSeconds(20)),
          new Delivery(
              "mia", failed("sub-1", END_OF_MAY.orElseThrow(), false), NOW.plusSeconds(30)),
          new Delivery(
              "ben", change("planned", NOW, Optional.empty(), END_OF_MAY), NOW.plusSeconds(40)),
          new Delivery("ben", change("withdrawn", LATER, END_OF_MAY, Optional.empty()), LATER),
          new Delivery("ben", paid("plus", LATER, MAY), LATER.plusSeconds(10)),
          new Delivery("ben", ended(utc("2026-04-09T00:00:00Z")), LATER.plusSeconds(20)));

  @ParameterizedTest(name = "then comes: {0}")
  @CsvSource({
    "the same again",
    "the next before it",
    "the next two before it",
    "all others before it"
  })
  @Tag("long")
  void a_crash_between_two_commits_loses_and_doubles_nothing(String then) {
    Story undisturbed = new Story();
    HISTORY.forEach(undisturbed::apply);
    int deaths = 0;

    for (int event = 0; event < HISTORY.size(); event++) {
      int commits = new Story().receives(HISTORY.subList(0, event)).commits(HISTORY.get(event));
      for (int written = 0; written < commits; written++) {
        Story story = new Story().receives(HISTORY.subList(0, event));
        story.die(HISTORY.get(event), written);
        story.receives(after(event, then));

        story.requireSame(undisturbed, then, event, written);
        deaths += written > 0 ? 1 : 0;
      }
    }

    assertThat(deaths).as("deaths between two commits").isGreaterThan(5);
  }

  /// One wallet knows the cancellation, and the stored subscription doesn't.
  @Test
  void a_withdrawal_after_a_broken_off_cancellation_reaches_every_wallet() {
    Optional<Instant> april = Optional.of(APRIL);
    Instant later = NOW.plusSeconds(60);
    Delivery planned = new Delivery("mia", change("planned", NOW, Optional.empty(), april), later);
    Delivery withdrawn =
        new Delivery("mia", change("withdrawn", later, april, Optional.empty()), later);
    Story story = new Story();
    story.receives(
        List.of(
            new Delivery("mia", paid("solo", MARCH, APRIL), NOW),
            new Delivery("ben", item("item-2"), NOW)));

    story.die(planned, 1);
    story.receives(List.of(withdrawn, planned));

    assertThat(story.left(APRIL.plusSeconds(60))).containsExactly(103L, 103L, 4L);
  }

  /// S2: a paid plan ends the trial of its own owner only.
  @Test
  void a_payment_for_another_owner_leaves_the_trial() {
    Catalog withTrial = simple().trial(14, 40).paid("solo", 100, 5).build();
    InMemoryTable table = new InMemoryTable();
    Account mia = Account.of("mia", withTrial, table).given(renewed("solo", APRIL, MAY));
    long before = mia.balance().version();

    Account.of("ben", withTrial, table).given(paid("solo", MARCH, APRIL));

    assertThat(mia.balance().version()).as("mia's wallet learns of it").isGreaterThan(before);
    assertThat(mia.total()).isEqualTo(40);
    assertThat(mia.given(run(1)).left()).containsExactly(39L);
  }

  @Test
  void a_refusal_names_the_owner_of_the_first_new_term() {
    InMemoryTable table = new InMemoryTable();
    List<Fact> facts = new ArrayList<>(List.of(fact("item-0", "mia")));
    table.apply(item("item-0"), new AccountId("mia"), CATALOG, NOW);
    for (int number = 1; number <= BillingLimit.SUBSCRIPTION_ITEMS.most(); number++) {
      facts.add(fact("item-" + number, "ben"));
    }

    RenewalResult result =
        Rules.of(CATALOG).renewing().apply(facts, table.renewal(Facts.SUBSCRIPTION, facts), NOW);

    assertThat(result)
        .isEqualTo(new TooMuch(Optional.of(new AccountId("ben")), BillingLimit.SUBSCRIPTION_ITEMS));
  }

  @Test
  void facts_are_refused_without_the_wallets_of_all_owners() {
    List<Fact> facts = List.of(fact("item-1", "mia"), fact("item-2", "ben"));
    RenewalSituation missing =
        new RenewalSituation(
            Facts.SUBSCRIPTION,
            Optional.empty(),
            List.of(AccountWallet.unseen(new AccountId("mia"))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rules.of(CATALOG).renewing().apply(facts, missing, NOW))
        .withMessageStartingWith("the wallets of");
  }

  private static Fact fact(String item, String owner) {
    return item(item).fact(new AccountId(owner), CATALOG);
  }

  private static Statement item(String item) {
    return new Paid(Facts.SUBSCRIPTION, item, "solo", 1, Optional.empty(), MARCH, APRIL, false);
  }

  /// The events that are delivered after the event at `index` was lost.
  private static List<Delivery> after(int index, String then) {
    List<Delivery> rest = new ArrayList<>(HISTORY.subList(index + 1, HISTORY.size()));
    int before =
        switch (then) {
          case "the same again" -> 0;
          case "the next before it" -> 1;
          case "the next two before it" -> 2;
          default -> rest.size();
        };
    rest.add(Math.min(before, rest.size()), HISTORY.get(index));
    return rest;
  }

  private static final class Story {
    private final InMemoryTable table = new InMemoryTable();
    private Instant clock = NOW;
    private final List<Account> people =
        List.of("mia", "ben", "cem").stream()
            .map(name -> Account.of(name, CATALOG, table).topUp(7))
            .toList();

    Story() {
      people.forEach(account -> account.given(run(3)));
    }

    Story receives(List<Delivery> all) {
      all.forEach(this::apply);
      return this;
    }

    void apply(Delivery delivery) {
      die(delivery, Integer.MAX_VALUE);
    }

    int commits(Delivery delivery) {
      return decided(delivery).commits().size();
    }

    /// Writes at most `written` commits of the decision on `delivery`. The clock never goes back.
    void die(Delivery delivery, int written) {
      clock = delivery.clock().isAfter(clock) ? delivery.clock() : clock;
      decided(delivery).commits().stream().limit(written).forEach(table::write);
      people.forEach(account -> account.at(clock));
      people.stream().filter(account -> account.total() > 50).forEach(Story::spend);
    }

    /// Drawn credits stay drawn.
    private static void spend(Account account) {
      account.charge("once", run(1));
    }

    private RenewalResult decided(Delivery delivery) {
      return table.decide(delivery.statement(), new AccountId(delivery.owner()), CATALOG, clock);
    }

    /// The credits that each person can spend at `at`.
    List<Long> left(Instant at) {
      return people.stream().map(account -> account.at(at).total()).toList();
    }

    void requireSame(Story other, String then, int event, int written) {
      String when = "%s: event %d, %d commits written".formatted(then, event, written);
      for (int person = 0; person < people.size(); person++) {
        for (Instant at :
            List.of(
                LATER.plusSeconds(30), utc("2026-05-20T00:00:00Z"), utc("2026-07-20T00:00:00Z"))) {
          Account account = people.get(person).at(at);
          Account expected = other.people.get(person).at(at);
          assertThat(account.balance().standing())
              .as(when)
              .isEqualTo(expected.balance().standing());
          assertThat(account.left()).as(when).isEqualTo(expected.left());
          assertThat(account.advanced().billing().known())
              .as(when)
              .isEqualTo(expected.advanced().billing().known());
          Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
          assertThat(audit.consistent()).as(when).isTrue();
        }
        if (then.equals("the same again")) {
          assertThat(describe(people.get(person)))
              .as(when)
              .isEqualTo(describe(other.people.get(person)));
        }
      }
    }

    private static List<String> describe(Account account) {
      return account.ledger().stream()
          .map(entry -> entry.kind() + " " + entry.change() + " " + entry.cause().reason())
          .sorted()
          .toList();
    }
  }

  private static Statement change(
      String event, Instant created, Optional<Instant> before, Optional<Instant> at) {
    return changed("sub-1", created, event, before, at);
  }
}
