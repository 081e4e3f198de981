package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitInOrderTest {
  private final InMemoryStore store = new InMemoryStore();
  private final Journal<AccountWallet> ada =
      Sample.noting(AccountWallet.unseen(Sample.account()), 1, "sample");
  private final Journal<AccountWallet> bea =
      Sample.noting(AccountWallet.unseen(Sample.account()), 1, "sample");

  @Test
  void all_commits_are_written_one_after_the_other() {
    Journal<AccountWallet> adaAgain = Sample.noting(ada.wallet(), 2, "sample");

    assertThat(
            store.commitInOrder(
                List.of(Sample.commit(ada), Sample.commit(adaAgain), Sample.commit(bea))))
        .isEqualTo(new Committed());

    assertThat(version(ada)).isEqualTo(3);
    assertThat(version(bea)).isEqualTo(1);
  }

  @Test
  void no_commit_after_the_first_unwritten_one_is_tried() {
    assertThat(
            store.commitInOrder(
                List.of(Sample.commit(ada), Sample.commit(ada), Sample.commit(bea))))
        .isInstanceOf(Stale.class);

    assertThat(version(ada)).isEqualTo(1);
    assertThat(version(bea)).isZero();
  }

  private long version(Journal<AccountWallet> journal) {
    return store.wallet(journal.wallet().id()).version();
  }
}
