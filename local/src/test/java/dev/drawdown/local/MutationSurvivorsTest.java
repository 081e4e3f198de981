package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `.ci/mutation-survivors`, and the tool that compares a report of mutation tests with it.
class MutationSurvivorsTest {
  private static final Path LIST = Repository.ROOT.resolve(".ci/mutation-survivors");
  private static final Path DOMAIN =
      Repository.ROOT.resolve("shared-domain/src/main/java/dev/drawdown/domain");

  /// Two mutants of one kind in a method and its lambda survive, one isn't reached, one is killed.
  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <mutations partial="true">
      """
          + mutant("SURVIVED", "wallet.Due$PeriodEnd", "next", 7, "ConditionalsBoundary")
          + mutant("SURVIVED", "wallet.Due", "lambda$next$3", 9, "ConditionalsBoundary")
          + mutant("NO_COVERAGE", "wallet.Due", "lambda$new$0", 5, "returns.NullReturnVals")
          + mutant("KILLED", "wallet.Due", "rank", 3, "Math")
          + "</mutations>";

  @TempDir private static Path classes;
  @TempDir private Path folder;

  @BeforeAll
  static void compile() {
    String tool = Repository.ROOT.resolve(".mvn/tools/Survivors.java").toString();
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), tool))
        .isZero();
  }

  @Test
  void listed_survivors_pass_and_a_listed_one_that_is_killed_is_printed() throws Exception {
    Result result =
        compared(
            """
            # A comment.

            Both sides of the boundary
            have the same result.
              wallet/Due.java next ConditionalsBoundary SURVIVED 2
              wallet/Due.java rank Math SURVIVED 1

            Only long tests reach it.
              wallet/Due.java <init> NullReturnVals NO_COVERAGE 1
            """);

    assertThat(result.output())
        .containsExactly(
            "Killed: wallet/Due.java rank Math SURVIVED 1, survived: 0",
            "3 survivors, not listed: 0");
    assertThat(result.code()).isZero();
  }

  @Test
  void a_survivor_that_is_not_listed_or_listed_too_few_times_fails() throws Exception {
    Result result =
        compared(
            """
            Both sides of the boundary have the same result.
              wallet/Due.java next ConditionalsBoundary SURVIVED 1
              wallet/Due.java <init> NullReturnVals SURVIVED 1
            """);

    assertThat(result.output())
        .containsExactly(
            "New: wallet/Due.java <init> NullReturnVals NO_COVERAGE 1, listed: 0",
            "  line 5: changed",
            "New: wallet/Due.java next ConditionalsBoundary SURVIVED 2, listed: 1",
            "  line 7: changed",
            "  line 9: changed",
            "Killed: wallet/Due.java <init> NullReturnVals SURVIVED 1, survived: 0",
            "3 survivors, not listed: 2");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void an_entry_without_a_reason_is_refused() throws Exception {
    Result result =
        compared(
            """
            A reason.

              wallet/Due.java next ConditionalsBoundary SURVIVED 2
            """);

    assertThat(result.output())
        .containsExactly(
            "The survivors can't be compared: this entry has no reason:"
                + "  wallet/Due.java next ConditionalsBoundary SURVIVED 2");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void the_committed_list_can_be_read_and_names_methods_that_exist() throws Exception {
    assertThat(compared(Files.readString(LIST)).code()).isNotEqualTo(2);

    List<String> entries =
        Files.readAllLines(LIST).stream().filter(line -> line.startsWith(" ")).toList();
    assertThat(entries).isNotEmpty().doesNotHaveDuplicates();
    assertThat(entries)
        .allSatisfy(
            entry -> {
              String[] parts = entry.strip().split(" ", -1);
              String method = parts[1].startsWith("<") ? "" : parts[1];
              assertThat(DOMAIN.resolve(parts[0]))
                  .content()
                  .containsPattern("\\b" + Pattern.quote(method));
            });
  }

  private record Result(List<String> output, int code) {}

  private Result compared(String list) throws IOException, InterruptedException {
    Path report = Files.writeString(folder.resolve("mutations.xml"), REPORT);
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--class-path",
                classes.toString(),
                "Survivors",
                report.toString(),
                Files.writeString(folder.resolve("survivors"), list).toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), UTF_8);
    return new Result(output.lines().toList(), tool.waitFor());
  }

  private static String mutant(
      String status, String type, String method, int line, String mutator) {
    return """
    <mutation detected='%s' status='%s' numberOfTestsRun='1'>\
    <sourceFile>Due.java</sourceFile>\
    <mutatedClass>dev.drawdown.domain.%s</mutatedClass>\
    <mutatedMethod>%s</mutatedMethod>\
    <methodDescription>()V</methodDescription><lineNumber>%d</lineNumber>\
    <mutator>org.pitest.mutationtest.engine.gregor.mutators.%sMutator</mutator>\
    <indexes><index>5</index></indexes><blocks><block>0</block></blocks>\
    <killingTest/><description>changed</description></mutation>
    """
        .formatted(status.equals("KILLED"), status, type, method, line, mutator);
  }
}
