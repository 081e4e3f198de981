package dev.drawdown.adapters.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import dev.drawdown.adapters.Environment;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes one line for each call of a function. `table` is the dimension of its metrics, and tells
/// deployments of one AWS account apart.
///
/// Accounts and pools are in a line as a keyed hash only (HMAC-SHA256, 16 hexadecimal digits). The
/// key is one of the deployment, so that nobody who has only the log can try names. Without a key a
/// line names no account at all.
public record CallLog(
    String table, Optional<SecretKeySpec> key, LongSupplier nanoTime, LongSupplier clockMillis) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 8;

  /// For a process that is no deployment: names no account.
  public static CallLog unkeyed(String table) {
    return of(table, Optional.empty());
  }

  public static CallLog keyed(String table, String key) {
    return of(table, Optional.of(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM)));
  }

  private static CallLog of(String table, Optional<SecretKeySpec> key) {
    return new CallLog(table, key, System::nanoTime, Clock.systemUTC()::millis);
  }

  /// What a deployed function writes: of the table `TABLE`, hashed by `LOG_KEY`.
  public static CallLog of(String table, Map<String, String> environment) {
    String key = environment.getOrDefault("LOG_KEY", "");
    return key.isBlank() ? unkeyed(table) : keyed(table, key);
  }

  public static CallLog fromEnvironment() {
    Map<String, String> environment = System.getenv();
    return of(Environment.named(environment, "TABLE"), environment);
  }

  /// Starts the line of a call. `cold` says that the process answers its first one.
  public CallLine line(Context context, boolean cold) {
    return new CallLine(this, context, cold);
  }

  /// What a line calls the account or pool of that name, such as `account#anna`.
  public Optional<String> hash(String name) {
    return key.map(secret -> hash(name, secret));
  }

  private static String hash(String name, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)), 0, HASH_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /// The key is never shown.
  @Override
  public String toString() {
    return "CallLog of " + table;
  }
}
