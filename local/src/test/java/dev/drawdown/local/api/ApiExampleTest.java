package dev.drawdown.local.api;

import static dev.drawdown.local.api.ApiDescription.json;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.local.api.ApiCaller.Answered;
import dev.drawdown.local.api.ApiCaller.Sent;
import dev.drawdown.local.api.ApiDescription.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example of the API's description is an answer of the local service, character by
/// character.
class ApiExampleTest {
  private static final ApiDescription API = ApiDescription.read();

  /// Answers that need a failure, or that a function gives only without a gateway.
  private static final Set<String> NOT_MADE_HERE =
      Set.of(
          "applied",
          "busy",
          "internalError",
          "outcomeUnknown",
          "tooManyRequests",
          "unauthenticated",
          "unavailable");

  private static final Map<String, Example> EXAMPLES =
      examples().stream()
          .filter(Example::isMadeHere)
          .collect(toMap(Example::name, each -> each, (one, _) -> one, LinkedHashMap::new));

  /// An answer in the description, and its schema.
  record Example(Operation operation, int status, String name, JsonNode node, JsonNode schema) {
    boolean isMadeHere() {
      return node.has("x-call");
    }

    List<String> varying() {
      return node.path("x-varies").valueStream().map(JsonNode::textValue).toList();
    }

    @Override
    public String toString() {
      return operation.id() + " " + status + " " + name;
    }
  }

  private static JsonNode without(List<String> places, JsonNode body) {
    JsonNode copy = body.deepCopy();
    places.forEach(place -> ApiDescription.remove(copy, JsonPointer.compile(place)));
    return copy;
  }

  static List<Example> made() {
    return List.copyOf(EXAMPLES.values());
  }

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Operation operation : API.operations()) {
      for (Map.Entry<String, JsonNode> response : operation.node().get("responses").properties()) {
        for (JsonNode content : API.resolved(response.getValue()).path("content")) {
          for (Map.Entry<String, JsonNode> example : content.path("examples").properties()) {
            examples.add(
                new Example(
                    of(example.getValue(), operation),
                    Integer.parseInt(response.getKey()),
                    example.getKey(),
                    example.getValue(),
                    content.get("schema")));
          }
        }
      }
    }
    return examples;
  }

  /// Examples that several operations share name their operation.
  private static Operation of(JsonNode example, Operation among) {
    String id = example.path("x-call").path("operation").asText(among.id());
    return operation(id);
  }

  private static Operation operation(String id) {
    return API.operations().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + id));
  }

  @ParameterizedTest
  @MethodSource("made")
  void the_service_answers_like_the_example(Example example) {
    try (ServiceInMemory service = new ServiceInMemory("outsmart");
        Developer developer = service.developer();
        ApiCaller caller = ApiCaller.of(API, service)) {
      Steps steps = new Steps(developer, caller, new HashSet<>());
      steps.before(example);

      Answered answered = caller.call(sent(example));

      JsonNode expected = example.node().get("value");
      assertThat(without(example.varying(), answered.body()).toPrettyString())
          .isEqualTo(without(example.varying(), expected).toPrettyString());
      assertThat(answered.status()).isEqualTo(example.status());
      assertThat(caller.faults(example.operation(), answered)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_fits_its_schema(Example example) {
    assertThat(API.faults(example.schema(), example.node().get("value"))).isEmpty();
  }

  /// The test also covers examples that aren't made here.
  @ParameterizedTest
  @MethodSource("examples")
  void a_problem_has_the_title_of_its_code(Example example) {
    JsonNode problem = example.node().get("value");

    Stream.of(Problem.Code.values())
        .filter(code -> code.label().equals(problem.path("code").asText()))
        .forEach(
            code -> {
              assertThat(problem.get("title").textValue()).isEqualTo(code.title());
              assertThat(problem.get("type").textValue())
                  .isEqualTo("urn:drawdown:problem:" + code.label());
            });
  }

  @Test
  void only_answers_that_need_a_failure_are_not_made_here() {
    assertThat(examples().stream().filter(each -> !each.isMadeHere()).map(Example::name))
        .containsOnly(NOT_MADE_HERE.toArray(String[]::new));
  }

  @Test
  void every_operation_and_every_answer_with_a_body_has_an_example() {
    for (Operation operation : API.operations()) {
      for (Map.Entry<String, JsonNode> response : operation.node().get("responses").properties()) {
        for (Map.Entry<String, JsonNode> content :
            API.resolved(response.getValue()).path("content").properties()) {
          boolean itself = operation.id().equals("openapi") && response.getKey().equals("200");
          assertThat(itself || !content.getValue().path("examples").isEmpty())
              .as(operation + " " + response.getKey() + " " + content.getKey())
              .isTrue();
        }
      }
    }
  }

  /// The request in an example's `x-call`, and the request example of the same name.
  private static Sent sent(Example example) {
    JsonNode call = example.node().get("x-call");
    Sent sent = Sent.of(example.operation());
    call.path("path").properties().forEach(each -> put(sent.path(), each));
    call.path("query").properties().forEach(each -> put(sent.query(), each));
    call.path("headers").properties().forEach(each -> put(sent.headers(), each));
    if (call.has("token")) {
      sent.headers().put("Authorization", "Bearer " + call.get("token").textValue());
    }
    JsonNode body =
        call.has("body")
            ? call.get("body")
            : example
                .operation()
                .node()
                .at("/requestBody/content/application~1json/examples")
                .path(example.name())
                .path("value");
    return body.isMissingNode() ? sent : sent.with(body.toString());
  }

  private static void put(Map<String, String> values, Map.Entry<String, JsonNode> value) {
    values.put(value.getKey(), value.getValue().textValue());
  }

  /// The steps before an example, each once.
  private record Steps(Developer developer, ApiCaller caller, Set<JsonNode> done) {
    void before(Example example) {
      for (JsonNode step : example.node().get("x-call").path("given")) {
        if (done.add(step)) {
          take(step);
        }
      }
    }

    private void take(JsonNode step) {
      if (step.isTextual()) {
        Example other = EXAMPLES.get(step.textValue());
        assertThat(other).as("example " + step).isNotNull();
        before(other);
        assertThat(caller.call(sent(other)).status()).as(other.name()).isEqualTo(other.status());
      } else if (step.has("advance")) {
        developer.advance(step.get("advance").textValue());
      } else if (step.has("post")) {
        post(step);
      } else {
        assertThat(developer.post("/__dev/payments", step.toString()).status()).isEqualTo(200);
      }
    }

    /// The same call several times, with a number in its body and a key of its own.
    private void post(JsonNode step) {
      for (int i = 1; i <= step.path("times").asInt(1); i++) {
        String key = step.path("key").asText("given-" + i);
        String body = String.format(Locale.ROOT, step.get("body").toString(), i);
        int status = caller.post(step.get("post").textValue(), key, body).status();
        assertThat(status).as(body).isIn(200, 201);
      }
    }
  }

  @Test
  void an_example_differs_from_another_body() {
    assertThat(API.faults(json("{\"$ref\":\"#/components/schemas/Note\"}"), json("{\"text\":1}")))
        .isNotEmpty();
    assertThat(
            API.faults(
                json("{\"$ref\":\"#/components/schemas/Note\"}"),
                json("{\"text\":\"\",\"used\":0,\"left\":0,\"more\":1}")))
        .isNotEmpty();
  }
}
