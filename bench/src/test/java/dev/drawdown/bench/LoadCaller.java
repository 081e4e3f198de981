package dev.drawdown.bench;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.bench.RemoteService.Reply;
import dev.drawdown.bench.ServiceAnswers.Operation;
import dev.drawdown.bench.ServiceAnswers.TimedCall;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/// A caller who makes one call after the other, without a pause: ten steps again and again, until
/// the time is over. Each step chooses an account at random. A call that fails in every try ends
/// the caller.
final class LoadCaller implements Callable<List<TimedCall>> {
  private static final String CHARGES = "/v1/accounts/%s/charges";

  /// A hold is captured in the same step. A refund is of the oldest charge that isn't refunded.
  private static final List<Operation> STEPS =
      List.of(
          Operation.CHARGE,
          Operation.HOLD,
          Operation.BALANCE,
          Operation.CHARGE,
          Operation.REFUND,
          Operation.CHARGE,
          Operation.HOLD,
          Operation.BALANCE,
          Operation.CHARGE,
          Operation.REFUND);

  private final RemoteService service;
  private final PricedAction action;
  private final List<LoadedAccount> accounts;
  private final String name;
  private final SplittableRandom random;
  private final long end;
  private final List<TimedCall> calls = new ArrayList<>();
  private final Deque<Charged> refundable = new ArrayDeque<>();
  private int keys;
  private boolean gaveUp;

  /// What a charge runs. An action that is paid once per document gets a new document each time.
  record PricedAction(String id, long cost, boolean oncePerDocument) {
    String body(String key, boolean hold) {
      return "{\"action\":\"%s\"%s%s}"
          .formatted(
              id,
              oncePerDocument ? ",\"document\":\"" + key + "\"" : "",
              hold ? ",\"hold\":{\"expiresIn\":\"PT24H\"}" : "");
    }
  }

  private record Charged(LoadedAccount account, String key) {
    String path(String what) {
      return CHARGES.formatted(account.name()) + "/" + key + "/" + what;
    }
  }

  /// A caller of the given number. The accounts that it chooses depend on the number alone, its
  /// keys also on `run`.
  LoadCaller(
      RemoteService service,
      PricedAction action,
      List<LoadedAccount> accounts,
      String run,
      int number,
      long end) {
    this.service = service;
    this.action = action;
    this.accounts = accounts;
    this.name = run + "-" + number;
    this.random = new SplittableRandom(number);
    this.end = end;
  }

  @Override
  public List<TimedCall> call() throws InterruptedException {
    do {
      for (Operation step : STEPS) {
        if (!gaveUp) {
          step(step, accounts.get(random.nextInt(accounts.size())));
        }
      }
    } while (!gaveUp && System.nanoTime() - end < 0);
    return calls;
  }

  private void step(Operation step, LoadedAccount account) throws InterruptedException {
    switch (step) {
      case CHARGE -> taken(step, account).ifPresent(refundable::addLast);
      case HOLD -> {
        Optional<Charged> held = taken(step, account);
        if (held.isPresent()) {
          timed(Operation.CAPTURE, service.post(held.get().path("capture"), "{}"));
        }
      }
      case REFUND -> refund();
      case BALANCE -> timed(step, service.get(balance(account.name())));
      case CAPTURE -> throw new IllegalStateException("a capture is no step");
    }
  }

  static String balance(String account) {
    return "/v1/accounts/" + account + "/balance";
  }

  private void refund() throws InterruptedException {
    if (refundable.isEmpty()) {
      return;
    }
    Charged charged = refundable.removeFirst();
    Reply reply = timed(Operation.REFUND, service.post(charged.path("refund"), "{}"));
    if (reply.isDone()) {
      charged
          .account()
          .giveBack(JsonObject.parse(reply.body()).number("restored", 0, Long.MAX_VALUE));
    } else if (reply.isTransient()) {
      charged.account().loseAnswer();
    }
  }

  /// Charges or holds, and notes what the answer says about it.
  private Optional<Charged> taken(Operation operation, LoadedAccount account)
      throws InterruptedException {
    String key = name + "-" + ++keys;
    String body = action.body(key, operation == Operation.HOLD);
    Reply reply = timed(operation, service.post(CHARGES.formatted(account.name()), key, body));
    if (reply.isDone()) {
      JsonObject charge = JsonObject.parse(reply.body()).object("charge");
      account.take(charge.number("cost", 0, Long.MAX_VALUE));
      return Optional.of(new Charged(account, key));
    }
    if (reply.isTransient()) {
      account.loseAnswer();
    }
    return Optional.empty();
  }

  private Reply timed(Operation operation, HttpRequest request) throws InterruptedException {
    Reply reply =
        service.call(
            request, (status, nanos) -> calls.add(new TimedCall(operation, status, nanos)));
    gaveUp = reply.isTransient();
    return reply;
  }
}
