package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// H7: over HTTP, a member of a pool holds its own last 10 credits and 5 of the pool's. The hold is
/// captured in two parts and extended. Account, pool and member's use agree throughout.
class PooledHoldTest {
  private static final String YEAR = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
  private static final String HOLD = "/v1/accounts/anna/charges/stream";

  private ServiceInMemory service;
  private Developer developer;

  @BeforeEach
  void hold_capture_two_parts_and_extend() {
    service = new ServiceInMemory("outsmart");
    developer = service.developer();
    developer.pay("invoice.paid", "pool", "office", "plan", "office");
    developer.call("PUT", "/v1/pools/office/members/anna", "{\"limitPerPeriod\":100}");
    Map<String, String> minutes = Map.of("expiresIn", "PT15M");

    Reply held =
        developer.charge(
            "anna", "stream", "lab.analyze", "document", "r-7", "quantity", 15, "hold", minutes);
    Reply own = part(4);
    Reply both = part(12);
    Reply extended = developer.advance("PT10M").post(HOLD + "/extend", "{\"expiresIn\":\"PT30M\"}");

    assertThat(held.at("charge.draws.0.kind")).isEqualTo("starter");
    assertThat(held.at("charge.draws.0.credits")).isEqualTo(10);
    assertThat(held.at("charge.draws.1.kind")).isEqualTo("pool");
    assertThat(held.at("charge.draws.1.credits")).isEqualTo(5);
    assertThat(List.of(own.status(), both.status(), extended.status())).containsOnly(200);
    assertThat(extended.at("charge.status")).isEqualTo("held");
    assertThat(extended.at("charge.expiresAt")).isEqualTo("2026-11-20T10:55:30Z");
  }

  @AfterEach
  void stop() {
    developer.close();
    service.close();
  }

  /// The time of its first expiry.
  @Test
  void while_it_is_open_the_rest_is_held_and_the_parts_are_used() {
    developer.advance("PT10M");

    assertThat(part(12).status()).isEqualTo(200);
    assertThat(part(11).at("code")).isEqualTo("capture-below-part");
    assertThat(developer.balance("anna").at("held")).isEqualTo(3);
    assertThat(developer.see("/v1/pools/office").at("held")).isEqualTo(3);
    assertThat(member("drawn")).isEqualTo(5);
    assertUsage();
  }

  @Test
  void a_release_returns_the_rest_to_the_pool() {
    Reply released = developer.post(HOLD + "/refund", "{}");

    assertThat(released.at("restored")).isEqualTo(3);
    assertThat(released.at("expired")).isEqualTo(0);
    assertOver();
    assertThat(kinds()).containsExactly("release", "hold", "capture", "hold", "grant");
  }

  @Test
  void an_expiry_has_the_same_result_and_needs_no_job() {
    developer.call("POST", "/__dev/clock", "{\"advance\":\"PT30M\",\"sweep\":false}");

    assertOver();
    assertThat(kinds()).containsExactly("release", "hold", "capture", "hold", "grant");
    assertThat(part(15).at("code")).isEqualTo("hold-expired");
  }

  @Test
  void a_final_capture_of_its_parts_has_the_same_result() {
    Reply captured = developer.post(HOLD + "/capture", "{\"captured\":12,\"final\":true}");

    assertThat(captured.at("charge.status")).isEqualTo("captured");
    assertOver();
    assertThat(kinds()).containsExactly("capture", "hold", "capture", "hold", "grant");
  }

  @Test
  void a_later_refund_returns_all_of_it() {
    developer.post(HOLD + "/capture", "{\"captured\":12,\"final\":true}");

    Reply refunded = developer.post(HOLD + "/refund", "{}");

    assertThat(refunded.at("restored")).isEqualTo(12);
    assertThat(developer.balance("anna").at("total")).isEqualTo(10 + 100);
    assertThat(developer.see("/v1/pools/office").at("total")).isEqualTo(500);
    assertThat(member("drawn")).isEqualTo(0);
    assertThat(usage("accounts/anna", "action").at("data.0.credits")).isEqualTo(0);
    assertThat(usage("pools/office", "member").at("data.0.credits")).isEqualTo(0);
    assertConsistent();
  }

  private Reply part(int total) {
    return developer.post(HOLD + "/capture", "{\"captured\":" + total + ",\"final\":false}");
  }

  /// 10 credits of her own are spent and 2 of the pool's, and nothing is held.
  private void assertOver() {
    Reply charge = developer.see(HOLD);
    assertThat(charge.at("status")).isEqualTo("captured");
    assertThat(charge.at("cost")).isEqualTo(12);
    assertThat(charge.at("draws.1.credits")).isEqualTo(2);
    assertThat(developer.balance("anna").at("total")).isEqualTo(98);
    assertThat(developer.balance("anna").at("held")).isEqualTo(0);
    assertThat(developer.see("/v1/pools/office").at("total")).isEqualTo(498);
    assertThat(developer.see("/v1/pools/office").at("held")).isEqualTo(0);
    assertThat(member("drawn")).isEqualTo(2);
    assertUsage();
    assertConsistent();
  }

  private void assertUsage() {
    assertThat(usage("accounts/anna", "action").text())
        .contains("{\"key\":\"lab.analyze\",\"charges\":1,\"quantity\":15,\"credits\":10}");
    assertThat(usage("pools/office", "member").text())
        .contains("{\"key\":\"anna\",\"charges\":1,\"quantity\":15,\"credits\":2}");
  }

  private void assertConsistent() {
    for (String owner : List.of("accounts/anna", "pools/office")) {
      assertThat(developer.see("/v1/" + owner + "/audit").at("consistent")).isEqualTo(true);
    }
  }

  private Reply usage(String owner, String by) {
    return developer.see("/v1/" + owner + "/usage?by=" + by + "&" + YEAR);
  }

  private Object member(String field) {
    return developer.see("/v1/pools/office/members").at("members.0." + field);
  }

  /// The kinds of the pool's entries, newest first.
  private List<String> kinds() {
    List<?> entries = (List<?>) developer.see("/v1/pools/office/ledger").at("data");
    return entries.stream().map(entry -> (String) ((Map<?, ?>) entry).get("kind")).toList();
  }
}
