package dev.drawdown.operator.explain;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.operator.explain.Explanation.Details;
import dev.drawdown.operator.explain.Explanation.OpenHold;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The explanation of an account or a pool after a story, and the wallet that it describes.
record Explained(List<String> lines, BilledWallet<?> wallet) {
  private static final int ENTRIES = 10;

  static Explained account(Catalog catalog, Account account) {
    return account(catalog, account, Optional.empty());
  }

  static Explained member(Catalog catalog, Account account, Office office) {
    return account(catalog, account, Optional.of(office.advanced()));
  }

  private static Explained account(Catalog catalog, Account account, Optional<Pool> pool) {
    AvailableCredits available = new AvailableCredits(account.advanced(), pool);
    List<Entry> ledger = account.ledger();
    List<OpenHold> holds = holds(available.wallet(), ledger).toList();
    Details details = new Details(holds, last(ledger), ParkedSentences.NONE);
    Explanation explanation = new Explanation(Rules.of(catalog));
    return new Explained(
        explanation.account(available, details, account.clock()), available.wallet());
  }

  static Explained pool(Catalog catalog, Office office) {
    Pool pool = office.advanced();
    List<List<Entry>> ledgers =
        IntStream.range(0, pool.shards().size())
            .mapToObj(office::ledger)
            .map(Explained::last)
            .toList();
    List<OpenHold> holds =
        pool.shards().stream()
            .flatMap(shard -> holds(shard, office.ledger(shard.shard())))
            .toList();
    Details details =
        new Details(holds, EntrySentences.joined(ledgers, ENTRIES), ParkedSentences.NONE);
    Explanation explanation = new Explanation(Rules.of(catalog));
    return new Explained(explanation.pool(pool, details, office.clock()), pool.primary());
  }

  private static Stream<OpenHold> holds(Wallet<?> wallet, List<Entry> ledger) {
    return wallet.holds().stream()
        .sorted(Comparator.comparing(Hold::expiresAt))
        .map(hold -> new OpenHold(hold, Optional.of(ledger.get((int) hold.entry() - 1))));
  }

  private static List<Entry> last(List<Entry> ledger) {
    return ledger.reversed().stream().limit(ENTRIES).toList();
  }

  /// The lines of the list whose heading begins so.
  List<String> list(String heading) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(1)
        .takeWhile(line -> line.startsWith("- "))
        .map(line -> line.substring(2))
        .toList();
  }

  /// The lines before the first empty one.
  List<String> standing() {
    return lines.stream().takeWhile(line -> !line.isEmpty()).toList();
  }
}
