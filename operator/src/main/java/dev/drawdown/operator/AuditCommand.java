package dev.drawdown.operator;

import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.store.AuditStore.Segment;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.audit.WalletAudit.Finding;
import dev.drawdown.domain.ledger.WalletId;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command that audits all wallets.
@Command(
    name = "audit",
    description = {
      "Audits all wallets: reads the whole table, and prints each contradiction that it finds.",
      "The columns are the wallet and the finding. The last line is the number of wallets.",
      "It writes nothing. Each item is read twice: once to find it, and once with its wallet."
    },
    footer = {
      "",
      "Example:",
      "  operator audit --table drawdown-Table --after account#anna --segment 0/4"
    })
final class AuditCommand implements Callable<Integer> {
  private static final Pattern SEGMENT = Pattern.compile("([0-9]{1,7})/([0-9]{1,7})");

  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForAudit options = new ConnectionOptions.ForAudit();

  @Option(
      names = "--after",
      paramLabel = "WALLET",
      description = "Continue after this wallet. An interrupted audit prints its name.")
  Optional<String> after = Optional.empty();

  @Option(
      names = "--segment",
      paramLabel = "N/M",
      defaultValue = "0/1",
      description =
          "Audit only one part of the table, such as 0/4 to 3/4. Default: 0/1, all of it.")
  String segment = "0/1";

  /// The last wallet whose findings were printed.
  private volatile Optional<WalletId> last = Optional.empty();

  AuditCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    Segment part = options.read(segment, AuditCommand::segment);
    Optional<WalletId> start = after.map(name -> options.read(name, LedgerNames::wallet));
    WalletAudits audits = options.connect(connections);
    last = start;
    long wallets = 0;
    boolean whole = true;
    try (SignalHook _ = new SignalHook(this::interrupted)) {
      for (Iterator<WalletId> each = audits.wallets(part, start).iterator(); each.hasNext(); ) {
        WalletId wallet = each.next();
        whole &= show(wallet, audits);
        last = Optional.of(wallet);
        wallets++;
      }
    } catch (RuntimeException failed) {
      interrupted();
      throw failed;
    }
    out.println(wallets + " wallets");
    return whole ? 0 : 1;
  }

  private void interrupted() {
    last.ifPresent(wallet -> out.println("interrupted; continue with --after " + wallet));
  }

  /// Prints the findings on a wallet. Returns whether there are none.
  private boolean show(WalletId wallet, WalletAudits audits) {
    List<String> found = words(wallet, audits);
    found.forEach(words -> out.println(wallet + "\t" + words));
    return found.isEmpty();
  }

  /// An item that can't be read is a finding, so the audit goes on. A wallet that is written all
  /// the time was not audited, and that is no finding on it.
  private static List<String> words(WalletId wallet, WalletAudits audits) {
    try {
      return audits.findings(wallet).stream().map(AuditCommand::words).toList();
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      return List.of("can't be read: " + OperatorProgram.oneLine(unreadable));
    } catch (Unavailable _) {
      return List.of("is being written: audit it again later");
    }
  }

  static String words(Finding finding) {
    return switch (finding) {
      case Finding.WalletBehind(long version, long last) ->
          "the wallet ends with entry " + version + ", but the ledger ends with entry " + last;
      case Finding.EntryMissing(long number) -> "entry " + number + " is missing";
      case Finding.TotalsDiffer(long ledger, long wallet) ->
          "the entries don't add up to the wallet: " + ledger + " and " + wallet;
      case Finding.ChargeWithoutEntry(var charge, long number) ->
          "charge " + charge + " names entry " + number + ", which the wallet doesn't count";
      case Finding.EntryWithoutCharge(long number, String charge) ->
          "entry " + number + " names charge " + charge + ", which is missing";
      case Finding.ChargeBehind(long number, var kind, String charge) ->
          ("entry " + number + " is a " + kind.label() + " of charge " + charge)
              + ", which doesn't say so";
      case Finding.PaymentBehind(long number, var payment) ->
          "entry " + number + " is the pack of payment " + payment + ", which doesn't say so";
      case Finding.PoolBehind(var charge, var draw) ->
          "charge " + charge + " drew on " + draw.wallet() + ", which lacks entry " + draw.entry();
      case Finding.DocumentWithoutCharge(var document, var charge) ->
          "document " + document.document() + " is kept by charge " + charge + ", which is missing";
      case Finding.DocumentMissing(var document, var charge) ->
          "charge " + charge + " paid for document " + document.document() + ", which is missing";
    };
  }

  private static Segment segment(String text) {
    Matcher parts = SEGMENT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a segment is N/M, such as 0/4, not " + text);
    }
    return new Segment(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }
}
