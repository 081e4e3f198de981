package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.Returned;

/// What became of a charge, within its item: the state's name and what goes with it.
final class ChargeState {
  private static final String STATE = "state";
  private static final String CHARGED = "charged";
  private static final String HELD = "held";
  private static final String CAPTURED = "captured";
  private static final String RELEASED = "released";
  private static final String REFUNDED = "refunded";

  private static final String EXPIRES_AT = "expiresAt";
  private static final String HELD_CREDITS = "heldCredits";
  private static final String RESTORED = "restored";
  private static final String EXPIRED = "expired";

  private ChargeState() {}

  static NewItem write(State state, NewItem item) {
    return switch (state) {
      case State.Charged _ -> item.text(STATE, CHARGED);
      case State.Held(var expiresAt) -> item.text(STATE, HELD).instant(EXPIRES_AT, expiresAt);
      case State.Captured(var held) -> item.text(STATE, CAPTURED).credits(HELD_CREDITS, held);
      case State.Released(var returned) -> write(returned, item.text(STATE, RELEASED));
      case State.Refunded(var returned) -> write(returned, item.text(STATE, REFUNDED));
    };
  }

  static State read(Item item) {
    return switch (item.text(STATE)) {
      case CHARGED -> new State.Charged();
      case HELD -> new State.Held(item.instant(EXPIRES_AT));
      case CAPTURED -> new State.Captured(item.credits(HELD_CREDITS));
      case RELEASED -> new State.Released(returned(item));
      case REFUNDED -> new State.Refunded(returned(item));
      case String unknown -> throw new IllegalStateException("not a charge's state: " + unknown);
    };
  }

  private static NewItem write(Returned returned, NewItem item) {
    return item.credits(RESTORED, returned.restored()).credits(EXPIRED, returned.expired());
  }

  private static Returned returned(Item item) {
    return new Returned(item.credits(RESTORED), item.credits(EXPIRED));
  }
}
