package dev.drawdown.domain.audit;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.audit.WalletAudit.Finding;
import dev.drawdown.domain.audit.WalletRecords.Others;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An audit of one account's records.
@Tag("long")
class WalletAuditTest {
  private static final int CHARGES = 30_000;

  /// With a look at all entries for each charge, this audit takes a minute.
  @Test
  void the_audit_of_many_charges_takes_seconds() {
    Account account = Account.on(simple().action("run", 1)).topUp(CHARGES);
    Map<ChargeId, Charge> charges = new HashMap<>();
    for (int i = 0; i < CHARGES; i++) {
      Charge charge = account.charged(run(1));
      charges.put(charge.id(), charge);
    }
    WalletRecords records =
        new WalletRecords(account.advanced(), account.ledger(), charges, Map.of());

    List<Finding> findings =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), new WalletAudit(records, new NothingElse())::findings);

    assertThat(findings).isEmpty();
  }

  /// The charges drew on the account alone, so no other record concerns them.
  private record NothingElse() implements Others {
    @Override
    public Wallet<?> wallet(WalletId id) {
      throw new AssertionError("was read: " + id);
    }

    @Override
    public Optional<Entry> entry(WalletId id, long number) {
      throw new AssertionError("was read: " + id + "/" + number);
    }

    @Override
    public Optional<Charge> charge(AccountId account, ChargeId id) {
      throw new AssertionError("was read: " + account + "/" + id);
    }

    @Override
    public Optional<Payment> payment(PaymentId id) {
      throw new AssertionError("was read: " + id);
    }
  }
}
