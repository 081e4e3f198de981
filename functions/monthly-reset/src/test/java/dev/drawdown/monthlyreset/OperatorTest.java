package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.ParkedWallet;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.advancing.WalletAdvancing;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.wallet.WalletId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
  private static final AccountId ANNA = new AccountId("anna");
  private static final AccountId BEN = new AccountId("ben");

  private static final Catalog SIXTY_FROM_FEBRUARY =
      Catalogs.read(
          """
          {"product": "assistant-coach",
           "actions": [{"id": "checkin.draft", "name": "Draft", "cost": 1}],
           "defaultPlan": "monthly",
           "plans": [
             {"id": "monthly", "name": "Monthly credits", "period": "calendar-month",
              "credits": 50, "changes": [{"from": "2027-02-01T00:00:00Z", "credits": 60}]}]}
          """);

  private final InMemoryStore store = Coach.store();

  @Test
  void the_list_says_which_wallets_wait_since_when_and_why() {
    parked(ANNA, "it lacks a version");
    parked(BEN, "it lacks a plan");

    assertThat(operate(store, "list").lines())
        .containsExactly(
            "account#anna\t2026-12-01T00:00:00Z\tit lacks a version",
            "account#ben\t2026-12-01T00:00:00Z\tit lacks a plan");
  }

  @Test
  void a_long_list_is_read_page_by_page() {
    Coach.accounts(205).forEach(account -> parked(account, "why"));

    assertThat(operate(store, "list").lines()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void a_wallet_that_was_mended_is_advanced_and_parked_no_more() {
    parked(ANNA, "it lacks a version");

    assertThat(operate(store, "retry", "account#anna"))
        .isEqualTo("account#anna\tsettled, 2 entries");

    assertThat(Coach.ledger(store, ANNA)).hasSize(4);
    assertThat(operate(store, "list")).isEmpty();
    assertThat(operate(store, "retry", "account#anna"))
        .isEqualTo("There is no such parked wallet.");
  }

  @Test
  void a_wallet_that_others_have_advanced_meanwhile_is_parked_no_more() {
    parked(ANNA, "it lacks a version");
    store.commitAll(
        Coach.charged(store.wallet(WalletId.of(ANNA)), "second", 1, DECEMBER).commits());

    assertThat(operate(store, "retry", "account#anna")).isEqualTo("account#anna\tnothing to do");

    assertThat(store.parkedWallet("account#anna")).isEmpty();
  }

  @Test
  void all_are_tried_again_and_what_still_can_not_be_advanced_stays() {
    parked(ANNA, "it lacks a version");
    parked(BEN, "it lacks a plan");
    Store poisoned =
        new UnreadableStore(store, WalletId.of(ANNA), new IllegalStateException("still"));

    assertThat(operate(poisoned, "retry", "--all").lines())
        .containsExactly(
            "account#anna\tcan't be done: java.lang.IllegalStateException: still",
            "account#ben\tsettled, 2 entries");

    assertThat(store.parkedWallets(10, Optional.empty()))
        .extracting(ParkedWallet::reason)
        .containsExactly("it lacks a version");
  }

  @Test
  void only_wallets_of_which_something_else_is_noted_are_noted_anew() {
    store.commitAll(Coach.charged(ANNA, 1));
    store.commitAll(Coach.charged(BEN, 1));
    store.park(
        new ParkedWallet("account#ben", "why", NOVEMBER),
        new DueWallet("account#ben", DECEMBER),
        DECEMBER.plusSeconds(300));

    assertThat(operate(store, "note")).isEqualTo("account#ben\tnoted");
    assertThat(operate(store, "note")).isEmpty();
    assertThat(store.wallet(WalletId.of(BEN)).dueAt()).contains(DECEMBER);
  }

  @Test
  void whoever_slept_is_noted_for_when_an_edited_catalog_wakes_them() {
    AtomicReference<Catalog> catalog = new AtomicReference<>(CATALOG);
    InMemoryStore edited =
        new InMemoryStore(new DueTimes(wallet -> new WalletAdvancing(catalog.get()).dueAt(wallet)));
    edited.commitAll(Coach.charged(ANNA, 1));
    Coach.scheduleAt(DECEMBER, edited).tick();
    Optional<Instant> asleep = edited.wallet(WalletId.of(ANNA)).dueAt();
    catalog.set(SIXTY_FROM_FEBRUARY);

    Ports ports = new Ports(catalog.get(), edited, () -> DECEMBER);
    String told = operate(ports, "note");

    assertThat(asleep).isEmpty();
    assertThat(told).isEqualTo("account#anna\tnoted");
    assertThat(edited.wallet(WalletId.of(ANNA)).dueAt())
        .contains(Instant.parse("2027-02-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "retry",
        "list all",
        "note all",
        "retry account#anna",
        "retry account#anna --table",
        "retry account#anna --table t",
        "retry account#anna account#ben --table t --catalog c",
      })
  void what_is_no_command_is_refused(String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorOptions.parse(List.of(words.split(" "))));
  }

  private void parked(AccountId account, String reason) {
    store.commitAll(Coach.charged(account, 1));
    String name = WalletId.of(account).toString();
    Instant until = DECEMBER.plusSeconds(86_400);
    store.park(new ParkedWallet(name, reason, DECEMBER), new DueWallet(name, DECEMBER), until);
  }

  private String operate(Store wallets, String... words) {
    return operate(Coach.ports(wallets, store), words);
  }

  private static String operate(Ports ports, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--table", "t", "--catalog", "c"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Operator(ports, new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(OperatorOptions.parse(line).command());
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
