package dev.drawdown.domain.commit;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.Capturing.CaptureResult.Captured;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// I3, T5: the records that commit together, and their conditions.
class CommitTest {
  private static final Run LETTER = run("letter").on("doc-1");
  private static final DocumentKey DOCUMENT =
      new DocumentKey(new ActionId("letter"), new DocumentId("doc-1"));
  private final Account account = Account.on(simple().monthly(50));

  @Test
  void a_charge_commits_with_its_key_its_document_and_its_first_grants() {
    Charged charged = (Charged) account.charge("k1", LETTER);

    assertThat(charged.commits()).hasSize(1);
    assertThat(journal(charged.commits().getFirst()).basedOn()).isZero();
    assertThat(journal(charged.commits().getFirst()).entries())
        .extracting(Entry::number)
        .containsExactly(1L, 2L);
    assertThat(charged.commits().getFirst().writes())
        .containsExactly(
            new ChargeWrite.OpenCharge(charged.charge()),
            new ChargeWrite.KeepDocument(DOCUMENT, new ChargeId("k1"), Optional.empty()));
  }

  @Test
  void a_document_is_taken_over_only_if_the_expired_hold_still_keeps_it() {
    account.charged("k1", LETTER.held());

    account.after(Duration.ofMinutes(15));
    Charged charged = (Charged) account.charge("k2", LETTER);

    assertThat(charged.commits().getLast().writes())
        .contains(
            new ChargeWrite.KeepDocument(
                DOCUMENT, new ChargeId("k2"), Optional.of(new ChargeId("k1"))));
  }

  @Test
  void a_refund_changes_the_charge_on_condition_and_frees_its_document() {
    Charge charge = account.charged("k1", LETTER);

    Refunded refunded = (Refunded) account.refund("k1");

    assertThat(refunded.charge().changedBy()).isEqualTo(3);
    assertThat(refunded.commits().getLast().writes())
        .containsExactly(
            new ChargeWrite.ChangeCharge(refunded.charge(), charge.openedBy()),
            new ChargeWrite.FreeDocument(DOCUMENT, charge.id()));
  }

  @Test
  void a_capture_changes_the_charge_on_condition_and_keeps_its_document() {
    Charge hold = account.charged("k1", LETTER.held());

    Captured captured = (Captured) account.capture("k1");

    assertThat(captured.commits().getLast().writes())
        .containsExactly(new ChargeWrite.ChangeCharge(captured.charge(), hold.openedBy()));
  }

  @Test
  void due_changes_are_committed_before_the_command() {
    account.given(run(20)).at(APRIL);

    Charged charged = (Charged) account.charge("k1", run(1));

    assertThat(charged.commits()).hasSize(2);
    assertThat(charged.commits().getFirst().writes()).isEmpty();
    assertThat(journal(charged.commits().getLast()).basedOn())
        .isEqualTo(journal(charged.commits().getFirst()).wallet().version());
  }

  @Test
  void a_further_record_commits_with_the_last_transaction_or_alone() {
    Charged charged = (Charged) account.given(run(20)).at(APRIL).charge("k1", run(1));
    ChargeWrite further = new ChargeWrite.FreeDocument(DOCUMENT, new ChargeId("k0"));

    List<Commit> commits = Commit.appending(charged.commits(), further);

    assertThat(commits).hasSize(2).startsWith(charged.commits().getFirst());
    assertThat(journal(commits.getLast())).isEqualTo(journal(charged.commits().getLast()));
    assertThat(commits.getLast().writes())
        .containsExactly(new ChargeWrite.OpenCharge(charged.charge()), further);
    assertThat(Commit.appending(List.of(), further))
        .containsExactly(new Commit.RecordsOnly(List.of(further)));
  }

  @Test
  void an_empty_commit_is_refused() {
    Journal<AccountWallet> nothing = Journal.of(unseen());

    assertThatIllegalArgumentException().isThrownBy(() -> new Commit.Step(nothing, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Commit.RecordsOnly(List.of()));
  }

  private static Journal<?> journal(Commit commit) {
    return ((Commit.Step) commit).journal();
  }
}
