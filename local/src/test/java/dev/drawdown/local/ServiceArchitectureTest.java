package dev.drawdown.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.drawdown.local.template.EventSource;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The allowed dependencies between packages: functions, their common parts, and the local service.
@AnalyzeClasses(
    packages = "dev.drawdown",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ServiceArchitectureTest.DoNotIncludeTestJars.class
    })
class ServiceArchitectureTest {
  /// The packages below `dev.drawdown` of the functions that the template deploys.
  private static final Set<String> FUNCTIONS = functions(Template.load());

  /// Names of the JDK's methods that read a clock, or create something that does.
  private static final Set<String> CLOCKS =
      Set.of("now", "system", "systemUTC", "systemDefaultZone", "currentTimeMillis", "nanoTime");

  /// The classes that give a clock to all others.
  private static final Set<String> EDGES =
      Set.of(
          "dev.drawdown.adapters.Ports",
          "dev.drawdown.adapters.calllog.CallLog",
          "dev.drawdown.adapters.store.OptimisticRetry",
          "dev.drawdown.client.ClientBuilder$Timing",
          "dev.drawdown.local.Main",
          "dev.drawdown.local.Service",
          "dev.drawdown.publishing.PublishingFunction",
          "dev.drawdown.publishing.PublishingPorts",
          "dev.drawdown.publishing.Republishing");

  private static final Pattern LOG_CALL = Pattern.compile("LOG\\.log\\([^;]*;");

  @ArchTest
  static final ArchRule no_function_knows_another =
      slices()
          .matching("dev.drawdown.(*)..")
          .that(describe("are functions", slice -> FUNCTIONS.contains(slice.getNamePart(1))))
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule what_functions_share_knows_no_function =
      noClasses()
          .that()
          .resideInAnyPackage("dev.drawdown.adapters..", "dev.drawdown.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(FUNCTIONS));

  @ArchTest
  static final ArchRule nothing_that_is_deployed_knows_the_local_service_or_the_operator =
      noClasses()
          .that()
          .resideInAnyPackage(packages(FUNCTIONS))
          .or()
          .resideInAnyPackage(
              "dev.drawdown.adapters..", "dev.drawdown.domain..", "dev.drawdown.events..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.drawdown.local..", "dev.drawdown.operator..");

  @ArchTest
  static final ArchRule neither_ports_nor_http_know_dynamodb =
      noClasses()
          .that()
          .resideInAnyPackage("dev.drawdown.adapters.store..", "dev.drawdown.adapters.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.drawdown.adapters.dynamodb..", "software.amazon.awssdk.services..");

  /// Processes that are restored from one snapshot share the state of its static fields.
  @ArchTest
  static final ArchRule no_static_field_holds_random_state =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(assignableTo(RandomGenerator.class).or(assignableTo(UUID.class)));

  @ArchTest
  static final ArchRule the_local_service_is_built_in_layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("local")
          .definedBy("dev.drawdown.local")
          .layer("demo")
          .definedBy("dev.drawdown.local.demo..")
          .layer("guide")
          .definedBy("dev.drawdown.local.guide..")
          .layer("console")
          .definedBy("dev.drawdown.local.console..")
          .layer("stripe")
          .definedBy("dev.drawdown.local.stripe..")
          .layer("stream")
          .definedBy("dev.drawdown.local.stream..")
          .layer("gateway")
          .definedBy("dev.drawdown.local.gateway..")
          .layer("template")
          .definedBy("dev.drawdown.local.template..")
          .whereLayer("local")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("guide")
          .mayNotAccessAnyLayer()
          .whereLayer("demo")
          .mayOnlyAccessLayers("console", "stripe", "stream", "gateway", "template")
          .whereLayer("console")
          .mayOnlyAccessLayers("stripe", "stream", "gateway")
          .whereLayer("stripe")
          .mayNotAccessAnyLayer()
          .whereLayer("stream")
          .mayOnlyAccessLayers("gateway", "template")
          .whereLayer("gateway")
          .mayOnlyAccessLayers("template")
          .whereLayer("template")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule no_packages_of_the_local_service_form_a_cycle =
      slices().matching("dev.drawdown.(local..)").should().beFreeOfCycles();

  /// T3: time is an argument.
  @ArchTest
  static void only_the_edges_read_a_clock(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(ServiceArchitectureTest::readsAClock)
                .map(JavaClass::getName)
                .collect(toSet()))
        .isEqualTo(EDGES);
  }

  private static boolean readsAClock(JavaClass each) {
    return each.getAccessesFromSelf().stream()
        .filter(access -> CLOCKS.contains(access.getName()))
        .map(JavaAccess::getTargetOwner)
        .anyMatch(owner -> owner.getPackageName().startsWith("java."));
  }

  /// A log line with parameters is a [java.text.MessageFormat]: an apostrophe would begin a literal
  /// text, and the parameters after it would be lost.
  @Test
  void no_format_of_a_log_line_has_an_apostrophe() throws IOException {
    List<String> formatted = new ArrayList<>();
    for (Path file : sources(Path.of("../functions"))) {
      LOG_CALL
          .matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .filter(call -> call.contains("{0}"))
          .forEach(formatted::add);
    }

    assertThat(formatted)
        .hasSizeGreaterThan(5)
        .allSatisfy(call -> assertThat(call).doesNotContain("'"));
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java")).toList();
    }
  }

  private static Set<String> functions(Template template) {
    Stream<String> events =
        Stream.of(
                template.streams().stream(),
                template.schedules().stream(),
                template.queue().stream())
            .flatMap(sources -> sources)
            .map(EventSource::handler);
    return Stream.concat(template.routes().stream().map(Route::handler), events)
        .map(handler -> handler.split("\\.", -1)[2])
        .collect(toSet());
  }

  private static String[] packages(Set<String> functions) {
    return functions.stream().map(name -> "dev.drawdown." + name + "..").toArray(String[]::new);
  }

  /// Fixtures that other modules pack.
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }
}
