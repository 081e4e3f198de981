package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.catalog.ActionId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.DocumentId;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a charge: what was asked for under its key, and what became of it.
final class ChargeItem {
  private static final String ACTION = "action";
  private static final String DOCUMENT = "document";
  private static final String QUANTITY = "quantity";
  private static final String HOLD_MILLIS = "holdMillis";
  private static final String KEEPS_DOCUMENT = "keepsDocument";
  private static final String DRAWS = "draws";
  private static final String AT = "at";
  private static final String OPENED_BY = "openedBy";
  private static final String CHANGED_BY = "changedBy";

  private ChargeItem() {}

  static Map<String, AttributeValue> of(WalletId wallet, Charge charge) {
    ChargeRequest request = charge.request();
    NewItem item =
        NewItem.of(wallet, Keys.charge(charge.id()))
            .text(ACTION, request.action().value())
            .text(DOCUMENT, request.document().map(DocumentId::value))
            .number(QUANTITY, request.quantity())
            .flag(KEEPS_DOCUMENT, charge.keepsDocument())
            .list(DRAWS, DrawList.of(charge.drawdown(), PoolNames.WHOLE))
            .instant(AT, charge.at())
            .number(OPENED_BY, charge.openedBy())
            .number(CHANGED_BY, charge.changedBy());
    request.hold().ifPresent(hold -> item.number(HOLD_MILLIS, hold.toMillis()));
    return ChargeState.write(charge.state(), item).attributes();
  }

  static Charge read(Item item) {
    ChargeRequest request =
        new ChargeRequest(
            new ActionId(item.text(ACTION)),
            item.optionalText(DOCUMENT).map(DocumentId::new),
            Math.toIntExact(item.number(QUANTITY)),
            item.optionalNumber(HOLD_MILLIS).map(Duration::ofMillis));
    return new Charge(
        Keys.chargeOf(item.sort()),
        request,
        item.flag(KEEPS_DOCUMENT),
        DrawList.read(item.list(DRAWS), PoolNames.WHOLE),
        item.instant(AT),
        item.number(OPENED_BY),
        item.number(CHANGED_BY),
        ChargeState.read(item));
  }
}
