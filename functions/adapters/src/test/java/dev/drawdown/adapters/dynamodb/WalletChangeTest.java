package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.drawdown.adapters.dynamodb.WalletChange.Grown;
import dev.drawdown.adapters.dynamodb.WalletChange.Nothing;
import dev.drawdown.adapters.dynamodb.WalletChange.Unexpected;
import dev.drawdown.adapters.dynamodb.WalletChange.Unreadable;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletChangeTest {
  private static final WalletId ADA = WalletId.of(new AccountId("ada"));

  @Test
  void a_changed_wallet_names_the_entries_after_its_old_version_up_to_the_new_one() {
    assertThat(change("MODIFY", version("12"), version("14")))
        .isEqualTo(new Grown(new LedgerRange(ADA, 13, 14)));
  }

  @Test
  void a_new_wallet_names_its_entries_from_the_first_on() {
    assertThat(change("INSERT", null, version("3")))
        .isEqualTo(new Grown(new LedgerRange(ADA, 1, 3)));
  }

  @Test
  void the_shards_of_a_pool_are_distinguished() {
    DynamodbStreamRecord record = record("pool#clinic#3", "wallet", "INSERT", null, version("1"));

    assertThat(WalletChange.of(record))
        .isEqualTo(new Grown(LedgerRange.of(new WalletId(new PoolId("clinic"), 3), 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry#0000000000000000012", "charge#k", "document#a#wallet", "event"})
  @NullSource
  void changes_of_other_items_are_nothing(String sort) {
    assertThat(WalletChange.of(record("account#ada", sort, "INSERT", null, version("1"))))
        .isEqualTo(new Nothing());
  }

  @Test
  void a_wallet_written_without_an_entry_is_nothing() {
    assertThat(change("MODIFY", version("7"), version("7"))).isEqualTo(new Nothing());
  }

  @ParameterizedTest
  @CsvSource({
    "MODIFY,      , 12, came without its old image",
    "           , , 12, came without its old image",
    "MODIFY,    11,   , came without its new image",
    "MODIFY,    11, '', has no version",
    "MODIFY,    '', 12, has no version",
    "MODIFY,    11, -1, has no version",
    "MODIFY,    11, 1.5, has no version",
    "MODIFY,    11, 99999999999999999999, has no version",
  })
  void an_image_without_a_valid_version_is_unreadable(
      String event, String before, String after, String reason) {
    assertThat(change(event, image(before), image(after))).isEqualTo(new Unreadable(ADA, reason));
  }

  @Test
  void a_change_that_this_service_never_makes_is_strange() {
    assertThat(change("REMOVE", version("7"), null))
        .isEqualTo(new Unexpected("account#ada", "was removed"));
    assertThat(change("MODIFY", version("14"), version("12")))
        .isEqualTo(new Unexpected("account#ada", "went back from entry 14 to 12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parked", "account#", "account#a b", "pool#p#99", "pool#p#x", "a#b#c#d"})
  void a_wallet_under_an_invalid_key_is_strange(String partition) {
    assertThat(WalletChange.of(record(partition, "wallet", "INSERT", null, version("1"))))
        .isEqualTo(new Unexpected(partition, "is not a wallet's key"));
  }

  @Test
  void a_record_without_keys_is_strange() {
    DynamodbStreamRecord empty = new DynamodbStreamRecord();
    DynamodbStreamRecord keyless = new DynamodbStreamRecord();
    keyless.setDynamodb(new StreamRecord());

    assertThat(WalletChange.of(null)).isInstanceOf(Unexpected.class);
    assertThat(WalletChange.of(empty)).isInstanceOf(Unexpected.class);
    assertThat(WalletChange.of(keyless)).isInstanceOf(Unexpected.class);
  }

  private static Map<String, AttributeValue> image(String version) {
    if (version == null) {
      return null;
    }
    return version.isEmpty() ? Map.of("version", new AttributeValue("text")) : version(version);
  }

  private static Map<String, AttributeValue> version(String number) {
    return Map.of("version", new AttributeValue().withN(number));
  }

  private static WalletChange change(
      String event, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return WalletChange.of(record("account#ada", "wallet", event, before, after));
  }

  private static DynamodbStreamRecord record(
      String partition,
      String sort,
      String event,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after) {
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put("pk", new AttributeValue(partition));
    if (sort != null) {
      keys.put("sk", new AttributeValue(sort));
    }
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventName(event);
    record.setDynamodb(new StreamRecord().withKeys(keys).withOldImage(before).withNewImage(after));
    return record;
  }
}
