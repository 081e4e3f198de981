package dev.drawdown.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.local.gateway.LocalRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The developers' requests to the local service: to its clock, its payment provider, its checkout,
/// its faults and its own callers. One input has up to five requests, so that a later one meets
/// what an earlier one left.
///
/// An impossible request is refused. It changes neither the store, nor the clock, the faults and
/// what the payment provider knows.
class DevCallFuzzTest {
  private static final int MOST = 5;
  private static final String PAYMENT = "outsmart POST /__dev/payments\n\n";
  private static final String CHECKOUT =
      "/__dev/checkout?account=anna&pack=pack-50&return_url=http://localhost:3000/credits";

  private static final FuzzedService SERVICE = new FuzzedService("outsmart", false);

  static List<byte[]> seeds() {
    return Fuzzing.seeds(
        "outsmart POST /__dev/clock\n\n{\"advance\":\"PT1H\",\"sweep\":false}",
        """
        outsmart POST /__dev/clock

        {"advance":"P1M2DT3H"}
        ---
        outsmart POST /__dev/clock

        {"resume":true}
        ---
        outsmart GET /__dev/clock

        """,
        "outsmart POST /__dev/clock\n\n{\"now\":\"2026-12-01T00:00:00Z\"}",
        "outsmart POST /__dev/sweep\n\n\n---\noutsmart GET /__dev/sweep\n\n",
        "outsmart POST /__dev/faults\n\n{\"conflicts\":2,\"throttling\":3,\"lostAnswers\":100}",
        "outsmart POST /__dev/burst\n\n"
            + "{\"account\":\"anna\",\"action\":\"lab.analyze\",\"key\":\"burst\",\"times\":2}",
        "outsmart POST /__dev/seed\n\n{}",
        "outsmart GET " + CHECKOUT + "\n\n",
        "outsmart POST " + CHECKOUT + "\n\ndo=pay",
        "outsmart POST /__dev/checkout?pool=north&plan=office&return_url=http://127.0.0.1/a"
            + "&cancel_url=http://localhost/b\n\ndo=fail\n---\noutsmart POST "
            + CHECKOUT
            + "\n\ndo=abandon",
        PAYMENT + "{\"type\":\"invoice.paid\",\"account\":\"anna\",\"plan\":\"solo\",\"times\":2}",
        PAYMENT
            + "{\"type\":\"invoice.payment_failed\",\"pool\":\"north\",\"plan\":\"office\","
            + "\"delay\":\"failed\",\"billingReason\":\"subscription_cycle\",\"last\":true}\n---\n"
            + PAYMENT
            + "{\"deliver\":[\"failed\",\"failed\"],\"times\":2}",
        PAYMENT
            + "{\"type\":\"invoice.paid\",\"pool\":\"northside\",\"plan\":\"office\","
            + "\"quantity\":3,\"interval\":\"year\",\"coupon\":10,\"itemized\":true,\"credit\":5,"
            + "\"periods\":2,\"periodStart\":\"2026-11-01T00:00:00Z\",\"metadata\":{\"plan\":\"\"},"
            + "\"lines\":[{\"plan\":\"office\",\"quantity\":5},{\"price\":\"p\",\"amount\":-9}]}",
        PAYMENT
            + "{\"type\":\"invoice.paid\",\"account\":\"anna\",\"plan\":\"solo\"}\n---\n"
            + PAYMENT
            + "{\"type\":\"invoice.paid\",\"account\":\"anna\",\"plan\":\"plus\","
            + "\"billingReason\":\"subscription_update\",\"restart\":true}\n---\n"
            + PAYMENT
            + "{\"type\":\"customer.subscription.updated\",\"account\":\"anna\","
            + "\"cancelAtPeriodEnd\":true,\"pause\":\"void\","
            + "\"resumesAt\":\"2027-01-01T00:00:00Z\"}\n---\n"
            + PAYMENT
            + "{\"type\":\"customer.subscription.deleted\",\"subscription\":\"sub_anna\","
            + "\"endedAt\":\"2026-11-20T10:00:00Z\",\"reason\":\"payment_failed\"}",
        PAYMENT
            + "{\"type\":\"checkout.session.completed\",\"account\":\"anna\","
            + "\"pack\":\"pack-50\",\"payment\":\"pi_1\",\"coupon\":50}\n---\n"
            + PAYMENT
            + "{\"type\":\"refund.created\",\"payment\":\"pi_1\",\"amount\":100}\n---\n"
            + PAYMENT
            + "{\"type\":\"charge.dispute.closed\",\"payment\":\"pi_1\","
            + "\"status\":\"won\"}\n---\noutsmart GET /__dev/payments\n\n",
        PAYMENT
            + "{\"type\":\"checkout.session.completed\",\"account\":\"anna\","
            + "\"pack\":\"pack-50\",\"forge\":\"old\"}");
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_request_is_executed_or_refused(byte[] input) {
    Fuzzing.take(DevCallFuzzTest::call, input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void a_changed_request_is_executed_or_refused(long seed) {
    Fuzzing.run(DevCallFuzzTest::call, DevCallFuzzTest.class, seeds(), seed);
  }

  private static void call(byte[] input) {
    List<LocalRequest> requests =
        RequestText.readAll(input).stream()
            .map(RequestText::request)
            .filter(request -> request.rawPath().startsWith("/__dev/"))
            .limit(MOST)
            .toList();
    SERVICE.callAll(requests);
  }
}
