package dev.drawdown.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One piece of work to meter: the account, the action, and the caller's name for the work.
///
/// `operation` names this piece of work among all work of the account. A retry has the same name,
/// so it is charged once. New work has a new name, also for the same document. After a failure the
/// credits are back, and only a new name can hold them again. A good name is the id of a job or of
/// a stored request. Take it from your own records, not from a browser: paid work runs again under
/// its name for free.
///
/// @param account the account that pays: 1 to 128 of `A-Z a-z 0-9 . _ : @ | + = ~ -`, but not `.`
///   or `..`
/// @param action an action of the catalog, in the same alphabet
/// @param document the subject of the work: 1 to 128 visible ASCII characters; required for actions
///   that cost once per document
/// @param operation any text that isn't blank
/// @param quantity the number of runs of the action: 1 to 1,000
/// @param timeout after this time the client interrupts the work and gives its credits back
/// @param metadata a note in the ledger and in the events of this work: at most 8 pairs, names of 1
///   to 40 characters, texts of at most 100
public record MeteredCall(
    String account,
    String action,
    Optional<String> document,
    String operation,
    int quantity,
    Duration timeout,
    Map<String, String> metadata) {
  private static final Pattern NAME = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._:@|+=~-]{1,128}");
  private static final Pattern DOCUMENT = Pattern.compile("[!-~]{1,128}");
  private static final int MAX_QUANTITY = 1_000;
  private static final int MAX_PAIRS = 8;
  private static final int MAX_NAME = 40;
  private static final int MAX_TEXT = 100;

  public MeteredCall {
    require("account", NAME, account);
    require("action", NAME, action);
    document.ifPresent(MeteredCall::requireDocument);
    if (operation.isBlank()) {
      throw new IllegalArgumentException("operation must not be blank");
    }
    requireQuantity(quantity);
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must be longer than nothing: " + timeout);
    }
    metadata = noted(metadata);
  }

  /// One run of `action`, without a document.
  public static MeteredCall of(String account, String action, String operation, Duration timeout) {
    return new MeteredCall(account, action, Optional.empty(), operation, 1, timeout, Map.of());
  }

  /// The same call, for `document`.
  public MeteredCall on(String document) {
    return new MeteredCall(
        account, action, Optional.of(document), operation, quantity, timeout, metadata);
  }

  /// The same call, with `quantity` runs.
  public MeteredCall times(int quantity) {
    return new MeteredCall(account, action, document, operation, quantity, timeout, metadata);
  }

  /// The same call, with `metadata` in the ledger and in its events.
  public MeteredCall noting(Map<String, String> metadata) {
    return new MeteredCall(account, action, document, operation, quantity, timeout, metadata);
  }

  /// The service's path for `account`.
  static String path(String account) {
    require("account", NAME, account);
    return "/v1/accounts/" + escaped(account);
  }

  /// The service's path for `pool`.
  static String poolPath(String pool) {
    require("pool", NAME, pool);
    return "/v1/pools/" + escaped(pool);
  }

  /// Escapes the only character of a name that a path must not contain.
  private static String escaped(String name) {
    return name.replace("|", "%7C");
  }

  /// @throws IllegalArgumentException when `text` isn't a valid name of the service
  static void requireName(String name, String text) {
    require(name, NAME, text);
  }

  /// @throws IllegalArgumentException when `text` isn't a valid document of the service
  static void requireDocument(String text) {
    require("document", DOCUMENT, text);
  }

  /// @throws IllegalArgumentException when the service would refuse so many runs in one charge
  static void requireQuantity(int quantity) {
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      throw new IllegalArgumentException("quantity must be 1 to " + MAX_QUANTITY + ": " + quantity);
    }
  }

  /// A copy of `metadata`.
  ///
  /// @throws IllegalArgumentException when the service would refuse it
  static Map<String, String> noted(Map<String, String> metadata) {
    if (metadata.size() > MAX_PAIRS) {
      throw new IllegalArgumentException("metadata has at most 8 pairs: " + metadata.size());
    }
    metadata.forEach(MeteredCall::requireShort);
    return Map.copyOf(metadata);
  }

  private static void requireShort(String name, String text) {
    if (name.isEmpty() || characters(name) > MAX_NAME || characters(text) > MAX_TEXT) {
      throw new IllegalArgumentException(
          "metadata has names of 1 to 40 characters and texts of at most 100: " + name);
    }
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void require(String name, Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(name + " must match " + pattern + ": " + text);
    }
  }
}
