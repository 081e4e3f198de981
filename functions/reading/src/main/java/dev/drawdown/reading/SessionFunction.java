package dev.drawdown.reading;

import dev.drawdown.adapters.CachedSecrets;
import dev.drawdown.adapters.Environment;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.secretsmanager.StoredSecret;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.reading.UsageReader.UsageQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Opens sessions for browsers, and serves the data that a browser may read with a session.
///
/// A product's backend opens a session with its own token. Only the session's token names the
/// account or pool that the browser may read. The gateway has no authorizer for these tokens. This
/// function verifies them, and no other function accepts them.
public final class SessionFunction extends HttpFunction {
  private final SigningSecrets secrets;
  private final InstantSource clock;
  private final AccountReader accounts;
  private final PoolReader pools;

  public SessionFunction() {
    this(Ports.fromEnvironment().withSessions(stored(System.getenv())));
  }

  public SessionFunction(Ports ports) {
    super(ports.callLog());
    this.secrets = ports.sessions();
    this.clock = ports.clock();
    this.accounts = new AccountReader(ports);
    this.pools = new PoolReader(ports);
  }

  /// The first call reads the secrets, so they are read after a snapshot was restored.
  private static SigningSecrets stored(Map<String, String> environment) {
    String arn = Environment.named(environment, "SESSION_SECRET_ARN");
    return new CachedSecrets(StoredSecret.of(arn, environment));
  }

  @Override
  protected Answer answer(Request request) {
    return switch (request.route()) {
      case "POST /v1/accounts/{account}/sessions" -> {
        request.requireScope("credits/session");
        yield open(request.account(), request);
      }
      case "POST /v1/pools/{pool}/sessions" -> {
        request.requireScope("credits/session");
        yield open(request.pool(), request);
      }
      case "GET /v1/session/balance" -> accounts.balance(account(request));
      case "GET /v1/session/quote" -> accounts.quote(account(request), request.query());
      case "GET /v1/session/ledger" -> ledger(request);
      case "GET /v1/session/usage" -> usage(request);
      case "GET /v1/session/pool" -> pools.pool(pool(request));
      case "GET /v1/session/members" -> pools.members(pool(request), request.query());
      default -> throw new IllegalStateException("no such route: " + request.route());
    };
  }

  @Override
  protected Set<String> parameters(String route) {
    return switch (route) {
      case "GET /v1/session/quote" -> QuoteReader.PARAMETERS;
      case "GET /v1/session/members" -> PoolReader.MEMBERS_PARAMETERS;
      case "GET /v1/session/ledger" -> PoolReader.LEDGER_PARAMETERS;
      case "GET /v1/session/usage" -> UsageQuery.PARAMETERS;
      default -> Set.of();
    };
  }

  private Answer open(Owner owner, Request request) {
    Duration lasts = request.body(SessionFunction::expiresIn);
    Instant now = clock.instant();
    SessionToken session = SessionToken.of(owner, now, lasts);
    Map<String, Object> body = new LinkedHashMap<>();
    String signing =
        secrets.at(now).stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no secret signs sessions"));
    body.put("token", session.signedWith(signing));
    body.put("expiresAt", session.expiresAt());
    return Answer.created(body);
  }

  private static Duration expiresIn(JsonObject body) {
    String text = body.optionalText("expiresIn").orElse(SessionToken.LONGEST.toString());
    try {
      Duration lasts = Duration.parse(text);
      if (lasts.compareTo(Duration.ofSeconds(1)) >= 0
          && lasts.compareTo(SessionToken.LONGEST) <= 0
          && lasts.equals(Duration.ofSeconds(lasts.toSeconds()))) {
        return lasts;
      }
    } catch (DateTimeParseException unreadable) {
      // The check below refuses it.
    }
    throw body.problem("expiresIn", "must be PT1S to PT15M, in whole seconds");
  }

  /// The ledger of the account or the pool that the token names.
  private Answer ledger(Request request) {
    return switch (owner(request)) {
      case AccountId account -> {
        Query query = request.query();
        if (query.text("shard").isPresent()) {
          throw Problem.invalid("shard", "is a parameter for pools only");
        }
        yield accounts.ledger(account, query);
      }
      case PoolId pool -> pools.ledger(pool, request.query());
    };
  }

  /// The usage of the account or the pool that the token names.
  private Answer usage(Request request) {
    return switch (owner(request)) {
      case AccountId account -> accounts.usage(account, request.query());
      case PoolId pool -> pools.usage(pool, request.query());
    };
  }

  private AccountId account(Request request) {
    if (owner(request) instanceof AccountId account) {
      request.requireKnownParameters();
      return account;
    }
    throw Problem.of(Code.FORBIDDEN, "This is a pool's token. It can't read an account.");
  }

  private PoolId pool(Request request) {
    if (owner(request) instanceof PoolId pool) {
      request.requireKnownParameters();
      return pool;
    }
    throw Problem.of(Code.FORBIDDEN, "This is an account's token. It can't read a pool.");
  }

  /// The owner that the request's session names. A wrong token gets the same refusal for every
  /// fault.
  private Owner owner(Request request) {
    Instant now = clock.instant();
    SessionToken session =
        request
            .bearer()
            .flatMap(
                token ->
                    SessionToken.read(token, secrets.at(now))
                        .or(
                            () ->
                                secrets
                                    .changed(now)
                                    .flatMap(others -> SessionToken.read(token, others))))
            .filter(read -> read.isValidAt(now))
            .orElseThrow(
                () -> Problem.of(Code.UNAUTHENTICATED, "This call needs a valid session token."));
    request.setSubject(session.kind(), session.owner().value());
    return session.owner();
  }
}
