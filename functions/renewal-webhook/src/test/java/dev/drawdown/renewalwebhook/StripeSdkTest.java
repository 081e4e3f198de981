package dev.drawdown.renewalwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the verification with the provider's own library, which is less strict only in the
/// cases listed here.
class StripeSdkTest {
  private static final String SECRET = "whsec_test";
  private static final int ROUNDS = 200;
  private static final long SEEDS = Long.getLong("drawdown.sdk.seeds", 5);

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agrees_with_the_providers_library_or_is_stricter_on_purpose(long seed) throws Exception {
    Random random = new Random(seed);
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String body = body(random);
      Change change = Change.values()[random.nextInt(Change.values().length)];
      Instant now = Clock.systemUTC().instant();
      String header = change.apply(body, now.getEpochSecond(), random);

      boolean ours =
          StripeSignature.parse(header)
              .filter(signature -> signature.verifies(body.getBytes(UTF_8), List.of(SECRET), now))
              .isPresent();

      assertThat(ours)
          .as("%s of %s", header, body)
          .isEqualTo(theirs(body, header) && !change.stricter);
      accepted += ours ? 1 : 0;
    }
    assertThat(accepted).isBetween(ROUNDS / 10, ROUNDS);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  // A malformed header makes the library throw many kinds of exceptions. Each of them is a refusal.
  @SuppressWarnings("CatchingUnchecked")
  private static boolean theirs(String body, String header) {
    try {
      return Webhook.Signature.verifyHeader(body, header, SECRET, 300);
    } catch (SignatureVerificationException | RuntimeException refused) {
      return false;
    }
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder("{\"note\":\"");
    int length = random.nextInt(200);
    for (int i = 0; i < length; i++) {
      body.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x4e00 + i);
    }
    return body.append("\"}").toString();
  }

  private static String digest(String body, long seconds, String secret) throws Exception {
    return Webhook.Util.computeHmacSha256(secret, seconds + "." + body);
  }

  /// The change of a header before it arrives.
  private enum Change {
    NONE(false),
    OLD_ENOUGH(false),
    TOO_OLD(false),
    FROM_THE_FUTURE(true),
    OTHER_SECRET(false),
    OTHER_BODY(false),
    OTHER_TIME(false),
    SECOND_DIGEST(false),
    OTHER_SCHEME(false),
    OTHER_SCHEME_BESIDE(false),
    UPPER_CASE(false),
    FLIPPED(false),
    SHORT(false),
    TWO_TIMES(true),
    EMPTY_ELEMENT(true),
    BLANK(false),
    NO_TIME(false),
    NO_DIGEST(false);

    final boolean stricter;

    Change(boolean stricter) {
      this.stricter = stricter;
    }

    String apply(String body, long now, Random random) throws Exception {
      String digest = digest(body, now, SECRET);
      String header = "t=" + now + ",v1=" + digest;
      return switch (this) {
        case NONE -> header;
        case OLD_ENOUGH -> signed(body, now - random.nextInt(290));
        case TOO_OLD -> signed(body, now - 301 - random.nextInt(100_000));
        case FROM_THE_FUTURE -> signed(body, now + 301 + random.nextInt(100_000));
        case OTHER_SECRET -> "t=" + now + ",v1=" + digest(body, now, "whsec_other");
        case OTHER_BODY -> signed(body + " ", now);
        case OTHER_TIME -> "t=" + (now - 1) + ",v1=" + digest;
        case SECOND_DIGEST -> header.replace(",v1=", ",v1=" + hex(random) + ",v1=");
        case OTHER_SCHEME -> header.replace("v1=", "v0=");
        case OTHER_SCHEME_BESIDE -> header + ",v0=" + hex(random);
        case UPPER_CASE -> "t=" + now + ",v1=A" + digest.substring(1).toUpperCase(Locale.ROOT);
        case FLIPPED ->
            header.substring(0, header.length() - 1) + (digest.endsWith("0") ? "1" : "0");
        case SHORT -> header.substring(0, header.length() - 2);
        case TWO_TIMES -> header + ",t=" + now;
        case EMPTY_ELEMENT -> header + ",";
        case BLANK -> header.replace(",", ", ");
        case NO_TIME -> "v1=" + digest;
        case NO_DIGEST -> "t=" + now;
      };
    }

    private static String signed(String body, long seconds) throws Exception {
      return "t=" + seconds + ",v1=" + digest(body, seconds, SECRET);
    }

    private static String hex(Random random) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }
  }
}
