package dev.drawdown.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryKindTest {
  @ParameterizedTest
  @EnumSource
  void a_kind_is_found_by_its_label(EntryKind kind) {
    assertThat(EntryKind.labelled(kind.label())).contains(kind);
  }

  @Test
  void no_other_word_is_a_kind() {
    assertThat(EntryKind.labelled("gift")).isEmpty();
    assertThat(EntryKind.labelled("GRANT")).isEmpty();
  }
}
