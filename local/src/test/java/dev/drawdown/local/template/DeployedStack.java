package dev.drawdown.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The resources of a deployment of `template.yaml` with some parameters, as `.ci/transform`
/// computes them. A value that only AWS knows has a name, such as `<Table.Arn>`.
record DeployedStack(Map<String, Map<String, Object>> resources) {
  private static final Path SCRIPT = Path.of("..", ".ci", "transform");

  /// One stack for each of `parameters`, in one run, because a start of SAM's transform takes a
  /// second.
  ///
  /// Skips the test if SAM's transform isn't installed.
  static List<DeployedStack> of(List<Map<String, String>> parameters) {
    assumeTrue(
        hasTransform(), "skipped: SAM's transform isn't installed here (pip install cfn-lint)");
    try {
      List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
      for (Map<String, String> each : parameters) {
        command.add(JSON.std.asString(each));
      }
      return parsed(output(command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasTransform() {
    try {
      return new ProcessBuilder("python3", "-c", "import samtranslator")
              .redirectErrorStream(true)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(".ci/transform failed: " + output);
    }
    return output;
  }

  private static List<DeployedStack> parsed(String lines) throws IOException {
    List<DeployedStack> stacks = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      Map<String, Map<String, Object>> resources = new TreeMap<>();
      JSON.std.mapFrom(line).forEach((name, part) -> resources.put(name, fields(part)));
      stacks.add(new DeployedStack(resources));
    }
    return stacks;
  }

  /// The names of all resources of a type.
  List<String> named(String type) {
    return resources.entrySet().stream()
        .filter(resource -> resource.getValue().get("Type").equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  Map<String, Object> properties(String name) {
    return fields(resources.get(name).get("Properties"));
  }

  /// The properties of all resources of a type.
  Stream<Map<String, Object>> each(String type) {
    return named(type).stream().map(this::properties);
  }

  /// The published version of a function, by its name and its whole content.
  Map.Entry<String, Map<String, Object>> version(String function) {
    List<String> versions =
        named("AWS::Lambda::Version").stream()
            .filter(name -> properties(name).get("FunctionName").equals(ref(function)))
            .toList();
    if (versions.size() != 1) {
      throw new IllegalStateException(function + " has the versions " + versions);
    }
    return Map.entry(versions.getFirst(), properties(versions.getFirst()));
  }

  /// Every statement of the policies of one role.
  Stream<Map<String, Object>> statementsOf(String role) {
    Map<String, Object> properties = properties(role);
    Stream<Object> inline =
        list(properties.getOrDefault("Policies", List.of())).stream()
            .map(policy -> fields(policy).get("PolicyDocument"));
    Stream<Object> managed =
        list(properties.getOrDefault("ManagedPolicyArns", List.of())).stream()
            .map(arn -> properties(((String) arn).replaceAll("[<>]", "")).get("PolicyDocument"));
    return Stream.concat(inline, managed)
        .flatMap(document -> list(fields(document).get("Statement")).stream())
        .map(DeployedStack::fields);
  }

  /// Every statement of every policy that a role of this stack has.
  Stream<Map<String, Object>> statements() {
    Stream<Object> inline =
        named("AWS::IAM::Role").stream()
            .flatMap(role -> list(properties(role).getOrDefault("Policies", List.of())).stream())
            .map(policy -> fields(policy).get("PolicyDocument"));
    Stream<Object> managed =
        named("AWS::IAM::ManagedPolicy").stream()
            .map(policy -> properties(policy).get("PolicyDocument"));
    return Stream.concat(inline, managed)
        .flatMap(document -> list(fields(document).get("Statement")).stream())
        .map(DeployedStack::fields);
  }

  /// The form in which [#resources] shows a `!Ref`.
  static String ref(String name) {
    return "<" + name + ">";
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> fields(Object part) {
    return (Map<String, Object>) part;
  }

  /// A value that may be alone or in a list.
  static List<?> list(Object part) {
    return part instanceof List<?> list ? list : List.of(part);
  }
}
