package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A pool: all the cells that it ever had, by number. The first decides, and the others follow it.
///
/// Most pools have one cell. Many members draw from one pool at once, and one item carries only so
/// many transactions: so a pool's allowance may be spread over several. `busy` are the cells at
/// which somebody else was found, to be passed over where others will do.
public record Pool(PoolId id, List<Wallet> cells, Set<Integer> busy) {
  public Pool {
    cells = List.copyOf(cells);
    busy = Set.copyOf(busy);
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("a pool has a first cell: " + id);
    }
    for (int cell = 0; cell < cells.size(); cell++) {
      if (!cells.get(cell).id().equals(new WalletId(id, cell))) {
        throw new IllegalArgumentException("not cell " + cell + " of " + id + ": " + cells);
      }
    }
  }

  public Pool(PoolId id, List<Wallet> cells) {
    this(id, cells, Set.of());
  }

  public Wallet lead() {
    return cells.getFirst();
  }

  /// Whether anything was ever told of it. Pools open by being paid for.
  public boolean isKnown() {
    return lead().version() > 0;
  }

  /// Whether some cell has followed the first one further than that was when it was read. Then the
  /// first is to be read again.
  public boolean isLeadBehind() {
    long changes = lead().lead().changes();
    return cells.stream().skip(1).anyMatch(cell -> cell.follower().changes() > changes);
  }

  /// Whether it has an allowance, spendable or not.
  public boolean hasPlan() {
    return lead().plan().isPresent();
  }

  /// The allowance as its first cell has it, of which that has a part.
  public Bucket.Plan plan() {
    return lead().plan().orElseThrow();
  }

  /// The cells over which the current allowance is spread.
  public List<Wallet> active() {
    return cells.subList(0, Math.min(lead().lead().cells(), cells.size()));
  }

  /// What its members can spend. Suspended or gone, that is nothing.
  public Credits left() {
    return hasPlan() && lead().coverage().standing() != Standing.SUSPENDED
        ? remaining()
        : Credits.NONE;
  }

  /// What is left of its allowance, spendable or not.
  public Credits remaining() {
    return active().stream().map(Pool::left).reduce(Credits.NONE, Credits::plus);
  }

  public Credits granted() {
    return active().stream()
        .flatMap(cell -> cell.plan().stream())
        .map(Bucket::granted)
        .reduce(Credits.NONE, Credits::plus);
  }

  public Credits held() {
    return cells.stream().map(Wallet::held).reduce(Credits.NONE, Credits::plus);
  }

  /// How many entries its cells have together.
  public long version() {
    return cells.stream().mapToLong(Wallet::version).sum();
  }

  static Credits left(Wallet cell) {
    return cell.plan().map(Bucket::remaining).orElse(Credits.NONE);
  }

  public Wallet cell(WalletId name) {
    return cells.get(name.cell());
  }

  /// The time of a decision when the clock shows `clock`: never before the last entry of any cell.
  public Instant timeOf(Instant clock) {
    return cells.stream().map(cell -> cell.timeOf(clock)).max(Instant::compareTo).orElseThrow();
  }

  /// When its latest entry was written.
  public Instant at() {
    return cells.stream().map(Wallet::at).max(Instant::compareTo).orElseThrow();
  }

  /// This pool with one cell as it is now.
  public Pool with(Wallet changed) {
    List<Wallet> all = new ArrayList<>(cells);
    all.set(changed.id().cell(), changed);
    return new Pool(id, all, busy);
  }

  /// This pool, where somebody was found at some of `wallets`, or nothing where that leaves no cell
  /// to go to that wasn't known as busy before.
  public Optional<Pool> elsewhere(Set<WalletId> wallets) {
    Set<Integer> more = new HashSet<>(busy);
    wallets.stream()
        .filter(wallet -> wallet.owner().equals(id))
        .forEach(wallet -> more.add(wallet.cell()));
    boolean others = active().stream().anyMatch(cell -> !more.contains(cell.id().cell()));
    return more.size() > busy.size() && others
        ? Optional.of(new Pool(id, cells, more))
        : Optional.empty();
  }
}
