package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.ACTION;
import static dev.drawdown.adapters.dynamodb.Attribute.CHARGE;
import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.DOCUMENT;
import static dev.drawdown.adapters.dynamodb.Attribute.FLAG;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.METADATA;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.key;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.adapters.dynamodb.ItemCodec.Field;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a charge: the request under its key, and its state. The kept document has an item of
/// its own.
final class ChargeItem {
  private static final ItemCodec<ChargeRequest> REQUEST =
      ItemCodec.of(
          ChargeRequest::new,
          field("action", ACTION, ChargeRequest::action),
          optional("document", DOCUMENT, ChargeRequest::document),
          field("quantity", INT, ChargeRequest::quantity),
          optional("continues", CHARGE, ChargeRequest::continues),
          optional(
              "holdMillis", NUMBER.as(Duration::ofMillis, Duration::toMillis), ChargeRequest::hold),
          unless(Metadata.NONE, "metadata", METADATA, ChargeRequest::metadata));

  private static final ItemCodec<Charge> CODEC =
      ItemCodec.of(
          Charge::new,
          key(item -> Keys.chargeOf(item.sort())),
          REQUEST.part(Charge::request),
          field("keepsDocument", FLAG, Charge::keepsDocument),
          field("draws", DrawList.LIST, Charge::drawdown),
          field("at", INSTANT, Charge::at),
          field("openedBy", NUMBER, Charge::openedBy),
          field("changedBy", NUMBER, Charge::changedBy),
          new StateField());

  private static final String KEPT_BY = "charge";

  private ChargeItem() {}

  static Map<String, AttributeValue> of(WalletId wallet, Charge charge) {
    return CODEC.write(charge, NewItem.of(wallet, Keys.charge(charge.id()))).attributes();
  }

  static Charge read(Item item) {
    return CODEC.read(item);
  }

  /// The item of a paid document.
  static Map<String, AttributeValue> document(
      WalletId wallet, DocumentKey document, ChargeId keeper) {
    return NewItem.of(wallet, Keys.document(document))
        .with(KEPT_BY, CHARGE.of(keeper))
        .attributes();
  }

  /// The charge that keeps the document of this item.
  static ChargeId keeper(Item document) {
    return document.required(KEPT_BY, CHARGE);
  }

  /// The state of a charge: its name, and the attributes that belong to it.
  private static final class StateField implements Field<Charge, State> {
    private static final String STATE = "state";
    private static final String CHARGED = "charged";
    private static final String HELD = "held";
    private static final String CAPTURED = "captured";
    private static final String RELEASED = "released";
    private static final String REFUNDED = "refunded";

    private static final ItemCodec<State.Held> OPEN =
        ItemCodec.of(
            (expiresAt, parts) -> new State.Held(expiresAt, parts.orElse(Credits.NONE)),
            field("expiresAt", INSTANT, State.Held::expiresAt),
            optional("parts", CREDITS, held -> parts(held.captured())));

    private static final ItemCodec<State.Captured> FINAL =
        ItemCodec.of(State.Captured::new, field("heldCredits", CREDITS, State.Captured::held));

    private static final ItemCodec<Returned> RETURNED =
        ItemCodec.of(
            Returned::new,
            field("restored", CREDITS, Returned::restored),
            field("expired", CREDITS, Returned::expired));

    private static final ItemCodec<State.Released> BACK =
        ItemCodec.of(
            (returned, parts) -> new State.Released(returned, parts.orElse(Credits.NONE)),
            RETURNED.part(State.Released::returned),
            optional("parts", CREDITS, released -> parts(released.captured())));

    /// Most holds have no captured parts, so the attribute is written only if there are some.
    private static Optional<Credits> parts(Credits captured) {
      return Optional.of(captured).filter(parts -> !parts.isNone());
    }

    @Override
    public void write(Charge from, NewItem to) {
      switch (from.state()) {
        case State.Charged _ -> to.text(STATE, CHARGED);
        case State.Held held -> OPEN.write(held, to.text(STATE, HELD));
        case State.Captured captured -> FINAL.write(captured, to.text(STATE, CAPTURED));
        case State.Released released -> BACK.write(released, to.text(STATE, RELEASED));
        case State.Refunded(var returned) -> RETURNED.write(returned, to.text(STATE, REFUNDED));
      }
    }

    @Override
    public State read(Item item) {
      return switch (item.text(STATE)) {
        case CHARGED -> new State.Charged();
        case HELD -> OPEN.read(item);
        case CAPTURED -> FINAL.read(item);
        case RELEASED -> BACK.read(item);
        case REFUNDED -> new State.Refunded(RETURNED.read(item));
        case String unknown -> throw new IllegalStateException("not a charge's state: " + unknown);
      };
    }
  }
}
