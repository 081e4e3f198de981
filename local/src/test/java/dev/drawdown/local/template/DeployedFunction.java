package dev.drawdown.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A function as `template.yaml` deploys it: its handler, its jar, its variables, and the event of
/// the daily call that keeps its snapshot active.
public record DeployedFunction(
    String name, String handler, Path jar, Set<String> variables, Optional<String> keepActive) {
  private static final Path ROOT = Path.of("..");

  public DeployedFunction {
    variables = Set.copyOf(variables);
  }

  public static List<DeployedFunction> all() {
    TemplatePart root = template();
    Set<String> everywhere =
        root.at("Globals", "Function", "Environment", "Variables").fields().keySet();
    return root.at("Resources").fields().entrySet().stream()
        .filter(resource -> resource.getValue().at("Type").text().endsWith("::Function"))
        .map(resource -> of(resource.getKey(), resource.getValue().at("Properties"), everywhere))
        .toList();
  }

  public static DeployedFunction named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static TemplatePart template() {
    try {
      return TemplatePart.parse(Files.readString(ROOT.resolve("template.yaml")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static DeployedFunction of(String name, TemplatePart part, Set<String> everywhere) {
    Set<String> variables = new LinkedHashSet<>(everywhere);
    part.find("Environment")
        .ifPresent(environment -> variables.addAll(environment.at("Variables").fields().keySet()));
    return new DeployedFunction(
        name,
        part.at("Handler").text(),
        ROOT.resolve(part.at("CodeUri").text()),
        variables,
        part.at("Events").find("KeepActive").map(event -> event.at("Properties", "Input").text()));
  }

  /// The name of the called class.
  public String type() {
    return handler.split("::", -1)[0];
  }

  /// The reason why its jar can't run. Empty if it can.
  public Optional<String> obstacle() {
    if (!Files.exists(jar)) {
      return Optional.of(jar.normalize() + " isn't built");
    }
    FileTime built = modified(jar);
    Path module = jar.getParent().getParent();
    boolean outdated =
        Stream.of(module, ROOT.resolve("functions/adapters"), ROOT.resolve("shared-domain"))
            .flatMap(each -> files(each.resolve("target/classes")))
            .anyMatch(file -> modified(file).compareTo(built) > 0);
    return outdated
        ? Optional.of(jar.normalize() + " is older than the classes that belong in it")
        : Optional.empty();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
