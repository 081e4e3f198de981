package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.subscription.Term;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The term of a paid plan within the wallet's item: subscription, paid period, whether the next
/// one failed or was given up, when it is cancelled, when it ended.
final class TermMap {
  private static final String SUBSCRIPTION = "s";
  private static final String PAID = "p";
  private static final String FAILED = "f";
  private static final String GIVEN_UP = "g";
  private static final String CANCELS_AT = "c";
  private static final String ENDED_AT = "e";

  private TermMap() {}

  static AttributeValue of(Term term) {
    return new NewItem()
        .text(SUBSCRIPTION, term.subscription().value())
        .with(PAID, PaidMap.of(term.paid()))
        .flag(FAILED, term.failed())
        .flag(GIVEN_UP, term.givenUp())
        .instant(CANCELS_AT, term.cancelsAt())
        .instant(ENDED_AT, term.endedAt())
        .map();
  }

  static Term read(Item map) {
    return new Term(
        new SubscriptionId(map.text(SUBSCRIPTION)),
        PaidMap.read(map.map(PAID)),
        map.flag(FAILED),
        map.flag(GIVEN_UP),
        map.optionalInstant(CANCELS_AT),
        map.optionalInstant(ENDED_AT));
  }
}
