package dev.drawdown.local.template;

import dev.drawdown.local.template.EventSource.QueueSource;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.EventSource.StreamSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The part of `template.yaml` that can run locally: its routes, its event sources, the table, and
/// the rights of pages of other origins.
public record Template(
    List<Route> routes,
    List<StreamSource> streams,
    List<ScheduleSource> schedules,
    Optional<QueueSource> queue,
    TableDefinition table,
    Optional<Cors> cors) {
  /// The file of the template, instead of the one packed at build time.
  public static final String FILE_PROPERTY = "drawdown.template";

  public Template {
    routes = List.copyOf(routes);
    streams = List.copyOf(streams);
    schedules = List.copyOf(schedules);
  }

  public static Template load() {
    try {
      String file = System.getProperty(FILE_PROPERTY);
      return parse(file == null ? packed() : Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Template parse(String yaml) {
    TemplatePart root = TemplatePart.parse(yaml);
    List<Route> routes = new ArrayList<>();
    List<StreamSource> streams = new ArrayList<>();
    List<ScheduleSource> schedules = new ArrayList<>();
    List<QueueSource> queues = new ArrayList<>();
    List<TableDefinition> tables = new ArrayList<>();
    Optional<Cors> cors = Optional.empty();
    for (TemplatePart resource : root.at("Resources").fields().values()) {
      switch (resource.at("Type").text()) {
        case "AWS::Serverless::Function" -> {
          FunctionPart function = FunctionPart.of(resource);
          routes.addAll(function.routes());
          streams.addAll(function.streams());
          schedules.addAll(function.schedules());
          queues.addAll(function.queues());
        }
        case "AWS::Serverless::HttpApi" -> cors = Cors.of(resource.at("Properties"));
        case "AWS::DynamoDB::Table" -> tables.add(TableDefinition.of(resource.at("Properties")));
        default -> {}
      }
    }
    if (tables.size() != 1) {
      throw new IllegalArgumentException("template.yaml must have one table: " + tables.size());
    }
    if (queues.size() > 1) {
      throw new IllegalArgumentException("template.yaml: only one queue can be run locally");
    }
    return new Template(
        routes, streams, schedules, queues.stream().findFirst(), tables.getFirst(), cors);
  }

  /// The rights of pages of allowed origins at API Gateway: methods and headers of their calls, and
  /// the headers that they see in answers.
  public record Cors(
      List<String> methods, List<String> headers, List<String> exposed, String maxAge) {
    public Cors {
      methods = List.copyOf(methods);
      headers = List.copyOf(headers);
      exposed = List.copyOf(exposed);
    }

    /// The settings of `!If [HasAllowedOrigins, {...}, ...]`.
    static Optional<Cors> of(TemplatePart api) {
      return api.find("CorsConfiguration")
          .map(either -> either.items().get(1))
          .map(
              cors ->
                  new Cors(
                      cors.at("AllowMethods").texts(),
                      cors.at("AllowHeaders").texts(),
                      cors.at("ExposeHeaders").texts(),
                      cors.at("MaxAge").text()));
    }
  }

  /// Every scope that a route requires.
  public SortedSet<String> scopes() {
    SortedSet<String> scopes = new TreeSet<>();
    for (Route route : routes) {
      if (route.access() instanceof Route.Access.Scoped scoped) {
        scopes.addAll(scoped.scopes());
      }
    }
    return scopes;
  }

  private static String packed() throws IOException {
    try (InputStream stream = Template.class.getResourceAsStream("/template.yaml")) {
      return Optional.ofNullable(stream)
          .map(Template::text)
          .orElseThrow(() -> new IllegalStateException("template.yaml was not packed"));
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
