package dev.drawdown.domain.manualchange;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.ASSISTANT_COACH;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.AlreadyChanged;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.Changed;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.ExpiresTooSoon;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.KeyReused;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.TooManyExpiries;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// G1, G2: an operator grants and corrects credits once per key, and the ledger has the operator
/// and the reason.
class ManualChangeTest {
  private static final String WHY = "sorry for the outage";
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  @Test
  void granted_credits_are_a_promotional_bucket_and_the_entry_has_actor_and_reason() {
    Account account = Account.on(OUTSMART);

    ManualChangeResult result = account.change("g1", grant(50));

    assertThat(made(result).postings()).extracting(Posting::change).containsExactly(50L);
    assertThat(account.kinds()).containsExactly(EntryKind.GRANT);
    Entry entry = account.ledger().getFirst();
    assertThat(entry.postings().getFirst().bucket().kind()).isEqualTo(BucketKind.PROMOTIONAL);
    assertThat(entry.cause().reason()).contains(WHY);
    assertThat(entry.cause().actor()).contains("olga");
  }

  /// D1: OutSmart's order doesn't name the kind.
  @Test
  void promotional_credits_are_drawn_right_after_the_plan() {
    Account account = Account.on(OUTSMART).paid("solo").topUp(7);
    account.change("g1", grant(50));

    assertThat(kinds(account))
        .containsExactly(
            BucketKind.PLAN, BucketKind.PROMOTIONAL, BucketKind.STARTER, BucketKind.TOP_UP);
  }

  @Test
  void the_bucket_that_expires_first_is_drawn_first() {
    Account account = Account.on(ASSISTANT_COACH);
    account.change("never", grant(1));
    account.change("april", grant(2, APRIL));
    account.change("tomorrow", grant(3, TOMORROW));

    assertThat(account.left()).containsExactly(50L, 3L, 2L, 1L);
  }

  @Test
  void credits_that_expire_together_share_a_bucket() {
    Account account = Account.on(ASSISTANT_COACH);

    account.change("g1", grant(1));
    account.change("g2", grant(2));
    account.change("g3", grant(3, APRIL));
    account.change("a1", adjust(4));

    assertThat(account.left()).containsExactly(50L, 3L, 7L);
    assertThat(account.kinds())
        .containsExactly(EntryKind.GRANT, EntryKind.GRANT, EntryKind.GRANT, EntryKind.ADJUSTMENT);
  }

  /// T2: the end of the bucket is due.
  @Test
  void remaining_credits_expire_at_the_end_and_an_empty_bucket_is_removed_without_an_entry() {
    Account account = Account.on(ASSISTANT_COACH);
    account.change("g1", grant(3, TOMORROW));

    account.at(TOMORROW);

    assertThat(account.left()).containsExactly(50L);
    Entry last = account.ledger().getLast();
    assertThat(last.kind()).isEqualTo(EntryKind.EXPIRY);
    assertThat(last.at()).isEqualTo(TOMORROW);
    assertThat(last.change()).isEqualTo(-3);
    assertThat(last.cause().reason()).contains("expired");
  }

  /// V1: usage counts only the allowance.
  @Test
  void promotional_credits_count_in_the_total_and_not_in_the_usage() {
    Account account = Account.on(ASSISTANT_COACH);

    account.change("g1", grant(50));

    assertThat(account.total()).isEqualTo(100);
    assertThat(account.balance().usage().granted()).isEqualTo(Credits.of(50));
  }

  /// F2: an expired bucket takes nothing back.
  @Test
  void a_refund_goes_back_to_the_bucket_until_that_expires() {
    Account account = Account.on(AI_EMPLOYEE);
    account.change("g1", grant(3, TOMORROW));
    account.change("g2", grant(5));
    account.charged("c1", run("reply").times(104));
    account.charged("c2", run("reply").times(4));

    RefundResult early = account.refund("c2");
    account.at(TOMORROW);
    RefundResult late = account.refund("c1");

    assertThat(returned(early)).containsExactly(4L, 0L);
    assertThat(returned(late)).containsExactly(101L, 3L);
  }

