package dev.drawdown.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"account#mia", "pool#office", "pool#office#3", "pool#a.b:c@d-e_f#15"})
  void a_wallets_name_is_read_as_it_is_written(String name) {
    assertThat(WalletId.parse(name)).hasToString(name);
  }

  @Test
  void an_account_and_a_pool_with_the_same_name_differ() {
    assertThat(WalletId.of(new AccountId("mia"))).isNotEqualTo(WalletId.of(new PoolId("mia")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mia", "account#", "team#mia", "account#mia#3", "pool#a#16", "pool#a#1#2"})
  void refuses_texts_that_are_not_a_wallets_name(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> WalletId.parse(name));
  }
}
