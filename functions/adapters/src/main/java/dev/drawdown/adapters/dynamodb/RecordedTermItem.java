package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.OWNER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;

import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.RecordedTerm;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a term that a product's backend recorded, under its name.
final class RecordedTermItem {
  private static final ItemCodec<RecordedTerm.Name> NAME =
      ItemCodec.of(
          RecordedTerm.Name::new,
          field("subscription", SubscriptionMap.ID, RecordedTerm.Name::subscription),
          field("key", TEXT, RecordedTerm.Name::key));

  private static final ItemCodec<PaidTime> TIME =
      ItemCodec.of(
          PaidTime::new,
          field("start", INSTANT, PaidTime::start),
          field("end", INSTANT, PaidTime::end));

  private static final ItemCodec<RecordedTerm> CODEC =
      ItemCodec.of(
          RecordedTerm::new,
          NAME.part(RecordedTerm::name),
          field("owner", OWNER, RecordedTerm::owner),
          field("plan", SubscriptionMap.PLAN, RecordedTerm::plan),
          TIME.part(RecordedTerm::time),
          field("quantity", INT, RecordedTerm::quantity));

  private RecordedTermItem() {}

  static Map<String, AttributeValue> of(RecordedTerm term) {
    return CODEC.write(term, NewItem.of(Keys.term(term.name()))).attributes();
  }

  static RecordedTerm read(Item item) {
    return CODEC.read(item);
  }
}
