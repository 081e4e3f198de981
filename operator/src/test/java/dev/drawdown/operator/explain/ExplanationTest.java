package dev.drawdown.operator.explain;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.failedForGood;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sentences about accounts and pools in each state.
class ExplanationTest {
  private static final Catalog SOLD =
      simple().paid("solo", 100, 5).paid("plus", 300, 0).refilled("yearly", 40).build();

  /// A situation, the sentences that its explanation contains in this order, and those that it
  /// doesn't.
  record Case(String name, Catalog catalog, Supplier<Explained> story, List<String> lines) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void an_account_or_a_pool_is_explained(Case explainable) {
    Explained explained = explainable.story().get();

    assertThat(explained.lines()).containsSubsequence(explainable.lines());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_next_change_that_time_alone_writes_is_among_the_due_changes(Case explainable) {
    Explained explained = explainable.story().get();

    Optional<Instant> due = Rules.of(explainable.catalog()).advancing().dueAt(explained.wallet());

    due.ifPresent(
        at ->
            assertThat(explained.list("Due next"))
                .anySatisfy(line -> assertThat(line).contains(PlainWords.time(at))));
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(free());
    cases.addAll(paidFor());
    cases.addAll(unpaid());
    cases.addAll(over());
    cases.addAll(pools());
    return cases.stream();
  }

  private static List<Case> free() {
    return List.of(
        of(
            "never seen",
            simple().starter(10),
            account -> account,
            "mia was never seen: nothing is stored under this name.",
            "Check the spelling of the name. An account begins with its first charge.",
            "Credits: 10 can be drawn now.",
            "- Starter credits: 10 credits granted, 10 left. They never expire."
                + " They are granted with the first charge.",
            "Holds: none.",
            "Due next: none.",
            "Last entries: none.",
            "Parked for an operator: none."),
        of(
            "default plan",
            simple().monthly(50),
            account -> account.given(run(3)),
            "mia is active: it has the default plan, and no paid one.",
            "Credits: 47 can be drawn now.",
            "- Default plan monthly: 50 credits granted, 47 left, until 2026-04-01 00:00 UTC.",
            "- On 2026-04-01 00:00 UTC the month of the default plan ends: what is left then (now"
                + " 47) expires, and 50 credits come.",
            "Last entries, newest first:",
            "- Entry 2, 2026-03-10 12:00 UTC: 3 credits charged for 3 times run, key run-1, 47"
                + " left.",
            "- Entry 1, 2026-03-10 12:00 UTC: 50 credits granted, because a month of the default"
                + " plan began, 50 left."),
        of(
            "trial",
            simple().trial(14, 30),
            account -> account.given(run(3)),
            "mia is active: it is on the trial.",
            "- Trial trial: 30 credits granted, 27 left, until 2026-03-24 12:00 UTC.",
            "- On 2026-03-24 12:00 UTC the trial ends: what is left then (now 27) expires."),
        of(
            "holds",
            simple().starter(10),
            account -> account.given(run(3).held(), run(2)),
            "mia is active: it has no plan, and no payment is due.",
            "Credits: 5 can be drawn now, and 3 are held.",
            "Holds, 1 open with 3 credits:",
            "- 3 credits for 3 times run, key run-1, since 2026-03-10 12:00 UTC. It expires on"
                + " 2026-03-10 12:15 UTC, unless it is captured before.",
            "- On 2026-03-10 12:15 UTC a hold of 3 credits expires, unless it is captured"
                + " before."));
  }

