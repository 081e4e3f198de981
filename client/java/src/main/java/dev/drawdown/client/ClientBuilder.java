package dev.drawdown.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Puts a [DrawdownClient] together. All but the address and the token has a default.
public final class ClientBuilder {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_BUDGET = Duration.ofHours(1);

  private final URI base;
  private final Supplier<String> token;
  private Optional<HttpClient> http = Optional.empty();
  private Duration retryBudget = Duration.ofSeconds(20);
  private Duration answerTimeout = Duration.ofSeconds(10);
  private Timing timing = Timing.real();
  private boolean failOpen;

  ClientBuilder(URI base, Supplier<String> token) {
    if (base.getScheme() == null || !Set.of("http", "https").contains(base.getScheme())) {
      throw new IllegalArgumentException("base must be an http or https address: " + base);
    }
    this.base = base;
    this.token = token;
  }

  /// The HTTP client to use; by default one that follows no redirects.
  public ClientBuilder http(HttpClient client) {
    http = Optional.of(client);
    return this;
  }

  /// How long opening a hold, and closing it, may each go on trying: 20 seconds by default.
  public ClientBuilder retryBudget(Duration budget) {
    if (!budget.isPositive() || budget.compareTo(LONGEST_BUDGET) > 0) {
      throw new IllegalArgumentException("retryBudget must be up to " + LONGEST_BUDGET);
    }
    retryBudget = budget;
    return this;
  }

  /// How long one try waits for its answer: 10 seconds by default, twice what the service takes at
  /// its worst.
  public ClientBuilder answerTimeout(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("answerTimeout must be longer than nothing: " + timeout);
    }
    answerTimeout = timeout;
    return this;
  }

  /// Runs the work unpaid when the service can't be asked. Without this it is refused then.
  ///
  /// A refusal that was answered stays one.
  public ClientBuilder failOpen() {
    failOpen = true;
    return this;
  }

  /// Where time, pauses and randomness come from: for tests.
  public ClientBuilder timing(Timing source) {
    timing = source;
    return this;
  }

  public DrawdownClient build() {
    HttpClient client = http.orElseGet(ClientBuilder::defaultHttp);
    Exchange exchange = new Exchange(client, base, token);
    Calls calls = new Calls(exchange, timing, retryBudget, answerTimeout);
    return new DrawdownClient(calls, timing, retryBudget, failOpen);
  }

  /// HTTP/1.1, as the service on a laptop speaks nothing else.
  private static HttpClient defaultHttp() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }
}
