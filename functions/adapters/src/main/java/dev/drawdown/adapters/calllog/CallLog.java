package dev.drawdown.adapters.calllog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import dev.drawdown.adapters.Digests;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Writes one line for each call of a function. `table` is the dimension of its metrics; it
/// separates the deployments of one AWS account.
///
/// A line has accounts and pools as a keyed hash only (HMAC-SHA256, 16 hexadecimal digits). The key
/// belongs to the deployment, so a reader of the log can't test guessed names. Without a key a line
/// names no account.
public record CallLog(
    String table, Optional<String> key, LongSupplier nanoTime, LongSupplier clockMillis) {
  private static final int HASH_BYTES = 8;

  /// The log of a process that isn't a deployment. It names no account.
  public static CallLog unkeyed(String table) {
    return of(table, Optional.empty());
  }

  public static CallLog keyed(String table, String key) {
    return of(table, Optional.of(key));
  }

  private static CallLog of(String table, Optional<String> key) {
    return new CallLog(table, key, System::nanoTime, Clock.systemUTC()::millis);
  }

  /// The log of a deployed function: of the table `TABLE`, with the hash key `LOG_KEY`.
  public static CallLog of(String table, Map<String, String> environment) {
    String key = environment.getOrDefault("LOG_KEY", "");
    return key.isBlank() ? unkeyed(table) : keyed(table, key);
  }

  /// Starts the line of a call. `cold` marks the first call of the process.
  public CallLine line(Context context, boolean cold) {
    return new CallLine(this, context, cold);
  }

  /// The hash of the account or pool with that name, such as `account#anna`.
  public Optional<String> hash(String name) {
    return key.map(secret -> hash(name, secret));
  }

  private static String hash(String name, String key) {
    return HexFormat.of().formatHex(Digests.hmacSha256(key, name.getBytes(UTF_8)), 0, HASH_BYTES);
  }

  /// Never shows the key.
  @Override
  public String toString() {
    return "CallLog of " + table;
  }
}
