package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.drawdown.adapters.calllog.CallLine;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One call of the API, read strictly: malformed or unknown input throws a [Problem] that names it.
public final class Request {
  /// The largest size of a body in bytes.
  public static final int MAX_BODY = 16 * 1024;

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([!-~]+) *");

  private final APIGatewayV2HTTPEvent event;
  private final Set<String> parameters;
  private final Map<String, String> subjects = new TreeMap<>();

  /// `parameters` returns the query parameters that a route accepts.
  Request(APIGatewayV2HTTPEvent event, Function<String, Set<String>> parameters) {
    this.event = event;
    this.parameters = parameters.apply(route());
    for (String kind : List.of("account", "pool")) {
      Optional.of(path(kind))
          .filter(name -> !name.isEmpty())
          .ifPresent(name -> setSubject(kind, name));
    }
  }

  /// The route that the gateway matched, such as `GET /v1/catalog`.
  public String route() {
    return Optional.ofNullable(event.getRouteKey()).orElse("");
  }

  /// The gateway's id of the request. The gateway's access log has it, too.
  Optional<String> id() {
    return Optional.ofNullable(event.getRequestContext())
        .map(APIGatewayV2HTTPEvent.RequestContext::getRequestId);
  }

  /// Sets the `account` or `pool` that the call is about, if its path doesn't name it.
  public void setSubject(String kind, String name) {
    subjects.put(kind, name);
  }

  /// The known subjects of the call by kind: an `account`, a `pool` or both.
  Map<String, String> subjects() {
    return subjects;
  }

  /// The token of the header `Authorization`, if it has one. The token isn't verified.
  public Optional<String> bearer() {
    return header("Authorization")
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }

  /// Adds the reason of a failure to `line`, without the caller's texts.
  void addFailure(Throwable failure, CallLine line) {
    RequestTexts texts = RequestTexts.in(event, subjects.values());
    line.failure(failure, texts::hiddenIn);
  }

  /// The failure itself, if its printed form has none of the caller's texts. Otherwise an exception
  /// with the same stack trace that hides them.
  ///
  /// The virtual machine's own errors are thrown unchanged: their messages aren't made of callers'
  /// texts, and they tell Lambda to end the process.
  RuntimeException withoutRequestTexts(Throwable failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    RequestTexts texts = RequestTexts.in(event, subjects.values());
    boolean clean = !texts.isIn(printed.toString());
    return switch (failure) {
      case VirtualMachineError fatal -> throw fatal;
      case Error defect when clean -> throw defect;
      case RuntimeException defect when clean -> defect;
      default -> new HiddenFailure(texts.hiddenIn(failure.toString()), failure.getStackTrace());
    };
  }

  /// A failure whose message has none of the caller's texts.
  private static final class HiddenFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private HiddenFailure(String message, StackTraceElement[] trace) {
      super(message);
      setStackTrace(trace);
    }
  }

  /// Refuses a caller without `scope`, before any other check. Then refuses unknown query
  /// parameters.
  public void requireScope(String scope) {
    Caller.of(event).require(scope);
    requireKnownParameters();
  }

  /// Refuses a caller that may not read the account in the path. Then refuses unknown query
  /// parameters.
  ///
  /// A person's token names its own account in `accountClaim`.
  public void requireReading(String accountClaim) {
    Caller.of(event).requireReadingOf(path("account"), accountClaim);
    requireKnownParameters();
  }

  /// Refuses unknown and repeated query parameters.
  public void requireKnownParameters() {
    query();
  }

  /// The subject of the caller's token, if it has one.
  public Optional<String> actor() {
    return Caller.of(event).subject();
  }

  public AccountId account() {
    return new AccountId(identifier("account", path("account")));
  }

  public PoolId pool() {
    return new PoolId(identifier("pool", path("pool")));
  }

  public ChargeId charge() {
    return new ChargeId(identifier("charge", path("charge")));
  }

  public SubscriptionId subscription() {
    return new SubscriptionId(identifier("subscription", path("subscription")));
  }

  /// The caller's key for its statement, from the path.
  public String key() {
    return identifier("key", path("key"));
  }

  /// The idempotency key of a charge, plain or in quotes.
  ///
  /// The IETF's draft of this header makes it a structured string. No key needs an escape, so a key
  /// with one is refused.
  public ChargeId idempotencyKey() {
    return new ChargeId(headerKey());
  }

  /// The idempotency key of a manual change.
  public ManualChange.Key manualChangeKey() {
    return new ManualChange.Key(headerKey());
  }

  private String headerKey() {
    String name = "Idempotency-Key";
    String key = header(name).orElseThrow(() -> Problem.invalid(name, "is missing"));
    return identifier(name, withoutQuotes(key));
  }

  private static String withoutQuotes(String key) {
    boolean quoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
    return quoted ? key.substring(1, key.length() - 1) : key;
  }

  /// The value of a header. Repeated headers arrive joined by commas.
  public Optional<String> header(String name) {
    return headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> Stream.ofNullable(header.getValue()))
        .findFirst();
  }

  /// Reads the body with `read` and refuses fields that `read` didn't use. An empty body counts as
  /// `{}`.
  public <T> T body(Function<JsonObject, T> read) {
    try {
      byte[] bytes = bytes(MAX_BODY);
      JsonObject json = bytes.length == 0 ? JsonObject.parse("{}") : JsonObject.parse(bytes);
      T value = read.apply(json);
      json.requireNoMore();
      return value;
    } catch (JsonProblem problem) {
      String place = problem.place().isEmpty() ? "body" : problem.place();
      throw Problem.invalid(place, problem.reason());
    }
  }

  /// The query parameters. Each is known to the route and given at most once.
  public Query query() {
    return Query.of(event, parameters);
  }

  /// The body as sent, with at most `maximum` bytes.
  public byte[] bytes(int maximum) {
    String text = Optional.ofNullable(event.getBody()).orElse("");
    byte[] bytes =
        event.getIsBase64Encoded() ? decoded(text) : text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > maximum) {
      throw Problem.invalid("body", "has " + bytes.length + " bytes, more than " + maximum);
    }
    return bytes;
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw Problem.invalid("body", "is not Base64, as it claims to be");
    }
  }

  private Map<String, String> headers() {
    return Optional.ofNullable(event.getHeaders()).orElse(Map.of());
  }

  private String path(String name) {
    return Optional.ofNullable(event.getPathParameters())
        .map(parameters -> parameters.get(name))
        .orElse("");
  }

  private static String identifier(String field, String text) {
    if (!Identifier.isValid(text)) {
      throw Problem.invalid(field, Identifier.RULE);
    }
    return text;
  }
}
