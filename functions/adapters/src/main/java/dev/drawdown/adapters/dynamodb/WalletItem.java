package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.FLAG;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.adapters.dynamodb.ItemCodec.Field;
import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.dynamodb.PoolingMap.Followed;
import dev.drawdown.adapters.dynamodb.PoolingMap.Member;
import dev.drawdown.adapters.dynamodb.PoolingMap.Names;
import dev.drawdown.adapters.dynamodb.PoolingMap.Spread;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a wallet.
///
/// Every charge reads and writes it, so it stays under 8 KB with 100 open holds and 50 packs. A
/// wallet with a due time is in the index of due times.
///
/// Its key determines the kind of wallet, and holds name pools by their index in the uses. So it
/// has no [ItemCodec]; this class reads its fields one after the other.
final class WalletItem {
  static final String VERSION = "version";
  private static final String POOLING = "pooling";

  private static final Field<Wallet<?>, Long> VERSION_FIELD =
      field(VERSION, NUMBER, Wallet::version);
  private static final Field<Wallet<?>, Instant> AT = field("at", INSTANT, Wallet::at);
  private static final Field<Wallet<?>, List<Bucket>> BUCKETS =
      field("buckets", BucketMap.MAP.list(), Wallet::buckets);
  private static final Field<Wallet<?>, Boolean> TRIAL_USED =
      unless(
          false,
          "trialUsed",
          FLAG,
          wallet -> wallet instanceof AccountWallet own && own.trialUsed());
  private static final Field<Wallet<?>, Boolean> EXHAUSTED =
      unless(false, "exhausted", FLAG, wallet -> wallet.book().exhausted());
  private static final Field<Wallet<?>, Optional<Instant>> DUE_AT =
      optional(Keys.DUE_AT, INSTANT, Wallet::dueAt);
  private static final Field<Wallet<?>, Optional<String>> DUE =
      optional(
          Keys.DUE, TEXT, wallet -> wallet.dueAt().map(_ -> Keys.due(DueShard.of(wallet.id()))));

  private static final Field<AccountWallet, Member> MEMBER =
      unless(Member.NONE, POOLING, Member.MAP, Member::of);
  private static final Field<PoolWallet.Primary, Spread> SPREAD =
      unless(Spread.NONE, POOLING, Spread.MAP, Spread::of);
  private static final Field<PoolWallet.Secondary, Followed> FOLLOWED =
      unless(Followed.NONE, POOLING, Followed.MAP, Followed::of);

  private WalletItem() {}

  static Map<String, AttributeValue> of(Wallet<?> wallet) {
    NewItem item = NewItem.of(wallet.id(), Keys.WALLET);
    Field<Wallet<?>, BillingState> billing = billing(wallet.owner());
    List.of(VERSION_FIELD, AT, BUCKETS, billing, TRIAL_USED, EXHAUSTED, DUE_AT, DUE)
        .forEach(field -> field.write(wallet, item));
    switch (wallet) {
      case AccountWallet own -> {
        MEMBER.write(own, item);
        holds(Member.of(own).names()).write(wallet, item);
      }
      case PoolWallet.Primary primary -> {
        SPREAD.write(primary, item);
        holds(Names.WHOLE).write(wallet, item);
      }
      case PoolWallet.Secondary other -> {
        FOLLOWED.write(other, item);
        holds(Names.WHOLE).write(wallet, item);
      }
    }
    return item.attributes();
  }

  private static Field<Wallet<?>, List<Hold>> holds(Names names) {
    return field("holds", DrawList.holds(names), Wallet::holds);
  }

  private static Field<Wallet<?>, BillingState> billing(Owner owner) {
    return unless(BillingState.NONE, "billing", BillingMap.map(owner), WalletItem::billing);
  }

  private static BillingState billing(Wallet<?> wallet) {
    return switch (wallet) {
      case BilledWallet<?> billed -> billed.billing();
      case PoolWallet.Secondary _ -> BillingState.NONE;
    };
  }

  /// The wallet with that name among the items read, or an unseen one.
  static Wallet<?> find(WalletId id, Map<ItemKey, Item> from) {
    Item item = from.get(Keys.of(id, Keys.WALLET));
    return item == null ? unseen(id) : read(item);
  }

  static Wallet<?> unseen(WalletId id) {
    return switch (id.owner()) {
      case AccountId account -> AccountWallet.unseen(account);
      case PoolId pool -> PoolWallet.unseen(pool, id.number());
    };
  }

  static AccountWallet find(AccountId account, Map<ItemKey, Item> from) {
    Item item = from.get(Keys.wallet(account));
    return item == null ? AccountWallet.unseen(account) : own(account, item);
  }

  /// The wallet that records the payments of `owner`, or an unseen one.
  static BilledWallet<?> billed(Owner owner, Map<ItemKey, Item> from) {
    return switch (owner) {
      case AccountId account -> find(account, from);
      case PoolId pool -> {
        Item item = from.get(Keys.wallet(pool));
        yield item == null ? PoolWallet.Primary.unseen(pool) : primary(pool, item);
      }
    };
  }

  static Wallet<?> read(Item item) {
    WalletId id = Keys.walletOf(item.partition());
    return switch (id.owner()) {
      case AccountId account -> own(account, item);
      case PoolId pool -> id.number() == 0 ? primary(pool, item) : secondary(pool, item);
    };
  }

  private static AccountWallet own(AccountId account, Item item) {
    Member member = MEMBER.read(item);
    return new AccountWallet(
        account,
        book(item, member.names()),
        billing(account).read(item),
        member.membership(),
        member.uses(),
        TRIAL_USED.read(item),
        DUE_AT.read(item));
  }

  private static PoolWallet.Primary primary(PoolId pool, Item item) {
    Spread spread = SPREAD.read(item);
    return new PoolWallet.Primary(
        pool,
        book(item, Names.WHOLE),
        billing(pool).read(item),
        spread.shards(),
        spread.ever(),
        spread.period(),
        DUE_AT.read(item));
  }

  private static PoolWallet.Secondary secondary(PoolId pool, Item item) {
    Followed followed = FOLLOWED.read(item);
    return new PoolWallet.Secondary(
        pool,
        book(item, Names.WHOLE),
        followed.closed(),
        followed.revision(),
        followed.at(),
        DUE_AT.read(item));
  }

  private static Book book(Item item, Names names) {
    return new Book(
        Keys.walletOf(item.partition()),
        VERSION_FIELD.read(item),
        AT.read(item),
        BUCKETS.read(item),
        holds(names).read(item),
        EXHAUSTED.read(item));
  }
}
