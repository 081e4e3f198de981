package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The charges of one account, call by call, for work that doesn't fit [DrawdownClient#metered]. An
/// example is an agent that doesn't know its running time, or a stream that pays as it goes.
///
/// Each call may be repeated, and then takes nothing. A repeated extension counts from its own
/// time. A refusal is a [DrawdownException] with the service's code.
public final class Charges {
  private final Calls calls;
  private final String path;

  Charges(Calls calls, String account) {
    this.calls = calls;
    this.path = MeteredCall.path(account) + "/charges";
  }

  /// A charge to make.
  ///
  /// @param key names the charge in its account for ever: a valid name, as the account in
  ///   [MeteredCall]
  /// @param action an action of the catalog
  /// @param document the subject of the work: 1 to 128 visible ASCII characters; required for
  ///   actions that cost once per document
  /// @param quantity the number of runs of the action: 1 to 1,000
  /// @param continues the hold whose work used more credits than it held
  /// @param hold how long the credits are held, 1 millisecond to 24 hours; without it they are
  ///   charged at once
  /// @param metadata a note in the ledger and in the events of the charge, as in [MeteredCall]
  public record Order(
      String key,
      String action,
      Optional<String> document,
      int quantity,
      Optional<String> continues,
      Optional<Duration> hold,
      Map<String, String> metadata) {
    public Order {
      MeteredCall.requireName("key", key);
      MeteredCall.requireName("action", action);
      document.ifPresent(MeteredCall::requireDocument);
      MeteredCall.requireQuantity(quantity);
      continues.ifPresent(name -> MeteredCall.requireName("continues", name));
      metadata = MeteredCall.noted(metadata);
    }

    /// `quantity` runs of `action`, without a document, charged at once.
    public static Order of(String key, String action, int quantity) {
      return new Order(
          key, action, Optional.empty(), quantity, Optional.empty(), Optional.empty(), Map.of());
    }

    /// The same order, for `document`.
    public Order on(String document) {
      return new Order(key, action, Optional.of(document), quantity, continues, hold, metadata);
    }

    /// The same order as a hold, which expires after `lasts`.
    public Order held(Duration lasts) {
      return new Order(key, action, document, quantity, continues, Optional.of(lasts), metadata);
    }

    /// The same order, for the credits that the work used beyond the hold of that name.
    public Order continuing(String charge) {
      return new Order(key, action, document, quantity, Optional.of(charge), hold, metadata);
    }

    /// The same order, with `metadata` in the ledger and in its events.
    public Order noting(Map<String, String> metadata) {
      return new Order(key, action, document, quantity, continues, hold, metadata);
    }

    private Map<String, ?> body() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("action", action);
      document.ifPresent(text -> body.put("document", text));
      body.put("quantity", quantity);
      continues.ifPresent(charge -> body.put("continues", charge));
      if (!metadata.isEmpty()) {
        body.put("metadata", metadata);
      }
      hold.ifPresent(lasts -> body.put("hold", Map.of("expiresIn", lasts.toString())));
      return body;
    }
  }

  /// Charges the credits, or holds them.
  ///
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge open(Order order) throws InterruptedException {
    return charge(Call.post(path, order.body()).under(order.key()));
  }

  /// Captures a part of a hold. The rest stays held.
  ///
  /// @param total the sum of all parts so far: at least the last total, at most the held credits
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge capturePart(String charge, long total) throws InterruptedException {
    return charge(post(charge, "capture", part(total, false)));
  }

  /// Makes a hold final. The rest is released.
  ///
  /// @param total the whole cost, with all earlier parts: at most the held credits
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge capture(String charge, long total) throws InterruptedException {
    return charge(post(charge, "capture", part(total, true)));
  }

  /// Sets a new expiry of a hold.
  ///
  /// @param expiresIn counted from now: at least 1 millisecond, and at most until 24 hours after
  ///   the hold was opened
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge extend(String charge, Duration expiresIn) throws InterruptedException {
    return charge(post(charge, "extend", Map.of("expiresIn", expiresIn.toString())));
  }

  /// Releases a hold, or refunds a charge. Captured parts of a hold stay charged.
  ///
  /// @param reason a line for the ledger: 1 to 200 characters, no control characters
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge giveBack(String charge, String reason) throws InterruptedException {
    return charge(post(charge, "refund", Map.of("reason", reason)));
  }

  private static Map<String, ?> part(long total, boolean isFinal) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("captured", total);
    body.put("final", isFinal);
    return body;
  }

  private Call post(String charge, String command, Map<String, ?> body) {
    MeteredCall.requireName("charge", charge);
    return Call.post(path + "/" + charge.replace("|", "%7C") + "/" + command, body);
  }

  private Charge charge(Call call) throws InterruptedException {
    Reply reply = calls.send(call);
    if (!(reply instanceof Reply.Answered answer) || !answer.isOk()) {
      throw DrawdownException.of(reply);
    }
    try {
      return Charge.of(answer.body().object("charge"));
    } catch (JsonObject.Problem unreadable) {
      throw new DrawdownException("The charge can't be read: " + unreadable.reason());
    }
  }
}
