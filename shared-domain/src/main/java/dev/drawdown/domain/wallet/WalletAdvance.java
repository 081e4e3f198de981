package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A wallet advanced to an instant.
///
/// The store commits `steps` one after the other; `wallet` is the result. If nothing was due, there
/// are no steps, but the wallet's period may have moved.
public record WalletAdvance<W extends Wallet<W>>(List<Journal<W>> steps, W wallet) {
  /// The largest number of entries that one committed step writes.
  public static final int ENTRIES_PER_STEP = 40;

  public WalletAdvance {
    steps = List.copyOf(steps);
  }

  /// Applies due changes one after the other until none is left.
  ///
  /// `due` finds the next change of a wallet, and `apply` writes it with at most
  /// [#ENTRIES_PER_STEP] entries.
  public static <W extends Wallet<W>, D> WalletAdvance<W> of(
      Wallet<W> wallet, Function<W, Optional<D>> due, BiFunction<D, Journal<W>, Journal<W>> apply) {
    List<Journal<W>> steps = new ArrayList<>();
    Journal<W> journal = Journal.of(wallet);
    Optional<D> next = due.apply(journal.wallet());
    while (next.isPresent()) {
      Journal<W> applied = apply.apply(next.get(), journal);
      if (applied.entries().size() > ENTRIES_PER_STEP && !journal.isEmpty()) {
        steps.add(journal);
        applied = apply.apply(next.get(), Journal.of(journal.wallet()));
      }
      journal = applied;
      next = due.apply(journal.wallet());
    }
    if (!journal.isEmpty()) {
      steps.add(journal);
    }
    return new WalletAdvance<>(steps, journal.wallet());
  }

  public List<Entry> entries() {
    return steps.stream().flatMap(step -> step.entries().stream()).toList();
  }

  /// The number of the last entry before the due ones.
  public long lastWritten() {
    return wallet.version() - entries().size();
  }
}
