package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class ItemTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final WalletId WALLET_ID = WalletId.of(ACCOUNT);
  private static final Charge CHARGE = Sample.charge("k", Sample.DOCUMENT);

  @Test
  void every_item_names_its_schema() {
    Write[] writes = {
      new ChargeWrite.OpenCharge(CHARGE),
      new ChargeWrite.KeepDocument(Sample.DOCUMENT, new ChargeId("k"), Optional.empty())
    };
    Commit commit = Sample.commit(Sample.opening(ACCOUNT), writes);

    List<TransactWriteItem> items =
        DynamoDbCommits.request("credits", commit, Sample.token()).transactItems();

    assertThat(items)
        .hasSize(4)
        .allMatch(item -> item.put().item().get("v").equals(AttributeValue.fromN("1")));
  }

  @Test
  void a_future_schema_is_refused_with_the_items_name() {
    Map<String, AttributeValue> item = new HashMap<>(ChargeItem.of(WALLET_ID, CHARGE));
    item.put("v", AttributeValue.fromN("2"));

    assertThatIllegalStateException()
        .isThrownBy(() -> Item.stored(item))
        .withMessage("account#ada/charge#k has schema version 2, but only version 1 is known here");
  }

  @Test
  void a_missing_attribute_is_named() {
    Map<String, AttributeValue> item = new HashMap<>(ChargeItem.of(WALLET_ID, CHARGE));
    item.remove("action");

    assertThatIllegalStateException()
        .isThrownBy(() -> ChargeItem.read(Item.stored(item)))
        .withMessage("account#ada/charge#k lacks action");
  }

  @Test
  void an_instant_that_milliseconds_cannot_hold_is_refused() {
    Instant between = Instant.ofEpochSecond(1, 500_001);

    assertThatIllegalArgumentException().isThrownBy(() -> Attribute.INSTANT.of(between));
  }

  @Test
  void entries_sort_by_number() {
    List<String> keys =
        LongStream.of(1, 2, 9, 10, 99, 100, 1_000_000, Long.MAX_VALUE)
            .mapToObj(Keys::entry)
            .toList();

    assertThat(keys).isSorted();
    assertThat(Keys.entryNumberOf(keys.getLast())).isEqualTo(Long.MAX_VALUE);
  }
}
