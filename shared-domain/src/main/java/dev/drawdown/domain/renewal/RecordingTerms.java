package dev.drawdown.domain.renewal;

import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Grants a term that a product's own backend records, once per name.
public final class RecordingTerms {
  private final Catalog catalog;
  private final Renewing renewing;

  public RecordingTerms(Catalog catalog, Renewing renewing) {
    this.catalog = catalog;
    this.renewing = renewing;
  }

  /// The stored state for recording a term: the earlier term with this name, and the situation in
  /// which the term's fact is applied.
  public record RecordedTermSituation(Optional<RecordedTerm> known, RenewalSituation renewal) {}

  /// The outcomes of recording a term, in order of precedence.
  public sealed interface RecordTermResult extends Decision {
    /// The same term was recorded under this name before.
    record AlreadyRecorded() implements RecordTermResult {}

    /// The name belongs to another term or another owner. No credits were granted.
    record KeyReused() implements RecordTermResult {}

    /// The plan can't be granted; `reason` says why.
    record NotSold(String reason) implements RecordTermResult {}

    /// The subscription has this term for another account or pool. A payment grants credits to one
    /// owner only. No credits were granted.
    record PaidForAnother() implements RecordTermResult {}

    /// The owner would have to keep more facts than `limit` allows. No credits were granted.
    record TooMuch(BillingLimit limit) implements RecordTermResult {}

    /// The term is known from now on.
    record Recorded(List<Commit> commits) implements RecordTermResult {
      public Recorded {
        commits = List.copyOf(commits);
      }
    }
  }

  /// The facts of `term`: none if the catalog doesn't sell its plan.
  public List<Fact> facts(RecordedTerm term) {
    try {
      return List.of(term.fact(catalog));
    } catch (IllegalArgumentException notSold) {
      return List.of();
    }
  }

  /// Records `term` and applies its fact when the clock shows `clock`.
  public RecordTermResult record(RecordedTerm term, RecordedTermSituation found, Instant clock) {
    if (found.known().isPresent()) {
      return found.known().get().equals(term)
          ? new RecordTermResult.AlreadyRecorded()
          : new RecordTermResult.KeyReused();
    }
    Fact.TermPaid fact;
    try {
      fact = term.fact(catalog);
    } catch (IllegalArgumentException notSold) {
      return new RecordTermResult.NotSold(String.valueOf(notSold.getMessage()));
    }
    if (isPaidForAnother(fact.term(), found.renewal().before())) {
      return new RecordTermResult.PaidForAnother();
    }
    RenewalResult result = renewing.apply(List.of(fact), found.renewal(), clock);
    return switch (result) {
      case RenewalResult.TooMuch(_, var limit) -> new RecordTermResult.TooMuch(limit);
      case RenewalResult.AlreadyKnown _, RenewalResult.Recorded _, RenewalResult.Applied _ ->
          new RecordTermResult.Recorded(
              Commit.appending(result.commits(), new Write.ClaimTerm(term)));
    };
  }

  private static boolean isPaidForAnother(Term paid, Subscription known) {
    return known.terms().stream()
        .filter(term -> term.key().equals(paid.key()))
        .anyMatch(term -> !term.owner().equals(paid.owner()));
  }
}
