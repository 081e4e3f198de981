package dev.drawdown.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One piece of work to be metered: who pays, for which action, and the caller's name for it.
///
/// `operation` names this piece of work among all work of the account. A retry has the same name,
/// so that it is paid once. New work has a new name, also on the same document: after a failure the
/// credits are back, and only a new name can take them again. The id of a job or of a stored
/// request serves well. Take it from your own records, not from a browser: work that was paid for
/// runs again under its name at no cost.
///
/// @param account who pays: 1 to 128 of `A-Z a-z 0-9 . _ : @ | + = ~ -`, but not `.` or `..`
/// @param action an action of the catalog, in the same alphabet
/// @param document what the work is about: 1 to 128 visible ASCII characters; required for actions
///   that are paid once per document
/// @param operation any text that isn't blank
/// @param quantity how many runs of the action this counts as: 1 to 1,000
/// @param timeout after this time the work is interrupted and its credits are given back
/// @param metadata a note that the ledger and the events about this work carry: at most 8 pairs,
///   names of 1 to 40 characters, texts of at most 100
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
    document.ifPresent(text -> require("document", DOCUMENT, text));
    if (operation.isBlank()) {
      throw new IllegalArgumentException("operation must not be blank");
    }
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      throw new IllegalArgumentException("quantity must be 1 to " + MAX_QUANTITY + ": " + quantity);
    }
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must be longer than nothing: " + timeout);
    }
    metadata = noted(metadata);
  }

  /// One run of `action`, about no document.
  public static MeteredCall of(String account, String action, String operation, Duration timeout) {
    return new MeteredCall(account, action, Optional.empty(), operation, 1, timeout, Map.of());
  }

  /// The same about `document`.
  public MeteredCall on(String document) {
    return new MeteredCall(
        account, action, Optional.of(document), operation, quantity, timeout, metadata);
  }

  /// The same, worth `quantity` runs.
  public MeteredCall times(int quantity) {
    return new MeteredCall(account, action, document, operation, quantity, timeout, metadata);
  }

  /// The same, with `metadata` in the ledger and in the events about it.
  public MeteredCall noting(Map<String, String> metadata) {
    return new MeteredCall(account, action, document, operation, quantity, timeout, metadata);
  }

  /// The path of what the service has of `account`.
  static String path(String account) {
    require("account", NAME, account);
    return "/v1/accounts/" + escaped(account);
  }

  /// The path of what the service has of `pool`.
  static String poolPath(String pool) {
    require("pool", NAME, pool);
    return "/v1/pools/" + escaped(pool);
  }

  /// The only character of a name that a path must not have.
  private static String escaped(String name) {
    return name.replace("|", "%7C");
  }

  /// @throws IllegalArgumentException when `text` is no name of the service's
  static void requireName(String what, String text) {
    require(what, NAME, text);
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

  private static void require(String what, Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(what + " must match " + pattern + ": " + text);
    }
  }
}
