package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A wallet's due time is no later than its next due change.
public interface DueContract extends StoreUnderTest {
  Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @Test
  default void a_wallet_without_due_changes_has_no_due_time() {
    AccountWallet asleep = committed(monthly(Sample.account()));

    assertThat(walletOf(asleep.account()).dueAt()).isEmpty();
    assertThat(found(asleep, MAY)).isEmpty();
  }

  @Test
  default void a_wallet_is_found_from_its_due_time_on_and_not_before() {
    AccountWallet touched = committed(spending(committed(monthly(Sample.account()))));

    assertThat(walletOf(touched.account()).dueAt()).contains(APRIL);
    assertThat(found(touched, APRIL.minusMillis(1))).isEmpty();
    assertThat(found(touched, APRIL)).contains(new DueWallet(touched.id().toString(), APRIL));
  }

  @Test
  default void due_times_are_rounded_up_to_five_minutes() {
    AccountWallet held =
        committed(holding(committed(monthly(Sample.account())), NOW.plusSeconds(900)));

    // From 09:41:53.589 on.
    assertThat(walletOf(held.account()).dueAt()).contains(Instant.parse("2026-03-14T09:45:00Z"));
  }

  @Test
  default void a_change_records_an_earlier_due_time_and_keeps_an_even_earlier_one() {
    AccountId account = Sample.account();
    committed(spending(committed(monthly(account))));

    committed(holding(walletOf(account), NOW.plusSeconds(60)));
    Optional<Instant> held = walletOf(account).dueAt();
    committed(spending(walletOf(account).with(book -> book.withHolds(List.of()))));

    assertThat(held).contains(Instant.parse("2026-03-14T09:30:00Z"));
    assertThat(walletOf(account).dueAt()).isEqualTo(held);
  }

  @Test
  default void a_wallet_found_too_early_gets_its_real_due_time() {
    AccountId account = Sample.account();
    committed(holding(committed(monthly(account)), NOW.plusSeconds(60)));
    AccountWallet captured =
        committed(spending(walletOf(account).with(book -> book.withHolds(List.of()))));

    assertThat(due().reschedule(walletOf(account), Optional.of(APRIL))).isEqualTo(new Committed());

    assertThat(walletOf(account)).isEqualTo(captured.withDueAt(Optional.of(APRIL)));
    assertThat(found(captured, APRIL.minusMillis(1))).isEmpty();
    assertThat(found(captured, APRIL)).isPresent();
  }

  @Test
  default void a_wallet_without_further_due_changes_loses_its_due_time() {
    AccountId account = Sample.account();
    AccountWallet asleep = committed(monthly(account));
    committed(noting(asleep.withDueAt(Optional.of(NOW.plusSeconds(1)))));

    assertThat(due().reschedule(walletOf(account), Optional.empty())).isEqualTo(new Committed());

    assertThat(walletOf(account).dueAt()).isEmpty();
    assertThat(found(asleep, MAY)).isEmpty();
  }

  @Test
  default void a_due_time_is_kept_if_the_wallet_changed_since_it_was_read() {
    AccountId account = Sample.account();
    AccountWallet asleep = committed(monthly(account));
    committed(spending(asleep));

    assertThat(due().reschedule(asleep, Optional.empty())).isEqualTo(Stale.WITHOUT_ITEMS);

    assertThat(walletOf(account).dueAt()).contains(APRIL);
  }

  @Test
  default void due_wallets_are_listed_page_by_page_the_earliest_first() {
    DueShard shard = new DueShard(17);
    List<DueWallet> written = new ArrayList<>();
    for (int wallet = 0; wallet < 7; wallet++) {
      Instant at = Instant.EPOCH.plusSeconds(300L * (wallet % 3 + 1));
      AccountId account = accountIn(shard);
      committed(noting(AccountWallet.unseen(account).withDueAt(Optional.of(at))));
      written.add(new DueWallet(walletOf(account).id().toString(), at));
    }

    List<DueWallet> listed = new ArrayList<>();
    List<DueWallet> page = due().due(shard, Instant.EPOCH.plusSeconds(900), 3, Optional.empty());
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      listed.addAll(page);
      page = due().due(shard, Instant.EPOCH.plusSeconds(900), 3, Optional.of(page.getLast()));
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
    assertThat(listed).extracting(DueWallet::dueAt).isSorted();
    assertThat(due().due(shard, Instant.EPOCH.plusSeconds(300), 100, Optional.empty())).hasSize(3);
  }

  @Test
  default void the_names_of_all_wallets_are_listed() {
    Set<String> written = new HashSet<>();
    for (int wallet = 0; wallet < 20; wallet++) {
      written.add(committed(Sample.opening(Sample.account())).id().toString());
    }

    List<String> named = due().walletNames().toList();

    assertThat(named).containsAll(written).doesNotHaveDuplicates();
  }

  private Optional<DueWallet> found(AccountWallet wallet, Instant by) {
    return due().due(DueShard.of(wallet.id()), by, 1_000, Optional.empty()).stream()
        .filter(due -> due.wallet().equals(wallet.id().toString()))
        .findFirst();
  }

  private static AccountId accountIn(DueShard shard) {
    while (true) {
      AccountId account = new AccountId("due-" + UUID.randomUUID());
      if (DueShard.of(AccountWallet.unseen(account).id()).equals(shard)) {
        return account;
      }
    }
  }

  /// The first entry of an account: fifty credits for the month.
  private static Journal<AccountWallet> monthly(AccountId account) {
    return Journal.of(AccountWallet.unseen(account))
        .grant(
            NOW,
            Reason.CALENDAR_MONTH.cause(),
            number ->
                Bucket.Plan.granted(number, new PlanId("monthly"), Credits.of(50), NOW, APRIL));
  }

  /// Another entry: it spends a credit of the plan.
  private static Journal<AccountWallet> spending(AccountWallet wallet) {
    return Journal.of(wallet)
        .draw(NOW, EntryKind.CHARGE, Cause.byHand("sample", Optional.empty()), oneCredit(wallet));
  }

  private static Journal<AccountWallet> holding(AccountWallet wallet, Instant until) {
    Journal<AccountWallet> drawn =
        Journal.of(wallet)
            .draw(NOW, EntryKind.HOLD, Cause.byHand("sample", Optional.empty()), oneCredit(wallet));
    Hold hold = new Hold(drawn.wallet().version(), until, oneCredit(wallet));
    return drawn.silently(held -> held.with(book -> book.with(hold)));
  }

  private static Journal<AccountWallet> noting(AccountWallet wallet) {
    return Sample.noting(wallet, 1, "sample");
  }

  private static Drawdown oneCredit(AccountWallet wallet) {
    return new Drawdown(
        List.of(new Draw.Own(wallet.book().unpaidPlan().orElseThrow().id(), Credits.of(1))));
  }
}
