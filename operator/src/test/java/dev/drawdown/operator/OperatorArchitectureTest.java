package dev.drawdown.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The program depends on functions, and nothing depends on the program.
@AnalyzeClasses(packages = "dev.drawdown", importOptions = ImportOption.DoNotIncludeTests.class)
class OperatorArchitectureTest {
  @ArchTest
  static final ArchRule nothing_else_depends_on_the_program_or_its_library =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.drawdown.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.drawdown.operator..", "picocli..");

  @ArchTest
  static final ArchRule the_program_has_functions_decide_and_write =
      noClasses()
          .that()
          .resideInAPackage("dev.drawdown.operator")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.drawdown.adapters.dynamodb..",
              "dev.drawdown.adapters.eventbridge..",
              "dev.drawdown.domain.commit..",
              "software.amazon.awssdk.services..");

  /// The search writes into a table in memory, so it knows what the rules commit.
  @ArchTest
  static final ArchRule a_proof_knows_the_rules_alone =
      noClasses()
          .that()
          .resideInAPackage("dev.drawdown.operator.prove..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.drawdown.adapters..", "software.amazon..", "picocli..");

  @ArchTest
  static final ArchRule the_naive_model_shares_no_code_with_the_rules =
      noClasses()
          .that()
          .resideInAPackage("dev.drawdown.operator.prove..")
          .and()
          .haveNameMatching(".*\\.(Naive|StoryEvent|CustomerSteps|SubscriptionSteps|UseSteps).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.drawdown.domain..");

  /// The check includes modules that aren't on this class path: later ones, and those that no
  /// command needs. Only the fuzz tests may use the program: they test how it reads files.
  @Test
  void no_other_module_but_the_fuzz_tests_names_the_program_or_its_library() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(".."))) {
      files = all.filter(OperatorArchitectureTest::isWrittenElsewhere).toList();
    }

    assertThat(files).hasSizeGreaterThan(300).contains(Path.of("../local/pom.xml"));
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .doesNotContain(
                        "dev.drawdown.operator", "<artifactId>operator<", "<artifactId>picocli<"));
  }

  private static boolean isWrittenElsewhere(Path file) {
    String path = file.toString();
    boolean written = path.contains("/src/main/java/") || path.endsWith("/pom.xml");
    boolean known =
        path.startsWith("../operator/")
            || path.equals("../fuzz/pom.xml")
            || path.equals("../pom.xml");
    return written && !known && Files.isRegularFile(file);
  }
}
