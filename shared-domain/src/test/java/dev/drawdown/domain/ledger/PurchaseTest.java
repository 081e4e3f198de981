package dev.drawdown.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.ledger.Purchase.Metadata;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PurchaseTest {
  private static final String SUN = "\ud83c\udf1e";

  @Test
  void metadata_has_at_most_8_pairs_ordered_by_name() {
    Map<String, String> pairs = new TreeMap<>();
    for (int number = 8; number > 0; number--) {
      pairs.put("name-" + number, "text");
    }

    assertThat(new Metadata(pairs).pairs().keySet()).first().isEqualTo("name-1");
    pairs.put("name-9", "text");
    assertThatIllegalArgumentException().isThrownBy(() -> new Metadata(pairs));
  }

  @Test
  void a_name_has_1_to_40_characters_and_a_text_at_most_100() {
    assertThat(new Metadata(Map.of("n".repeat(40), "t".repeat(100))).isEmpty()).isFalse();
    assertThat(new Metadata(Map.of(SUN.repeat(40), SUN.repeat(100))).isEmpty()).isFalse();
    assertThat(new Metadata(Map.of("n", "")).isEmpty()).isFalse();
    assertThat(new Metadata(Map.of()).isEmpty()).isTrue();

    for (Map<String, String> pairs :
        List.of(Map.of("", "text"), Map.of("n".repeat(41), "text"), Map.of("n", "t".repeat(101)))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Metadata(pairs));
    }
  }
}
