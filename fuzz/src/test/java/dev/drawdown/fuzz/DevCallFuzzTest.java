package dev.drawdown.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The developers' orders to the local service: to its clock, its payment provider and its faults.
/// An impossible order is refused, and changes nothing.
class DevCallFuzzTest {
  private static final FuzzedService SERVICE = new FuzzedService("outsmart");

  static List<byte[]> seeds() {
    return Fuzzing.seeds(
        "outsmart POST /__dev/clock\n\n{\"advance\":\"PT1H\",\"sweep\":false}",
        "outsmart POST /__dev/clock\n\n{\"now\":\"2026-12-01T00:00:00Z\"}",
        "outsmart POST /__dev/sweep\n\n",
        "outsmart POST /__dev/faults\n\n{\"conflicts\":2}",
        "outsmart POST /__dev/payments\n\n"
            + "{\"type\":\"invoice.paid\",\"account\":\"anna\",\"plan\":\"solo\",\"times\":2}",
        "outsmart POST /__dev/payments\n\n{\"type\":\"invoice.payment_failed\",\"pool\":\"north\","
            + "\"plan\":\"office\",\"hold\":\"failed\",\"billingReason\":\"subscription_cycle\"}",
        "outsmart POST /__dev/payments\n\n{\"type\":\"checkout.session.completed\","
            + "\"account\":\"anna\",\"pack\":\"pack-50\",\"forge\":\"old\"}",
        "outsmart GET /__dev/checkout?account=anna&pack=pack-50"
            + "&return_url=http://localhost:3000/credits\n\n");
  }

  @MethodSource("seeds")
  @FuzzTest
  void an_order_is_executed_or_refused(byte[] input) {
    Fuzzing.take(DevCallFuzzTest::order, input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_order_is_executed_or_refused(long seed) {
    Fuzzing.run(DevCallFuzzTest::order, DevCallFuzzTest.class, seeds(), seed);
  }

  /// Orders that create many accounts or many calls take long by design.
  private static void order(byte[] input) {
    RequestText.read(input)
        .filter(text -> text.request().rawPath().startsWith("/__dev/"))
        .filter(text -> !text.request().rawPath().matches("/__dev/(seed|burst)"))
        .ifPresent(text -> SERVICE.call(text.request()));
  }
}
