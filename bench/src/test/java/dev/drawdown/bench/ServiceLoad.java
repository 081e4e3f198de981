package dev.drawdown.bench;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.LoadCaller.PricedAction;
import dev.drawdown.bench.RemoteService.Reply;
import dev.drawdown.bench.ServiceAnswers.TimedCall;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Drives a running service over HTTP, and compares each account with the answers about it.
///
/// The accounts are new, and an operator's grant gives each of them credits. At the end, the
/// balance of each account must be its balance before, less the credits that answers of charges and
/// holds took, plus those that answers of refunds gave back.
final class ServiceLoad {
  private static final String TOKEN = "DRAWDOWN_TOKEN";
  private static final String GRANT = "{\"credits\":1000000000000,\"reason\":\"load test\"}";
  private static final int SHOWN_FAULTS = 10;

  private final RemoteService service;
  private final Options options;
  private final String run = "load-" + UUID.randomUUID();

  private ServiceLoad(RemoteService service, Options options) {
    this.service = service;
    this.options = options;
  }

  static String measure(Options options) throws InterruptedException {
    return measure(options, System.getenv());
  }

  static String measure(Options options, Map<String, String> environment)
      throws InterruptedException {
    String token = environment.getOrDefault(TOKEN, "");
    if (!token.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          TOKEN + " must be a token with credits/charge, credits/read and credits/manage.");
    }
    try (RemoteService service = new RemoteService(options.address("url"), token);
        ExecutorService threads =
            Executors.newFixedThreadPool(options.get("callers"), Thread.ofVirtual().factory())) {
      return new ServiceLoad(service, options).measured(threads);
    }
  }

  private String measured(ExecutorService threads) throws InterruptedException {
    PricedAction action = cheapest();
    Bench.progress("Grants credits to " + options.get("accounts") + " accounts " + run + "-...");
    List<LoadedAccount> accounts =
        atOnce(
            threads,
            IntStream.range(0, options.get("accounts"))
                .<Callable<LoadedAccount>>mapToObj(number -> () -> opened(run + "-" + number))
                .toList());
    Bench.progress("Calls for " + options.get("seconds") + " seconds");
    ServiceAnswers answers = answers(threads, action, accounts);
    List<String> faults =
        atOnce(
                threads,
                accounts.stream()
                    .<Callable<Optional<String>>>map(account -> () -> fault(account))
                    .toList())
            .stream()
            .flatMap(Optional::stream)
            .toList();
    return report(action, accounts, answers, faults);
  }

  private ServiceAnswers answers(
      ExecutorService threads, PricedAction action, List<LoadedAccount> accounts)
      throws InterruptedException {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(options.get("seconds"));
    List<TimedCall> calls = new ArrayList<>();
    atOnce(
            threads,
            IntStream.range(0, options.get("callers"))
                .mapToObj(number -> new LoadCaller(service, action, accounts, run, number, end))
                .toList())
        .forEach(calls::addAll);
    return new ServiceAnswers(calls, (System.nanoTime() - start) / 1e9);
  }

  private String report(
      PricedAction action,
      List<LoadedAccount> accounts,
      ServiceAnswers answers,
      List<String> faults) {
    String report =
        String.format(
            Locale.ROOT,
            "%s at %s: %d callers, %d accounts, %.1f seconds; waits in milliseconds%n%s"
                + "credits taken: %d, given back: %d%n",
            action.id(),
            options.address("url"),
            options.get("callers"),
            accounts.size(),
            answers.seconds(),
            answers,
            accounts.stream().mapToLong(LoadedAccount::taken).sum(),
            accounts.stream().mapToLong(LoadedAccount::givenBack).sum());
    if (faults.isEmpty()) {
      return report + "The balance of each account is what the answers say.\n";
    }
    String wrong = "Wrong accounts: %d of %d%n".formatted(faults.size(), accounts.size());
    List<String> shown = faults.subList(0, Math.min(faults.size(), SHOWN_FAULTS));
    throw new Bench.Failed(report + wrong + String.join("\n", shown));
  }

  /// The cheapest action of the catalog that costs anything.
  private PricedAction cheapest() throws InterruptedException {
    HttpRequest catalog = service.get("/v1/catalog");
    return body(catalog, service.send(catalog)).objects("actions").stream()
        .map(
            action ->
                new PricedAction(
                    action.text("id"),
                    action.number("cost", 0, Long.MAX_VALUE),
                    action.flag("oncePerDocument")))
        .filter(action -> action.cost() > 0)
        .min(Comparator.comparingLong(PricedAction::cost).thenComparing(PricedAction::id))
        .orElseThrow(() -> new Bench.Failed("No action of the catalog costs anything."));
  }

  private LoadedAccount opened(String name) throws InterruptedException {
    answer(service.post("/v1/accounts/" + name + "/grants", run, GRANT));
    return new LoadedAccount(name, total(answer(service.get(LoadCaller.balance(name)))));
  }

  /// What is wrong with the account after the last call.
  private Optional<String> fault(LoadedAccount account) throws InterruptedException {
    Reply reply = service.call(service.get(LoadCaller.balance(account.name())), (_, _) -> {});
    return reply.isDone()
        ? account.fault(total(JsonObject.parse(reply.body())))
        : Optional.of(account.name() + ": its balance got " + reply);
  }

  private static long total(JsonObject balance) {
    return balance.number("total", 0, Long.MAX_VALUE);
  }

  private JsonObject answer(HttpRequest request) throws InterruptedException {
    return body(request, service.call(request, (_, _) -> {}));
  }

  /// The answer to a call without which there is nothing to measure.
  private static JsonObject body(HttpRequest request, Reply reply) {
    if (!reply.isDone()) {
      throw new Bench.Failed(request.method() + " " + request.uri() + " got " + reply);
    }
    return JsonObject.parse(reply.body());
  }

  private static <T> List<T> atOnce(ExecutorService threads, List<? extends Callable<T>> calls)
      throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> result : threads.invokeAll(calls)) {
      try {
        results.add(result.get());
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof Bench.Failed known) {
          throw known;
        }
        throw new IllegalStateException("a call failed", failed.getCause());
      }
    }
    return results;
  }
}
