package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names with every allowed special character, from the path of a request to the keys of the table
/// and back.
class IdentityProviderNamesTest {
  private static final String ANNA = "auth0|user+tag=a@x~1";
  private static final String OFFICE = "okta|office:1+2=3@x~._-";
  private static final String KEY = "click|1+1=2@x~._:-";

  private static Service service;
  private static Developer developer;

  @BeforeAll
  static void start() throws Exception {
    service =
        Service.start(
            Server.bind(0), Catalogs.shipped("outsmart"), Optional.empty(), Webhook.SECRET);
    developer = Developer.at(service.address());
    developer.pay("invoice.paid", "account", ANNA, "plan", "solo");
    developer.pay("invoice.paid", "pool", OFFICE, "plan", "office");
  }

  @AfterAll
  static void stop() throws Exception {
    developer.close();
    service.close();
  }

  @Test
  void an_account_charges_under_a_key_and_reads_its_charge() {
    String account = encoded(ANNA);
    String charges = "/v1/accounts/" + account + "/charges/" + encoded(KEY);

    Reply charged = developer.charge(account, KEY, "letter.generate", "document", "d-1");
    Reply refunded = developer.post(charges + "/refund", "");

    assertThat(charged.status()).as(charged.text()).isEqualTo(201);
    assertThat(charged.at("charge.id")).isEqualTo(KEY);
    assertThat(charged.at("balance.account")).isEqualTo(ANNA);
    assertThat(refunded.at("restored")).isEqualTo(1);
    assertThat(developer.see(charges).at("status")).isEqualTo("refunded");
    assertThat(developer.get(account, "ledger").at("data.0.charge")).isEqualTo(KEY);
    assertThat(developer.get(account, "audit").at("consistent")).isEqualTo(true);
  }

  @Test
  void an_account_tops_up_with_such_a_payment() {
    Reply paid = developer.topUp(encoded(ANNA), "pack-50", "pi|1+1=2~@x");

    assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    assertThat(paid.at("payment")).isEqualTo("pi|1+1=2~@x");
  }

  @Test
  void an_account_joins_and_leaves_a_pool() {
    String member = "/v1/pools/" + encoded(OFFICE) + "/members/" + encoded(ANNA);

    Reply joined = developer.call("PUT", member, "{\"limitPerPeriod\":7}");
    Reply members = developer.see("/v1/pools/" + encoded(OFFICE) + "/members");
    Reply left = developer.call("DELETE", member, "");

    assertThat(joined.at("account")).isEqualTo(ANNA);
    assertThat(members.at("members.0.account")).isEqualTo(ANNA);
    assertThat(left.status()).isEqualTo(204);
  }

  @Test
  void a_persons_token_of_that_subject_reads_that_account_alone() {
    Developer anna = developer.as("dev-user:" + ANNA);

    assertThat(anna.balance(encoded(ANNA)).at("account")).isEqualTo(ANNA);
    assertThat(anna.balance(encoded("auth0|user-tag=a@x~1")).status()).isEqualTo(403);
    assertThat(anna.balance(encoded(ANNA.toUpperCase(Locale.ROOT))).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth0%7Cuser+tag=a@x~1",
        "auth0%7Cuser%2Btag%3Da%40x%7E1",
        "auth0%7cuser%2btag=a@x%7e1"
      })
  void encoded_and_plain_paths_have_the_same_answer(String account) {
    assertThat(developer.balance(account).at("account")).isEqualTo(ANNA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2E", "%2E%2E", "a%23b", "a%25b", "a%20b"})
  void other_names_are_refused(String account) {
    Reply reply = developer.balance(account);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("account");
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
