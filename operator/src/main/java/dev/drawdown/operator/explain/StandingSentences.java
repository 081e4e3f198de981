package dev.drawdown.operator.explain;

import static dev.drawdown.operator.explain.PlainWords.time;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.billing.SubscriptionState.Phase;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The standing of an account or a pool, its cause, and what to do about it.
record StandingSentences(OwnerView view) {
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    switch (view.balance().standing()) {
      case ACTIVE -> sentences.addAll(active());
      case GRACE -> sentences.addAll(grace());
      case SUSPENDED -> sentences.addAll(suspended());
    }
    sentences.addAll(pastDueBeside());
    sentences.addAll(shield());
    return sentences;
  }

  private List<String> active() {
    List<String> running = plans(PaidBucket.State.RUNNING, StandingSentences::running);
    List<String> unpaid = plans(PaidBucket.State.IN_GRACE, StandingSentences::inGrace);
    if (running.isEmpty() && unpaid.isEmpty()) {
      return List.of(view.name() + " is active: " + withoutPaidPlan() + ".");
    }
    if (unpaid.isEmpty()) {
      return List.of(view.name() + " is active: " + PlainWords.list(running) + ".");
    }
    String paid = running.isEmpty() ? "" : PlainWords.list(running) + "; ";
    return List.of(
        view.name()
            + " is active: "
            + paid
            + PlainWords.list(unpaid)
            + ". No failed payment is known.",
        advice(
            "look at the subscription at the payment provider. If its next invoice was paid, have"
                + " its event sent again, or use `operator backfill`."));
  }

  private String withoutPaidPlan() {
    Optional<Bucket.Plan> unpaid = unpaidPlan();
    if (unpaid.isPresent()) {
      return view.isTrial(unpaid.get())
          ? "it is on the trial"
          : "it has the default plan, and no paid one";
    }
    if (view.subscriptions().stream().anyMatch(state -> !view.waiting(state).isEmpty())) {
      return "a plan is paid for and begins later";
    }
    return view.wallet().billing().everPaid()
        ? "it has no plan any more, and no payment is due"
        : "it has no plan, and no payment is due";
  }

  private Optional<Bucket.Plan> unpaidPlan() {
    return own().filter(Bucket.Plan.class::isInstance).map(Bucket.Plan.class::cast).findFirst();
  }

  private Stream<Bucket> own() {
    return view.balance().buckets().stream()
        .filter(Spendable.Own.class::isInstance)
        .map(from -> ((Spendable.Own) from).bucket());
  }

  private List<String> grace() {
    Instant until =
        view.in(Phase.FAILED).stream()
            .flatMap(state -> failed(state).flatMap(plan -> view.usableUntil(plan, state).stream()))
            .min(Comparator.naturalOrder())
            .orElse(view.now());
    return List.of(
        view.name() + " is in grace: " + PlainWords.list(clauses(Phase.FAILED)) + ".",
        "It may spend until "
            + time(until)
            + ". If no payment arrives by then, the rest of the plan is frozen.",
        askForPayment());
  }

  private static Stream<PaidBucket> failed(SubscriptionState state) {
    return state.buckets().stream().filter(plan -> plan.state() == PaidBucket.State.FAILED);
  }

  private List<String> suspended() {
    List<String> sentences = new ArrayList<>();
    sentences.add(view.name() + " is suspended: " + PlainWords.list(clauses(Phase.PAST_DUE)) + ".");
    sentences.addAll(blocked());
    boolean failed =
        view.in(Phase.PAST_DUE).stream()
            .anyMatch(
                state ->
                    state.buckets().stream()
                        .anyMatch(plan -> view.failedFrom(plan, state).isPresent()));
    sentences.add(
        failed
            ? askForPayment()
            : advice(
                "look at the subscription at the payment provider. If its invoice was paid, use"
                    + " `operator backfill`. Otherwise ask for an update of the payment method."));
    return sentences;
  }

  /// The credits of a suspended account: those that it can't draw, and those that it can.
  private List<String> blocked() {
    Set<BucketKind> allowed = view.catalog().gracePolicy().suspendedDraws();
    String not = amounts(kind -> !allowed.contains(kind));
    String still = amounts(allowed::contains);
    List<String> sentences = new ArrayList<>();
    if (!not.isEmpty()) {
      sentences.add(not + " can't be drawn before a payment arrives.");
    }
    if (!still.isEmpty()) {
      sentences.add(still + " can be drawn meanwhile.");
    }
    return sentences;
  }

  private String amounts(Predicate<BucketKind> which) {
    Map<BucketKind, Credits> left = new TreeMap<>();
    view.balance().buckets().stream()
        .filter(from -> which.test(from.kind()) && !from.remaining().isNone())
        .forEach(from -> left.merge(from.kind(), from.remaining(), Credits::plus));
    return PlainWords.list(
        left.entrySet().stream()
            .map(kind -> PlainWords.credits(kind.getKey(), kind.getValue()))
            .toList());
  }

  private String askForPayment() {
    String where =
        view.catalog()
            .links()
            .updatePaymentMethod()
            .map(URI::toString)
            .map(" at "::concat)
            .orElse("");
    return advice("ask the customer to update the payment method" + where + ".");
  }

  /// A parked event may be the payment that seems to be missing.
  private String advice(String step) {
    return view.wallet().billing().parked() > 0
        ? "What to do: see the parked events below, one may be the missing payment. Otherwise "
            + step
        : "What to do: " + step;
  }

  /// One clause for each unpaid item of the subscriptions in `phase`.
  private List<String> clauses(Phase phase) {
    List<String> clauses = new ArrayList<>();
    for (SubscriptionState state : view.in(phase)) {
      state.buckets().stream()
          .filter(plan -> phase == Phase.PAST_DUE || plan.state() == PaidBucket.State.FAILED)
          .map(plan -> unpaid(plan, state))
          .forEach(clauses::add);
    }
    return clauses;
  }

  private String unpaid(PaidBucket plan, SubscriptionState state) {
    String subscription = "subscription " + state.subscription();
    String cause =
        view.failedFrom(plan, state)
            .map(
                from ->
                    ("the payment of " + subscription)
                        + (" for the period from " + time(from) + " failed"))
            .orElseGet(
                () ->
                    (subscription + " was paid until " + time(plan.termEnd()))
                        + ", and no payment of the next period has arrived");
    String givenUp = view.isGivenUp(plan, state) ? ", and the payment provider has given up" : "";
    String over =
        plan.state() == PaidBucket.State.FROZEN
            ? view.usableUntil(plan, state).map(at -> ". The grace ended on " + time(at)).orElse("")
            : "";
    return cause + givenUp + over;
  }

  /// A clause for each item in `state`.
  private List<String> plans(PaidBucket.State state, Clause clause) {
    return view.subscriptions().stream()
        .flatMap(
            of ->
                of.buckets().stream()
                    .filter(plan -> plan.state() == state)
                    .map(plan -> clause.of(view, plan, of)))
        .toList();
  }

  private interface Clause {
    String of(OwnerView view, PaidBucket plan, SubscriptionState state);
  }

  private static String running(OwnerView view, PaidBucket plan, SubscriptionState state) {
    return view.words().plan(plan, state) + " is paid until " + time(plan.termEnd());
  }

  private static String inGrace(OwnerView view, PaidBucket plan, SubscriptionState state) {
    String until =
        view.usableUntil(plan, state).map(at -> " and can be drawn until " + time(at)).orElse("");
    return view.words().plan(plan, state) + " was paid until " + time(plan.termEnd()) + until;
  }

  /// A past due subscription suspends nobody while another one is active or in grace.
  private List<String> pastDueBeside() {
    if (view.balance().standing() == Standing.SUSPENDED || view.in(Phase.PAST_DUE).isEmpty()) {
      return List.of();
    }
    return List.of(
        "Beside that, "
            + PlainWords.list(clauses(Phase.PAST_DUE))
            + ". The account keeps working, because another subscription is paid or in grace.");
  }

  private List<String> shield() {
    boolean helps =
        view.subscriptions().stream()
            .flatMap(state -> state.buckets().stream())
            .anyMatch(plan -> plan.state() == PaidBucket.State.IN_GRACE);
    return view
        .policy()
        .shieldedUntil()
        .filter(until -> helps && view.now().isBefore(until))
        .stream()
        .map(
            until ->
                ("A parked payment event keeps " + view.name())
                    + (" from being suspended until " + time(until) + ", unless a payment fails."))
        .toList();
  }
}
