package dev.drawdown.reading;

import dev.drawdown.adapters.Environment;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.body.ChargeBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.reading.LedgerReader.Slice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every call that only reads: `GET` of a balance, a charge, a quote, a pool, a ledger, an audit,
/// the catalog.
///
/// One function serves them all, as each is small and none changes anything.
public final class ReadingFunction extends HttpFunction {
  /// The claim by which most identity providers name a person.
  private static final String SUBJECT = "sub";

  /// A catalog changes with a deployment, or at an instant that it names.
  private static final Duration CATALOG_AGE = Duration.ofMinutes(1);

  private final Catalog catalog;
  private final Accounts accounts;
  private final Wallets wallets;
  private final InstantSource clock;
  private final String accountClaim;
  private final Reading reading;
  private final QuoteReader quotes;
  private final LedgerReader ledgers;
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
    this.wallets = ports.stores().wallets();
    this.clock = ports.clock();
    this.accountClaim = accountClaim;
    this.reading = ports.rules().reading();
    this.quotes = new QuoteReader(ports);
    this.ledgers = new LedgerReader(ports.stores().ledgers());
    this.pools = new PoolReader(ports, ledgers);
  }

  @Override
  protected Answer answer(Request request) {
    return switch (request.route()) {
      case "GET /v1/accounts/{account}/balance" -> balance(request);
      case "GET /v1/accounts/{account}/charges/{charge}" -> charge(request);
      case "GET /v1/accounts/{account}/quote" -> quote(request);
      case "GET /v1/accounts/{account}/ledger" -> ledger(request);
      case "GET /v1/accounts/{account}/audit" -> audit(request);
      case "GET /v1/pools/{pool}" -> pools.pool(request);
      case "GET /v1/pools/{pool}/members" -> pools.members(request);
      case "GET /v1/pools/{pool}/ledger" -> pools.ledger(request);
      case "GET /v1/pools/{pool}/audit" -> pools.audit(request);
      case "GET /v1/catalog" -> catalog(request);
      default -> throw new IllegalStateException("no such route: " + request.route());
    };
  }

  @Override
  protected Set<String> parameters(String route) {
    return switch (route) {
      case "GET /v1/accounts/{account}/quote" -> Set.of("action", "document", "quantity");
      case "GET /v1/accounts/{account}/ledger", "GET /v1/pools/{pool}/members" ->
          Set.of("limit", "cursor");
      case "GET /v1/pools/{pool}/ledger" -> Set.of("limit", "cursor", "shard");
      default -> Set.of();
    };
  }

  private Answer balance(Request request) {
    request.requireReading(accountClaim);
    Situation found = accounts.load(request.account(), Optional.empty(), Optional.empty());

    return Answer.ok(BalanceBody.of(reading.balance(found.available(), clock.instant())));
  }

  private Answer charge(Request request) {
    request.requireReading(accountClaim);
    Situation found =
        accounts.load(request.account(), Optional.of(request.charge()), Optional.empty());

    return found
        .underKey()
        .map(charge -> Answer.ok(ChargeBody.of(charge, found.timeOf(clock.instant()))))
        .orElseGet(() -> unknown(request));
  }

  private Answer quote(Request request) {
    request.requireReading(accountClaim);
    return quotes.quote(request);
  }

  private Answer ledger(Request request) {
    request.requireReading(accountClaim);
    Slice slice = Slice.of(request.query());
    return ledgers.page(due(request.account()), slice);
  }

  private Answer audit(Request request) {
    request.requireScope("credits/manage");
    return ledgers.audit(List.of(due(request.account())));
  }

  private WalletAdvance<AccountWallet> due(AccountId account) {
    return reading.due(wallets.wallet(account), clock.instant());
  }

  private static Answer unknown(Request request) {
    return Problem.of(Code.UNKNOWN_CHARGE, "There is no charge " + request.charge() + ".")
        .toAnswer();
  }

  private Answer catalog(Request request) {
    request.query();
    Map<String, ?> body = CatalogBody.of(catalog, clock.instant());
    return Answer.cacheable(request, body, CATALOG_AGE);
  }
}
