package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// A service that sells OutSmart's plans and packs to Ada, and the assertions about her account.
abstract class PaymentsOfAda {
  ServiceInMemory service = new ServiceInMemory("outsmart");
  Developer developer = service.developer();

  @AfterEach
  void stop() {
    developer.close();
    service.close();
  }

  void sell(String product) {
    stop();
    service = new ServiceInMemory(product);
    developer = service.developer();
  }

  void subscribe() {
    assertApplied("invoice.paid", "account", "ada", "plan", "solo");
  }

  void assertApplied(String type, Object... fields) {
    assertThat(developer.outcome(type, fields))
        .as("%s of %s", type, List.of(fields))
        .isEqualTo("applied");
  }

  void assertParked(String type, Object... fields) {
    assertThat(developer.outcome(type, fields))
        .as("%s of %s", type, List.of(fields))
        .isEqualTo("parked");
  }

  Object granted() {
    return developer.balance("ada").at("usage.granted");
  }

  Object total() {
    return developer.balance("ada").at("total");
  }

  Object standing() {
    return developer.balance("ada").at("standing");
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> plan() {
    return (Map<String, Object>) developer.balance("ada").body().get("plan");
  }
}
