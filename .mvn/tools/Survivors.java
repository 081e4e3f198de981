import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Compares the mutants that no test finds with the list of those that are known.
///
/// Usage: `java Survivors.java REPORT LIST`. `REPORT` is PIT's `mutations.xml`, and `LIST` is
/// `.ci/mutation-survivors`, which describes its form. This prints the survivors that aren't
/// listed, and the listed ones that tests find now. The exit code is 0 if each survivor is listed,
/// 1 if one isn't, and 2 if a file can't be read.
final class Survivors {
  /// Mutants that are alike. Without line numbers, edits of other lines change nothing.
  private record Kind(String file, String method, String mutator, String status)
      implements Comparable<Kind> {
    private static final Comparator<Kind> BY_PLACE =
        Comparator.comparing(Kind::file)
            .thenComparing(Kind::method)
            .thenComparing(Kind::mutator)
            .thenComparing(Kind::status);

    @Override
    public int compareTo(Kind other) {
      return BY_PLACE.compare(this, other);
    }

    String times(int count) {
      return String.join(" ", file, method, mutator, status, Integer.toString(count));
    }
  }

  private static final String PACKAGE = "dev.drawdown.domain.";
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
  private static final Pattern ENTRY =
      Pattern.compile(
          " +(?<file>\\S+\\.java) (?<method>\\S+) (?<mutator>\\w+)"
              + " (?<status>SURVIVED|NO_COVERAGE) (?<count>[1-9]\\d{0,3})");

  private static final int KNOWN = 0;
  private static final int NEW = 1;
  private static final int UNREADABLE = 2;

  public static void main(String[] args) throws ParserConfigurationException {
    Map<Kind, List<String>> found;
    Map<Kind, Integer> listed;
    try {
      found = found(Path.of(args[0]));
      listed = listed(Path.of(args[1]));
    } catch (IOException | SAXException | IllegalArgumentException unreadable) {
      System.err.println("The survivors can't be compared: " + unreadable.getMessage());
      System.exit(UNREADABLE);
      return;
    }
    System.exit(compare(found, listed));
  }

  /// The survivors, each kind with the place of each of its mutants.
  private static Map<Kind, List<String>> found(Path report)
      throws IOException, SAXException, ParserConfigurationException {
    NodeList mutants =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("mutation");
    if (mutants.getLength() == 0) {
      throw new IllegalArgumentException(report + " has no mutants");
    }
    Map<Kind, List<String>> found = new TreeMap<>();
    IntStream.range(0, mutants.getLength())
        .mapToObj(mutants::item)
        .map(Element.class::cast)
        .filter(mutant -> mutant.getAttribute("detected").equals("false"))
        .forEach(
            mutant ->
                found
                    .computeIfAbsent(kind(mutant), _ -> new ArrayList<>())
                    .add(
                        "line " + text(mutant, "lineNumber") + ": " + text(mutant, "description")));
    return found;
  }

  private static Kind kind(Element mutant) {
    String type = text(mutant, "mutatedClass");
    String folder = type.substring(0, type.lastIndexOf('.') + 1).replace(PACKAGE, "");
    String mutator = text(mutant, "mutator");
    return new Kind(
        folder.replace('.', '/') + text(mutant, "sourceFile"),
        method(text(mutant, "mutatedMethod")),
        mutator.substring(mutator.lastIndexOf('.') + 1).replace("Mutator", ""),
        mutant.getAttribute("status"));
  }

  /// A lambda counts for its method, because its number changes with other lambdas.
  private static String method(String name) {
    Matcher lambda = LAMBDA.matcher(name);
    return !lambda.matches()
        ? name
        : switch (lambda.group(1)) {
          case "new" -> "<init>";
          case "static" -> "<clinit>";
          default -> lambda.group(1);
        };
  }

  private static String text(Element mutant, String name) {
    return mutant.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Map<Kind, Integer> listed(Path list) throws IOException {
    Map<Kind, Integer> listed = new TreeMap<>();
    boolean reasoned = false;
    for (String line : Files.readAllLines(list)) {
      if (line.isBlank() || line.startsWith("#")) {
        reasoned = false;
      } else if (!line.startsWith(" ")) {
        reasoned = true;
      } else {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
          throw new IllegalArgumentException("this is no entry of " + list + ":" + line);
        }
        if (!reasoned) {
          throw new IllegalArgumentException("this entry has no reason:" + line);
        }
        Kind kind =
            new Kind(
                entry.group("file"),
                entry.group("method"),
                entry.group("mutator"),
                entry.group("status"));
        listed.merge(kind, Integer.parseInt(entry.group("count")), Integer::sum);
      }
    }
    return listed;
  }

  private static int compare(Map<Kind, List<String>> found, Map<Kind, Integer> listed) {
    int survivors = 0;
    int unlisted = 0;
    for (var entry : found.entrySet()) {
      int count = entry.getValue().size();
      int known = listed.getOrDefault(entry.getKey(), 0);
      survivors += count;
      if (count > known) {
        unlisted += count - known;
        System.out.println("New: " + entry.getKey().times(count) + ", listed: " + known);
        entry.getValue().forEach(place -> System.out.println("  " + place));
      }
    }
    for (var entry : listed.entrySet()) {
      int left = found.getOrDefault(entry.getKey(), List.of()).size();
      if (left < entry.getValue()) {
        System.out.println(
            "Killed: " + entry.getKey().times(entry.getValue()) + ", survived: " + left);
      }
    }
    System.out.println(survivors + " survivors, not listed: " + unlisted);
    return unlisted == 0 ? KNOWN : NEW;
  }
}
