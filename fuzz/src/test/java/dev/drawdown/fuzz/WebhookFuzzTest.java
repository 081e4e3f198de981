package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.fuzz.FuzzedService.Outcome;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.gateway.LocalRequest.Body;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Events of the payment provider with any body and a valid signature, and a valid body with any
/// signature. An event is applied, known, ignored or parked, or is refused. A known or ignored
/// event changes no wallet. A signature is valid only for its body, under the secret, for five
/// minutes.
class WebhookFuzzTest {
  private static final FuzzedService SERVICE = new FuzzedService("outsmart");
  private static final byte[] EVENT =
      Objects.requireNonNull((String) RequestText.event("webhook").get("body")).getBytes(UTF_8);

  /// A wallet records that an event about it is parked.
  private static final List<String> CHANGING = List.of("applied", "parked");

  private static final Pattern TIME = Pattern.compile("(?:^|,)t=([^,]*)");
  private static final long TOLERANCE = 300;
  private static final List<String> OUTCOMES = List.of("applied", "known", "ignored", "parked");

  static List<byte[]> events() {
    String paid = new String(EVENT, UTF_8);
    return Stream.concat(Stream.of(EVENT), Fuzzing.seeds(others(paid)).stream()).toList();
  }

  private static String[] others(String paid) {
    String head =
        "{\"id\":\"evt_2\",\"object\":\"event\",\"api_version\":\"2026-07-29.dahlia\","
            + "\"created\":1795169700,\"livemode\":true,\"type\":\"";
    return new String[] {
      paid.replace("invoice.paid", "invoice.payment_failed").replace("\"paid\"", "\"open\""),
      paid.replace("{\"account\":\"anna\"}", "{\"pool\":\"northside\"}"),
      paid.replace("invoice.paid", "invoice.voided"),
      head
          + "customer.subscription.updated\",\"data\":{\"object\":{\"id\":\"sub_northside\","
          + "\"object\":\"subscription\",\"status\":\"active\",\"created\":1795132800,"
          + "\"cancel_at_period_end\":false,\"cancel_at\":null,\"canceled_at\":null,"
          + "\"ended_at\":null,\"customer\":\"cus_1\",\"metadata\":{\"account\":\"anna\"},"
          + "\"latest_invoice\":\"in_1\",\"items\":{\"object\":\"list\",\"has_more\":false,"
          + "\"data\":[{\"id\":\"si_1\",\"object\":\"subscription_item\",\"quantity\":1,"
          + "\"current_period_start\":1795132800,\"current_period_end\":1797724800,"
          + "\"price\":{\"id\":\"price_outsmart_solo\",\"object\":\"price\"}}]}}}}",
      head
          + "checkout.session.completed\",\"data\":{\"object\":{\"id\":\"cs_1\","
          + "\"object\":\"checkout.session\",\"mode\":\"payment\",\"payment_status\":\"paid\","
          + "\"created\":1795169600,\"payment_intent\":\"pi_1\",\"amount_total\":500,"
          + "\"currency\":\"usd\",\"metadata\":{\"account\":\"anna\",\"pack\":\"extra-10\"}}}}",
      head
          + "charge.refunded\",\"data\":{\"object\":{\"id\":\"ch_1\",\"object\":\"charge\","
          + "\"amount\":500,\"amount_captured\":500,\"amount_refunded\":500,\"refunded\":true,"
          + "\"created\":1795169600,\"payment_intent\":\"pi_1\",\"currency\":\"usd\"}}}",
      head
          + "charge.dispute.created\",\"data\":{\"object\":{\"id\":\"dp_1\","
          + "\"object\":\"dispute\",\"amount\":500,\"charge\":\"ch_1\",\"currency\":\"usd\","
          + "\"status\":\"needs_response\",\"reason\":\"fraudulent\",\"created\":1795169600,"
          + "\"payment_intent\":\"pi_1\"}}}",
    };
  }

  static List<byte[]> signatures() {
    String valid = StripeSignature.sign(EVENT, FuzzedService.WEBHOOK_SECRET, FuzzedService.NOW);
    String digest = valid.substring(valid.indexOf("v1="));
    return Fuzzing.seeds(
        valid,
        valid + ",v0=6ffbb59b2300aae63f272406069a9788598b792a",
        "v1=" + "0".repeat(64) + "," + digest + ",t=" + FuzzedService.NOW.getEpochSecond(),
        StripeSignature.sign(
            EVENT, FuzzedService.WEBHOOK_SECRET, FuzzedService.NOW.minusSeconds(TOLERANCE)),
        StripeSignature.sign(
            EVENT, FuzzedService.WEBHOOK_SECRET, FuzzedService.NOW.plusSeconds(TOLERANCE + 1)),
        valid.replace(",", ", "),
        valid + "," + valid,
        "t=1,v1=");
  }

  @MethodSource("events")
  @FuzzTest
  void a_signed_event_has_an_outcome(byte[] body) {
    Fuzzing.take(WebhookFuzzTest::deliver, body);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_changed_event_has_an_outcome(long seed) {
    Fuzzing.run(WebhookFuzzTest::deliver, WebhookFuzzTest.class, events(), seed);
  }

  @MethodSource("signatures")
  @FuzzTest
  void a_signature_is_valid_or_refused(byte[] header) {
    Fuzzing.take(WebhookFuzzTest::deliverSigned, header);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_signature_is_valid_or_refused(long seed) {
    Fuzzing.run(WebhookFuzzTest::deliverSigned, WebhookFuzzTest.class, signatures(), seed);
  }

  private static void deliver(byte[] body) {
    String signature = StripeSignature.sign(body, FuzzedService.WEBHOOK_SECRET, FuzzedService.NOW);

    Outcome outcome = SERVICE.call(request(body, signature));

    if (outcome.answer().getStatusCode() == 200) {
      assertThat(outcome.event()).isIn(OUTCOMES);
      assertThat(outcome.hasChangedWallets() && !CHANGING.contains(outcome.event()))
          .as("%s, and wallets have changed", outcome.event())
          .isFalse();
    } else {
      assertThat(outcome.answer().getStatusCode()).as(outcome.answer().getBody()).isEqualTo(400);
    }
  }

  /// A valid header has one time, at most five minutes from now, and the digest of that time and
  /// the body.
  private static void deliverSigned(byte[] bytes) throws GeneralSecurityException {
    String header = new String(bytes, ISO_8859_1);

    Outcome outcome = SERVICE.call(request(EVENT, header));

    assertThat(outcome.answer().getStatusCode()).isIn(200, 400);
    if (outcome.answer().getStatusCode() == 200) {
      List<String> times = TIME.matcher(header).results().map(element -> element.group(1)).toList();
      assertThat(times).hasSize(1);
      assertThat(Long.parseLong(times.getFirst()) - FuzzedService.NOW.getEpochSecond())
          .isBetween(-TOLERANCE, TOLERANCE);
      assertThat(header.split(",")).contains("v1=" + digest(times.getFirst()));
    }
  }

  private static String digest(String seconds) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(FuzzedService.WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update((seconds + ".").getBytes(UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(EVENT));
  }

  private static LocalRequest request(byte[] body, String signature) {
    Map<String, String> headers =
        Map.of("content-type", "application/json", "stripe-signature", signature);
    LocalRequest plain = LocalRequest.post("/webhooks/stripe", headers, "");
    return new LocalRequest(
        plain.method(),
        plain.rawPath(),
        plain.segments(),
        plain.rawQuery(),
        plain.parameters(),
        headers,
        plain.cookies(),
        Optional.of(new Body(Base64.getEncoder().encodeToString(body), true)),
        plain.sourceIp());
  }
}
