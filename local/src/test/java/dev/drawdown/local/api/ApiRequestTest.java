package dev.drawdown.local.api;

import static dev.drawdown.local.api.ApiDescription.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.local.api.ApiCaller.Answered;
import dev.drawdown.local.api.ApiCaller.Sent;
import dev.drawdown.local.api.ApiDescription.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The service refuses exactly the requests that break the rules of its description, as
/// `invalid-request`. The test replaces each parameter and each member of a body by values of many
/// kinds.
class ApiRequestTest {
  private static final ApiDescription API = ApiDescription.read();

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "a b",
          "a,b",
          "a/b",
          "ü",
          ".",
          "..",
          "...",
          "a\u0000b",
          "\u007f",
          "\"a\"",
          "A.:@|+=~-_9",
          "0",
          "1",
          "15",
          "16",
          "50",
          "100",
          "101",
          "1000",
          "1001",
          "-1",
          "1.5",
          "1e3",
          "0x1",
          "moon",
          "999999999999999999",
          "9223372036854775808",
          "PT15M",
          "P1D",
          "PT24H",
          "PT24H0.001S",
          "PT0S",
          "PT0.001S",
          "P1M",
          "-PT1M",
          "P",
          "PT",
          "2026-11-20",
          "2026-11-20T10:15:30Z",
          "2026-11-20T10:15Z",
          "2026-11-20T10:15:30.1234Z",
          "2026-11-20t10:15:30z",
          "2026-11-20T10:15:30+01:00",
          "+12026-11-20T10:15:30Z",
          "-2026-11-20T10:15:30Z",
          "yesterday",
          "a".repeat(41),
          "a".repeat(101),
          "a".repeat(128),
          "a".repeat(129),
          "a".repeat(200),
          "a".repeat(201));

  /// Values of a body, as JSON.
  private static final List<JsonNode> VALUES =
      Stream.concat(
              TEXTS.stream().<JsonNode>map(TextNode::valueOf),
              Stream.of(
                      "0",
                      "1",
                      "-1",
                      "1.5",
                      "1000",
                      "1001",
                      "1000000000001",
                      "10000000000000",
                      "9223372036854775807",
                      "9223372036854775808",
                      "-9223372036854775808",
                      "true",
                      "false",
                      "[]",
                      "{}",
                      "[1]",
                      "{\"a\":1}",
                      "{\"a\":\"b\"}",
                      "{\"expiresIn\":\"PT1M\"}",
                      "{\"expiresIn\":60}")
                  .map(ApiDescription::json))
          .toList();

  private static ServiceInMemory service;
  private static ApiCaller caller;

  @BeforeAll
  static void start() {
    service = new ServiceInMemory("outsmart");
    caller = ApiCaller.of(API, service);
  }

  @AfterAll
  static void stop() {
    caller.close();
    service.close();
  }

  /// The operations that the gateway allows to a token's owner.
  static List<Operation> operations() {
    return API.operations().stream().filter(each -> !each.id().equals("stripeWebhook")).toList();
  }

  static List<Operation> withBody() {
    return operations().stream().filter(each -> each.node().has("requestBody")).toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_parameter_is_refused_if_and_only_if_it_breaks_a_rule(Operation operation) {
    Sent valid = valid(operation);
    List<String> differences = new ArrayList<>();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.get("name").textValue();
      for (String text : TEXTS) {
        if (isSendable(parameter, text)) {
          boolean broken = !API.faults(parameter.get("schema"), read(parameter, text)).isEmpty();
          Sent sent = valid.with(parameter, Optional.of(text));
          check(sent, broken, Set.of(name), text, differences);
        }
      }
      if (!parameter.get("in").textValue().equals("path")
          && !isNeededByTheAction(operation, name)) {
        boolean broken = parameter.path("required").booleanValue();
        Sent sent = valid.with(parameter, Optional.empty());
        check(sent, broken, Set.of(name), "(absent)", differences);
      }
    }

    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void parameters_of_other_calls_are_refused(Operation operation) {
    Set<String> own =
        operation.parameters().stream()
            .map(parameter -> parameter.get("name").textValue())
            .collect(Collectors.toSet());
    Set<String> others = new TreeSet<>(Set.of("colour"));
    for (Operation other : operations()) {
      other.parameters().stream()
          .filter(parameter -> parameter.get("in").textValue().equals("query"))
          .forEach(parameter -> others.add(parameter.get("name").textValue()));
    }
    others.removeAll(own);

    for (String name : others) {
      Sent sent = valid(operation);
      sent.query().put(name, "1");
      assertThat(caller.call(sent).body().path("field").asText()).as(name).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_body_is_refused_if_and_only_if_it_breaks_a_rule(Operation operation) {
    JsonNode schema = bodySchema(operation);
    Sent valid = valid(operation);
    ObjectNode body = (ObjectNode) json(valid.body());
    List<String> differences = new ArrayList<>();
    for (String name : names(schema)) {
      Set<String> places = withNeeded(schema, name);
      for (JsonNode value : VALUES) {
        ObjectNode changed = body.deepCopy();
        changed.set(name, value);
        boolean broken = !API.faults(schema, changed).isEmpty();
        check(valid.with(changed.toString()), broken, places, value.toString(), differences);
      }
      ObjectNode without = body.deepCopy();
      without.remove(name);
      if (!isNeededByTheAction(operation, name)) {
        boolean broken = !API.faults(schema, without).isEmpty();
        check(valid.with(without.toString()), broken, places, "(absent)", differences);
      }
    }

    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void members_of_other_bodies_are_refused(Operation operation) {
    Set<String> others = new TreeSet<>(Set.of("colour"));
    withBody().forEach(other -> others.addAll(names(bodySchema(other))));
    others.removeAll(names(bodySchema(operation)));

    for (String name : others) {
      ObjectNode body = (ObjectNode) json(valid(operation).body());
      Answered answered = caller.call(valid(operation).with(body.put(name, "1").toString()));

      assertThat(answered.isInvalid()).as(name + ": " + answered).isTrue();
      assertThat(answered.body().get("field").textValue()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_body_that_is_no_JSON_object_is_refused(Operation operation) {
    String valid = valid(operation).body();
    String name = names(bodySchema(operation)).iterator().next();
    List<String> bodies =
        List.of(
            "{",
            "[]",
            "null",
            "1",
            "\"{}\"",
            valid + valid,
            valid + " " + "x",
            "{\"" + name + "\":null,\"" + name + "\":null}",
            "{\"" + name + "\":1.0}",
            " ".repeat(16 * 1024) + valid,
            "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}");
    for (String body : bodies) {
      Answered answered = caller.call(valid(operation).with(body));

      assertThat(answered.isInvalid()).as(body + ": " + answered).isTrue();
      assertThat(caller.faults(operation, answered)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void a_null_is_an_absent_member_and_an_empty_body_an_empty_object(Operation operation) {
    ObjectNode body = (ObjectNode) json(valid(operation).body());
    names(bodySchema(operation)).stream().filter(name -> !body.has(name)).forEach(body::putNull);
    body.putNull("colour");
    boolean needsNothing = API.faults(bodySchema(operation), json("{}")).isEmpty();

    assertThat(caller.call(valid(operation).with(body.toString())).isInvalid()).isFalse();
    assertThat(caller.call(valid(operation).with("")).isInvalid()).isEqualTo(!needsNothing);
    assertThat(operation.node().at("/requestBody/required").booleanValue())
        .isEqualTo(!needsNothing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dev-user:bert", "nonsense"})
  void rights_are_checked_before_rules(String token) {
    for (Operation operation : operations()) {
      if (!operation.node().get("security").isEmpty()) {
        Sent sent = valid(operation);
        sent.query().put("colour", "red");
        sent.headers().put("Authorization", "Bearer " + token);

        assertThat(caller.call(sent).status()).as(operation.toString()).isIn(401, 403);
      }
    }
  }

  @Test
  void a_rule_that_the_service_lacks_is_a_difference() {
    Sent valid = valid(operations().getFirst());
    valid.headers().put("Idempotency-Key", "a-new-key");
    List<String> differences = new ArrayList<>();

    check(valid, true, Set.of("action"), "lab.analyze", differences);

    assertThat(differences).singleElement().asString().contains("action", "lab.analyze", "201");
  }

  /// A member of a body, and the members that it requires.
  private static Set<String> withNeeded(JsonNode schema, String name) {
    Set<String> places = new TreeSet<>(Set.of(name));
    API.resolved(schema)
        .at("/dependentRequired/" + name)
        .forEach(each -> places.add(each.textValue()));
    return places;
  }

  /// Records a difference if the service accepts a value that the description refuses, or the
  /// reverse, or names none of the places.
  private static void check(
      Sent sent, boolean broken, Set<String> places, String value, List<String> differences) {
    Answered answered = caller.call(sent);
    String field = answered.body().path("field").asText();
    boolean named = !answered.isInvalid() || places.stream().anyMatch(field::startsWith);
    List<String> faults = caller.faults(sent.operation(), answered);
    if (answered.isInvalid() != broken || !named || !faults.isEmpty()) {
      differences.add(
          "%s = %s is %s by the description, and the answer is %d %s %s"
              .formatted(
                  places,
                  value,
                  broken ? "wrong" : "right",
                  answered.status(),
                  answered.body(),
                  faults));
    }
  }

  /// A valid call, with any outcome.
  private static Sent valid(Operation operation) {
    Sent sent = Sent.of(operation);
    if (!operation.node().has("requestBody")) {
      return sent;
    }
    JsonNode examples = operation.node().at("/requestBody/content/application~1json/examples");
    return sent.with(examples.iterator().next().get("value").toString());
  }

  private static JsonNode bodySchema(Operation operation) {
    return operation.node().at("/requestBody/content/application~1json/schema");
  }

  private static Set<String> names(JsonNode schema) {
    return API.resolved(schema).get("properties").properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// A document is optional, except for an action that costs once per document.
  private static boolean isNeededByTheAction(Operation operation, String name) {
    return name.equals("document")
        && Set.of("charge", "quote", "sessionQuote").contains(operation.id());
  }

  /// A gateway refuses an empty segment, a segment of dots, and a header with control characters
  /// before any function receives them. An unknown tag of an answer is always sent.
  private static boolean isSendable(JsonNode parameter, String text) {
    return switch (parameter.get("in").textValue()) {
      case "path" -> !text.isEmpty() && !text.equals(".") && !text.equals("..");
      case "header" -> text.chars().allMatch(each -> each > ' ' && each < 0x7f);
      default -> true;
    };
  }

  /// A parameter's value by its type.
  private static JsonNode read(JsonNode parameter, String text) {
    JsonNode schema = parameter.get("schema");
    JsonNode type = API.resolved(schema).get("type");
    if (!type.textValue().equals("integer") || !text.matches("[0-9]{1,18}")) {
      return TextNode.valueOf(text);
    }
    long number = Long.parseLong(text);
    return number <= Integer.MAX_VALUE ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }
}
