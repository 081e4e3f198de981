package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The webhook as a provider in live mode sees it, and the items that it leaves in the store.
final class WebhookEndpoint {
  static final String SECRET = "whsec_sample";
  static final AccountId ANNA = new AccountId("anna");

  final InMemoryStore store = new InMemoryStore();

  private Stores stores = store;
  private SigningSecrets secrets = SigningSecrets.fixed(List.of("whsec_next", SECRET));
  private Instant now = Instant.parse("2026-11-20T10:15:30Z");
  private Catalog catalog = Catalogs.shipped("outsmart");

  /// OutSmart's catalog with one text replaced.
  static Catalog outsmart(String written, String otherwise) {
    try (InputStream json =
        Objects.requireNonNull(Catalogs.class.getResourceAsStream("outsmart.json"))) {
      String text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
      return Catalogs.read(text.replace(written, otherwise));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The same webhook on another store.
  WebhookEndpoint on(Stores other) {
    stores = other;
    return this;
  }

  WebhookEndpoint with(SigningSecrets others) {
    secrets = others;
    return this;
  }

  WebhookEndpoint at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  WebhookEndpoint with(Catalog mended) {
    catalog = mended;
    return this;
  }

  Instant now() {
    return now;
  }

  Ports ports() {
    WebhookSettings settings = new WebhookSettings(secrets, true);
    return new Ports(catalog, stores, () -> now).with(settings);
  }

  Reply deliver(EventBody event) {
    return send(event.text(), StripeSignature.sign(event.bytes(), SECRET, now));
  }

  /// The outcome in the answer to a genuine event.
  String outcome(EventBody event) {
    Reply reply = deliver(event);
    return reply.status() == 200 ? String.valueOf(reply.at("outcome")) : reply.text();
  }

  Reply send(String body, String signature) {
    return call(body, signature).on(new RenewalWebhookFunction(ports()));
  }

  static Call call(String body, String signature) {
    return Call.sample("webhook").body(body).header("stripe-signature", signature);
  }

  /// The operator's commands on parked events.
  ParkedEvents parkedEvents() {
    return new ParkedEvents(ports());
  }

  /// Replays the event of that id, if it is parked.
  Optional<WebhookOutcome> replay(String id) {
    return parkedEvents()
        .list()
        .find(new ProviderEventId(id))
        .map(event -> parkedEvents().replay(event, now));
  }

  /// Drops the event of that id for a reason, if it is parked.
  Optional<WebhookOutcome> drop(String id, String reason) {
    return parkedEvents()
        .list()
        .find(new ProviderEventId(id))
        .map(event -> parkedEvents().drop(event, reason, now));
  }

  AccountWallet wallet() {
    return wallet(ANNA);
  }

  AccountWallet wallet(AccountId account) {
    return store.load(account, Optional.empty(), Optional.empty()).wallet();
  }

  Balance balance() {
    return Rules.of(catalog).reading().balance(AvailableCredits.of(wallet()), now);
  }

  List<Parked<ReceivedEvent>> parked() {
    return store.parkedEvents().page(100, Optional.empty());
  }
}