  @Test
  void an_empty_bucket_that_never_expires_takes_its_credits_back() {
    Account account = Account.on(ASSISTANT_COACH);
    account.change("g1", grant(1));
    account.charged("c1", run("checkin.draft").times(51));

    account.after(Duration.ofDays(300));

    assertThat(returned(account.refund("c1"))).containsExactly(1L, 50L);
  }

  @Test
  void an_adjustment_down_first_grants_the_credits_that_the_balance_shows() {
    Account account = Account.on(OUTSMART);

    Made made = made(account.change("a1", adjust(-4)));

    assertThat(account.left()).containsExactly(6L);
    assertThat(account.kinds()).containsExactly(EntryKind.GRANT, EntryKind.ADJUSTMENT);
    assertThat(made.postings()).extracting(Posting::change).containsExactly(-4L);
    assertThat(made.entry()).isEqualTo(2);
  }

  @Test
  void an_adjustment_down_takes_in_draw_order_and_never_below_zero() {
    Account account = Account.on(ASSISTANT_COACH).topUp(7);
    account.change("g1", grant(5));

    Made made = made(account.change("a1", adjust(-1_000)));

    assertThat(account.total()).isZero();
    assertThat(made.postings()).extracting(Posting::change).containsExactly(-50L, -5L, -7L);
  }

  @Test
  void an_adjustment_of_an_empty_account_is_an_entry_of_0() {
    Account account = Account.on(ASSISTANT_COACH);
    account.change("a1", adjust(-50));

    Made made = made(account.change("a2", adjust(-1)));

    assertThat(made.postings()).isEmpty();
    assertThat(account.ledger().getLast().change()).isZero();
    account.topUp(10);
    assertThat(account.change("a2", adjust(-1))).isInstanceOf(AlreadyChanged.class);
    assertThat(account.total()).isEqualTo(10);
  }

  @Test
  void an_adjustment_down_leaves_held_and_pool_credits() {
    Account account = Account.on(ASSISTANT_COACH);
    account.charged("h", run("checkin.draft").times(20).held());

    Made made = made(account.change("a1", adjust(-50)));

    assertThat(made.postings()).extracting(Posting::change).containsExactly(-30L);
    assertThat(account.held()).isEqualTo(20);
  }

  @Test
  void a_change_is_made_once_per_key_even_after_its_credits_expired() {
    Account account = Account.on(ASSISTANT_COACH);
    Made first = made(account.change("g1", grant(5, TOMORROW)));

    account.after(Duration.ofDays(10));
    ManualChangeResult again = account.change("g1", grant(5, TOMORROW));

    assertThat(again)
        .isInstanceOfSatisfying(
            AlreadyChanged.class, same -> assertThat(same.made()).isEqualTo(first));
    assertThat(account.total()).isEqualTo(50);
  }

  @Test
  void another_change_under_a_used_key_is_refused() {
    Account account = Account.on(ASSISTANT_COACH);
    account.change("g1", grant(5));

    for (ManualChange other :
        List.of(
            grant(6), grant(5, TOMORROW), adjust(5), new Grant(Credits.of(5), "why not", NEVER))) {
      assertThat(account.change("g1", other)).isInstanceOf(KeyReused.class);
    }
    assertThat(account.total()).isEqualTo(55);
  }

  @Test
  void charges_have_separate_keys() {
    Account account = Account.on(ASSISTANT_COACH);
    account.charged("k", run("checkin.draft"));

    assertThat(account.change("k", grant(5))).isInstanceOf(Changed.class);
    assertThat(account.total()).isEqualTo(54);
  }

  @Test
  void a_grant_that_would_already_be_expired_is_refused() {
    Account account = Account.on(ASSISTANT_COACH);

    assertThat(account.change("g1", grant(5, NOW))).isEqualTo(new ExpiresTooSoon());
    assertThat(account.change("g2", grant(5, NOW.minusMillis(1)))).isEqualTo(new ExpiresTooSoon());
    assertThat(account.ledger()).isEmpty();
  }

