package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.PoolUse;
import dev.drawdown.domain.wallet.Pooling;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a wallet has to do with pools, within its item: an account's pool, cap, its number of
/// shards, and uses; a primary shard's spread and last change; what another shard followed.
final class PoolingMap {
  private static final String POOL = "p";
  private static final String LIMIT = "l";
  private static final String SHARDS = "c";
  private static final String USES = "u";
  private static final String DRAWN = "d";
  private static final String EVER = "e";
  private static final String CHANGES = "n";
  private static final String CHANGED_AT = "a";
  private static final String REASON = "r";
  private static final String GRANT = "g";

  private PoolingMap() {}

  static AttributeValue of(Pooling pooling) {
    return switch (pooling) {
      case Pooling.Member member -> write(member).map();
      case Pooling.Primary primary ->
          new NewItem()
              .number(SHARDS, primary.shards())
              .number(EVER, primary.ever())
              .number(CHANGES, primary.changes())
              .instant(CHANGED_AT, primary.changedAt())
              .text(REASON, primary.reason())
              .map();
      case Pooling.Secondary secondary ->
          new NewItem().number(GRANT, secondary.grant()).number(CHANGES, secondary.changes()).map();
    };
  }

  private static NewItem write(Pooling.Member member) {
    NewItem map = new NewItem().list(USES, member.uses().stream().map(PoolingMap::use).toList());
    member
        .membership()
        .ifPresent(
            held -> {
              map.text(POOL, held.pool().value()).number(SHARDS, held.shards());
              held.limit().ifPresent(limit -> map.credits(LIMIT, limit));
            });
    return map;
  }

  private static AttributeValue use(PoolUse use) {
    return new NewItem()
        .text(POOL, use.pool().value())
        .number(GRANT, use.grant())
        .credits(DRAWN, use.drawn())
        .map();
  }

  /// That of `wallet`, which says of which kind it is.
  static Pooling read(Item map, WalletId wallet) {
    return switch (Pooling.unseen(wallet)) {
      case Pooling.Member _ -> new Pooling.Member(membership(map), uses(map));
      case Pooling.Primary _ ->
          new Pooling.Primary(
              Math.toIntExact(map.number(SHARDS)),
              Math.toIntExact(map.number(EVER)),
              map.number(CHANGES),
              map.instant(CHANGED_AT),
              map.optionalText(REASON));
      case Pooling.Secondary _ -> new Pooling.Secondary(map.number(GRANT), map.number(CHANGES));
    };
  }

  private static Optional<Membership> membership(Item map) {
    return map.optionalText(POOL)
        .map(
            pool ->
                new Membership(
                    new PoolId(pool),
                    map.optionalNumber(LIMIT).map(Credits::of),
                    Math.toIntExact(map.number(SHARDS))));
  }

  private static List<PoolUse> uses(Item map) {
    return map.maps(USES).stream()
        .map(use -> new PoolUse(new PoolId(use.text(POOL)), use.number(GRANT), use.credits(DRAWN)))
        .toList();
  }
}
