package dev.drawdown.local.guide;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.NextSteps;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A customer in a scene. It acts by the service's own commands.
///
/// An action that costs once per document has a new document in each run, unless the example names
/// one.
final class Person {
  /// The payment for a top-up whose amount doesn't matter, in the currency's minor unit.
  private static final long AMOUNT = 1_000;

  private final ExampleScene scene;
  private final AccountId account;
  private final PayingOwner subscription;
  private int commands;

  Person(ExampleScene scene, AccountId account) {
    this.scene = scene;
    this.account = account;
    this.subscription = new PayingOwner(scene, account);
  }

  PayingOwner subscription() {
    return subscription;
  }

  Balance balance() {
    return scene.rules().reading().balance(situation().available(), scene.clock());
  }

  /// The credits that it can use now.
  long total() {
    return balance().total().amount();
  }

  long left(BucketKind kind) {
    return balance().buckets().stream()
        .filter(bucket -> bucket.kind() == kind)
        .mapToLong(bucket -> bucket.remaining().amount())
        .sum();
  }

  /// A run of an action under its key.
  record Run(ChargeId key, ChargeRequest request) {}

  /// A new run of `action`.
  Run newRun(Action action, int times) {
    commands++;
    return run(action, times, "document-" + commands, Optional.empty());
  }

  /// A new run whose credits are held until it succeeds, at most for `hold`.
  Run newHold(Action action, Duration hold) {
    commands++;
    return run(action, 1, "document-" + commands, Optional.of(hold));
  }

  Run newRunOn(Action action, String document) {
    commands++;
    return run(action, 1, document, Optional.empty());
  }

  private Run run(Action action, int times, String document, Optional<Duration> hold) {
    Optional<DocumentId> named =
        Optional.of(new DocumentId(document))
            .filter(_ -> scene.offer().catalog().action(action.id()).isPresent())
            .filter(_ -> scene.action(action).oncePerDocument());
    return new Run(
        new ChargeId("run-" + commands), new ChargeRequest(action.id(), named, times, hold));
  }

  /// Requests a run. Returns the answer of the rules.
  ChargeResult ask(Run run) {
    var charging = scene.rules().charging();
    Situation found =
        scene.table().situation(account, Optional.of(run.key()), charging.paidOnce(run.request()));
    ChargeResult result = charging.charge(run.key(), run.request(), found, scene.clock());
    scene.table().write(result.commits());
    return result;
  }

  ChargeResult ask(Action action) {
    return ask(newRun(action, 1));
  }

  /// Runs an action, which must succeed.
  Charge run(Action action) {
    return run(newRun(action, 1));
  }

  Charge run(Run run) {
    return switch (ask(run)) {
      case Charged charged -> charged.charge();
      case ChargeResult.Free free -> free.charge();
      case ChargeResult other ->
          throw new IllegalStateException(run.request().action() + " came to " + name(other));
    };
  }

  /// Whether an action runs now.
  boolean canRun(Action action) {
    return switch (ask(action)) {
      case Charged _, ChargeResult.Free _ -> true;
      case ChargeResult _ -> false;
    };
  }

  static String name(Object result) {
    return result.getClass().getSimpleName();
  }

  /// The next steps in a refusal.
  static List<NextSteps.Step> steps(ChargeResult result) {
    return switch (result) {
      case ChargeResult.OutOfCredits refused -> refused.next().steps();
      case ChargeResult.PaymentRequired refused -> refused.next().steps();
      case ChargeResult _ -> List.of();
    };
  }

  static boolean offers(ChargeResult result, Class<? extends NextSteps.Step> step) {
    return steps(result).stream().anyMatch(step::isInstance);
  }

  void capture(Run run) {
    scene
        .table()
        .write(
            scene
                .rules()
                .capturing()
                .capture(situation(run), Amount.all(), scene.clock())
                .commits());
  }

  /// The run has failed: releases its hold, or refunds its charge.
  void fail(Run run) {
    scene
        .table()
        .write(
            scene
                .rules()
                .refunding()
                .refund(situation(run), Optional.empty(), scene.clock())
                .commits());
  }

  /// Buys a pack in the product.
  TopUpResult buy(Pack pack) {
    return buy(pack, false, OptionalLong.empty());
  }

