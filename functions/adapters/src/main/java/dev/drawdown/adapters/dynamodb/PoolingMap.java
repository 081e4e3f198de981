package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.PoolUse;
import dev.drawdown.domain.wallet.Pooling;
import java.util.List;

/// What a wallet has to do with pools, within its item: an account's pool, cap, its number of
/// shards, and uses; a primary shard's spread and last change; what another shard followed.
final class PoolingMap {
  private static final Attribute<PoolId> POOL = TEXT.as(PoolId::new, PoolId::value);

  private static final ItemCodec<Membership> MEMBERSHIP =
      ItemCodec.of(
          Membership::new,
          field("p", POOL, Membership::pool),
          optional("l", CREDITS, Membership::limit),
          field("c", INT, Membership::shards));

  private static final ItemCodec<PoolUse> USE =
      ItemCodec.of(
          PoolUse::new,
          field("p", POOL, PoolUse::pool),
          field("g", NUMBER, PoolUse::grant),
          field("d", CREDITS, PoolUse::drawn));

  private static final ItemCodec<Pooling.Member> MEMBER =
      ItemCodec.of(
          Pooling.Member::new,
          MEMBERSHIP.optionalPart(Pooling.Member::membership),
          field("u", USE.map().list(), Pooling.Member::uses));

  private static final ItemCodec<Pooling.Primary> PRIMARY =
      ItemCodec.of(
          Pooling.Primary::new,
          field("c", INT, Pooling.Primary::shards),
          field("e", INT, Pooling.Primary::ever),
          field("n", NUMBER, Pooling.Primary::changes),
          field("a", INSTANT, Pooling.Primary::changedAt),
          optional("r", TEXT, Pooling.Primary::reason));

  private static final ItemCodec<Pooling.Secondary> SECONDARY =
      ItemCodec.of(
          Pooling.Secondary::new,
          field("g", NUMBER, Pooling.Secondary::grant),
          field("n", NUMBER, Pooling.Secondary::changes));

  private PoolingMap() {}

  /// The attribute of `wallet`, which says of which kind it is.
  static Attribute<Pooling> of(WalletId wallet) {
    return Attribute.MAP.as(map -> read(map, wallet), PoolingMap::written);
  }

  private static Item written(Pooling pooling) {
    return switch (pooling) {
      case Pooling.Member member -> MEMBER.item(member);
      case Pooling.Primary primary -> PRIMARY.item(primary);
      case Pooling.Secondary secondary -> SECONDARY.item(secondary);
    };
  }

  private static Pooling read(Item map, WalletId wallet) {
    return switch (Pooling.unseen(wallet)) {
      case Pooling.Member _ -> MEMBER.read(map);
      case Pooling.Primary _ -> PRIMARY.read(map);
      case Pooling.Secondary _ -> SECONDARY.read(map);
    };
  }

  /// How an item names pools: wholly, or by their place in a list that it has anyway.
  record Names(List<PoolId> known) {
    static final Names WHOLE = new Names(List.of());

    /// By their place among the pools that an account drew from last, as the item lists them.
    static Names of(Pooling pooling) {
      return switch (pooling) {
        case Pooling.Member member -> new Names(member.uses().stream().map(PoolUse::pool).toList());
        case Pooling.Primary _, Pooling.Secondary _ -> WHOLE;
      };
    }

    String name(PoolId pool) {
      int place = known.indexOf(pool);
      return place < 0 ? "=" + pool : Integer.toString(place);
    }

    PoolId pool(String name) {
      return name.startsWith("=")
          ? new PoolId(name.substring(1))
          : known.get(Integer.parseInt(name));
    }
  }
}
