package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The calls that the roles of `template.yaml` allow each function, by the name of its class.
public record GrantedCalls(Map<String, List<Set<Call>>> statements) {
  /// The calls that Lambda itself makes with a function's role. Our code doesn't make them.
  private static final Set<String> OF_LAMBDA =
      Set.of(
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams");

  /// The queues to which Lambda sends failures. Our code doesn't.
  private static final Set<String> FAILURES = Set.of("DeadLetters", "FailedSweeps");

  /// One action on one resource, by its name in the template. `key` is the leading key of an item,
  /// or the source of an event.
  public record Call(String action, String resource, String key) implements Comparable<Call> {
    /// The key of a call without a condition on it.
    public static final String ANY = "";

    @Override
    public int compareTo(Call other) {
      return toString().compareTo(other.toString());
    }
  }

  /// Skips the test if SAM's transform isn't installed.
  public static GrantedCalls of(Map<String, String> parameters) {
    DeployedStack stack = DeployedStack.of(List.of(parameters)).getFirst();
    return new GrantedCalls(
        stack.named("AWS::Lambda::Function").stream()
            .map(stack::properties)
            .collect(
                Collectors.toMap(
                    function -> ((String) function.get("Handler")).replaceAll("::.*", ""),
                    function -> calls(stack, (String) function.get("Role"), parameters))));
  }

  /// All calls that a function may make.
  public Set<Call> calls(String function) {
    return statements.getOrDefault(function, List.of()).stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether one statement alone allows all of `calls`.
  public boolean allowsTogether(String function, Set<Call> calls) {
    return statements.getOrDefault(function, List.of()).stream()
        .anyMatch(statement -> statement.containsAll(calls));
  }

  private static List<Set<Call>> calls(
      DeployedStack stack, String role, Map<String, String> parameters) {
    return stack
        .statementsOf(role.replaceAll("<(.*)\\.Arn>", "$1"))
        .map(
            statement ->
                calls(statement, parameters)
                    .filter(call -> !OF_LAMBDA.contains(call.action()))
                    .filter(call -> !FAILURES.contains(call.resource()))
                    .collect(Collectors.toSet()))
        .toList();
  }

  private static Stream<Call> calls(Map<String, Object> statement, Map<String, String> parameters) {
    return list(statement.get("Action")).stream()
        .flatMap(
            action ->
                list(statement.get("Resource")).stream()
                    .map(resource -> resource((String) resource, parameters))
                    .flatMap(
                        resource ->
                            keys(statement).map(key -> new Call((String) action, resource, key))));
  }

  /// The name in the template. For a resource that a parameter names, the parameter's name.
  private static String resource(String arn, Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue().equals(arn))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> arn.replaceAll("<(.*)\\.Arn>", "$1"));
  }

  /// The keys to which a statement's conditions restrict it. An unknown condition fails.
  private static Stream<String> keys(Map<String, Object> statement) {
    if (!statement.containsKey("Condition")) {
      return Stream.of(Call.ANY);
    }
    Map<String, Object> condition = fields(statement.get("Condition"));
    return switch (String.join(",", condition.keySet())) {
      case "ForAllValues:StringLike" ->
          values(condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys");
      case "StringEquals" -> values(condition, "StringEquals", "events:source");
      default -> throw new AssertionError("say here what this restricts: " + condition);
    };
  }

  private static Stream<String> values(Map<String, Object> condition, String operator, String key) {
    Map<String, Object> keys = fields(condition.get(operator));
    if (!keys.keySet().equals(Set.of(key))) {
      throw new AssertionError("say here what this restricts: " + keys);
    }
    return list(keys.get(key)).stream().map(String.class::cast);
  }
}
