package dev.drawdown.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Configures a [DrawdownClient]. Everything but the address and the token has a default.
public final class ClientBuilder {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_BUDGET = Duration.ofHours(1);
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  private final URI base;
  private final Supplier<String> token;
  private Optional<HttpClient> http = Optional.empty();
  private Duration retryBudget = Duration.ofSeconds(20);
  private Duration answerTimeout = Duration.ofSeconds(10);
  private ThreadFactory threads = ClientBuilder::daemon;
  private Timing timing = Timing.real();
  private boolean failOpen;

  ClientBuilder(URI base, Supplier<String> token) {
    if (token == null) {
      throw new IllegalArgumentException("token must be a text or a supplier: null");
    }
    this.base = checked(base);
    this.token = token;
  }

  /// The address of a service. Nobody on the way may read the token that goes there.
  private static URI checked(URI base) {
    if (base == null || base.getHost() == null || base.getScheme() == null) {
      throw new IllegalArgumentException(
          "base must be an address with a scheme and a host: " + base);
    }
    if (base.getRawUserInfo() != null) {
      // The message leaves out the rest of the address, which contains a password.
      throw new IllegalArgumentException("base must not carry user info: " + base.getHost());
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("base must have neither query nor fragment: " + base);
    }
    String scheme = base.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("base must be an http or https address: " + base);
    }
    if (scheme.equals("http") && !THIS_MACHINE.matcher(base.getHost()).matches()) {
      throw new IllegalArgumentException(
          "base must be an https address, as its host isn't this machine: " + base);
    }
    return base;
  }

  /// @throws IllegalArgumentException when `token` is null or blank
  static String checked(@Nullable String token) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(
          "token must not be empty: " + (token == null ? "null" : '"' + token + '"'));
    }
    return token;
  }

  /// The HTTP client to use. The default one follows no redirects.
  public ClientBuilder http(HttpClient client) {
    http = Optional.of(client);
    return this;
  }

  /// How long the client keeps trying to open a hold, and again to close it: 20 seconds by default,
  /// one hour at most.
  public ClientBuilder retryBudget(Duration budget) {
    if (!isPositive(budget) || budget.compareTo(LONGEST_BUDGET) > 0) {
      throw new IllegalArgumentException(
          "retryBudget must be above 0 and at most " + LONGEST_BUDGET + ": " + budget);
    }
    retryBudget = budget;
    return this;
  }

  /// How long one try waits for its answer: 10 seconds by default, twice the service's longest
  /// answer.
  public ClientBuilder answerTimeout(Duration timeout) {
    if (!isPositive(timeout)) {
      throw new IllegalArgumentException("answerTimeout must be above 0: " + timeout);
    }
    answerTimeout = timeout;
    return this;
  }

  /// Runs the work unpaid if the service gives no answer. By default the client refuses such work.
  ///
  /// A refusal that the service answered stays a refusal.
  public ClientBuilder failOpen() {
    failOpen = true;
    return this;
  }

  /// The factory of the threads that run work: daemon threads by default. On JDK 21 and later, use
  /// `Thread.ofVirtual().factory()` for virtual threads.
  public ClientBuilder threads(ThreadFactory factory) {
    threads = factory;
    return this;
  }

  /// The source of time, pauses and randomness, for tests.
  public ClientBuilder timing(Timing source) {
    timing = source;
    return this;
  }

  public DrawdownClient build() {
    HttpClient client = http.orElseGet(ClientBuilder::defaultHttp);
    Exchange exchange = new Exchange(client, base, token);
    Calls calls = new Calls(exchange, timing, retryBudget, answerTimeout);
    return new DrawdownClient(calls, timing.random(), retryBudget, threads, failOpen);
  }

  private static boolean isPositive(Duration duration) {
    return duration.compareTo(Duration.ZERO) > 0;
  }

  /// Uses HTTP/1.1, because the local service supports nothing else.
  private static HttpClient defaultHttp() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "metered-work");
    thread.setDaemon(true);
    return thread;
  }

  /// A client's source of time, pauses and randomness. Its clock only runs forward.
  ///
  /// @param nanoTime as [System#nanoTime()]
  /// @param random spreads retries, and distinguishes this client's holds from others: two
  ///   processes from one snapshot must not draw the same numbers
  public record Timing(LongSupplier nanoTime, Pause pause, RandomGenerator random) {
    public static Timing real() {
      return new Timing(
          System::nanoTime,
          duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
          new SecureRandom());
    }
  }

  /// Spends the time between two tries. A test's pause returns at once.
  @FunctionalInterface
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }
}
