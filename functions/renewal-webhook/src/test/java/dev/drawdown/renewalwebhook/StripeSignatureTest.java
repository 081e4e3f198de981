package dev.drawdown.renewalwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSignatureTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.999Z");
  private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(UTF_8);
  private static final String HEX = "0".repeat(64);

  @ParameterizedTest
  @CsvSource({"0, true", "-300, true", "300, true", "-301, false", "301, false", "3600, false"})
  void a_delivery_is_recent_or_refused(int seconds, boolean accepted) {
    String header = StripeSignature.sign(BODY, "whsec_1", NOW.plusSeconds(seconds));

    assertThat(verifies(header, "whsec_1")).isEqualTo(accepted);
  }

  @Test
  void every_secret_and_every_digest_is_valid_during_a_rotation() {
    String signed = StripeSignature.sign(BODY, "whsec_new", NOW);
    String second = signed.replace(",v1=", ",v1=" + HEX + ",v1=");

    assertThat(verifies(signed, "whsec_old", "whsec_new")).isTrue();
    assertThat(verifies(signed, "whsec_new", "whsec_old")).isTrue();
    assertThat(verifies(second, "whsec_old", "whsec_new")).isTrue();
    assertThat(verifies(signed, "whsec_old")).isFalse();
    assertThat(verifies(signed)).isFalse();
  }

  @Test
  void other_schemes_are_ignored() {
    String header = StripeSignature.sign(BODY, "whsec_1", NOW);

    assertThat(verifies(header + ",v0=" + HEX, "whsec_1")).isTrue();
    assertThat(verifies(header.replace("v1=", "v0="), "whsec_1")).isFalse();
  }

  @Test
  void the_signature_covers_the_body_and_the_time() {
    StripeSignature signature =
        StripeSignature.parse(StripeSignature.sign(BODY, "whsec_1", NOW)).orElseThrow();
    StripeSignature later = new StripeSignature(signature.seconds() + 1, signature.digests());

    assertThat(signature.verifies("{}".getBytes(UTF_8), List.of("whsec_1"), NOW)).isFalse();
    assertThat(later.verifies(BODY, List.of("whsec_1"), NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "t",
        "t=1",
        "v1=" + "0000000000000000000000000000000000000000000000000000000000000000",
        "t=,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=abc,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=-1,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=01,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=1.5,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=9999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=1,t=1,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=1, v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=1;v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=1,v1=000000000000000000000000000000000000000000000000000000000000000",
        "t=1,v1=A000000000000000000000000000000000000000000000000000000000000000",
        "t=1,v1=g000000000000000000000000000000000000000000000000000000000000000",
        "t=1,v1",
        "t=1,v1=",
        "t=1,v1=0000000000000000000000000000000000000000000000000000000000000000,",
        "t=1,v1=0000000000000000000000000000000000000000000000000000000000000000,v1=0"
      })
  void a_malformed_header_is_no_signature(String header) {
    assertThat(StripeSignature.parse(header)).isEmpty();
  }

  @Test
  void a_header_has_a_limit() {
    String header = StripeSignature.sign(BODY, "whsec_1", NOW);
    String longest = header + ",v0=" + "0".repeat(StripeSignature.MAX_HEADER - header.length() - 4);

    assertThat(verifies(longest, "whsec_1")).isTrue();
    assertThat(StripeSignature.parse(longest + "0")).isEmpty();
  }

  private static boolean verifies(String header, String... secrets) {
    return StripeSignature.parse(header)
        .filter(signature -> signature.verifies(BODY, List.of(secrets), NOW))
        .isPresent();
  }
}
