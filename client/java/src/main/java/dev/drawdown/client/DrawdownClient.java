package dev.drawdown.client;

import dev.drawdown.client.TimedWork.RanOutOfTime;
import dev.drawdown.client.TimedWork.Returned;
import dev.drawdown.client.TimedWork.Threw;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Meters work against a Drawdown service. One client serves a whole process, from any thread.
///
/// Credits are held before the work starts, captured when it returns, and released when it throws
/// or takes too long. Where the process dies in between, the hold expires and they are back as
/// well.
public final class DrawdownClient {
  private final Calls calls;
  private final Holding holding;
  private final Timing timing;
  private final Duration retryBudget;
  private final boolean failOpen;

  DrawdownClient(Calls calls, Timing timing, Duration retryBudget, boolean failOpen) {
    this.calls = calls;
    this.holding = new Holding(calls);
    this.timing = timing;
    this.retryBudget = retryBudget;
    this.failOpen = failOpen;
  }

  /// A client of the service at `base`, such as `https://credits.example.com`.
  ///
  /// @param token gives the bearer token, with the scopes `credits/charge` and `credits/read`;
  ///   asked before every try, so that it may renew it
  public static ClientBuilder at(URI base, Supplier<String> token) {
    return new ClientBuilder(base, token);
  }

  /// Runs `work` if `call` can be paid, and answers with its value or with the refusal.
  ///
  /// @throws X what the work threw, after its credits were given back; if it isn't certain that
  ///   they are, a [ReleaseUnconfirmed] is suppressed in it
  /// @throws InterruptedException when the calling thread was interrupted: the work is too, and its
  ///   credits are given back; a hold that was just being asked for expires by itself
  /// @throws IllegalArgumentException when the timeout leaves no room in a hold's 24 hours
  public <T extends @Nullable Object, X extends Exception> Metered<T> metered(
      MeteredCall call, Work<T, X> work) throws X, InterruptedException {
    HoldRequest request = HoldRequest.of(call, retryBudget, timing.random());
    return switch (holding.open(request)) {
      case Opening.MayRun(Bill bill) -> run(call, bill, work);
      case Opening.Refused(Refusal.Unavailable reason) when failOpen ->
          run(call, new Settled(new Payment.Unmetered(reason)), work);
      case Opening.Refused(Refusal refusal) -> new Metered.Refused<>(refusal);
    };
  }

  /// What `account` has now.
  ///
  /// @throws DrawdownException when the service refuses to say, or doesn't answer
  public Balance balance(String account) throws InterruptedException {
    String path = "/v1/accounts/" + MeteredCall.account(account) + "/balance";
    return switch (calls.send(Call.get(path))) {
      case Reply.Lost(_, var reason) -> throw new DrawdownException(reason);
      case Reply.Answered answer when answer.isOk() -> balance(answer);
      case Reply.Answered answer -> throw new DrawdownException(answer.detail());
    };
  }

  private static Balance balance(Reply.Answered answer) {
    try {
      return Balance.of(answer.body());
    } catch (JsonObject.Problem unreadable) {
      throw new DrawdownException("The balance can't be read: " + unreadable.reason());
    }
  }

  @SuppressWarnings("unchecked") // Work throws X, or what needs no declaration.
  private static <T extends @Nullable Object, X extends Exception> Metered<T> run(
      MeteredCall call, Bill bill, Work<T, X> work) throws X, InterruptedException {
    TimedWork.Ending<T> ending;
    try {
      ending = TimedWork.run(work, call.timeout());
    } catch (InterruptedException e) {
      bill.drop("interrupted");
      throw e;
    }
    return switch (ending) {
      case Returned<T>(T value) -> new Metered.Completed<>(value, bill.pay());
      case RanOutOfTime<T> _ -> new Metered.TimedOut<>(bill.drop("timed out"));
      case Threw<T>(Error failure) -> {
        drop(bill, failure);
        throw failure;
      }
      case Threw<T>(Throwable failure) -> {
        drop(bill, failure);
        throw (X) failure;
      }
    };
  }

  private static void drop(Bill bill, Throwable failure) {
    if (bill.drop("failed") instanceof Release.Unconfirmed unconfirmed) {
      failure.addSuppressed(new ReleaseUnconfirmed(unconfirmed));
    }
  }
}