  private TopUpResult buy(Pack pack, boolean checkedOut, OptionalLong amount) {
    commands++;
    PaymentId payment = payment();
    TopUpSituation found =
        new TopUpSituation(situation().available(), scene.table().payment(payment));
    TopUpResult result =
        scene
            .rules()
            .toppingUp()
            .topUp(new PackPaid(payment, pack.id(), checkedOut, amount), found, scene.clock());
    scene.table().write(result.commits());
    return result;
  }

  /// Buys a pack in the payment provider's checkout, which requires no plan.
  PaymentId checkOut(Pack pack) {
    buy(pack, true, OptionalLong.of(AMOUNT));
    return payment();
  }

  private PaymentId payment() {
    return new PaymentId("payment-" + commands + "-of-" + account.value());
  }

  /// Refunds so many percent of a payment for a pack.
  void payBack(PaymentId payment, int percent) {
    commands++;
    Reversal reversal =
        Reversal.taking(new ReversalId("refund-" + commands), AMOUNT * percent / 100);
    scene
        .table()
        .write(
            scene
                .rules()
                .reversing()
                .reverse(payment, reversal, scene.table().reversal(payment), scene.clock())
                .commits());
  }

  /// Joins a group, with a cap of `limit` credits in a period.
  JoinResult join(Group group, Optional<Credits> limit) {
    JoinResult result = scene.rules().joining().join(membership(group), limit, scene.clock());
    scene.table().write(result.commits());
    return result;
  }

  void leave(Group group) {
    scene.table().write(scene.rules().joining().leave(membership(group), scene.clock()).commits());
  }

  private MembershipSituation membership(Group group) {
    return new MembershipSituation(scene.table().wallet(account), scene.table().pool(group.id()));
  }

  /// An operator grants credits, or takes some if the number is negative.
  void correct(long credits) {
    commands++;
    ManualChange.Key key = new ManualChange.Key("change-" + commands);
    Asked asked = new Asked(key, new ManualChange.Adjustment(credits, "example"), Optional.empty());
    scene
        .table()
        .write(
            scene
                .rules()
                .manualChanging()
                .change(
                    asked,
                    new ManualChangeSituation(situation().available(), Optional.empty()),
                    scene.clock())
                .commits());
  }

  /// Makes sure that it can pay for so many runs. Buys credits if it has too few.
  void requireCreditsFor(Action action, int runs) {
    Credits needed = action.cost().times(runs);
    if (balance().total().covers(needed)) {
      return;
    }
    Offer offer = scene.offer();
    Optional<Plan> plan = offer.plan();
    if (plan.isPresent()) {
      long size = Offer.size(plan.get()).amount();
      int quantity = Math.toIntExact((needed.amount() + size - 1) / size);
      subscription.pay(plan.get(), quantity, Offer.AGREED);
    } else if (!offer.packs().isEmpty()) {
      while (!balance().total().covers(needed)) {
        checkOut(offer.packs().getLast());
      }
    } else if (!offer.poolPlans().isEmpty()) {
      Group group = scene.groupOn(offer.poolPlans().getFirst());
      join(group, Optional.empty());
    }
  }

  /// Uses up its credits, if actions can cost exactly that.
  void useUp() {
    Action cheapest = scene.offer().cheapest();
    while (balance().total().covers(cheapest.cost())) {
      useSome();
    }
  }

  /// Uses some of the credits that are used first. It uses no others, unless an action costs more.
  /// Returns their kinds.
  ///
  /// An operator's correction replaces very many runs.
  List<BucketKind> useSome() {
    Action dearest = scene.offer().dearest();
    long most = dearest.cost().amount() * ChargeRequest.MAX_QUANTITY;
    Spendable first =
        balance().buckets().stream()
            .filter(bucket -> !bucket.remaining().isNone())
            .findFirst()
            .orElseThrow();
    if (first.kind() != BucketKind.POOL && first.remaining().amount() / 100 > most) {
      correct(most - first.remaining().amount());
    }
    Action action = first.remaining().covers(dearest.cost()) ? dearest : scene.offer().cheapest();
    long runs = Math.max(1, first.remaining().amount() / action.cost().amount());
    int times = (int) Math.min(runs, ChargeRequest.MAX_QUANTITY);
    return run(newRun(action, times)).drawdown().draws().stream()
        .map(draw -> draw.bucket().kind())
        .toList();
  }

  private Situation situation() {
    return scene.table().situation(account, Optional.empty(), Optional.empty());
  }

  private Situation situation(Run run) {
    return scene.table().situation(account, Optional.of(run.key()), Optional.empty());
  }
}
