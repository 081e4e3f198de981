package dev.drawdown.domain.renewal;

import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StatedTerm;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Grants a term that a product's own backend states, once per name.
public final class StatingTerms {
  private final Catalog catalog;
  private final Renewing renewing;

  public StatingTerms(Catalog catalog, Renewing renewing) {
    this.catalog = catalog;
    this.renewing = renewing;
  }

  /// The stored state for a stated term: the earlier term with this name, and the situation in
  /// which the term's fact is applied.
  public record Situation(Optional<StatedTerm> known, RenewalSituation renewal) {}

  /// The outcomes of stating a term, in order of precedence.
  public sealed interface Result extends Decision {
    /// The same term was stated under this name before.
    record AlreadyStated() implements Result {}

    /// The name belongs to another term or another owner. No credits were granted.
    record KeyReused() implements Result {}

    /// The plan can't be granted; `reason` says why.
    record NotSold(String reason) implements Result {}

    /// The owner would have to keep more facts than `limit` allows. No credits were granted.
    record TooMuch(BillingLimit limit) implements Result {}

    /// The term is known from now on.
    record Stated(List<Commit> commits) implements Result {
      public Stated {
        commits = List.copyOf(commits);
      }
    }
  }

  /// The facts of `term`: none if the catalog doesn't sell its plan.
  public List<Fact> facts(StatedTerm term) {
    try {
      return List.of(term.fact(catalog));
    } catch (IllegalArgumentException notSold) {
      return List.of();
    }
  }

  /// Applies the stated `term` when the clock shows `clock`.
  public Result state(StatedTerm term, Situation found, Instant clock) {
    if (found.known().isPresent()) {
      return found.known().get().equals(term) ? new Result.AlreadyStated() : new Result.KeyReused();
    }
    Fact fact;
    try {
      fact = term.fact(catalog);
    } catch (IllegalArgumentException notSold) {
      return new Result.NotSold(String.valueOf(notSold.getMessage()));
    }
    RenewalResult result = renewing.apply(List.of(fact), found.renewal(), clock);
    return switch (result) {
      case RenewalResult.TooMuch(_, var limit) -> new Result.TooMuch(limit);
      case RenewalResult.AlreadyKnown _, RenewalResult.Recorded _, RenewalResult.Applied _ ->
          new Result.Stated(Commit.withLast(result.commits(), new Write.ClaimTerm(term)));
    };
  }
}
