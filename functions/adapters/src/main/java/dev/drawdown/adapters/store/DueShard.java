package dev.drawdown.adapters.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/// One of the 64 parts in which it is noted when wallets fall due, so that many may be written and
/// advanced at once. A wallet's name says which is its own, for ever.
public record DueShard(int number) {
  public static final int COUNT = 64;

  public DueShard {
    if (number < 0 || number >= COUNT) {
      throw new IllegalArgumentException("shards are numbered from 0 to 63: " + number);
    }
  }

  public static List<DueShard> all() {
    return IntStream.range(0, COUNT).mapToObj(DueShard::new).toList();
  }

  public static DueShard of(WalletId wallet) {
    CRC32 hash = new CRC32();
    hash.update(wallet.toString().getBytes(UTF_8));
    return new DueShard((int) (hash.getValue() % COUNT));
  }
}
