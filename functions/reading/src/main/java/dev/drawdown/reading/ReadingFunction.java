package dev.drawdown.reading;

import dev.drawdown.adapters.Environment;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.reading.LedgerReader.Slice;
import dev.drawdown.reading.UsageReader.UsageQuery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Serves all calls that only read: `GET` of a balance, a charge, a quote, a pool, a ledger, usage,
/// an audit, the catalog and the API's own description.
///
/// One function serves them all, because each is small and none changes anything.
public final class ReadingFunction extends HttpFunction {
  /// The claim in which most identity providers put a person's id.
  private static final String SUBJECT = "sub";

  private static final String MANAGE = "credits/manage";

  /// The catalog changes with a deployment, or at an instant that it names. The API's description
  /// changes with a deployment.
  private static final Duration PUBLIC_AGE = Duration.ofMinutes(1);

  private final Catalog catalog;
  private final Accounts accounts;
  private final InstantSource clock;
  private final String accountClaim;
  private final AccountReader reader;
  private final PoolReader pools;

  public ReadingFunction() {
    this(Ports.fromEnvironment(), Environment.named(System.getenv(), "ACCOUNT_CLAIM"));
  }

  public ReadingFunction(Ports ports) {
    this(ports, SUBJECT);
  }

  ReadingFunction(Ports ports, String accountClaim) {
    super(ports.callLog());
    this.catalog = ports.catalog();
    this.accounts = ports.stores().accounts();
    this.clock = ports.clock();
    this.accountClaim = accountClaim;
    this.reader = new AccountReader(ports);
    this.pools = new PoolReader(ports);
  }

  @Override
  protected Answer answer(Request request) {
    return switch (request.route()) {
      case "GET /v1/accounts/{account}/balance" -> reader.balance(readable(request));
      case "GET /v1/accounts/{account}/charges/{charge}" -> charge(request);
      case "GET /v1/accounts/{account}/quote" -> reader.quote(readable(request), request.query());
      case "GET /v1/accounts/{account}/ledger" -> reader.ledger(readable(request), request.query());
      case "GET /v1/accounts/{account}/usage" -> reader.usage(readable(request), request.query());
      case "GET /v1/accounts/{account}/audit" -> reader.audit(managed(request));
      case "GET /v1/pools/{pool}" -> pools.pool(managedPool(request));
      case "GET /v1/pools/{pool}/members" -> pools.members(managedPool(request), request.query());
      case "GET /v1/pools/{pool}/ledger" -> pools.ledger(managedPool(request), request.query());
      case "GET /v1/pools/{pool}/usage" -> pools.usage(managedPool(request), request.query());
      case "GET /v1/pools/{pool}/audit" -> pools.audit(managedPool(request));
      case "GET /v1/catalog" -> catalog(request);
      case "GET /v1/openapi.json" -> description(request);
      default -> throw new IllegalStateException("no such route: " + request.route());
    };
  }

  @Override
  protected Set<String> parameters(String route) {
    return switch (route) {
      case "GET /v1/accounts/{account}/quote" -> QuoteReader.PARAMETERS;
      case "GET /v1/accounts/{account}/ledger" -> Slice.PARAMETERS;
      case "GET /v1/pools/{pool}/members" -> PoolReader.MEMBERS_PARAMETERS;
      case "GET /v1/pools/{pool}/ledger" -> PoolReader.LEDGER_PARAMETERS;
      case "GET /v1/accounts/{account}/usage", "GET /v1/pools/{pool}/usage" ->
          UsageQuery.PARAMETERS;
      default -> Set.of();
    };
  }

  private AccountId readable(Request request) {
    request.requireReading(accountClaim);
    return request.account();
  }

  private AccountId managed(Request request) {
    request.requireScope(MANAGE);
    return request.account();
  }

  private PoolId managedPool(Request request) {
    request.requireScope(MANAGE);
    return request.pool();
  }

  private Answer charge(Request request) {
    AccountId account = readable(request);
    Situation found = accounts.load(account, Optional.of(request.charge()), Optional.empty());

    return found
        .underKey()
        .map(charge -> Answer.ok(ChargeBody.of(charge, found.timeOf(clock.instant()))))
        .orElseGet(() -> unknown(request));
  }

  private static Answer unknown(Request request) {
    return Problem.of(Code.UNKNOWN_CHARGE, "There is no charge " + request.charge() + ".")
        .toAnswer();
  }

  private Answer catalog(Request request) {
    request.requireKnownParameters();
    Map<String, ?> body = CatalogBody.of(catalog, clock.instant());
    return Answer.cacheable(request, body, PUBLIC_AGE);
  }

  private static Answer description(Request request) {
    request.requireKnownParameters();
    return Answer.cacheable(request, ApiDocument.json(), PUBLIC_AGE);
  }
}
