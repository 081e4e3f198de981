package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// D5, F3: the second use of an action on a document is free, for ever.
class OncePerDocumentTest {
  private static final Run LETTER = run("letter").on("doc-1");
  private final Account account = Account.on(simple().oncePerDocument("analyze", 2)).topUp(20);

  @Test
  void the_second_use_returns_the_first_charge_and_takes_nothing() {
    Charge first = account.charged("k1", LETTER);

    ChargeResult second = account.charge("k2", LETTER);

    assertThat(second).isInstanceOf(PaidBefore.class);
    assertThat(((PaidBefore) second).first()).isEqualTo(first);
    assertThat(account.total()).isEqualTo(19);
  }

  @Test
  void the_document_stays_free_for_ever_even_without_credits() {
    account.given(LETTER, run(19));

    account.at("2046-01-01T00:00:00Z");

    assertThat(account.charge("k2", LETTER.times(500).held())).isInstanceOf(PaidBefore.class);
  }

  @Test
  void once_per_document_is_per_action_and_per_document() {
    account.given(LETTER);

    assertThat(account.charge("k2", run("letter").on("doc-2"))).isInstanceOf(Charged.class);
    assertThat(account.charge("k3", run("analyze").on("doc-1"))).isInstanceOf(Charged.class);
    assertThat(account.total()).isEqualTo(16);
  }

  @Test
  void every_run_of_another_action_on_a_document_costs() {
    account.given(run("run").on("doc-1"), run("run").on("doc-1"));

    assertThat(account.total()).isEqualTo(18);
  }

  @Test
  void a_once_per_document_action_without_a_document_is_refused() {
    assertThat(account.charge("k1", "letter"))
        .isEqualTo(new DocumentMissing(new ActionId("letter")));
  }

  @Test
  void a_second_use_while_a_hold_is_open_is_refused_until_the_hold_is_over() {
    Charge hold = account.charged("k1", LETTER.held(Duration.ofMinutes(5)));

    ChargeResult second = account.charge("k2", LETTER.times(3));

    Instant expiresAt = account.clock().plus(Duration.ofMinutes(5));
    assertThat(second).isEqualTo(new InProgress(Credits.of(3), hold, expiresAt));
    assertThat(account.quote(LETTER)).isInstanceOf(InProgress.class);
    assertThat(account.held()).isEqualTo(1);
  }

  @Test
  void a_refused_key_may_be_used_again_after_the_capture_of_the_hold() {
    account.charged("k1", LETTER.held());
    account.charge("k2", LETTER);

    account.capture("k1");

    assertThat(account.charge("k2", LETTER)).isInstanceOf(PaidBefore.class);
    assertThat(account.charge("k2", "run")).isInstanceOf(Charged.class);
  }

  @Test
  void a_captured_hold_keeps_the_document() {
    account.charged("k1", LETTER.held());
    account.capture("k1");

    account.after(Duration.ofDays(1));

    assertThat(account.charge("k2", LETTER)).isInstanceOf(PaidBefore.class);
  }

  @Test
  void a_capture_of_a_part_keeps_the_document() {
    account.charged("k1", LETTER.times(3).held());
    account.capture("k1", 1);

    assertThat(account.charge("k2", LETTER)).isInstanceOf(PaidBefore.class);
  }

  @Test
  void a_capture_of_0_frees_the_document() {
    Charge hold = account.charged("k1", LETTER.held());

    CaptureResult captured = account.capture("k1", 0);

    DocumentKey document = new DocumentKey(new ActionId("letter"), new DocumentId("doc-1"));
    assertThat(captured.commits().getLast().writes())
        .contains(new ChargeWrite.FreeDocument(document, hold.id()));
    assertThat(account.charge("k2", LETTER)).isInstanceOf(Charged.class);
    assertThat(account.charge("k3", LETTER)).isInstanceOf(PaidBefore.class);
    assertThat(account.total()).isEqualTo(19);
  }

  @Test
  void a_refund_of_a_capture_of_0_leaves_the_document_to_its_next_charge() {
    account.charged("k1", LETTER.held());
    account.capture("k1", 0);
    account.charged("k2", LETTER);

    account.refund("k1");

    assertThat(account.charge("k3", LETTER)).isInstanceOf(PaidBefore.class);
  }

  @Test
  void a_release_frees_the_document() {
    account.charged("k1", LETTER.held());
    account.refund("k1");

    assertThat(account.charge("k2", LETTER)).isInstanceOf(Charged.class);
  }

  @Test
  void a_refund_frees_the_document() {
    account.charged("k1", LETTER);
    account.refund("k1");

    assertThat(account.charge("k2", LETTER)).isInstanceOf(Charged.class);
    assertThat(account.charge("k3", LETTER)).isInstanceOf(PaidBefore.class);
    assertThat(account.total()).isEqualTo(19);
  }

  @Test
  void an_expiry_frees_the_document_at_its_instant() {
    account.charged("k1", LETTER.held(Duration.ofMinutes(1)));

    account.after(Duration.ofMinutes(1).minusMillis(1));
    assertThat(account.charge("k2", LETTER)).isInstanceOf(InProgress.class);
    account.after(Duration.ofMillis(1));
    assertThat(account.charge("k2", LETTER)).isInstanceOf(Charged.class);
  }

  @Test
  void releasing_an_expired_hold_leaves_the_document_to_its_next_charge() {
    account.charged("k1", LETTER.held(Duration.ofMinutes(1)));
    account.after(Duration.ofMinutes(1)).charged("k2", LETTER);

    account.refund("k1");

    assertThat(account.charge("k3", LETTER)).isInstanceOf(PaidBefore.class);
  }

  @Test
  void a_kept_document_is_freed_even_if_the_action_is_no_longer_once_per_document() {
    account.charged("k1", LETTER);

    account.underCatalog(simple().action("letter", 3));
    account.refund("k1");
    account.underCatalog(simple());

    assertThat(account.charge("k2", LETTER)).isInstanceOf(Charged.class);
  }
}
