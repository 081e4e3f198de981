package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.publishing.PublishingPorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The program on a table of DynamoDB Local and a bus in memory. The environment names the table
/// and the bus, so a command line needs no option for them.
final class Console implements Connections, AutoCloseable {
  static final Instant NOVEMBER = Instant.parse("2026-11-20T10:15:30Z");
  static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

  final DynamoDbClient client;
  final String table = DynamoDbLocal.freshTable();
  final InMemoryBus bus = new InMemoryBus();

  private final String catalog;
  private EventBus reached = bus;
  private DynamoDbClient audited;
  private Instant now = NOVEMBER;

  /// On the shipped catalog of that name, with a client that has these interceptors.
  Console(String catalog, ExecutionInterceptor... interceptors) {
    this.catalog = catalog;
    this.client = DynamoDbLocal.client(interceptors);
    this.audited = client;
  }

  /// The output of a command, and its exit code.
  record Printed(int exit, String out, String errors) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  Console at(Instant instant) {
    now = instant;
    return this;
  }

  /// The same program with another bus.
  Console on(EventBus other) {
    reached = other;
    return this;
  }

  /// The same program with another client of the table for audits, repairs and blanking.
  Console auditing(DynamoDbClient by) {
    audited = by;
    return this;
  }

  /// Runs one line of a shell, in which words in quotes are one.
  Printed run(String line) {
    return run(this, Map.of("TABLE", table, "CATALOG", catalog, "BUS", "bus"), line);
  }

  static Printed run(Connections connections, Map<String, String> environment, String line) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int exit =
        OperatorProgram.of(
                connections, environment, new PrintWriter(out, true), new PrintWriter(errors, true))
            .execute(words(line));
    return new Printed(exit, out.toString().strip(), errors.toString().strip());
  }

  static String[] words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> Optional.ofNullable(word.group(1)).orElseGet(word::group))
        .toArray(String[]::new);
  }

  @Override
  public Ports table(String name, String catalogName, boolean livemode) {
    Catalog products = Catalogs.load(catalogName);
    DynamoDbStore store = new DynamoDbStore(client, name, DueTimes.of(products));
    return new Ports(products, store, () -> now)
        .with(new WebhookSettings(List.of("whsec_sample"), livemode));
  }

  @Override
  public PublishingPorts bus(String name, String busName) {
    return new PublishingPorts(
        DynamoDbStore.forReading(client, name), reached, () -> now, CallLog.unkeyed(name));
  }

  @Override
  public WalletAudits audits(String name) {
    return new WalletAudits(DynamoDbStore.forReading(audited, name).audits());
  }

  @Override
  public CallerTexts callerTexts(String name) {
    return DynamoDbStore.forReading(audited, name).callerTexts();
  }

  Ports ports() {
    return table(table, catalog, true);
  }

  /// Writes a grant and so many charges of one credit in November, on the catalog of Assistant
  /// Coach. Each charge is one entry.
  void charged(String account, int charges) {
    Catalog products = Catalogs.load(catalog);
    Bulk bulk = new Bulk(client, table, DueTimes.of(products));
    ChargeRequest request =
        new ChargeRequest(new ActionId("checkin.draft"), Optional.empty(), 1, Optional.empty());
    AccountWallet wallet = AccountWallet.unseen(new AccountId(account));
    for (int charge = 1; charge <= charges; charge++) {
      Situation found = new Situation(wallet, Optional.empty(), Optional.empty());
      ChargeId key = new ChargeId("click-" + charge);
      bulk.write(Rules.of(products).charging().charge(key, request, found, NOVEMBER).commits());
      wallet = ports().stores().wallets().wallet(wallet.account());
    }
  }

  /// The names of the events on the bus, in the order of their arrival.
  List<String> published() {
    Pattern id = Pattern.compile("\"id\":\"([^\"]+)\"");
    return bus.events().stream()
        .flatMap(event -> id.matcher(event.detail()).results().limit(1))
        .map(found -> found.group(1))
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
