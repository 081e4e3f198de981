package dev.drawdown.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What all events say: which line of whose ledger this is, and what it moved.
///
/// Lines of one `wallet` are numbered from 1 without gaps. An account's wallet names the `account`
/// that it belongs to. A pool's names the `pool`, the `cell` where it is not the pool's first
/// wallet, and as `account` the member whose doing this is, if it is a member's. `at` is when it
/// became true; `change` is what the wallet gained or lost by the `moves` in its own buckets, as a
/// draw on a pool is listed for the reader only; `balanceAfter` is what it has then.
public record LedgerLine(
    String wallet,
    Optional<String> account,
    Optional<String> pool,
    OptionalInt cell,
    long number,
    Instant at,
    long change,
    List<BucketMove> moves,
    long balanceAfter) {
  public LedgerLine {
    moves = List.copyOf(moves);
    if (number < 1) {
      throw new IllegalArgumentException("lines are numbered from 1: " + number);
    }
    if (account.isEmpty() && pool.isEmpty()) {
      throw new IllegalArgumentException("a wallet is an account's or a pool's: " + wallet);
    }
    if (cell.isPresent() && pool.isEmpty()) {
      throw new IllegalArgumentException("only pools have cells: " + wallet);
    }
  }

  static LedgerLine read(Fields fields) {
    return new LedgerLine(
        fields.text("wallet"),
        fields.optionalText("account"),
        fields.optionalText("pool"),
        fields.optionalInt("cell"),
        fields.number("number"),
        fields.instant("at"),
        fields.number("change"),
        fields.objects("moves").stream().map(BucketMove::read).toList(),
        fields.number("balanceAfter"));
  }

  /// The name of the event, `<wallet>/<number>`: the same however often it is delivered.
  public String id() {
    return wallet + "/" + number;
  }

  Detail detail() {
    Detail detail =
        new Detail()
            .with("id", id())
            .with("wallet", wallet)
            .with("account", account)
            .with("pool", pool);
    cell.ifPresent(further -> detail.with("cell", further));
    return detail
        .with("number", number)
        .with("at", at.toString())
        .with("change", change)
        .with("moves", moves.stream().map(BucketMove::fields).toList())
        .with("balanceAfter", balanceAfter);
  }
}
