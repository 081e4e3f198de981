package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCodecTest {
  private record Line(Optional<Instant> at, long number) {}

  private record Bill(String owner, List<Line> lines, Optional<Line> last, long revision) {}

  private static final ItemCodec<Line> LINE =
      ItemCodec.of(
          Line::new,
          ItemCodec.optional("a", Attribute.INSTANT, Line::at),
          ItemCodec.field("n", Attribute.NUMBER, Line::number));

  private static final ItemCodec<Bill> BILL =
      ItemCodec.of(
          Bill::new,
          ItemCodec.field("owner", Attribute.TEXT, Bill::owner),
          ItemCodec.field("lines", LINE.map().list(), Bill::lines),
          LINE.optionalPart("n", Bill::last),
          ItemCodec.unless(0L, "revision", Attribute.NUMBER, Bill::revision));

  private static final Line DATED = new Line(Optional.of(Instant.ofEpochMilli(1_234)), 7);
  private static final Line UNDATED = new Line(Optional.empty(), 8);

  @Test
  void nested_lists_optional_fields_and_parts_are_read_back() {
    for (Bill bill :
        List.of(
            new Bill("ada", List.of(DATED, UNDATED), Optional.of(DATED), 3),
            new Bill("ben", List.of(), Optional.empty(), 0))) {
      assertThat(BILL.read(BILL.item(bill))).isEqualTo(bill);
    }
  }

  @Test
  void absent_and_usual_values_have_no_attribute() {
    Item item = BILL.item(new Bill("ben", List.of(UNDATED), Optional.empty(), 0));
    List<Item> lines = item.required("lines", Attribute.MAP.list());

    assertThat(item.attributes()).containsOnlyKeys("owner", "lines");
    assertThat(lines.getFirst().attributes()).containsOnlyKeys("n");
  }

  @Test
  void an_attribute_of_another_type_is_named() {
    NewItem item = new NewItem().text("n", "seven");

    assertThatIllegalStateException()
        .isThrownBy(() -> LINE.read(new Item(item.attributes())))
        .withMessage("?/? lacks n");
  }

  @Test
  void an_instant_is_kept_as_epoch_milliseconds() {
    assertThat(LINE.item(DATED).attributes().get("a")).isEqualTo(AttributeValue.fromN("1234"));
  }
}
