package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Office.POOL;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.JoinResult.AlreadyInAPool;
import dev.drawdown.domain.pool.Joining.JoinResult.AlreadyMember;
import dev.drawdown.domain.pool.Joining.JoinResult.Joined;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.pool.Joining.LeaveResult.Left;
import dev.drawdown.domain.pool.Joining.LeaveResult.NotAMember;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// O2, O3: joining and leaving act at once, move no credits, and keep the count of drawn credits.
class JoiningTest {
  private static final PoolId BRANCH = new PoolId("branch");
  private static final AccountId MIA = new AccountId("mia");

  private final Office office = Office.paid(simple().pool("office", 9));
  private final Account mia = office.person("mia");

  @Test
  void an_account_that_joins_draws_from_the_pool_at_once() {
    assertThat(mia.charge("before", run(1))).isInstanceOf(OutOfCredits.class);

    JoinResult result = mia.join("office");

    assertThat(result).isInstanceOf(Joined.class);
    mia.charged(run(1));
    assertThat(mia.left()).containsExactly(8L);
  }

  @Test
  void an_account_that_leaves_draws_no_more_at_once() {
    mia.join("office");

    LeaveResult result = mia.leave("office");

    assertThat(result).isInstanceOf(Left.class);
    assertThat(mia.left()).isEmpty();
    assertThat(mia.charge("after", run(1))).isInstanceOf(OutOfCredits.class);
    assertThat(office.left()).isEqualTo(9);
  }

  @Test
  void an_unpaid_pool_is_unknown() {
    assertThat(mia.join("nowhere")).isInstanceOf(JoinResult.UnknownPool.class);
    assertThat(mia.leave("nowhere")).isInstanceOf(LeaveResult.UnknownPool.class);
    assertThat(mia.ledger()).isEmpty();
  }

  @Test
  void a_failed_payment_opens_no_pool() {
    office.apply("branch", failed(MARCH));

    assertThat(mia.join("branch")).isInstanceOf(JoinResult.UnknownPool.class);
  }

  @Test
  void an_unseen_account_joins_and_its_first_charge_still_starts_its_credits() {
    Office generous =
        Office.paid(simple().starter(3).trial(14, 20).paid("solo", 5, 0).pool("office", 9));
    Account unseen = generous.person("new");

    unseen.join("office");

    assertThat(unseen.ledger()).extracting(Entry::kind).containsExactly(EntryKind.STANDING);
    assertThat(unseen.left()).containsExactly(20L, 3L, 9L);
    unseen.charged(run(1));
    assertThat(unseen.left()).containsExactly(19L, 3L, 9L);
  }

  @Test
  void joining_twice_on_the_same_terms_changes_nothing() {
    mia.join("office", 4);
    mia.charged(run(3));
    long version = mia.balance().version();

    JoinResult again = mia.join("office", 4);

    Member member = new Member(MIA, credits(3), Optional.of(credits(4)));
    assertThat(again).isEqualTo(new AlreadyMember(member));
    assertThat(mia.balance().version()).isEqualTo(version);
  }

  @Test
  void joining_on_other_terms_changes_the_cap() {
    mia.join("office", 4);
    mia.charged(run(3));

    JoinResult raised = mia.join("office", 6);
    assertThat(((Joined) raised).member())
        .isEqualTo(new Member(MIA, credits(3), Optional.of(credits(6))));

    JoinResult removed = mia.join("office");
    assertThat(((Joined) removed).member())
        .isEqualTo(new Member(MIA, credits(3), Optional.empty()));
    assertThat(mia.left()).containsExactly(6L);
  }

  @Test
  void an_account_is_in_one_pool_at_a_time() {
    branch(7);
    mia.join("office");

    assertThat(mia.join("branch")).isEqualTo(new AlreadyInAPool(POOL));
    assertThat(mia.join("branch", 2)).isEqualTo(new AlreadyInAPool(POOL));

    mia.leave("office");
    assertThat(mia.join("branch")).isInstanceOf(Joined.class);
    assertThat(mia.left()).containsExactly(7L);
  }

