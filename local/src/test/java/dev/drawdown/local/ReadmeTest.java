package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.local.gateway.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The curl lines of the README and of the local service's page work unchanged, and get the answers
/// below them.
class ReadmeTest {
  static final Pattern EXAMPLE =
      Pattern.compile("```sh\\n(curl .*?)\\n```\\n```json\\n(.*?)\\n```", Pattern.DOTALL);

  /// A call of a developers' endpoint.
  private static final Pattern LINE = Pattern.compile("curl -s -X POST \\S*/__dev/[^`\\n]*");

  @Test
  void every_curl_line_gets_the_answer_below_it() throws Exception {
    assumeTrue(hasCurl(), "skipped: there is no bash with curl on this machine");
    String readme = Files.readString(Path.of("..", "README.md"));
    List<MatchResult> examples = EXAMPLE.matcher(readme).results().toList();
    assertThat(examples).hasSize(2);

    try (SharedTable table = new SharedTable();
        DynamoDbClient client = table.table().client();
        Server service = SharedTable.serve(client, "outsmart")) {
      for (MatchResult example : examples) {
        assertThat(run(example.group(1), service.address())).isEqualTo(answer(example));
      }
    }
  }

  @Test
  void the_examples_of_the_local_services_page_get_their_answers() throws Exception {
    assumeTrue(hasCurl(), "skipped: there is no bash with curl on this machine");
    List<MatchResult> examples =
        EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "local.md"))).results().toList();
    assertThat(examples).hasSize(3);

    for (MatchResult example : examples) {
      try (ServiceInMemory service = new ServiceInMemory("outsmart")) {
        String answer = run(example.group(1), service.server().address());

        // The last part of an event's id depends on its whole content.
        assertThat(answer.replaceAll("_[0-9a-f]{8}", "_"))
            .isEqualTo(answer(example).replaceAll("_[0-9a-f]{8}", "_"));
      }
    }
  }

  @Test
  void every_other_curl_line_works() throws Exception {
    assumeTrue(hasCurl(), "skipped: there is no bash with curl on this machine");
    List<String> lines = new ArrayList<>();
    for (String page : List.of("README.md", "docs/local.md")) {
      LINE.matcher(Files.readString(Path.of("..", page)))
          .results()
          .forEach(line -> lines.add(line.group().replace("curl -s ", "curl -sSf ")));
    }
    assertThat(lines).hasSize(9);

    try (ServiceInMemory service = new ServiceInMemory("outsmart")) {
      for (String line : lines) {
        assertThat(run(line, service.server().address())).startsWith("{");
      }
    }
  }

  /// The answer below an example. A page may break it into indented lines, the service doesn't.
  static String answer(MatchResult example) {
    return example.group(2).replaceAll("\\n *", "");
  }

  static String run(String command, URI service) throws Exception {
    String here = command.replace("localhost:8080", service.getAuthority());
    Process shell = new ProcessBuilder("bash", "-c", here).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }

  static boolean hasCurl() throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", "command -v curl").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
