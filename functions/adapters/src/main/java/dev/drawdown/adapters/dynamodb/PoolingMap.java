package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.AccountWallet.PoolUse;
import dev.drawdown.domain.wallet.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The pool data within a wallet's item: an account's membership and uses, a primary shard's spread
/// and period, and the progress of a secondary shard.
final class PoolingMap {
  private static final Attribute<PoolId> POOL = TEXT.as(PoolId::new, PoolId::value);

  private static final ItemCodec<Membership> MEMBERSHIP =
      ItemCodec.of(
          Membership::new,
          field("p", POOL, Membership::pool),
          optional("l", CREDITS, Membership::limit),
          field("c", INT, Membership::wallets));

  private static final ItemCodec<PoolUse> USE =
      ItemCodec.of(
          PoolUse::new,
          field("p", POOL, PoolUse::pool),
          field("g", NUMBER, PoolUse::grant),
          field("d", CREDITS, PoolUse::drawn));

  private PoolingMap() {}

  /// The account's pool, and the pools that it drew from most recently.
  record Member(Optional<Membership> membership, List<PoolUse> uses) {
    static final Member NONE = new Member(Optional.empty(), List.of());

    static final Attribute<Member> MAP =
        ItemCodec.of(
                Member::new,
                MEMBERSHIP.optionalPart("p", Member::membership),
                field("u", USE.map().list(), Member::uses))
            .map();

    static Member of(AccountWallet wallet) {
      return new Member(wallet.membership(), wallet.uses());
    }

    /// The pool names that the account's item uses.
    Names names() {
      return new Names(uses.stream().map(PoolUse::pool).toList());
    }
  }

  private static final ItemCodec<PoolWallet.Period> PERIOD =
      ItemCodec.of(
          PoolWallet.Period::new,
          field("b", NUMBER, PoolWallet.Period::number),
          BucketMap.NAME.part(PoolWallet.Period::of));

  /// The number of shards over which the primary shard spreads buckets, and the pool period.
  record Spread(int shards, int ever, Optional<PoolWallet.Period> period) {
    static final Spread NONE = new Spread(1, 1, Optional.empty());

    static final Attribute<Spread> MAP =
        ItemCodec.of(
                Spread::new,
                field("c", INT, Spread::shards),
                field("e", INT, Spread::ever),
                PERIOD.optionalPart("b", Spread::period))
            .map();

    static Spread of(PoolWallet.Primary shard) {
      return new Spread(shard.shards(), shard.ever(), shard.period());
    }
  }

  /// The progress of a secondary shard in following the primary shard, and its closed buckets.
  record Followed(List<Bucket.Paid> closed, long revision, Instant at) {
    static final Followed NONE = new Followed(List.of(), 0, Instant.EPOCH);

    static final Attribute<Followed> MAP =
        ItemCodec.of(
                Followed::new,
                unless(List.of(), "c", BucketMap.PAID.map().list(), Followed::closed),
                field("n", NUMBER, Followed::revision),
                field("a", INSTANT, Followed::at))
            .map();

    static Followed of(PoolWallet.Secondary shard) {
      return new Followed(shard.closedPlans(), shard.followed(), shard.followedAt());
    }
  }

  /// The names of pools within an item: in full, or as the index in a list that the item already
  /// has.
  record Names(List<PoolId> known) {
    static final Names WHOLE = new Names(List.of());

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
