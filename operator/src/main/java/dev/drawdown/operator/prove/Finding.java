package dev.drawdown.operator.prove;

import java.util.Optional;
import java.util.stream.Collectors;

/// A story after which a customer can spend what nobody paid for or granted, or less than it ought
/// to.
public record Finding(Flaw flaw, Story story) {

  /// What is wrong at the end of a story.
  public sealed interface Flaw {
    /// More can be spent than was paid for or granted.
    record Unpaid(long expected, long actual, boolean pool) implements Flaw {}

    /// Less can be spent than was paid for or granted.
    record Missing(long expected, long actual, boolean pool) implements Flaw {}

    /// A charge that the balance covers is refused.
    record Refused(long spendable) implements Flaw {}

    /// A customer pays for more, and has less than before.
    record PaidForLess(long before, long after) implements Flaw {}

    /// The rules fail.
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
            whose(pool)
                + " can spend "
                + actual
                + " credits, and only "
                + expected
                + " were paid for or granted.";
        case Missing(long expected, long actual, boolean pool) ->
            whose(pool)
                + " can spend "
                + actual
                + " credits, and "
                + expected
                + " were paid for or granted.";
        case Refused(long spendable) ->
            "A charge is refused that the " + spendable + " credits of the account cover.";
        case PaidForLess(long before, long after) ->
            "The payment leaves "
                + after
                + " credits to spend. There were "
                + before
                + " before it.";
        case Broken(String message) -> "The rules fail: " + message + ".";
      };
    }

    private static String whose(boolean pool) {
      return pool ? "The pool" : "The account";
    }
  }

  /// Findings with one signature are one: the same flaw after the same kinds of news.
  String signature() {
    return flaw.getClass().getSimpleName()
        + story.steps().stream()
            .flatMap(step -> step.news().stream())
            .map(news -> news.getClass().getSimpleName())
            .collect(Collectors.joining(" "));
  }
}
