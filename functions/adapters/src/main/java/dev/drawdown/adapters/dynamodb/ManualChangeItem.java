package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.key;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a manual change, written once: the request under its key, and its postings.
final class ManualChangeItem {
  private static final String GRANT = "grant";
  private static final String ADJUSTMENT = "adjustment";

  private static final ItemCodec<ManualChange> CHANGE =
      ItemCodec.of(
          ManualChangeItem::change,
          field("kind", TEXT, ManualChangeItem::kind),
          field("credits", NUMBER, ManualChangeItem::credits),
          field("reason", TEXT, ManualChange::reason),
          optional("expiresAt", INSTANT, ManualChangeItem::expiresAt));

  private static final ItemCodec<Made> CODEC =
      ItemCodec.of(
          Made::new,
          key(item -> Keys.manualChangeOf(item.sort())),
          CHANGE.part(Made::change),
          optional("actor", TEXT, Made::actor),
          field("at", INSTANT, Made::at),
          field("entry", NUMBER, Made::entry),
          field("postings", EntryItem.POSTINGS, Made::postings));

  private ManualChangeItem() {}

  static Map<String, AttributeValue> of(WalletId wallet, Made made) {
    return CODEC.write(made, NewItem.of(wallet, Keys.MANUAL_CHANGE + made.key())).attributes();
  }

  static Made read(Item item) {
    return CODEC.read(item);
  }

  private static ManualChange change(
      String kind, long credits, String reason, Optional<Instant> expiresAt) {
    return switch (kind) {
      case GRANT -> new Grant(Credits.of(credits), reason, expiresAt);
      case ADJUSTMENT -> new Adjustment(credits, reason);
      default -> throw new IllegalStateException("not a kind of manual change: " + kind);
    };
  }

  private static String kind(ManualChange change) {
    return switch (change) {
      case Grant _ -> GRANT;
      case Adjustment _ -> ADJUSTMENT;
    };
  }

  private static long credits(ManualChange change) {
    return switch (change) {
      case Grant grant -> grant.credits().amount();
      case Adjustment adjustment -> adjustment.credits();
    };
  }

  private static Optional<Instant> expiresAt(ManualChange change) {
    return switch (change) {
      case Grant grant -> grant.expiresAt();
      case Adjustment _ -> Optional.empty();
    };
  }
}
