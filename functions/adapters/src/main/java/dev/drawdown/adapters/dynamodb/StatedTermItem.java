package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.OWNER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;

import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.StatedTerm;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a term that a product's backend stated, under its name.
final class StatedTermItem {
  private static final ItemCodec<StatedTerm.Name> NAME =
      ItemCodec.of(
          StatedTerm.Name::new,
          field("subscription", SubscriptionMap.ID, StatedTerm.Name::subscription),
          field("key", TEXT, StatedTerm.Name::key));

  private static final ItemCodec<PaidTime> TIME =
      ItemCodec.of(
          PaidTime::new,
          field("start", INSTANT, PaidTime::start),
          field("end", INSTANT, PaidTime::end));

  private static final ItemCodec<StatedTerm> CODEC =
      ItemCodec.of(
          StatedTerm::new,
          NAME.part(StatedTerm::name),
          field("owner", OWNER, StatedTerm::owner),
          field("plan", SubscriptionMap.PLAN, StatedTerm::plan),
          TIME.part(StatedTerm::time),
          field("quantity", INT, StatedTerm::quantity));

  private StatedTermItem() {}

  static Map<String, AttributeValue> of(StatedTerm term) {
    return CODEC.write(term, NewItem.of(Keys.term(term.name()))).attributes();
  }

  static StatedTerm read(Item item) {
    return CODEC.read(item);
  }
}
