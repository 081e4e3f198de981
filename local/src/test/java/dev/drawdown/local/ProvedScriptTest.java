package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.adapters.catalog.Catalogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The script of a finding has its stated effect at the service. `ProveCommandTest` of the
/// operator's program checks that the page shows the printed script.
class ProvedScriptTest {
  private static final Path PAGE = Path.of("..", "docs", "prove.md");

  @Test
  void the_script_on_the_page_leaves_the_customer_with_less() throws Exception {
    assumeTrue(ReadmeTest.hasCurl(), "skipped: there is no bash with curl on this machine");
    String page = Files.readString(PAGE);
    List<String> commands =
        block(page, "sh").lines().filter(line -> line.startsWith("curl ")).toList();

    try (RunningService service = new RunningService(Catalogs.read(block(page, "json")))) {
      String before = ReadmeTest.run(commands.getLast(), service.address());
      String after = "";
      for (String command : commands) {
        after = ReadmeTest.run(command, service.address());
      }

      assertThat(commands).hasSize(3);
      assertThat(before).contains("\"total\":50,");
      assertThat(after).contains("\"total\":30,");
    }
  }

  private static String block(String page, String language) {
    Matcher found =
        Pattern.compile("```" + language + " example\\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(found.find()).as(language).isTrue();
    return found.group(1);
  }
}
