package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueShardTest {
  /// Wallets written under these shards can be found only there.
  @ParameterizedTest
  @CsvSource({"account#mia, 59", "account#ada, 18", "pool#office, 3", "pool#office#3, 59"})
  void a_wallet_has_its_shard_for_ever(String wallet, int shard) {
    assertThat(DueShard.of(WalletId.parse(wallet))).isEqualTo(new DueShard(shard));
  }

  @Test
  void similar_names_are_spread_evenly() {
    Map<DueShard, Long> wallets =
        IntStream.range(0, 64_000)
            .mapToObj(number -> DueShard.of(WalletId.parse("account#user-" + number)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(wallets).containsOnlyKeys(DueShard.all());
    assertThat(wallets.values()).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void there_are_sixty_four() {
    assertThat(DueShard.all()).hasSize(64).doesNotHaveDuplicates();
    assertThatIllegalArgumentException().isThrownBy(() -> new DueShard(64));
    assertThatIllegalArgumentException().isThrownBy(() -> new DueShard(-1));
  }
}
