package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.operator.Console.Printed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table on the catalog of Outsmart that a console can use: its own, or a restored one.
record OutsmartTable(Console console, String name) {
  private static final ActionId ANALYZE = new ActionId("lab.analyze");

  static OutsmartTable fresh(Console console) {
    return new OutsmartTable(console, DynamoDbLocal.freshTable());
  }

  /// Runs one line of a shell on it.
  Printed run(String line) {
    return Console.run(console, Map.of("TABLE", name, "CATALOG", "outsmart", "BUS", "bus"), line);
  }

  /// Analyses a lab.
  void charge(String account, String key, String document) {
    charge(account, key, document, Optional.empty(), Console.NOVEMBER);
  }

  /// Analyses a lab, as a hold if `hold` is given.
  void charge(String account, String key, String document, Optional<Duration> hold, Instant now) {
    DocumentId id = new DocumentId(document);
    ChargeId charge = new ChargeId(key);
    Situation found = found(account, charge, Optional.of(new DocumentKey(ANALYZE, id)));
    ChargeRequest request = new ChargeRequest(ANALYZE, Optional.of(id), 1, hold);
    commit(rules().charging().charge(charge, request, found, now).commits());
  }

  /// The stored items for a decision about a charge.
  Situation found(String account, ChargeId charge, Optional<DocumentKey> document) {
    AccountId owner = new AccountId(account);
    return ports().stores().accounts().load(owner, Optional.of(charge), document);
  }

  void commit(List<Commit> commits) {
    ports().stores().commits().commitInOrder(commits);
  }

  Rules rules() {
    return Rules.of(ports().catalog());
  }

  Ports ports() {
    return console.table(name, "outsmart", true);
  }

  void put(Map<String, AttributeValue> item) {
    console.client.putItem(put -> put.tableName(name).item(item));
  }

  /// Gives an account's wallet a schema version that only a later release knows.
  void makeUnreadable(String account) {
    Map<String, AttributeValue> wallet =
        new HashMap<>(items().getOrDefault(List.of("account#" + account, "wallet"), Map.of()));
    wallet.put("v", AttributeValue.fromN("2"));
    put(wallet);
  }

  void delete(String partition, String sort) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
    console.client.deleteItem(delete -> delete.tableName(name).key(key));
  }

  /// All items, by key.
  Map<List<String>, Map<String, AttributeValue>> items() {
    return console.client.scan(scan -> scan.tableName(name)).items().stream()
        .collect(
            Collectors.toMap(
                item ->
                    Stream.of("pk", "sk")
                        .map(item::get)
                        .map(value -> value == null ? "" : value.s())
                        .toList(),
                item -> item));
  }
}
