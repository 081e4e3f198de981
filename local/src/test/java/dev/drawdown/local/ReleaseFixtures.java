package dev.drawdown.local;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a release left behind at the end of the [ScriptedLife], in files that stay as they are: its
/// catalog, the items of its table, its answers to reads, and its events.
///
/// Each file has one thing a line, so that a change shows.
record ReleaseFixtures(String version) {
  private static final Path FOLDER = Path.of("src/test/resources/dev/drawdown/local/releases");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>drawdown</artifactId>\\s*<version>([0-9.]+)[^<]*</version>");
  private static final String ACCOUNT = "account#";
  private static final Pattern SEPARATOR = Pattern.compile("\\.");

  /// An answer to `GET path`, as text.
  record Answer(String path, String body) {}

  /// The version that is being developed, without `-SNAPSHOT`.
  static String currentVersion() {
    return VERSION
        .matcher(text(Repository.ROOT.resolve("pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  /// All releases that have fixtures, the oldest first.
  static List<ReleaseFixtures> all() {
    try (Stream<Path> folders = Files.list(FOLDER).filter(Files::isDirectory)) {
      return folders
          .map(folder -> new ReleaseFixtures(folder.getFileName().toString()))
          .sorted(Comparator.comparing(ReleaseFixtures::numbers, Arrays::compare))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private int[] numbers() {
    return SEPARATOR.splitAsStream(version).mapToInt(Integer::parseInt).toArray();
  }

  /// The catalog that the life of this version is lived under.
  static String lifeCatalog() {
    return text(FOLDER.resolve("catalog.json"));
  }

  String catalog() {
    return text(file("catalog.json"));
  }

  List<Map<String, AttributeValue>> items() {
    return list("items.json").stream().map(item -> ItemJson.item((Map<?, ?>) item)).toList();
  }

  /// The items whose sort key begins with `sort`.
  List<Map<String, AttributeValue>> items(String sort) {
    return items().stream().filter(item -> item.get("sk").s().startsWith(sort)).toList();
  }

  List<String> accounts() {
    return items("wallet").stream()
        .map(wallet -> wallet.get("pk").s())
        .filter(partition -> partition.startsWith(ACCOUNT))
        .map(partition -> partition.substring(ACCOUNT.length()))
        .toList();
  }

  /// When the life ended, and the answers were given.
  Instant at() {
    return Instant.parse((String) ((Map<?, ?>) list("answers.json").getFirst()).get("at"));
  }

  List<Answer> answers() {
    return list("answers.json").stream()
        .skip(1)
        .map(answer -> (Map<?, ?>) answer)
        .map(answer -> new Answer((String) answer.get("path"), (String) answer.get("body")))
        .toList();
  }

  List<BusEvent> events() {
    return list("events.json").stream()
        .map(event -> (Map<?, ?>) event)
        .map(
            event ->
                new BusEvent(
                    (String) event.get("source"),
                    (String) event.get("type"),
                    Instant.parse((String) event.get("at")),
                    (String) event.get("detail")))
        .toList();
  }

  void write(
      Instant at,
      List<Map<String, AttributeValue>> items,
      List<Answer> answers,
      List<BusEvent> events)
      throws IOException {
    Files.createDirectories(FOLDER.resolve(version));
    Files.writeString(file("catalog.json"), lifeCatalog());
    write("items.json", items.stream().map(ItemJson::tree));
    Stream<Map<String, Object>> head = Stream.of(Map.of("at", at.toString()));
    write("answers.json", Stream.concat(head, answers.stream().map(ReleaseFixtures::tree)));
    write("events.json", events.stream().map(ReleaseFixtures::tree));
  }

  private static Map<String, Object> tree(Answer answer) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", answer.path());
    tree.put("body", answer.body());
    return tree;
  }

  private static Map<String, Object> tree(BusEvent event) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("source", event.source());
    tree.put("type", event.type());
    tree.put("at", event.at().toString());
    tree.put("detail", event.detail());
    return tree;
  }

  private void write(String name, Stream<Map<String, Object>> lines) throws IOException {
    Files.writeString(
        file(name), lines.map(ReleaseFixtures::line).collect(joining(",\n", "[\n", "\n]\n")));
  }

  private static String line(Map<String, Object> tree) {
    try {
      return JSON.std.asString(tree);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private List<Object> list(String name) {
    try {
      return JSON.std.listFrom(text(file(name)));
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private Path file(String name) {
    return FOLDER.resolve(version).resolve(name);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return version;
  }
}