  @Test
  void an_account_has_at_most_ten_expiries_and_any_number_of_grants_share_them() {
    Account account = Account.on(ASSISTANT_COACH);
    for (int day = 1; day <= 10; day++) {
      account.change("g" + day, grant(1, NOW.plus(Duration.ofDays(day))));
    }

    ManualChangeResult eleventh = account.change("g11", grant(1, NOW.plus(Duration.ofDays(11))));

    assertThat(eleventh).isEqualTo(new TooManyExpiries(10));
    assertThat(account.change("g12", grant(1, NOW.plus(Duration.ofDays(9)))))
        .isInstanceOf(Changed.class);
    assertThat(account.change("g13", grant(1))).isInstanceOf(Changed.class);
    account.after(Duration.ofDays(1));
    assertThat(account.change("g11", grant(1, NOW.plus(Duration.ofDays(11)))))
        .isInstanceOf(Changed.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 10_000_000_000_000L})
  void a_grant_has_1_to_a_million_million_credits(long credits) {
    assertThatThrownBy(() -> grant(credits)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_reason_is_required() {
    assertThatThrownBy(() -> new Adjustment(1, " ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Adjustment(1, "x".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "olga\n", "olga\u001b[1m"})
  void an_actor_is_a_line_of_text(String actor) {
    assertThatThrownBy(() -> asked(actor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an actor must be 1 to 128 characters without control characters");
  }

  @Test
  void an_actor_has_at_most_128_characters() {
    assertThat(asked("o".repeat(128)).actor()).isPresent();
    assertThatThrownBy(() -> asked("o".repeat(129))).isInstanceOf(IllegalArgumentException.class);
  }

  private static Asked asked(String actor) {
    return new Asked(new ManualChange.Key("k"), grant(1), Optional.of(actor));
  }

  /// L1: random changes, charges and refunds against plain sums, with an audit after each.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_ledger_adds_up_after_any_changes(long seed) {
    RandomGenerator random = new Random(seed);
    Account account = Account.on(OUTSMART);
    long expected = account.total();

    for (int step = 0; step < 60; step++) {
      expected = changed(account, random, step, expected);

      assertThat(account.total()).as("step " + step).isEqualTo(expected);
      assertThat(Audit.of(account.advanced().book(), account.ledger().iterator()).consistent())
          .isTrue();
    }
  }

  private static long changed(Account account, RandomGenerator random, int step, long total) {
    long credits = random.nextLong(1, 40);
    String key = "step-" + step;
    return switch (random.nextInt(3)) {
      case 0 -> total + moved(account.change(key, grant(credits)));
      case 1 -> {
        long taken = moved(account.change(key, adjust(-credits)));
        assertThat(-taken).isEqualTo(Math.min(credits, total));
        yield total + taken;
      }
      default -> total + moved(account.change(key, adjust(credits)));
    };
  }

  private static final Optional<Instant> NEVER = Optional.empty();

  private static Grant grant(long credits) {
    return new Grant(Credits.of(credits), WHY, NEVER);
  }

  private static Grant grant(long credits, Instant expiry) {
    return new Grant(Credits.of(credits), WHY, Optional.of(expiry));
  }

  private static Adjustment adjust(long credits) {
    return new Adjustment(credits, WHY);
  }

  private static Made made(ManualChangeResult result) {
    assertThat(result).isInstanceOf(Changed.class);
    return ((Changed) result).made();
  }

  private static long moved(ManualChangeResult result) {
    return made(result).postings().stream().mapToLong(Posting::change).sum();
  }

  private static List<BucketKind> kinds(Account account) {
    return account.balance().buckets().stream().map(Spendable::kind).toList();
  }

  private static List<Long> returned(RefundResult result) {
    RefundResult.Refunded refunded = (RefundResult.Refunded) result;
    return List.of(refunded.returned().restored().amount(), refunded.returned().expired().amount());
  }
}
