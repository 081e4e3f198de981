package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.ASSISTANT_COACH;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
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
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.Links;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// V3: a refusal advises only steps that would let the charge succeed.
class NextStepsTest {
  private static final Step TOP_UP = new Step.TopUp(Optional.empty());
  private static final Step CHOOSE_PLAN = new Step.ChoosePlan(Optional.empty());
  private static final Step WAIT = new Step.Wait(APRIL);
  private static final Instant MARCH_5 = utc("2026-03-05T00:00:00Z");
  private static final Instant APRIL_10 = utc("2026-04-10T00:00:00Z");
  private static final Instant MARCH_20 = utc("2026-03-20T00:00:00Z");
  private static final Instant MARCH_25 = utc("2026-03-25T00:00:00Z");

  @Test
  void waiting_helps_if_the_next_month_covers_the_cost() {
    NextSteps next = next(ASSISTANT_COACH, wallet().plan(2, 50).build(), run("trend.analyze"));

    assertThat(next).isEqualTo(new NextSteps(Optional.of(APRIL), List.of(WAIT)));
  }

  @Test
  void waiting_does_not_help_if_the_next_month_is_too_small() {
    Run seventeen = run("trend.analyze").times(17);

    NextSteps next = next(ASSISTANT_COACH, wallet().plan(50).build(), seventeen);

    assertThat(next.refreshesAt()).contains(APRIL);
    assertThat(next.steps()).isEmpty();
  }

  @Test
  void waiting_counts_credits_that_outlive_the_month() {
    Catalog catalog = simple().monthly(50).build();
    AccountWallet wallet = wallet().plan(0, 50).topUp(10).build();

    assertThat(next(catalog, wallet, run(60)).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(catalog, wallet, run(61)).steps()).containsExactly(TOP_UP);
  }

