package dev.drawdown.local.guide;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.guide.Sentence.Proof.Proved;
import dev.drawdown.local.guide.Sentence.Proof.Refuted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The guide's sentences for a catalog, not proved yet.
record CreditsGuide(List<Section> sections) {
  CreditsGuide {
    sections = sections.stream().filter(section -> !section.blocks().isEmpty()).toList();
    Set<String> ids = new HashSet<>();
    for (Section section : sections) {
      for (Sentence sentence : section.sentences()) {
        if (!ids.add(sentence.id())) {
          throw new IllegalArgumentException("two sentences are called " + sentence.id());
        }
      }
    }
  }

  /// The sentences about `catalog` at the instant `asOf`.
  static CreditsGuide of(Catalog catalog, Instant asOf) {
    Offer offer = Offer.at(asOf, catalog);
    if (offer.paidActions().isEmpty()) {
      return new CreditsGuide(List.of(CostSentences.section(offer)));
    }
    return new CreditsGuide(
        Stream.of(
                CostSentences.section(offer),
                SourceSentences.section(offer),
                SaleSentences.plans(offer),
                SaleSentences.topUps(offer),
                GroupSentences.section(offer),
                UseSentences.order(offer),
                UseSentences.balance(offer),
                PeriodSentences.reset(offer, catalog, asOf),
                PeriodSentences.runningOut(offer),
                FailureSentences.section(offer),
                PlanSentences.changing(offer),
                PlanSentences.cancelling(offer),
                PaymentSentences.section(offer))
            .toList());
  }

  List<Sentence> sentences() {
    return sections.stream().flatMap(section -> section.sentences().stream()).toList();
  }

  /// The result of playing all examples.
  sealed interface Result {
    /// Each example does what its sentence says.
    record Complete(Page page) implements Result {}

    /// Some examples differ from their sentences, so there is no page.
    record Wrong(List<Refuted> refuted) implements Result {
      public Wrong {
        refuted = List.copyOf(refuted);
      }
    }
  }

  /// A page whose sentences are proved.
  record Page(List<Section> sections, Map<String, Proved> proved) {
    Page {
      sections = List.copyOf(sections);
      proved = Map.copyOf(proved);
    }

    Proved proved(Sentence sentence) {
      return Objects.requireNonNull(proved.get(sentence.id()), sentence.id());
    }
  }

  /// Plays each example in a scene of its own, under `catalog` as it is at `asOf`.
  Result prove(Catalog catalog, Instant asOf) {
    Map<String, Proved> proved = new LinkedHashMap<>();
    List<Refuted> refuted = new ArrayList<>();
    for (Sentence sentence : sentences()) {
      switch (sentence.proveIn(new ExampleScene(catalog, asOf))) {
        case Proved holds -> proved.put(sentence.id(), holds);
        case Refuted fails -> refuted.add(fails);
      }
    }
    return refuted.isEmpty()
        ? new Result.Complete(new Page(sections, proved))
        : new Result.Wrong(refuted);
  }
}
