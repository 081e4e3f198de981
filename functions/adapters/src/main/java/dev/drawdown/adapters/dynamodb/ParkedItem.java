package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.parking.ParkedEvent;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a parked event, whole: deleted when it is done with.
final class ParkedItem {
  private static final String TYPE = "type";
  private static final String REASON = "reason";
  private static final String BODY = "body";
  private static final String AT = "at";
  private static final String OWNER = "ownedBy";

  private ParkedItem() {}

  static Map<String, AttributeValue> of(ParkedEvent event) {
    return NewItem.of(Keys.parked(event.id()))
        .text(TYPE, event.type())
        .text(REASON, event.reason())
        .text(BODY, event.body())
        .instant(AT, event.at())
        .owner(OWNER, event.owner())
        .attributes();
  }

  static ParkedEvent read(Item item) {
    return new ParkedEvent(
        Keys.parkedOf(item.sort()),
        item.text(TYPE),
        item.text(REASON),
        item.text(BODY),
        item.instant(AT),
        item.optionalOwner(OWNER));
  }
}
