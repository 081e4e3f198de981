package dev.drawdown.publishing;

import static dev.drawdown.publishing.Scene.ANNA;
import static dev.drawdown.publishing.Scene.SHARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.publishing.Republishing.PublishedPage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An operator publishes entries again by their numbers. Missing entries are named.
class RepublishingTest {
  private static final Cause BY_A_CHARGE = Cause.by(new ChargeId("k"));

  private final Scene scene = new Scene();
  private final List<PublishedPage> pages = new ArrayList<>();

  @BeforeEach
  void open() {
    scene.opened(ANNA);
    scene.charged(ANNA, "k");
    scene.charged(ANNA, "l");
  }

  @Test
  void any_range_of_a_wallets_entries_is_published_again() {
    LedgerRange lastTwo = new LedgerRange(ANNA, 2, 3);

    assertThat(publish(lastTwo)).isTrue();

    assertThat(pages).containsExactly(whole(lastTwo, 2));
    assertThat(scene.ids()).containsExactly("account#anna/2", "account#anna/3");
  }

  @Test
  void an_open_range_ends_with_the_last_entry() {
    assertThat(publish(LedgerRange.from(ANNA, 2))).isTrue();

    assertThat(pages).containsExactly(whole(new LedgerRange(ANNA, 2, 101), 2));
    assertThat(scene.ids()).containsExactly("account#anna/2", "account#anna/3");
  }

  @Test
  void a_long_ledger_is_published_page_by_page() {
    while (scene.store.wallet(SHARD).version() < 240) {
      scene.noted(SHARD, 40, EntryKind.EXHAUSTED, BY_A_CHARGE);
    }

    assertThat(publish(LedgerRange.from(SHARD, 1))).isTrue();

    assertThat(pages)
        .containsExactly(
            whole(new LedgerRange(SHARD, 1, 100), 100),
            whole(new LedgerRange(SHARD, 101, 200), 100),
            whole(new LedgerRange(SHARD, 201, 300), 40));
    assertThat(scene.ids()).hasSize(240).doesNotHaveDuplicates();
  }

  @Test
  void a_ledger_that_ends_with_a_page_is_published_whole() {
    while (scene.store.wallet(SHARD).version() < 200) {
      scene.noted(SHARD, 40, EntryKind.EXHAUSTED, BY_A_CHARGE);
    }

    assertThat(publish(LedgerRange.from(SHARD, 1))).isTrue();

    assertThat(pages)
        .containsExactly(
            whole(new LedgerRange(SHARD, 1, 100), 100),
            whole(new LedgerRange(SHARD, 101, 200), 100));
  }

  @Test
  void entries_beyond_the_last_are_missing_from_a_closed_range() {
    assertThat(publish(new LedgerRange(ANNA, 3, 4))).isFalse();

    assertThat(pages)
        .containsExactly(missing(new LedgerRange(ANNA, 3, 4), 1, LedgerRange.of(ANNA, 4)));
  }

  @Test
  void a_ledger_without_entries_is_missing() {
    LedgerRange beas = LedgerRange.from(WalletId.of(new AccountId("bea")), 1);

    assertThat(publish(beas)).isFalse();

    assertThat(pages).containsExactly(missing(beas, 0, beas));
  }

  @Test
  void a_range_far_beyond_the_last_entry_ends_with_the_first_empty_page() {
    assertThat(publish(new LedgerRange(ANNA, 1, 999_999_999))).isFalse();

    LedgerRange rest = new LedgerRange(ANNA, 101, 999_999_999);
    assertThat(pages)
        .containsExactly(
            missing(new LedgerRange(ANNA, 1, 100), 3, new LedgerRange(ANNA, 4, 100)),
            missing(rest, 0, rest));
  }

  private boolean publish(LedgerRange entries) {
    PublishingPorts ports = Scene.ports(scene.store, scene.bus, scene.parked);
    return new Republishing(ports, Deadlines::everySecond, _ -> {}).publish(entries, pages::add);
  }

  private static PublishedPage whole(LedgerRange page, int put) {
    return new PublishedPage(page, put, List.of());
  }

  private static PublishedPage missing(LedgerRange page, int put, LedgerRange missing) {
    return new PublishedPage(
        page, put, List.of(new UnpublishableEntries(missing, "not in the ledger")));
  }
}
