package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pages, scripts and styles in one folder of resources, and the service that serves them: what
/// each file must satisfy, whichever pages these are.
public final class PageFiles implements AutoCloseable {
  private static final Pattern OTHER_HOST = Pattern.compile("(?<!xmlns=\")\\bhttps?://|[\"'(]//");
  private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/[^\"#]*)");

  private final Path folder;
  private final ServiceInMemory service = new ServiceInMemory("outsmart");
  private final HttpClient http = HttpClient.newHttpClient();

  /// The files beside the classes of a package of `dev.drawdown.local`.
  public PageFiles(String packageName) {
    this.folder = Path.of("src", "main", "resources", "dev", "drawdown", "local", packageName);
  }

  /// The names of all files, served or not.
  public Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  public String written(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public HttpResponse<String> post(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  /// Asserts that the answer at `path` is the file, with a policy that lets a page load from the
  /// same address only.
  public void assertServed(String file, String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(written(file));
    assertThat(answer.headers().firstValue("content-type")).contains(type(file));
    assertThat(answer.headers().firstValue("content-security-policy"))
        .contains(
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; form-action 'self'");
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
  }

  /// Asserts that a file names no other host and has nothing that the policy forbids.
  public void assertNeedsNoLooserPolicy(String file) {
    String text = written(file);

    assertThat(OTHER_HOST.matcher(text).results()).isEmpty();
    assertThat(text)
        .doesNotContain("innerHTML", "outerHTML", "document.write", "eval(", " style=", "<style")
        .doesNotContainPattern("<script(?! type=\"module\" src=)")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  /// Asserts that a module imports only some of these, named as in an `import`.
  public void assertImportsOnly(String module, Collection<String> served) {
    assertThat(IMPORT.matcher(written(module)).results().map(found -> found.group(1)))
        .allSatisfy(name -> assertThat(name).isIn(served));
  }

  /// Asserts that each path that a page loads or links to answers.
  public void assertLinksAnswer(String page) throws Exception {
    List<String> paths =
        LOADED.matcher(written(page)).results().map(found -> found.group(1)).toList();

    assertThat(paths).isNotEmpty();
    for (String path : paths) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  /// Asserts that Node.js parses a module. Skips the test, and says why, where there is none.
  public void assertParses(String module) throws Exception {
    assumeTrue(hasNode(), "skipped: there is no node on this machine");
    Process check =
        new ProcessBuilder("node", "--input-type=module", "--check", "-")
            .redirectErrorStream(true)
            .start();
    check.getOutputStream().write(written(module).getBytes(StandardCharsets.UTF_8));
    check.getOutputStream().close();
    String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as(output).isZero();
  }

  /// The content type of a file, by the end of its name.
  public static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  @Override
  public void close() {
    http.close();
    service.close();
  }

  private URI uri(String path) {
    return URI.create(service.server().address() + path);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
