package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.events.EventSchemas;
import dev.drawdown.events.LedgerEvent;
import dev.drawdown.local.ReleaseFixtures.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a release has stored and published, the next one reads and goes on with.
///
/// Releases are in `src/test/resources` as the [ReleaseFixtures] that they left behind.
class ReleaseUpgradeTest {
  private static final List<Integer> OK = List.of(200);
  private static final List<Integer> OK_OR_CONFLICT = List.of(200, 409);

  static List<ReleaseFixtures> releases() {
    return ReleaseFixtures.all();
  }

  @Test
  void what_is_stored_today_has_the_shapes_of_the_newest_fixtures() throws Exception {
    ReleaseFixtures newest = releases().getLast();

    try (ReleaseService service = ReleaseService.afterTheLife()) {
      assertThat(ItemShapes.of(service.items()))
          .as(
              """
              This is stored in another shape than the fixtures of %s have. If that is meant, run
              ./mvnw -pl local -am test -Dtest=WriteReleaseFixtures \
              -Dsurefire.failIfNoSpecifiedTests=false
              """,
              newest)
          .isEqualTo(ItemShapes.of(newest.items()));
    }
  }

  @Test
  void the_newest_fixtures_have_every_kind_of_all_that_can_be_stored() {
    ReleaseFixtures newest = releases().getLast();
    Set<String> keys = new TreeSet<>();
    ItemShapes.of(newest.items()).forEach(shape -> keys.add(shape.split(" ", 2)[0]));

    assertThat(keys)
        .containsExactly(
            "account#/charge#",
            "account#/document#",
            "account#/entry#",
            "account#/manual#",
            "account#/wallet",
            "event#/event",
            "parked-entries/entries#",
            "parked-wallets/account#",
            "parked/event#",
            "payment#/payment",
            "pool##/entry#",
            "pool##/wallet",
            "pool#/entry#",
            "pool#/member#",
            "pool#/wallet",
            "subscription#/subscription",
            "term#/term");
    assertThat(texts(newest, "entry#", "kind"))
        .containsAll(Arrays.stream(EntryKind.values()).map(EntryKind::label).toList());
    assertThat(texts(newest, "entry#", "reason"))
        .containsAll(Arrays.stream(Reason.values()).map(Reason::label).toList());
    assertThat(texts(newest, "charge#", "state"))
        .containsExactly("captured", "charged", "held", "refunded", "released");
    assertThat(texts(newest, "event", "outcome")).containsExactly("done", "dropped", "parked");
    assertThat(newest.events().stream().map(BusEvent::type)).containsAll(EventSchemas.TYPES);
  }

  private static Set<String> texts(ReleaseFixtures release, String sort, String attribute) {
    Set<String> texts = new TreeSet<>();
    release.items().stream()
        .filter(item -> item.get("sk").s().startsWith(sort) && item.containsKey(attribute))
        .forEach(item -> texts.add(item.get(attribute).s()));
    return texts;
  }