  @Test
  void an_account_of_another_pool_or_none_can_not_leave_this_pool() {
    branch(7);

    assertThat(mia.leave("office")).isInstanceOf(NotAMember.class);
    mia.join("branch");
    assertThat(mia.leave("office")).isInstanceOf(NotAMember.class);
    assertThat(mia.left()).containsExactly(7L);
  }

  @Test
  void drawn_credits_return_to_their_own_pool() {
    branch(7);
    mia.join("office");
    mia.charged("k1", run(4));
    mia.charged("k2", run(3).held());
    mia.leave("office");
    mia.join("branch");

    mia.refund("k1");
    mia.capture("k2", 1);

    assertThat(office.left()).isEqualTo(8);
    assertThat(mia.left()).containsExactly(7L);
  }

  @Test
  void use_of_a_pool_is_kept_while_its_member_is_in_another() {
    branch(7);
    mia.join("office", 4);
    mia.charged("k1", run(3));
    mia.leave("office");
    mia.join("branch", 5);
    mia.charged(run(2));
    assertThat(mia.left()).containsExactly(3L);

    mia.leave("branch");
    mia.join("office", 4);
    assertThat(mia.left()).containsExactly(1L);

    mia.refund("k1");
    assertThat(mia.left()).containsExactly(4L);
    mia.leave("office");
    mia.join("branch", 5);
    assertThat(mia.left()).containsExactly(3L);
  }

  /// A member's draw counts for the pool period of the draw.
  @Test
  void the_owner_sees_a_members_draws_in_this_period() {
    mia.join("office", 4);
    mia.charged(run(1));
    mia.charged(run(2).held());
    assertThat(((AlreadyMember) mia.join("office", 4)).member().drawn()).isEqualTo(credits(3));

    office.at(APRIL).given(renewed("office", APRIL, MAY));

    assertThat(((AlreadyMember) mia.join("office", 4)).member().drawn()).isEqualTo(credits(0));
  }

  @Test
  void any_accounts_can_be_members_and_are_listed() {
    mia.join("office");
    office.member("ben", 4);
    office.member("cem");
    mia.leave("office");

    assertThat(office.pools().members(POOL))
        .containsExactly(new AccountId("ben"), new AccountId("cem"));
  }

  @Test
  void each_change_is_an_entry_of_0_with_a_reason() {
    mia.join("office");
    mia.join("office", 4);
    mia.leave("office");

    assertThat(mia.ledger(EntryKind.STANDING))
        .extracting(entry -> entry.cause().reason().orElseThrow())
        .containsExactly("joined-pool", "limit-changed", "left-pool");
    assertThat(mia.ledger()).allSatisfy(entry -> assertThat(entry.postings()).isEmpty());
    assertThat(mia.ledger()).extracting(Entry::at).containsOnly(NOW);
  }

  /// The transaction that makes an account a member also lists its name.
  @Test
  void members_are_listed_until_they_leave() {
    List<Commit> joining = mia.join("office", 4).commits();
    List<Commit> changing = mia.join("office", 5).commits();
    List<Commit> leaving = mia.leave("office").commits();

    assertThat(joining.getLast().writes())
        .containsExactly(new MembershipWrite.AddMember(POOL, MIA));
    assertThat(changing.getLast().writes()).isEmpty();
    assertThat(leaving.getLast().writes())
        .containsExactly(new MembershipWrite.RemoveMember(POOL, MIA));
  }

  @Test
  void a_cap_of_0_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mia.join("office", 0))
        .withMessageContaining("office");
  }

  private void branch(long credits) {
    office.underCatalog(simple().pool("office", 9).pool("branch", credits));
    office.apply(BRANCH.value(), paid("sub-branch", "branch", MARCH, APRIL));
  }
}
