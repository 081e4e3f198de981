package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Meters work against a Drawdown service, and manages its accounts. One client serves a whole
/// process, from any thread.
///
/// The client holds credits before the work starts and captures them when it returns. It releases
/// them when the work throws or takes too long. If the process dies in between, the hold expires
/// and the credits return.
public final class DrawdownClient {
  private final Calls calls;
  private final HoldOpener holds;
  private final RandomGenerator random;
  private final Duration retryBudget;
  private final ThreadFactory threads;

  DrawdownClient(
      Calls calls,
      RandomGenerator random,
      Duration retryBudget,
      ThreadFactory threads,
      boolean failOpen) {
    this.calls = calls;
    this.holds = new HoldOpener(calls, failOpen);
    this.random = random;
    this.retryBudget = retryBudget;
    this.threads = threads;
  }

  /// A client of the service at `base`, such as `https://credits.example.com`.
  ///
  /// @param base an https address, or an http address of this machine; no user info, query or
  ///   fragment
  /// @param token gives the bearer token, with the scopes `credits/charge` and `credits/read`; the
  ///   client calls it before every try, so that it can renew the token
  /// @throws IllegalArgumentException when `base` is another address
  public static ClientBuilder at(URI base, Supplier<String> token) {
    return new ClientBuilder(base, token);
  }

  /// A client with a constant token.
  ///
  /// @throws IllegalArgumentException when `token` is null or blank, or `base` isn't allowed
  public static ClientBuilder at(URI base, String token) {
    String checked = ClientBuilder.checked(token);
    return new ClientBuilder(base, () -> checked);
  }

  /// Work that costs credits, such as a call of a model.
  ///
  /// It runs on a thread of its own. The client interrupts the thread when the time is up. If the
  /// work ignores the interrupt, it runs on, and the client drops its result.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object, X extends Exception> {
    T run() throws X;
  }

  /// Runs `work` if `call` can be paid. Returns its value or the refusal.
  ///
  /// @throws X the exception of the work, after the client gave its credits back; if the release
  ///   isn't confirmed, a [DrawdownException] is suppressed in it
  /// @throws InterruptedException when the calling thread was interrupted: the client interrupts
  ///   the work and gives its credits back, as after an exception of the work; a hold that it was
  ///   just opening expires by itself
  /// @throws IllegalArgumentException when the timeout leaves no room in a hold's 24 hours, or the
  ///   supplier gives a null or blank token before the work starts
  public <T extends @Nullable Object, X extends Exception> Metered<T> metered(
      MeteredCall call, Work<T, X> work) throws X, InterruptedException {
    HoldRequest request = HoldRequest.of(call, retryBudget, random);
    return holds.open(request).then(new MeteredWork<>(work, call.timeout(), threads));
  }

  /// The charges of `account`, call by call: for agents and streams, whose holds are extended and
  /// captured in parts.
  ///
  /// @throws IllegalArgumentException when `account` isn't a valid name
  public Charges charges(String account) {
    return new Charges(calls, account);
  }

  /// Reads the current balance of `account`.
  ///
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  /// @throws IllegalArgumentException when the supplier gives a null or blank token
  public Balance balance(String account) throws InterruptedException {
    return answer(Call.get(MeteredCall.path(account) + "/balance"), Balance::of);
  }

  /// Grants `account` credits for a `reason`, once per `key`. They expire at `expiresAt`, if given.
  /// The token needs the scope `credits/manage`.
  ///
  /// @param key names the change in its account for ever; grants and adjustments share their keys
  /// @param credits 1 to 1,000,000,000,000
  /// @param reason a line for the ledger: 1 to 200 characters, no control characters
  /// @param expiresAt later than now; without it the credits never expire
  /// @throws DrawdownException when the service refuses, or gives no usable answer; a retry with
  ///   the same key then shows what happened
  /// @throws IllegalArgumentException when `account` or `key` isn't a valid name, or the supplier
  ///   gives a null or blank token
  public ManualChange grant(
      String account, String key, long credits, String reason, Optional<Instant> expiresAt)
      throws InterruptedException {
    MeteredCall.requireName("key", key);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("credits", credits);
    body.put("reason", reason);
    expiresAt.ifPresent(end -> body.put("expiresAt", end.toString()));
    Call call = Call.post(MeteredCall.path(account) + "/grants", body).under(key);
    return answer(call, answered -> ManualChange.of("grant", answered));
  }

  /// Corrects the balance of `account` for a `reason`, once per `key`: adds credits, or takes them
  /// if they are negative, at most those that are there. The token needs the scope
  /// `credits/manage`.
  ///
  /// @param key names the change in its account for ever; grants and adjustments share their keys
  /// @param credits -1,000,000,000,000 to 1,000,000,000,000, but not 0
  /// @param reason a line for the ledger: 1 to 200 characters, no control characters
  /// @throws DrawdownException when the service refuses, or gives no usable answer; a retry with
  ///   the same key then shows what happened
  /// @throws IllegalArgumentException when `account` or `key` isn't a valid name, or the supplier
  ///   gives a null or blank token
  public ManualChange adjust(String account, String key, long credits, String reason)
      throws InterruptedException {
    MeteredCall.requireName("key", key);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("credits", credits);
    body.put("reason", reason);
    Call call = Call.post(MeteredCall.path(account) + "/adjustments", body).under(key);
    return answer(call, answered -> ManualChange.of("adjustment", answered));
  }

  /// Opens a session for a browser that reads `account`. The token needs the scope
  /// `credits/session`.
  ///
  /// @param lasts 1 second to 15 minutes, in whole seconds
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Session session(String account, Duration lasts) throws InterruptedException {
    return session(Call.post(MeteredCall.path(account) + "/sessions", expiresIn(lasts)));
  }

  /// Opens a session for a browser that reads `pool`, its members and its ledger.
  ///
  /// @param lasts 1 second to 15 minutes, in whole seconds
  /// @throws DrawdownException when the service refuses, or gives no usable answer
  public Session poolSession(String pool, Duration lasts) throws InterruptedException {
    return session(Call.post(MeteredCall.poolPath(pool) + "/sessions", expiresIn(lasts)));
  }

  private static Map<String, ?> expiresIn(Duration lasts) {
    return Map.of("expiresIn", lasts.toString());
  }

  private Session session(Call call) throws InterruptedException {
    return answer(call, Session::of);
  }

  private <T> T answer(Call call, Function<JsonObject, T> read) throws InterruptedException {
    Reply reply = calls.send(call);
    if (!(reply instanceof Reply.Answered answer) || !answer.isOk()) {
      throw DrawdownException.of(reply);
    }
    try {
      return read.apply(answer.body());
    } catch (JsonObject.Problem unreadable) {
      throw new DrawdownException("The answer can't be read: " + unreadable.reason());
    }
  }
}
