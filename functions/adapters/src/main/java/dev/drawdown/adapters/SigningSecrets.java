package dev.drawdown.adapters;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The secrets that sign a provider's deliveries, or this service's sessions. During a rotation
/// there are several.
public interface SigningSecrets {
  /// The known secrets at `now`. Throws if they can't be read.
  List<String> at(Instant now);

  /// The secrets after a new read, if they differ from the known ones. Call this for a signature
  /// that no known secret made.
  Optional<List<String>> changed(Instant now);

  /// Secrets that never change.
  static SigningSecrets fixed(List<String> secrets) {
    return new Fixed(secrets);
  }

  /// Parses secrets: a JSON list of texts, or one secret on each line.
  ///
  /// The exception never shows any of the text.
  static List<String> parse(String text) {
    List<String> secrets =
        text.stripLeading().startsWith("[")
            ? listed(text)
            : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (secrets.isEmpty() || secrets.stream().anyMatch(SigningSecrets::isNoSecret)) {
      throw malformed();
    }
    return secrets;
  }

  private static List<String> listed(String text) {
    try {
      JsonObject wrapped = JsonObject.parse("{\"secrets\":" + text + "}");
      List<String> secrets = wrapped.texts("secrets");
      wrapped.requireNoMore();
      return secrets;
    } catch (JsonProblem notAList) {
      throw malformed();
    }
  }

  /// A secret is visible ASCII and not a JSON object.
  private static boolean isNoSecret(String secret) {
    return !secret.matches("[!-~]+") || secret.startsWith("{");
  }

  private static IllegalStateException malformed() {
    return new IllegalStateException(
        "the secret must be a JSON list of signing secrets, or one signing secret on each line");
  }

  /// See [#fixed(List)].
  record Fixed(List<String> secrets) implements SigningSecrets {
    public Fixed {
      secrets = List.copyOf(secrets);
      if (secrets.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("a secret must not be blank");
      }
    }

    @Override
    public List<String> at(Instant now) {
      return secrets;
    }

    @Override
    public Optional<List<String>> changed(Instant now) {
      return Optional.empty();
    }

    /// Never shows the secrets.
    @Override
    public String toString() {
      return secrets.size() + " secrets";
    }
  }
}
