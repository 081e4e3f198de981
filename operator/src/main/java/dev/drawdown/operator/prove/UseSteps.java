package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.CustomerSteps.Step;
import dev.drawdown.operator.prove.CustomerSteps.Work;
import dev.drawdown.operator.prove.PlainCatalog.ActionSold;
import dev.drawdown.operator.prove.StoryEvent.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a customer can do with its credits: use or hold them, capture or release a hold, and refund
/// a charge.
record UseSteps(CustomerSteps customer) {
  private static final int MOST_WORKS = 2;

  /// The largest number of open holds of an account, and of a member on its pool. Beyond them the
  /// service refuses holds, as `docs/limits.md` says.
  private static final int MOST_HOLDS = 100;

  private static final int MOST_HOLDS_OF_A_MEMBER = 20;

  void uses(NaiveCredits credits, List<Step> steps) {
    long all = credits.spendable();
    Optional<Work> held = customer.works().stream().filter(Work::hold).findFirst();
    if (all > 0) {
      charges(all, false, Long.MAX_VALUE).ifPresent(steps::add);
    }
    if (all > 0 && held.isEmpty()) {
      charges(all, true, acceptedHolds(credits)).ifPresent(steps::add);
    }
    held.ifPresent(work -> closes(work, steps));
    customer.works().stream()
        .filter(work -> !work.hold())
        .reduce((_, last) -> last)
        .ifPresent(
            work ->
                steps.add(
                    CustomerSteps.step(
                        without(work), new StoryEvent.GivenBack(work.runs(), false))));
  }

  private CustomerSteps without(Work work) {
    List<Work> others = new ArrayList<>(customer.works());
    others.remove(work);
    return customer.with(others, customer.runs());
  }

  private void closes(Work work, List<Step> steps) {
    CustomerSteps released = without(work);
    steps.add(CustomerSteps.step(released, new StoryEvent.GivenBack(work.runs(), true)));
    List<Work> others = new ArrayList<>(released.works());
    others.add(new Work(work.runs(), false));
    steps.add(
        CustomerSteps.step(
            released.with(others, customer.runs()), new StoryEvent.Captured(work.runs(), true)));
  }

  private long acceptedHolds(NaiveCredits credits) {
    int most = customer.member() ? MOST_HOLDS_OF_A_MEMBER : MOST_HOLDS;
    return most - credits.openHolds();
  }

  /// Uses so many credits, if actions can cost exactly that, in at most `most` charges.
  private Optional<Step> charges(long credits, boolean hold, long most) {
    List<Run> made = new ArrayList<>();
    long missing = credits;
    for (Optional<ActionSold> next = action(missing); next.isPresent(); next = action(missing)) {
      ActionSold action = next.get();
      int quantity = (int) Math.min(1_000, missing / action.cost());
      int number = customer.runs() + made.size() + 1;
      made.add(
          new Run(
              "run-" + number,
              action.id(),
              quantity,
              quantity * action.cost(),
              action.oncePerDocument() ? Optional.of("document-" + number) : Optional.empty()));
      missing -= quantity * action.cost();
    }
    if (made.isEmpty() || made.size() > most) {
      return Optional.empty();
    }
    List<Work> more = new ArrayList<>(customer.works());
    more.add(new Work(made, hold));
    if (more.size() > MOST_WORKS) {
      more.removeFirst();
    }
    return Optional.of(
        CustomerSteps.step(
            customer.with(more, customer.runs() + made.size()),
            new StoryEvent.Charged(made, hold)));
  }

  /// The action whose runs use up `credits` in one charge. If there is none, the action that uses
  /// up most.
  private Optional<ActionSold> action(long credits) {
    Optional<ActionSold> exact =
        customer.shop().actions().stream()
            .filter(action -> credits % action.cost() == 0 && credits / action.cost() <= 1_000)
            .findFirst();
    return credits == 0
        ? Optional.empty()
        : exact.or(
            () ->
                customer.shop().actions().stream()
                    .filter(action -> action.cost() <= credits)
                    .reduce((_, last) -> last));
  }
}
