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
import java.util.ArrayList;
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

  /// What is stored when `term` is stated: what the name was used for, and what the term's fact is
  /// told on.
  public record Situation(Optional<StatedTerm> known, RenewalSituation renewal) {}

  /// Everything that can come of a stated term, in order of precedence.
  public sealed interface Result extends Decision {
    /// The same was stated under that name before.
    record AlreadyStated() implements Result {}

    /// The name was used for another term, or another owner. Nothing was granted.
    record KeyReused() implements Result {}

    /// The plan can't be granted, for `reason`.
    record NotSold(String reason) implements Result {}

    /// More would have to be kept of what the owner pays for than `limit` allows. Nothing was
    /// granted.
    record TooMuch(BillingLimit limit) implements Result {}

    /// The term is known from now on.
    record Stated(List<Commit> commits) implements Result {
      public Stated {
        commits = List.copyOf(commits);
      }
    }
  }

  /// The facts that `term` comes to: none where the catalog doesn't sell it.
  public List<Fact> facts(StatedTerm term) {
    try {
      return List.of(term.fact(catalog));
    } catch (IllegalArgumentException notSold) {
      return List.of();
    }
  }

  /// States `term` when the clock shows `clock`.
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
    Write claim = new Write.ClaimTerm(term);
    return switch (renewing.tell(List.of(fact), found.renewal(), clock)) {
      case RenewalResult.TooMuch(_, var limit) -> new Result.TooMuch(limit);
      case RenewalResult.AlreadyKnown _ -> new Result.Stated(claimed(List.of(), claim));
      case RenewalResult.Recorded(var commits) -> new Result.Stated(claimed(commits, claim));
      case RenewalResult.Applied(_, var commits) -> new Result.Stated(claimed(commits, claim));
    };
  }

  /// The name is claimed with the last commit, which may be the only one.
  private static List<Commit> claimed(List<Commit> commits, Write claim) {
    if (commits.isEmpty()) {
      return List.of(new Commit.RecordsOnly(List.of(claim)));
    }
    List<Commit> claimed = new ArrayList<>(commits);
    claimed.set(claimed.size() - 1, commits.getLast().with(claim));
    return claimed;
  }
}
