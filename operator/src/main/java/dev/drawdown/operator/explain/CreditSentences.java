package dev.drawdown.operator.explain;

import static dev.drawdown.operator.explain.PlainWords.credits;
import static dev.drawdown.operator.explain.PlainWords.time;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PaidBucket.State;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.billing.SubscriptionState.Phase;
import dev.drawdown.domain.billing.SubscriptionTimeline.Ending;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.MemberAllowance;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The credits that an account or a pool has: its terms and its other buckets, including those that
/// can't be drawn.
record CreditSentences(OwnerView view) {
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (SubscriptionState state : view.subscriptions()) {
      state.buckets().forEach(plan -> sentences.add(paid(plan, state)));
      view.waiting(state).forEach(term -> sentences.add(waiting(term, state)));
      over(state).ifPresent(sentences::add);
    }
    view.balance().buckets().forEach(from -> unpaid(from).ifPresent(sentences::add));
    topUps().ifPresent(sentences::add);
    return sentences;
  }

  private String paid(PaidBucket plan, SubscriptionState state) {
    String words = PlainWords.sentence(view.words().plan(plan, state));
    String time = time(view.paidFrom(plan, state)) + " to " + time(plan.termEnd());
    String paid = plan.state() == State.RUNNING ? " is paid from " : " was paid from ";
    return words + paid + time + amounts(plan) + "." + stateOf(plan, state);
  }

  private String amounts(PaidBucket plan) {
    String granted = ": " + credits(plan.granted()) + " granted";
    return plan.state() == State.CLEARED
        ? granted
        : granted + ", " + view.left(plan).amount() + " left";
  }

  private String stateOf(PaidBucket plan, SubscriptionState state) {
    return switch (plan.state()) {
      case RUNNING -> refilled(plan) + ending(state);
      case IN_GRACE ->
          " No payment of the next period is known, and no failure." + until(plan, state);
      case FAILED -> " The payment of the next period failed." + until(plan, state);
      case FROZEN -> " Frozen: nothing of it can be drawn until the next period is paid.";
      case CLEARED -> state.phase() == Phase.NONE ? ending(state) + gone() : removed();
    };
  }

  private static String refilled(PaidBucket plan) {
    return plan.expiresAt().isBefore(plan.termEnd())
        ? " This amount is for the time until " + time(plan.expiresAt()) + "."
        : "";
  }

  private String until(PaidBucket plan, SubscriptionState state) {
    return view.usableUntil(plan, state)
        .map(at -> " What is left can be drawn until " + time(at) + ".")
        .orElse("");
  }

  private static String gone() {
    return " What was left of it is gone.";
  }

  private static String removed() {
    return " The customer removed this plan from the subscription." + gone();
  }

  private String ending(SubscriptionState state) {
    return view.ending(state)
        .map(ending -> " " + PlainWords.sentence(words(ending, state)))
        .orElse("");
  }

  private String words(Ending ending, SubscriptionState state) {
    boolean reached = !ending.at().isAfter(view.now());
    String how =
        switch (ending.kind()) {
          case CANCELLED -> reached ? " was cancelled on " : " will be cancelled on ";
          case PAUSED -> reached ? " was paused on " : " will be paused on ";
          case ENDED -> reached ? " ended on " : " will end on ";
        };
    return "subscription " + state.subscription() + how + time(ending.at()) + ".";
  }

  private String waiting(Term term, SubscriptionState state) {
    return ("Plan " + view.words().plan(term.plan()) + " of subscription " + state.subscription())
        + (" is paid ahead, from " + time(term.start()) + " to " + time(term.end()) + ".");
  }

  /// The sentence about a subscription that has no item left in the list.
  private Optional<String> over(SubscriptionState state) {
    return view.ending(state)
        .filter(_ -> state.phase() == Phase.NONE && state.buckets().isEmpty())
        .map(ending -> PlainWords.sentence(words(ending, state)) + gone());
  }

  private Optional<String> unpaid(Spendable from) {
    return switch (from) {
      case MemberAllowance _ -> Optional.empty();
      case Spendable.Own(Bucket bucket) ->
          switch (bucket) {
            case Bucket.Paid _, Bucket.TopUp _ -> Optional.empty();
            case Bucket.Plan plan ->
                Optional.of(
                    (PlainWords.sentence(plan(plan)) + ": " + amounts(bucket))
                        + (", until " + time(plan.endsAt()) + "." + opens(bucket)));
            case Bucket.Starter _ ->
                Optional.of(
                    "Starter credits: " + amounts(bucket) + ". They never expire." + opens(bucket));
            case Bucket.Promotional given ->
                Optional.of(
                    ("Promotional credits: " + amounts(bucket))
                        + given
                            .endsAt()
                            .map(end -> ", until " + time(end) + ".")
                            .orElse(". They never expire."));
          };
    };
  }

  private String plan(Bucket.Plan plan) {
    return (view.isTrial(plan) ? "trial " : "default plan ") + view.words().plan(plan.plan());
  }

  private static String amounts(Bucket bucket) {
    return credits(bucket.granted()) + " granted, " + bucket.remaining().amount() + " left";
  }

  /// The credits of the first charge are listed as if they existed already.
  private String opens(Bucket bucket) {
    return view.wallet().book().bucket(bucket.id()).isPresent()
        ? ""
        : " They are granted with the first charge.";
  }

  private Optional<String> topUps() {
    List<Bucket.TopUp> packs =
        view.wallet().buckets().stream()
            .filter(Bucket.TopUp.class::isInstance)
            .map(Bucket.TopUp.class::cast)
            .toList();
    if (packs.isEmpty()) {
      return Optional.empty();
    }
    Credits owed = sum(packs.stream().map(Bucket.TopUp::owed));
    String left =
        (credits(sum(packs.stream().map(Bucket::granted))) + " granted, ")
            + (sum(packs.stream().map(Bucket::remaining)).amount() + " left");
    String debt =
        owed.isNone()
            ? ""
            : " A payment was refunded or disputed: the next "
                + (credits(owed) + " that return are clawed back.");
    return Optional.of("Top-ups: " + left + ". They never expire." + debt);
  }

  private static Credits sum(Stream<Credits> credits) {
    return credits.reduce(Credits.NONE, Credits::plus);
  }
}
