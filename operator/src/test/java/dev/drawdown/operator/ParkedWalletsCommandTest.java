package dev.drawdown.operator;

import static dev.drawdown.operator.Console.DECEMBER;
import static dev.drawdown.operator.Console.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.operator.Console.Printed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `operator parked wallets` and `operator due-times`: in December, on wallets whose last write was
/// in November.
class ParkedWalletsCommandTest {
  private static final Instant IN_A_DAY = DECEMBER.plusSeconds(86_400);

  @AutoClose private final Console console = new Console("assistant-coach").at(DECEMBER);

  @Test
  void the_list_shows_each_parked_wallet_with_time_and_reason() {
    park("anna", "it lacks a version");
    park("ben", "it lacks a plan");

    Printed list = console.run("parked wallets list");

    assertThat(list.lines())
        .containsExactly(
            "account#anna\t2026-12-01T00:00:00Z\tit lacks a version",
            "account#ben\t2026-12-01T00:00:00Z\tit lacks a plan");
    assertThat(list.exit()).isZero();
  }

  @Test
  void a_fixed_wallet_is_advanced_and_unparked() {
    park("anna", "it lacks a version");

    Printed retry = console.run("parked wallets retry account#anna");

    assertThat(retry).isEqualTo(new Printed(0, "account#anna\tadvanced, 2 entries", ""));
    assertThat(version("anna")).isEqualTo(4);
    assertThat(console.run("parked wallets list").out()).isEmpty();
    assertThat(console.run("parked wallets retry account#anna"))
        .isEqualTo(new Printed(1, "account#anna\tnot parked", ""));
  }

  @Test
  void all_wallets_are_retried_and_those_that_fail_again_stay_parked() {
    park("anna", "it lacks a version");
    parkUnreadable("account#ben");
    park("carl", "it lacks a plan");

    Printed retry = console.run("parked wallets retry --all");

    assertThat(retry.lines())
        .containsExactly(
            "account#anna\tadvanced, 2 entries",
            "account#ben\tcan't be done: java.lang.IllegalStateException: account#ben/wallet has"
                + " schema version 2, but only version 1 is known here",
            "account#carl\tadvanced, 2 entries");
    assertThat(retry.exit()).isEqualTo(1);
    assertThat(console.run("parked wallets list").out())
        .isEqualTo("account#ben\t2026-12-01T00:00:00Z\tunreadable");
  }

  @Test
  void a_parked_name_of_no_wallet_can_be_retried_too() {
    parkUnreadable("nobody");

    Printed retry = console.run("parked wallets retry nobody");

    assertThat(retry.out())
        .isEqualTo(
            "nobody\tcan't be done: java.lang.IllegalArgumentException: not a wallet: nobody");
    assertThat(retry.exit()).isEqualTo(1);
  }

  @Test
  void due_times_move_forward_once_and_only_changed_ones_are_printed() {
    console.charged("anna", 1);
    park("ben", "put off by a day");

    assertThat(console.run("due-times refresh"))
        .isEqualTo(new Printed(0, "account#ben\tdue time set", ""));

    assertThat(console.run("due-times refresh")).isEqualTo(new Printed(0, "", ""));
    assertThat(console.ports().stores().wallets().wallet(id("ben")).dueAt()).contains(DECEMBER);
  }

  @Test
  void due_times_come_from_the_named_catalog(@TempDir Path folder) throws Exception {
    Path edited = folder.resolve("edited.json");
    Files.writeString(
        edited,
        """
        {"product": "assistant-coach",
         "actions": [{"id": "checkin.draft", "name": "Draft", "cost": 1}],
         "defaultPlan": "monthly",
         "plans": [
           {"id": "monthly", "name": "Monthly credits", "period": "calendar-month",
            "credits": 50, "changes": [{"from": "2027-02-01T00:00:00Z", "credits": 60}]}]}
        """);
    park("anna", "put to rest");
    console.run("parked wallets retry --all");
    assertThat(console.ports().stores().wallets().wallet(id("anna")).dueAt()).isEmpty();

    Printed refresh = console.run("due-times refresh --catalog " + edited);

    assertThat(refresh.out()).isEqualTo("account#anna\tdue time set");
    assertThat(console.ports().stores().wallets().wallet(id("anna")).dueAt())
        .contains(Instant.parse("2027-02-01T00:00:00Z"));
  }

  @Test
  void a_refresh_prints_the_wallets_that_it_can_not_read_and_continues() {
    parkUnreadable("account#anna");
    park("ben", "put off by a day");

    Printed refresh = console.run("due-times refresh");

    assertThat(refresh.lines())
        .containsExactlyInAnyOrder(
            "account#anna\tcan't be done: java.lang.IllegalStateException: account#anna/wallet has"
                + " schema version 2, but only version 1 is known here",
            "account#ben\tdue time set");
    assertThat(refresh.exit()).isEqualTo(1);
  }

  /// Opens an account's wallet, which falls due in December, and parks it for a day.
  private void park(String account, String reason) {
    console.charged(account, 1);
    String wallet = id(account).toString();
    console
        .ports()
        .stores()
        .due()
        .park(new Parked<>(wallet, reason, DECEMBER), new DueWallet(wallet, DECEMBER), IN_A_DAY);
  }

  private void parkUnreadable(String wallet) {
    new Bulk(console.client, console.table, DueTimes.of(console.ports().catalog()))
        .put(
            Map.of(
                "pk", AttributeValue.fromS(wallet),
                "sk", AttributeValue.fromS("wallet"),
                "v", AttributeValue.fromN("2"),
                "due", AttributeValue.fromS("due#7"),
                "dueAt", AttributeValue.fromN(Long.toString(NOVEMBER.toEpochMilli()))));
    console
        .ports()
        .stores()
        .due()
        .park(
            new Parked<>(wallet, "unreadable", DECEMBER),
            new DueWallet(wallet, NOVEMBER),
            IN_A_DAY);
  }

  private long version(String account) {
    return console.ports().stores().wallets().wallet(id(account)).version();
  }

  private static WalletId id(String account) {
    return WalletId.of(new AccountId(account));
  }
}
