package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.subscription.ProviderEventId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a provider's event: what came of it. One that is parked has all that came beside it.
final class EventItem {
  static final String PARKED = "parked";

  private static final String OUTCOME = "outcome";
  private static final String DONE = "done";
  private static final String DROPPED = "dropped";
  private static final String BECAUSE = "because";

  private EventItem() {}

  static Map<String, AttributeValue> done(ProviderEventId event) {
    return NewItem.of(Keys.event(event)).text(OUTCOME, DONE).attributes();
  }

  static Map<String, AttributeValue> parked(ProviderEventId event) {
    return NewItem.of(Keys.event(event)).text(OUTCOME, PARKED).attributes();
  }

  static Map<String, AttributeValue> unparked(ProviderEventId event, Optional<String> because) {
    return NewItem.of(Keys.event(event))
        .text(OUTCOME, because.isPresent() ? DROPPED : DONE)
        .text(BECAUSE, because)
        .attributes();
  }

  static boolean isDone(Item item) {
    return switch (item.text(OUTCOME)) {
      case DONE, DROPPED -> true;
      case PARKED -> false;
      case String unknown -> throw new IllegalStateException("nothing comes of it: " + unknown);
    };
  }
}
