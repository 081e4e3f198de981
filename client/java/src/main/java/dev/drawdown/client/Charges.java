package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The charges of one account, call by call, for work that [DrawdownClient#metered] doesn't fit: an
/// agent that doesn't know how long it runs, or a stream that is paid for as it goes.
///
/// Each call may be repeated, and takes nothing then. A hold that is extended again counts from
/// that time on. A refusal is a [DrawdownException] with the service's code.
public final class Charges {
  private final Calls calls;
  private final String path;

  Charges(Calls calls, String account) {
    this.calls = calls;
    this.path = MeteredCall.path(account) + "/charges";
  }

  /// What to charge for.
  ///
  /// @param key names the charge in its account for ever
  /// @param continues the hold whose work used more than was held
  /// @param hold how long the credits are held; without it they are taken at once
  /// @param metadata a note that the ledger and the events about the charge carry, as in
  ///   [MeteredCall]
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
      continues.ifPresent(name -> MeteredCall.requireName("continues", name));
      metadata = MeteredCall.noted(metadata);
    }

    /// `quantity` runs of `action`, about no document, to be paid at once.
    public static Order of(String key, String action, int quantity) {
      return new Order(
          key, action, Optional.empty(), quantity, Optional.empty(), Optional.empty(), Map.of());
    }

    /// The same about `document`.
    public Order on(String document) {
      return new Order(key, action, Optional.of(document), quantity, continues, hold, metadata);
    }

    /// The same as a hold, which expires after `lasts`.
    public Order held(Duration lasts) {
      return new Order(key, action, document, quantity, continues, Optional.of(lasts), metadata);
    }

    /// The same for what the work used beyond the hold of that name.
    public Order continuing(String charge) {
      return new Order(key, action, document, quantity, Optional.of(charge), hold, metadata);
    }

    /// The same, with `metadata` in the ledger and in the events about it.
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

  /// Takes the credits, or holds them.
  ///
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge open(Order order) throws InterruptedException {
    return charge(Call.post(path, order.body()).under(order.key()));
  }

  /// Captures a part of a hold. `total` is the sum of all parts so far. The hold goes on with the
  /// rest.
  ///
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge capturePart(String charge, long total) throws InterruptedException {
    return charge(post(charge, "capture", part(total, false)));
  }

  /// Makes a hold final. `total` is all that it cost, with all parts before. The rest goes back.
  ///
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge capture(String charge, long total) throws InterruptedException {
    return charge(post(charge, "capture", part(total, true)));
  }

  /// Lets a hold expire after `expiresIn` from now: at most 24 hours after it was opened.
  ///
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Charge extend(String charge, Duration expiresIn) throws InterruptedException {
    return charge(post(charge, "extend", Map.of("expiresIn", expiresIn.toString())));
  }

  /// Releases a hold, or refunds a charge. What was captured of a hold in parts stays taken.
  ///
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

  private Call post(String charge, String what, Map<String, ?> body) {
    MeteredCall.requireName("charge", charge);
    return Call.post(path + "/" + charge.replace("|", "%7C") + "/" + what, body);
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