  private static List<Case> paidFor() {
    return List.of(
        of(
            "running",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL)).given(run(63)),
            "mia is active: plan solo of subscription sub-1 is paid until 2026-04-01 00:00 UTC.",
            "Credits: 37 can be drawn now.",
            "- Plan solo of subscription sub-1 is paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted, 37 left.",
            "- On 2026-04-01 00:00 UTC plan solo of subscription sub-1 is expected to renew with"
                + " 105 credits, if that is paid. Without a payment, what is left (now 37) can be"
                + " drawn until 2026-04-15 00:00 UTC."),
        of(
            "several running",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL), paid("sub-2", "plus", MARCH, MAY)),
            "mia is active: plan solo of subscription sub-1 is paid until 2026-04-01 00:00 UTC and"
                + " plan plus of subscription sub-2 is paid until 2026-05-01 00:00 UTC.",
            "- On 2026-04-01 00:00 UTC plan solo of subscription sub-1 is expected to renew with"
                + " 105 credits, if that is paid. Without a payment, what is left (now 100) can be"
                + " drawn until 2026-04-15 00:00 UTC.",
            "- On 2026-05-01 00:00 UTC plan plus of subscription sub-2 is expected to renew with"
                + " 300 credits, if that is paid. Without a payment, what is left (now 300) can be"
                + " drawn until 2026-05-15 00:00 UTC."),
        of(
            "several items",
            SOLD,
            account ->
                account.given(paid("solo", MARCH, APRIL), paid("plus", MARCH, MAY).item("item-2")),
            "- Plan solo of item item-1 of subscription sub-1 is paid from 2026-03-01 00:00 UTC to"
                + " 2026-04-01 00:00 UTC: 100 credits granted, 100 left.",
            "- Plan plus of item item-2 of subscription sub-1 is paid from 2026-03-01 00:00 UTC to"
                + " 2026-05-01 00:00 UTC: 300 credits granted, 300 left."),
        of(
            "waiting",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL), renewed("solo", APRIL, MAY)),
            "- Plan solo of subscription sub-1 is paid ahead, from 2026-04-01 00:00 UTC to"
                + " 2026-05-01 00:00 UTC.",
            "- On 2026-04-01 00:00 UTC plan solo of subscription sub-1 gets its next 105 credits,"
                + " which are paid for, in place of what is left then (now 100)."),
        of(
            "only waiting",
            SOLD,
            account -> account.given(paid("solo", APRIL, MAY)),
            "mia is active: a plan is paid for and begins later.",
            "Credits: 0 can be drawn now.",
            "- On 2026-04-01 00:00 UTC plan solo of subscription sub-1 gets its next 100 credits,"
                + " which are paid for."),
        of(
            "refilled",
            SOLD,
            account ->
                account.given(paid("yearly", MARCH, utc("2027-03-01T00:00:00Z"))).given(run(3)),
            "- Plan yearly of subscription sub-1 is paid from 2026-03-01 00:00 UTC to 2027-03-01"
                + " 00:00 UTC: 40 credits granted, 37 left. This amount is for the time until"
                + " 2026-04-01 00:00 UTC.",
            "- On 2026-04-01 00:00 UTC plan yearly of subscription sub-1 gets its next 40 credits,"
                + " which are paid for, in place of what is left then (now 37)."));
  }

  private static List<Case> unpaid() {
    return List.of(
        of(
            "grace without failure",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL)).at("2026-04-03T00:00:00Z"),
            "mia is active: plan solo of subscription sub-1 was paid until 2026-04-01 00:00 UTC"
                + " and can be drawn until 2026-04-15 00:00 UTC. No failed payment is known.",
            "What to do: look at the subscription at the payment provider. If its next invoice was"
                + " paid, have its event sent again, or use `operator backfill`.",
            "Credits: 100 can be drawn now.",
            "- Plan solo of subscription sub-1 was paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted, 100 left. No payment of the next period is"
                + " known, and no failure. What is left can be drawn until 2026-04-15 00:00 UTC.",
            "- On 2026-04-15 00:00 UTC the grace of plan solo of subscription sub-1 is over,"
                + " unless it is paid before: what is left then (now 100) is frozen, and mia is"
                + " suspended."),
        of(
            "grace with failure",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL)).at(APRIL).given(failed(APRIL)),
            "mia is in grace: the payment of subscription sub-1 for the period from 2026-04-01"
                + " 00:00 UTC failed.",
            "It may spend until 2026-04-15 00:00 UTC. If no payment arrives by then, the rest of"
                + " the plan is frozen.",
            "What to do: ask the customer to update the payment method."),
        of(
            "shielded",
            SOLD,
            account ->
                account
                    .given(paid("solo", MARCH, APRIL))
                    .at(APRIL)
                    .parked()
                    .at("2026-04-20T00:00:00Z"),
            "mia is active: plan solo of subscription sub-1 was paid until 2026-04-01 00:00 UTC"
                + " and can be drawn until 2026-05-01 00:00 UTC. No failed payment is known.",
            "A parked payment event keeps mia from being suspended until 2026-05-01 00:00 UTC,"
                + " unless a payment fails."),
        of(
            "past due",
            SOLD,
            account ->
                account.topUp(50).given(paid("solo", MARCH, APRIL)).at("2026-04-20T00:00:00Z"),
            "mia is suspended: subscription sub-1 was paid until 2026-04-01 00:00 UTC, and no"
                + " payment of the next period has arrived. The grace ended on 2026-04-15 00:00"
                + " UTC.",
            "50 credits of top-ups can't be drawn before a payment arrives.",
            "What to do: look at the subscription at the payment provider. If its invoice was"
                + " paid, use `operator backfill`. Otherwise ask for an update of the payment"
                + " method.",
            "Credits: 0 can be drawn now.",
            "- Plan solo of subscription sub-1 was paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted, 100 left. Frozen: nothing of it can be drawn"
                + " until the next period is paid.",
            "- Top-ups: 50 credits granted, 50 left. They never expire.",
            "Due next: none."),
        of(
            "given up",
            simple().paid("solo", 100, 0).starter(10).suspendedDraws(BucketKind.TOP_UP),
            account ->
                account
                    .topUp(50)
                    .given(paid("solo", MARCH, APRIL))
                    .given(run(7))
                    .at(APRIL)
                    .given(failedForGood(APRIL))
                    .at("2026-04-05T00:00:00Z"),
            "mia is suspended: the payment of subscription sub-1 for the period from 2026-04-01"
                + " 00:00 UTC failed, and the payment provider has given up. The grace ended on"
                + " 2026-04-04 00:00 UTC.",
            "10 starter credits can't be drawn before a payment arrives.",
            "50 credits of top-ups can be drawn meanwhile.",
            "What to do: ask the customer to update the payment method.",
            "Credits: 50 can be drawn now."),
        of(
            "past due beside another",
            SOLD,
            account ->
                account
                    .given(paid("solo", MARCH, APRIL), paid("sub-2", "plus", MARCH, MAY))
                    .at("2026-04-20T00:00:00Z"),
            "mia is active: plan plus of subscription sub-2 is paid until 2026-05-01 00:00 UTC.",
            "Beside that, subscription sub-1 was paid until 2026-04-01 00:00 UTC, and no payment of"
                + " the next period has arrived. The grace ended on 2026-04-15 00:00 UTC. The"
                + " account keeps working, because another subscription is paid or in grace."));
  }

  private static List<Case> over() {
    Instant planned = utc("2026-03-10T12:00:00Z");
    return List.of(
        of(
            "cancelled at a date",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL), cancelled(planned, APRIL)),
            "mia is active: plan solo of subscription sub-1 is paid until 2026-04-01 00:00 UTC.",
            "- Plan solo of subscription sub-1 is paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted, 100 left. Subscription sub-1 will be cancelled"
                + " on 2026-04-01 00:00 UTC.",
            "- On 2026-04-01 00:00 UTC the credits of plan solo of subscription sub-1 end, as the"
                + " subscription does: what is left then (now 100) is gone."),
        of(
            "cancelled",
            SOLD,
            account ->
                account.given(paid("solo", MARCH, APRIL), cancelled(planned, APRIL)).at(APRIL),
            "mia is active: it has no plan any more, and no payment is due.",
            "- Plan solo of subscription sub-1 was paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted. Subscription sub-1 was cancelled on 2026-04-01"
                + " 00:00 UTC. What was left of it is gone."),
        of(
            "to be paused",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL), paused(planned, APRIL)),
            "- Plan solo of subscription sub-1 is paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted, 100 left. Subscription sub-1 will be paused on"
                + " 2026-04-01 00:00 UTC."),
        of(
            "paused",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL), paused(planned, APRIL)).at(APRIL),
            "mia is active: it has no plan any more, and no payment is due.",
            "- Plan solo of subscription sub-1 was paid from 2026-03-01 00:00 UTC to 2026-04-01"
                + " 00:00 UTC: 100 credits granted. Subscription sub-1 was paused on 2026-04-01"
                + " 00:00 UTC. What was left of it is gone."),
        of(
            "paused after a withdrawn cancellation",
            SOLD,
            account ->
                account
                    .given(paid("solo", MARCH, APRIL), cancelled(planned, APRIL))
                    .given(renewed("solo", APRIL, MAY), paused(planned, MAY))
                    .at(MAY),
            "- Plan solo of subscription sub-1 was paid from 2026-04-01 00:00 UTC to 2026-05-01"
                + " 00:00 UTC: 105 credits granted. Subscription sub-1 was paused on 2026-05-01"
                + " 00:00 UTC. What was left of it is gone."),
        of(
            "ended",
            SOLD,
            account -> account.given(paid("solo", MARCH, APRIL), ended(planned)),
            "mia is active: it has no plan any more, and no payment is due.",
            "Credits: 0 can be drawn now.",
            "- Entry 2, 2026-03-10 12:00 UTC: 100 credits expired, the subscription ended, 0"
                + " left."));
  }

  private static List<Case> pools() {
    Catalog office = simple().pool("office", 500, 4).build();
    return List.of(
        new Case(
            "member",
            office,
            () -> member(office, utc("2026-03-11T00:00:00Z")),
            List.of(
                "ben is active: it has no plan, and no payment is due.",
                "Credits: 30 can be drawn now.",
                "Member of pool office:",
                "- office is active: plan office of subscription sub-1 is paid until 2026-04-01"
                    + " 00:00 UTC.",
                "- It may draw 30 credits of the pool now. It has drawn 20 in the pool's period, of"
                    + " at most 50.",
                "- More of the pool: `operator explain office --pool`.")),
        new Case(
            "member of a suspended pool",
            office,
            () -> member(office, MAY),
            List.of(
                "ben is active: it has no plan, and no payment is due.",
                "Credits: 0 can be drawn now.",
                "- office is suspended: subscription sub-1 was paid until 2026-04-01 00:00 UTC, and"
                    + " no payment of the next period has arrived. The grace ended on 2026-04-15"
                    + " 00:00 UTC.",
                "- It may draw 0 credits of the pool now. It has drawn 20 in the pool's period, of"
                    + " at most 50.")),
        new Case(
            "pool",
            office,
            () -> Explained.pool(office, charged(office)),
            List.of(
                "office is active: plan office of subscription sub-1 is paid until 2026-04-01 00:00"
                    + " UTC.",
                "Credits: 475 can be drawn now, and 5 are held.",
                "- Plan office of subscription sub-1 is paid from 2026-03-01 00:00 UTC to"
                    + " 2026-04-01 00:00 UTC: 500 credits granted, 475 left.",
                "- 5 credits for 5 times run, by ben, key run-2, since 2026-03-10 12:00 UTC. It"
                    + " expires on 2026-03-10 12:15 UTC, unless it is captured before.",
                "- 2026-03-10 12:00 UTC: 5 credits held for 5 times run, by ben, key run-2.",
                "- 2026-03-10 12:00 UTC: 20 credits charged for 20 times run, by ben, key run-1.",
                "- 2026-03-10 12:00 UTC: 500 credits granted, a paid plan began.")),
        new Case(
            "no pool",
            office,
            () -> Explained.pool(office, Office.on(office)),
            List.of("There is no pool office: nobody has paid for it.")));
  }

  private static Explained member(Catalog catalog, Instant at) {
    Office office = Office.on(catalog).given(paid("office", MARCH, APRIL));
    Account ben = office.member("ben", 50);
    ben.given(run(20));
    office.at(at);
    return Explained.member(catalog, ben, office);
  }

  private static Office charged(Catalog catalog) {
    Office office = Office.on(catalog).given(paid("office", MARCH, APRIL));
    office.member("ben").given(run(20), run(5).held());
    return office;
  }

  private static Statement paused(Instant created, Instant at) {
    FlagChange change =
        new FlagChange(created, new ProviderEventId("paused"), Optional.empty(), Optional.of(at));
    return new Statement.Other(Facts.SUBSCRIPTION, new Fact.PauseChanged(change));
  }

  private static Case of(String name, CatalogBuilder catalog, Story story, String... lines) {
    return of(name, catalog.build(), story, lines);
  }

  private static Case of(String name, Catalog catalog, Story story, String... lines) {
    return new Case(
        name,
        catalog,
        () -> Explained.account(catalog, story.of(Account.on(catalog))),
        List.of(lines));
  }

  private interface Story {
    Account of(Account account);
  }
}
