package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A commit is written once per token.
public interface TokenContract extends StoreUnderTest {
  /// The tag of tests that fail if an endpoint applies a request token twice.
  String TOKENS_APPLIED_ONCE = "tokens-applied-once";

  @Test
  @Tag(TOKENS_APPLIED_ONCE)
  default void the_same_token_commits_once_and_answers_the_same() {
    AccountId account = Sample.account();
    Commit.Step commit = Sample.commit(Sample.opening(account));
    UUID token = Sample.token();

    assertThat(store().commits().commit(commit, token)).isEqualTo(new Committed());
    assertThat(store().commits().commit(commit, token)).isEqualTo(new Committed());

    assertThat(walletOf(account)).isEqualTo(commit.journal().wallet());
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 0, 10)).hasSize(1);
  }

  @Test
  @Tag(TOKENS_APPLIED_ONCE)
  default void a_token_still_answers_after_other_commits() {
    AccountId account = Sample.account();
    Commit.Step commit = Sample.commit(Sample.opening(account));
    UUID token = Sample.token();
    store().commits().commit(commit, token);
    AccountWallet newer = committed(Sample.spending(walletOf(account)));

    assertThat(store().commits().commit(commit, token)).isEqualTo(new Committed());

    assertThat(walletOf(account)).isEqualTo(newer);
  }

  @Test
  default void another_token_is_another_try() {
    AccountId account = Sample.account();
    Commit.Step commit = Sample.commit(Sample.opening(account));
    store().commits().commit(commit, Sample.token());

    assertThat(store().commits().commit(commit, Sample.token())).isInstanceOf(Stale.class);
  }

  @Test
  default void a_token_without_a_written_commit_can_be_used_again() {
    AccountId account = Sample.account();
    Commit.Step spending = Sample.commit(Sample.spending(Sample.opening(account).wallet()));
    UUID token = Sample.token();
    assertThat(store().commits().commit(spending, token)).isInstanceOf(Stale.class);
    committed(Sample.opening(account));

    assertThat(store().commits().commit(spending, token)).isEqualTo(new Committed());
  }

  @Test
  @Tag(TOKENS_APPLIED_ONCE)
  default void a_token_can_not_be_used_for_another_commit() {
    AccountId account = Sample.account();
    Commit.Step opening = Sample.commit(Sample.opening(account));
    Commit.Step spending = Sample.commit(Sample.spending(opening.journal().wallet()));
    UUID token = Sample.token();
    store().commits().commit(opening, token);

    assertThatThrownBy(() -> store().commits().commit(spending, token))
        .isInstanceOf(RuntimeException.class);

    assertThat(walletOf(account)).isEqualTo(opening.journal().wallet());
  }
}
