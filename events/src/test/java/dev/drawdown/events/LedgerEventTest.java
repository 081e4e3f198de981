package dev.drawdown.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.events.LedgerEvent.CreditsCharged;
import dev.drawdown.events.LedgerLine.BucketPosting;
import dev.drawdown.events.LedgerLine.Purchase;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The map of a consumer's JSON library becomes an event, or a refusal names the faulty field.
class LedgerEventTest {
  private static final Map<String, Object> CHARGED =
      Map.of(
          "wallet",
          "account#anna",
          "account",
          "anna",
          "number",
          12,
          "at",
          "2026-11-20T10:15:30Z",
          "change",
          -3,
          "postings",
          List.of(Map.of("bucket", "plan-9", "kind", "plan", "change", -3)),
          "balanceAfter",
          48L,
          "charge",
          "click-1001");

  @Test
  void an_event_is_read_from_its_fields() {
    LedgerLine line =
        new LedgerLine(
            "account#anna",
            Optional.of("anna"),
            Optional.empty(),
            OptionalInt.empty(),
            12,
            Instant.parse("2026-11-20T10:15:30Z"),
            -3,
            List.of(new BucketPosting("plan-9", "plan", -3)),
            48,
            Optional.empty(),
            Optional.empty());

    Optional<LedgerEvent> event = LedgerEvent.read("CreditsCharged", CHARGED);

    assertThat(event).contains(new CreditsCharged(line, "click-1001"));
    assertThat(line.id()).isEqualTo("account#anna/12");
  }

  @Test
  void an_event_about_a_charge_has_its_purchase_and_is_written_unchanged() {
    Map<String, Object> fields = new HashMap<>(CHARGED);
    fields.put("action", "lab.analyze");
    fields.put("document", "lab-7");
    fields.put("quantity", 3);
    fields.put("metadata", Map.of("team", "sales"));

    LedgerEvent event = LedgerEvent.read("CreditsCharged", fields).orElseThrow();

    assertThat(event.line().purchase())
        .contains(new Purchase("lab.analyze", Optional.of("lab-7"), 3, Map.of("team", "sales")));
    assertThat(LedgerEvent.read("CreditsCharged", event.detail())).contains(event);
  }

  @ParameterizedTest
  @CsvSource({
    "quantity, three, must be a whole number",
    "document, 7, must be text",
    "metadata, sales, must be an object"
  })
  void a_refusal_of_a_purchase_names_the_field(String name, String value, String reason) {
    Map<String, Object> fields = with("action", "lab.analyze");
    fields.put("quantity", 3);
    fields.put(name, parsed(value));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerEvent.read("CreditsCharged", fields))
        .withMessage(name + " " + reason);
  }

  @Test
  void metadata_has_texts_only() {
    Map<String, Object> fields = with("action", "lab.analyze");
    fields.put("quantity", 3);
    fields.put("metadata", Map.of("team", List.of("sales")));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerEvent.read("CreditsCharged", fields))
        .withMessage("metadata must have texts only");
  }

  @Test
  void an_event_type_of_a_later_release_is_empty() {
    assertThat(LedgerEvent.read("CreditsInvented", CHARGED)).isEmpty();
  }

  @Test
  void the_largest_numbers_are_read_as_any_number_type() {
    Map<String, Object> fields = with("balanceAfter", BigInteger.valueOf(Long.MAX_VALUE));

    assertThat(LedgerEvent.read("CreditsCharged", fields).orElseThrow().line().balanceAfter())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "wallet,       , is missing",
    "number,      1.5, must be a whole number",
    "number,      0, numbered from 1",
    "balanceAfter, 9223372036854775808, must be a whole number",
    "at,          yesterday, must be an instant",
    "postings,    none, must be an array",
    "charge,      7, must be text",
    "account,     , an account or a pool",
    "shard,       2, only pools have shards"
  })
  void a_refusal_names_the_malformed_field(String name, String value, String reason) {
    Map<String, Object> fields = with(name, value == null ? null : parsed(value));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LedgerEvent.read("CreditsCharged", fields))
        .withMessageContaining(reason);
  }

  private static Object parsed(String value) {
    if (value.matches("[0-9]{1,9}")) {
      return Integer.valueOf(value);
    }
    if (value.matches("[0-9]+")) {
      return new BigInteger(value);
    }
    return value.matches("[0-9.]+") ? Double.valueOf(value) : value;
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> fields = new HashMap<>(CHARGED);
    fields.put(name, value);
    return fields;
  }
}
