package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// OutSmart: the cost of actions, results that are paid once, starter credits and the draw order.
class OutSmartGuideTest {
  private final Account practitioner = Account.on(OUTSMART);

  @Test
  @Guide({
    "OutSmart’s paid AI features (Lab AI and Patient Correspondence) share a single billing system"
        + " called AI Credits.",
    "One credit balance covers every AI action."
  })
  void one_balance_covers_every_action() {
    practitioner.given(run("lab.analyze").on("report-1"), run("letter.generate").on("letter-1"));

    assertThat(practitioner.total()).isEqualTo(8);
  }

  @Test
  @Guide({
    "Each AI action costs a small number of credits",
    "Every paid AI action uses 1 credit when it runs.",
    "Analyze a lab report (Lab AI)1",
    "Generate Clinical Interpretation (Lab AI)1",
    "Generate a Patient Correspondence letter (AI Letters)1"
  })
  void every_paid_action_uses_1_credit() {
    List.of("lab.analyze", "lab.interpret", "letter.generate")
        .forEach(
            action ->
                assertThat(practitioner.charged(run(action).on("report-1")).cost())
                    .isEqualTo(credits(1)));

    assertThat(practitioner.total()).isEqualTo(7);
  }

  @Test
  @Guide({
    "Importing lab rows into the chart0",
    "Editing an AI draft after it’s generated0",
    "Re-opening a saved analysis or interpretation0",
    "Using Ask OutSmart0"
  })
  void free_actions_run_without_credits() {
    spend(10);

    List.of("lab.import", "draft.edit", "saved.open", "ask")
        .forEach(
            action -> assertThat(practitioner.charge(action, action)).isInstanceOf(Free.class));
  }

  @Test
  @Guide({
    "A second use of the same action on the same document (re-analyzing a lab report, re-opening a"
        + " saved interpretation) does not cost another credit.",
    "Saved results are free."
  })
  void a_second_use_on_the_same_document_is_free() {
    Charge first = practitioner.charged(run("lab.analyze").on("report-1"));
    practitioner.given(run("lab.interpret").on("report-1"));

    ChargeResult second = practitioner.charge("k2", run("lab.analyze").on("report-1"));

    assertThat(((PaidBefore) second).first()).isEqualTo(first);
    assertThat(practitioner.total()).isEqualTo(8);
  }

  @Test
  @Guide({
    "New to AI in OutSmart? Go to Starter credits.",
    "Starter creditsAny practitioner trying AI for the first timeA one-time pool of free credits,"
        + " granted automatically the first time you use an AI feature",
    "The free pool you get on first use."
  })
  void starter_credits_come_with_the_first_use_and_once() {
    assertThat(practitioner.ledger()).isEmpty();

    spend(10);

    assertThat(practitioner.ledger(EntryKind.GRANT)).hasSize(1);
    assertThat(practitioner.at("2030-01-01T00:00:00Z").total()).isZero();
  }

  @Test
  @Guide({"There are four sources of AI credits.", "Most practitioners use a combination of them."})
  void there_are_four_sources_of_credits() {
    assertThat(OUTSMART.drawOrder().kinds())
        .containsExactlyInAnyOrder(
            BucketKind.PLAN, BucketKind.STARTER, BucketKind.POOL, BucketKind.TOP_UP);
  }

  @Test
  @Guide({
    "When you click an AI button, OutSmart deducts credits in a fixed order:",
    "Your personal credits (starter credits or the credits from your AI Plan)",
    "Your top-up balance (if you’ve bought one)",
    "OutSmart will use them in the right order automatically (see below)."
  })
  void personal_credits_go_first_and_the_top_up_last() {
    practitioner.topUp(50).paid("solo");

    assertThat(practitioner.balance().buckets())
        .extracting(Spendable::kind)
        .containsExactly(BucketKind.PLAN, BucketKind.STARTER, BucketKind.TOP_UP);
    spend(120);
    assertThat(practitioner.left()).containsExactly(0L, 0L, 40L);
  }

  @Test
  @Guide({
    "You don’t have to think about this.",
    "The right bucket is picked automatically based on what’s available."
  })
  void an_empty_bucket_is_skipped() {
    spend(10);

    practitioner.topUp(50).given(run("lab.analyze").on("one-more"));

    assertThat(practitioner.left()).containsExactly(0L, 49L);
  }

  @Test
  @Guide({
    "The credit counter on the AI button shows the total of all three.",
    "The credit counter on every AI button.",
    "A small purple pill on the right of every AI action button shows your remaining credits at a"
        + " glance."
  })
  void the_pill_shows_the_total() {
    practitioner.topUp(50).paid("solo");

    spend(30);

    assertThat(practitioner.total()).isEqualTo(70 + 10 + 50);
  }

  private void spend(int credits) {
    IntStream.range(0, credits)
        .forEach(number -> practitioner.given(run("lab.analyze").on("report-" + number)));
  }
}
