package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.catalog.PlanId;
import dev.drawdown.domain.subscription.PaidPeriod;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A paid period, within a wallet's or a subscription's item: plan, quantity, credits, start, end.
final class PaidMap {
  private static final String PLAN = "p";
  private static final String QUANTITY = "q";
  private static final String CREDITS = "c";
  private static final String START = "s";
  private static final String END = "e";

  private PaidMap() {}

  static AttributeValue of(PaidPeriod paid) {
    return new NewItem()
        .text(PLAN, paid.plan().value())
        .number(QUANTITY, paid.quantity())
        .credits(CREDITS, paid.credits())
        .instant(START, paid.start())
        .instant(END, paid.end())
        .map();
  }

  static PaidPeriod read(Item map) {
    return new PaidPeriod(
        new PlanId(map.text(PLAN)),
        Math.toIntExact(map.number(QUANTITY)),
        map.credits(CREDITS),
        map.instant(START),
        map.instant(END));
  }
}