  @Test
  void waiting_for_a_renewal_counts_the_credits_of_other_plans() {
    Account account =
        Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0))
            .given(paid("sub-1", "solo", MARCH, APRIL), paid("sub-2", "plus", MARCH, MAY))
            .given(run(370));
    assertThat(account.left()).containsExactly(0L, 30L);

    assertThat(((OutOfCredits) account.quote(run(130))).next().steps()).contains(WAIT);
    assertThat(((OutOfCredits) account.quote(run(131))).next().steps()).doesNotContain(WAIT);
  }

  @Test
  void waiting_for_a_renewal_counts_each_item_with_its_own_quantity() {
    Account account =
        Account.on(simple().paid("solo", 100, 0))
            .given(paid("solo", MARCH, APRIL))
            .given(paid("sub-1", "solo", 3, MARCH, APRIL).item("item-2"))
            .given(run(400));

    assertThat(next(account, 400).steps()).contains(WAIT);
    assertThat(next(account, 401).steps()).doesNotContain(WAIT);
  }

  /// A first renewal brings only its own plan's credits.
  @Test
  void waiting_for_two_renewals_takes_until_the_second() {
    Account account =
        Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0))
            .given(paid("sub-1", "solo", MARCH, APRIL), paid("sub-2", "plus", MARCH, APRIL_10))
            .given(run(400));

    assertThat(next(account, 100).steps()).contains(WAIT);
    assertThat(next(account, 300).steps()).contains(new Step.Wait(APRIL_10));
  }

  /// P4: a renewal in April begins inside the time of the first amount. So its credits come in May.
  @Test
  void waiting_for_a_renewal_counts_the_plan_that_runs_and_not_one_that_it_replaced() {
    Account account =
        Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0))
            .given(paid("solo", MARCH, MAY), paid("plus", MARCH_5, APRIL))
            .given(run(300));

    assertThat(next(account, 300).steps()).contains(new Step.Wait(MAY));
    assertThat(next(account, 301).steps()).doesNotContain(new Step.Wait(MAY));
  }

  /// The paid term may have another amount than a renewal would have.
  @Test
  void waiting_for_a_renewal_that_is_paid_already_counts_its_amount() {
    Account account =
        Account.on(simple().paid("solo", 100, 0))
            .given(paid("solo", MARCH, APRIL), paid("sub-1", "solo", 2, APRIL, MAY))
            .given(run(100))
            .underCatalog(simple().paid("solo", 500, 0));

    assertThat(next(account, 200).steps()).contains(WAIT);
    assertThat(next(account, 201).steps()).doesNotContain(WAIT);
  }

  @Test
  void waiting_counts_holds_that_will_have_expired() {
    Catalog catalog = simple().monthly(50).build();
    AccountWallet wallet = wallet().plan(0, 50).topUp(2).held(8, APRIL).build();

    assertThat(next(catalog, wallet, run(60)).steps()).containsExactly(WAIT, TOP_UP);
  }

  @Test
  void waiting_uses_the_amount_in_force_when_the_month_starts() {
    Catalog catalog =
        catalog().action("run", 1).monthlyFrom("2026-04-01T00:00:00Z", 60).monthly(50).build();

    assertThat(next(catalog, wallet().plan(0, 50).build(), run(60)).steps()).containsExactly(WAIT);
  }

  @Test
  void a_trial_is_not_followed_by_another() {
    NextSteps next = next(AI_EMPLOYEE, unseen(), run("website.sync").times(5));

    assertThat(next.refreshesAt()).isEmpty();
    assertThat(next.steps()).containsExactly(TOP_UP, CHOOSE_PLAN);
  }

  @Test
  void the_default_plan_follows_a_trial() {
    Catalog catalog = catalog().action("run", 1).trial(14, 20).monthly(50).build();

    NextSteps next = next(catalog, unseen(), run(50));

    assertThat(next.steps()).containsExactly(new Step.Wait(utc("2026-03-24T12:00:00Z")));
  }

  @Test
  void a_first_term_that_is_paid_ahead_is_waited_for() {
    Account account = Account.on(simple().trial(14, 20).paid("solo", 100, 0));
    account.given(run(20)).given(paid("solo", APRIL, MAY));

    assertThat(next(account, 100).refreshesAt()).contains(APRIL);
    assertThat(next(account, 100).steps()).contains(WAIT);
    assertThat(next(account, 101).steps()).doesNotContain(WAIT);
  }

  @Test
  void a_term_that_is_paid_ahead_is_waited_for_while_the_item_is_frozen() {
    Account account = Account.on(simple().paid("solo", 100, 0));
    account.given(paid("solo", utc("2026-01-20T00:00:00Z"), utc("2026-02-20T00:00:00Z")));
    account.given(renewed("solo", APRIL, MAY));
    assertThat(account.balance().frozen()).hasSize(1);

    assertThat(next(account, 100).refreshesAt()).contains(APRIL);
    assertThat(next(account, 100).steps()).contains(WAIT);
    assertThat(next(account, 101).steps()).doesNotContain(WAIT);
  }

  /// P4: the anchor moved, and the amount of March lasts until April.
  @Test
  void a_term_that_carries_on_is_waited_for_until_it_has_its_own_amount() {
    Account account = Account.on(simple().paid("solo", 100, 0)).given(paid("solo", MARCH, APRIL));
    account.given(run(100)).given(paid("solo", NOW, MARCH_20));
    assertThat(next(account, 100).steps()).contains(WAIT);

    account.given(paid("solo", MARCH_20, utc("2026-04-20T00:00:00Z")));

    assertThat(next(account, 100).refreshesAt()).contains(APRIL);
    assertThat(next(account, 100).steps()).contains(WAIT);
    assertThat(next(account.at(MARCH_20), 100).steps()).contains(WAIT);
    assertThat(account.at(APRIL).total()).isEqualTo(100);
  }

  @Test
  void a_term_that_would_start_after_its_subscriptions_end_is_not_waited_for() {
    Account account = Account.on(simple().paid("solo", 100, 0));
    account.given(paid("solo", APRIL, MAY), ended(MARCH_20));

    assertThat(next(account, 100).refreshesAt()).isEmpty();
  }

  /// P8: the default plan returns when no paid plan runs any more.
  @Test
  void the_default_plan_is_waited_for_until_the_last_plan_is_over() {
    Account account = Account.on(simple().monthly(50).paid("solo", 100, 0).paid("plus", 300, 0));
    account.given(paid("sub-1", "plus", MARCH, APRIL), cancelledAt("sub-1", MARCH_20));
    account.given(paid("sub-2", "solo", MARCH, APRIL), cancelledAt("sub-2", MARCH_25));

    assertThat(next(account, 401).refreshesAt()).contains(MARCH_25);
  }

  @Test
  void the_default_plan_is_not_waited_for_while_another_plan_goes_on() {
    Account account = Account.on(simple().monthly(50).paid("solo", 100, 0).paid("plus", 300, 0));
    account.given(paid("sub-1", "plus", MARCH, APRIL), cancelledAt("sub-1", MARCH_20));
    account.given(paid("sub-2", "solo", MARCH, MAY));

    assertThat(next(account, 401).refreshesAt()).contains(MAY);
  }

  /// P8: an account that returns within the month has the credits that were left.
  @Test
  void a_month_that_was_used_up_before_the_plan_is_not_waited_for() {
    Account partly = Account.on(simple().monthly(50).paid("solo", 100, 0)).given(run(20));
    Account wholly = Account.on(simple().monthly(50).paid("solo", 100, 0)).given(run(50));
    partly.given(paid("solo", NOW, APRIL), cancelledAt("sub-1", MARCH_20));
    wholly.given(paid("solo", NOW, APRIL), cancelledAt("sub-1", MARCH_20));

    assertThat(next(partly, 101).refreshesAt()).contains(MARCH_20);
    assertThat(next(wholly, 101).refreshesAt()).contains(APRIL);
  }

  @Test
  void the_default_plan_is_not_waited_for_at_the_end_of_a_trial_that_a_paid_plan_ends() {
    Account account = Account.on(simple().trial(14, 20).monthly(50).paid("solo", 100, 0));
    account.given(run(20)).given(paid("solo", MARCH_20, MAY), cancelledAt("sub-1", MARCH_25));

    assertThat(next(account, 101).refreshesAt()).contains(MARCH_20);
    assertThat(next(account.at(MARCH_20), 101).refreshesAt()).contains(MARCH_25);
  }

  @Test
  void packs_for_plan_holders_are_not_offered_to_others() {
    AccountWallet starterOnly = wallet().starter(0, 10).build();
    AccountWallet subscriber = wallet().plan("solo", 0, 100, APRIL).paid().starter(0, 10).build();
    Run letter = run("letter.generate").on("doc-1");

    assertThat(next(OUTSMART, starterOnly, letter).steps()).containsExactly(CHOOSE_PLAN);
    assertThat(next(OUTSMART, subscriber, letter).steps()).contains(TOP_UP);
  }

  /// P7: the payment of the renewal failed, and its grace runs.
  @Test
  void another_card_helps_in_grace_once_a_payment_has_failed() {
    Step otherCard = new Step.UpdatePaymentMethod(OUTSMART.links().updatePaymentMethod());
    Run all = run("letter.generate").on("doc-1").times(111);
    Account account = Account.on(OUTSMART).given(paid("solo", MARCH, APRIL)).at(APRIL);

    assertThat(((OutOfCredits) account.quote(all)).next().steps()).doesNotContain(otherCard);
    account.given(failed(APRIL));
    assertThat(((OutOfCredits) account.quote(all)).next().steps()).first().isEqualTo(otherCard);
  }

  @Test
  void a_trial_does_not_make_a_plan_holder() {
    Catalog catalog = simple().trial(14, 5).paid("solo", 100, 0).packsForPlanHoldersOnly().build();

    assertThat(next(catalog, unseen(), run(6)).steps()).containsExactly(CHOOSE_PLAN);
  }

  @Test
  void a_plan_holder_is_offered_only_a_larger_plan() {
    AccountWallet solo = wallet().plan("solo", 0, 100, APRIL).paid().starter(0, 10).build();
    AccountWallet plus = wallet().plan("plus", 0, 300, APRIL).paid().starter(0, 10).build();
    Run letter = run("letter.generate").on("doc-1");

    assertThat(next(OUTSMART, solo, letter).steps()).contains(CHOOSE_PLAN);
    assertThat(next(OUTSMART, plus, letter).steps()).doesNotContain(CHOOSE_PLAN);
  }

  @Test
  void a_plan_is_offered_only_if_it_would_cover_the_cost() {
    Run run = run("letter.generate").on("doc-1");

    assertThat(next(OUTSMART, unseen(), run.times(310)).steps()).containsExactly(CHOOSE_PLAN);
    assertThat(next(OUTSMART, unseen(), run.times(311)).steps()).isEmpty();
  }

  @Test
  void a_new_plan_replaces_the_remaining_credits_of_the_old_plan() {
    AccountWallet wallet = wallet().plan("solo", 90, 100, APRIL).paid().starter(0, 10).build();
    Run run = run("letter.generate").on("doc-1");

    assertThat(next(OUTSMART, wallet, run.times(300)).steps()).contains(CHOOSE_PLAN);
    assertThat(next(OUTSMART, wallet, run.times(301)).steps()).doesNotContain(CHOOSE_PLAN);
  }

  @Test
  void a_plan_of_agreed_size_is_always_offered() {
    assertThat(next(AI_EMPLOYEE, unseen(), run("website.sync").times(1_000)).steps())
        .contains(CHOOSE_PLAN);
  }

  @Test
  void a_plan_counts_with_its_current_size() {
    Allowance larger = new Allowance(credits(10), Map.of(utc("2026-03-05T00:00:00Z"), credits(60)));
    Allowance smaller =
        new Allowance(credits(60), Map.of(utc("2026-03-05T00:00:00Z"), credits(10)));
    AccountWallet asleepSinceTheFirst = wallet().topUp(1).build();

    assertThat(next(simple().paid("solo", larger).build(), asleepSinceTheFirst, run(50)).steps())
        .contains(CHOOSE_PLAN);
    assertThat(next(simple().paid("solo", smaller).build(), asleepSinceTheFirst, run(50)).steps())
        .doesNotContain(CHOOSE_PLAN);
  }

  @Test
  void a_step_names_its_page() {
    Links links =
        new Links(
            Optional.of(URI.create("/credits")),
            Optional.of(URI.create("/plans")),
            Optional.empty());

    NextSteps next = next(simple().paid("solo", 100, 0).links(links).build(), unseen(), run(1));

    assertThat(next.steps())
        .containsExactly(new Step.TopUp(links.topUp()), new Step.ChoosePlan(links.choosePlan()));
  }

  private static Statement cancelledAt(String subscription, Instant at) {
    return changed(subscription, MARCH, "cancelled", Optional.empty(), Optional.of(at));
  }

  private static NextSteps next(Account account, int cost) {
    return ((OutOfCredits) account.quote(run(cost))).next();
  }

  private static NextSteps next(Catalog catalog, AccountWallet wallet, Run run) {
    Situation situation = new Situation(wallet, Optional.empty(), Optional.empty());
    ChargeResult result =
        Rules.of(catalog).charging().charge(new ChargeId("k1"), run.request(), situation, NOW);
    return ((OutOfCredits) result).next();
  }
}
