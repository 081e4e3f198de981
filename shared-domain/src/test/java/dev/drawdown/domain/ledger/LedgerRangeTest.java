package dev.drawdown.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import org.junit.jupiter.api.Test;

class LedgerRangeTest {
  private static final WalletId MIA = WalletId.of(new AccountId("mia"));

  @Test
  void a_range_includes_both_ends() {
    LedgerRange range = new LedgerRange(MIA, 12, 14);

    assertThat(range.size()).isEqualTo(3);
    assertThat(range.numbers()).containsExactly(12L, 13L, 14L);
    assertThat(range.contains(MIA, 12)).isTrue();
    assertThat(range.contains(MIA, 14)).isTrue();
    assertThat(range.contains(MIA, 11)).isFalse();
    assertThat(range.contains(MIA, 15)).isFalse();
    assertThat(range.contains(WalletId.of(new AccountId("ada")), 13)).isFalse();
  }

  @Test
  void a_range_may_be_open() {
    LedgerRange range = LedgerRange.from(MIA, 3);

    assertThat(range.isOpen()).isTrue();
    assertThat(range.contains(MIA, 1_000_000)).isTrue();
    assertThat(LedgerRange.of(MIA, 3).isOpen()).isFalse();
  }

  @Test
  void a_range_is_written_with_its_wallet_and_numbers() {
    assertThat(LedgerRange.of(MIA, 12)).hasToString("account#mia/12");
    assertThat(new LedgerRange(MIA, 12, 14)).hasToString("account#mia/12-14");
    assertThat(LedgerRange.from(MIA, 12)).hasToString("account#mia/12-");
  }

  @Test
  void a_range_starts_at_an_entry_and_ends_there_or_later() {
    assertThat(new LedgerRange(MIA, 1, 1).numbers()).containsExactly(1L);
    assertThatIllegalArgumentException().isThrownBy(() -> new LedgerRange(MIA, 0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new LedgerRange(MIA, 4, 3));
  }
}
