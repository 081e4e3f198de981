package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.FreeTier;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Catalog.Links;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack.Packs;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.catalog.UsageThresholds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A product whose accounts get a trial and starter credits with their first charge.
final class StoredCatalog {
  static final ActionId REPLY = new ActionId("reply");
  static final ActionId ANALYZE = new ActionId("lab.analyze");
  private static final PlanId TRIAL = new PlanId("trial");

  private StoredCatalog() {}

  static Catalog catalog() {
    Credits hundred = Credits.of(100);
    Plan trial =
        new Plan(
            TRIAL,
            "Trial",
            new Period.Fixed(14),
            Optional.of(Allowance.of(hundred)),
            Credits.NONE,
            false,
            1,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Catalog(
        "sample",
        new DrawOrder(List.of(BucketKind.PLAN, BucketKind.STARTER)),
        Map.of(
            REPLY, new Action(REPLY, "Reply", Credits.of(1), false),
            ANALYZE, new Action(ANALYZE, "Analyze", Credits.of(1), true)),
        Map.of(TRIAL, trial),
        Packs.NONE,
        new FreeTier(Optional.of(Credits.of(10)), Optional.of(TRIAL), Optional.empty()),
        GracePolicy.STANDARD,
        false,
        UsageThresholds.STANDARD,
        Links.NONE);
  }
}
