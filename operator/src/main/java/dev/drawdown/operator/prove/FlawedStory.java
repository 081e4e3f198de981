package dev.drawdown.operator.prove;

import java.util.Optional;
import java.util.stream.Collectors;

/// A finding of the search: a story after which a customer can spend credits that nobody paid for
/// or granted, or fewer than it should.
public record FlawedStory(Flaw flaw, Story story) {

  /// The flaw at the end of a story.
  public sealed interface Flaw {
    /// The customer can spend more than was paid for or granted.
    record Unpaid(long expected, long actual, boolean pool) implements Flaw {}

    /// The customer can spend less than was paid for or granted.
    record Missing(long expected, long actual, boolean pool) implements Flaw {}

    /// The rules refuse a charge that the balance covers.
    record Refused(long spendable) implements Flaw {}

    /// A customer pays for more, and has fewer credits than before.
    record PaidForLess(long before, long after) implements Flaw {}

    /// A rule throws an exception.
    record Broken(String message) implements Flaw {}

    static Optional<Flaw> between(long expected, long actual, boolean pool) {
      if (actual == expected) {
        return Optional.empty();
      }
      return Optional.of(
          actual > expected
              ? new Unpaid(expected, actual, pool)
              : new Missing(expected, actual, pool));
    }

    /// The flaw in a plain sentence.
    default String sentence() {
      return switch (this) {
        case Unpaid(long expected, long actual, boolean pool) ->
            walletName(pool)
                + " can spend "
                + actual
                + " credits, and only "
                + expected
                + " were paid for or granted.";
        case Missing(long expected, long actual, boolean pool) ->
            walletName(pool)
                + " can spend "
                + actual
                + " credits, and "
                + expected
                + " were paid for or granted.";
        case Refused(long spendable) ->
            "The rules refuse a charge that the account's " + spendable + " credits cover.";
        case PaidForLess(long before, long after) ->
            "The payment leaves "
                + after
                + " credits to spend. There were "
                + before
                + " before it.";
        case Broken(String message) -> "The rules fail: " + message + ".";
      };
    }

    private static String walletName(boolean pool) {
      return pool ? "The pool" : "The account";
    }
  }

  /// Findings with one signature count as one: the same flaw after the same kinds of events.
  String signature() {
    return flaw.getClass().getSimpleName()
        + story.steps().stream()
            .flatMap(step -> step.events().stream())
            .map(event -> event.getClass().getSimpleName())
            .collect(Collectors.joining(" "));
  }
}