  /// Answers may have more than they had. Nothing that they had is gone or is something else.
  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void every_read_of_a_release_is_answered_as_it_was(ReleaseFixtures release) throws Exception {
    try (ReleaseService service = ReleaseService.goingOnAfter(release)) {
      List<String> changes = new ArrayList<>();
      for (Answer answer : release.answers()) {
        Reply today = service.developer().see(answer.path());
        JsonGrowth.changes(JSON.std.mapFrom(answer.body()), today.body())
            .forEach(change -> changes.add(answer.path() + ": " + change));
      }

      assertThat(release.answers()).hasSizeGreaterThan(100);
      assertThat(changes).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void the_entries_of_a_release_are_published_as_they_were(ReleaseFixtures release)
      throws Exception {
    List<BusEvent> before = release.events();

    List<BusEvent> today;
    try (ReleaseService service = ReleaseService.goingOnAfter(release)) {
      today = service.published();
    }

    assertThat(today).hasSameSizeAs(before);
    List<String> changes = new ArrayList<>();
    for (int each = 0; each < before.size(); each++) {
      BusEvent then = before.get(each);
      BusEvent now = today.get(each);
      assertThat(List.of(now.source(), now.type(), now.at()))
          .isEqualTo(List.of(then.source(), then.type(), then.at()));
      changes.addAll(
          JsonGrowth.changes(JSON.std.mapFrom(then.detail()), JSON.std.mapFrom(now.detail())));
    }
    assertThat(changes).isEmpty();
  }

  /// A bus may replay events from its archive to a consumer who has the events of this version.
  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void the_events_of_a_release_are_read_and_fit_the_schemas(ReleaseFixtures release)
      throws IOException {
    for (BusEvent event : release.events()) {
      assertThat(EventSchemas.faults(event.type(), event.detail())).as(event.detail()).isEmpty();
      assertThat(LedgerEvent.read(event.type(), JSON.std.mapFrom(event.detail())))
          .hasValueSatisfying(read -> assertThat(read.type()).isEqualTo(event.type()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void the_books_of_a_release_are_whole(ReleaseFixtures release) throws Exception {
    try (ReleaseService service = ReleaseService.goingOnAfter(release)) {
      assertWhole(service);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void a_charge_of_a_release_that_is_sent_again_is_known(ReleaseFixtures release) throws Exception {
    try (ReleaseService service = ReleaseService.goingOnAfter(release)) {
      List<ReleasedCharge> charges = ReleasedCharge.all(release);
      assertThat(charges).hasSizeGreaterThan(30);
      for (ReleasedCharge charge : charges) {
        Reply again = charge.again(service.developer());
        assertThat(again.status()).as(charge.path() + ": " + again.text()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void accounts_and_pools_of_a_release_go_on(ReleaseFixtures release) throws Exception {
    try (ReleaseService service = ReleaseService.goingOnAfter(release)) {
      Developer api = service.developer();
      int captured = 0;
      for (ReleasedCharge charge : ReleasedCharge.all(release)) {
        boolean open = "held".equals(api.see(charge.path()).at("status"));
        Reply ended = api.post(charge.path() + (open ? "/capture" : "/refund"), "{}");
        assertThat(ended.status())
            .as(charge.path() + ": " + ended.text())
            .isIn(open ? OK : OK_OR_CONFLICT);
        captured += open ? 1 : 0;
      }
      assertThat(captured).isPositive();
      int spent = 0;
      for (String account : release.accounts()) {
        int total = (Integer) api.balance(account).body().get("total");
        Reply charged = api.charge(account, "of-the-next-release", "run");
        assertThat(charged.status()).as(charged.text()).isEqualTo(total > 0 ? 201 : 402);
        spent += total > 0 ? 1 : 0;
        assertThat(api.topUp(account, "pack-10", "pi_next_" + account).status()).isEqualTo(201);
      }
      assertThat(spent).isGreaterThan(15);
      assertWhole(service);

      renewAll(release, service);
      new AcceptedCalls(api).on(after(release, 90));

      assertThat(service.store().parkedWallets().page(100, Optional.empty())).hasSize(1);
      assertWhole(service);
    }
  }

  /// Pays a month for each subscription that hasn't ended, as a product's backend does.
  private static void renewAll(ReleaseFixtures release, ReleaseService service) {
    for (Map<String, AttributeValue> subscription : release.items("subscription")) {
      Map<String, AttributeValue> facts = subscription.get("facts").m();
      List<AttributeValue> sales = facts.get("t").l();
      // The size of a plan that came with its payment can't be stated.
      if (!facts.containsKey("d") && !sales.isEmpty() && !sales.getFirst().m().containsKey("a")) {
        Map<String, AttributeValue> sale = sales.getFirst().m();
        String[] owner = sale.get("o").s().split("#", 2);
        Reply paid =
            service
                .developer()
                .call(
                    "PUT",
                    "/v1/%ss/%s/subscriptions/%s/terms/next"
                        .formatted(owner[0], owner[1], facts.get("n").s()),
                    "{\"plan\": \"%s\", \"start\": \"%s\", \"end\": \"%s\", \"quantity\": 1}"
                        .formatted(sale.get("l").s(), after(release, 40), after(release, 70)));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
      }
    }
  }

  private static String after(ReleaseFixtures release, int days) {
    return release.at().plus(Duration.ofDays(days)).toString();
  }

  private static void assertWhole(ReleaseService service) {
    WalletAudits audits = new WalletAudits(service.store().audits());
    assertThat(service.wallets()).hasSizeGreaterThan(20);
    assertThat(service.wallets())
        .allSatisfy(wallet -> assertThat(audits.findings(wallet)).as("%s", wallet).isEmpty());
  }
}
