package dev.drawdown.domain.ledger;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import java.util.List;

/// A wallet's name, unique over all wallets: its owner and, because a pool may have several
/// wallets, a number.
///
/// It is written `account#mia`, `pool#office`, or `pool#office#3` for a further wallet of a pool.
/// No name contains a `#`, so the text has only one reading.
public record WalletId(Owner owner, int number) {
  private static final String ACCOUNT = "account";
  private static final String POOL = "pool";

  public WalletId {
    if (number < 0 || number >= PoolId.MAX_WALLETS) {
      throw new IllegalArgumentException("wallets are numbered from 0 to 15: " + number);
    }
    if (number > 0 && !(owner instanceof PoolId)) {
      throw new IllegalArgumentException("only pools have more than one wallet: " + owner);
    }
  }

  /// The only wallet of an account, or the first wallet of a pool.
  public static WalletId of(Owner owner) {
    return new WalletId(owner, 0);
  }

  /// The pool that owns this wallet.
  public PoolId pool() {
    return switch (owner) {
      case PoolId pool -> pool;
      case AccountId account ->
          throw new IllegalArgumentException("the wallet of an account, not of a pool: " + account);
    };
  }

  public static WalletId parse(String text) {
    List<String> parts = List.of(text.split("#", -1));
    if (parts.size() == 2 || parts.size() == 3) {
      int number = parts.size() == 2 ? 0 : Integer.parseInt(parts.get(2));
      switch (parts.get(0)) {
        case ACCOUNT -> {
          return new WalletId(new AccountId(parts.get(1)), number);
        }
        case POOL -> {
          return new WalletId(new PoolId(parts.get(1)), number);
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("not a wallet: " + text);
  }

  @Override
  public String toString() {
    String kind =
        switch (owner) {
          case AccountId _ -> ACCOUNT;
          case PoolId _ -> POOL;
        };
    return kind + "#" + owner.value() + (number == 0 ? "" : "#" + number);
  }
}
