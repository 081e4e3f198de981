package dev.drawdown.domain;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.drawdown.domain.catalog.Plan;
import java.util.Locale;
import java.util.Set;

/// The dependencies of the rules: time, ids and stored state come in, a result goes out.
@AnalyzeClasses(
    packages = "dev.drawdown.domain",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> CLOCKS_AND_DICE =
      Set.of("now", "currentTimeMillis", "nanoTime", "randomUUID", "random");

  @ArchTest
  static final ArchRule the_domain_knows_the_jdk_and_jspecify_only =
      noClasses()
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage(
                      "dev.drawdown.domain..",
                      "java.lang..",
                      "java.math",
                      "java.net",
                      "java.nio.charset",
                      "java.time..",
                      "java.util",
                      "java.util.function",
                      "java.util.regex",
                      "java.util.stream",
                      "org.jspecify.annotations")));

  @ArchTest
  static final ArchRule nobody_opens_a_connection =
      noClasses().should().dependOnClassesThat().haveNameMatching("java\\.net\\.(?!URI$).*");

  /// T3: time is an argument.
  @ArchTest
  static final ArchRule nobody_reads_a_clock_or_rolls_dice =
      noClasses()
          .should()
          .callCodeUnitWhere(
              new DescribedPredicate<JavaCall<?>>("it reads a clock or rolls dice") {
                @Override
                public boolean test(JavaCall<?> call) {
                  return CLOCKS_AND_DICE.contains(call.getName())
                      && !call.getTargetOwner().getPackageName().startsWith("dev.drawdown");
                }
              });

  @ArchTest
  static final ArchRule nobody_is_handed_a_clock_or_dice =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(Clock|InstantSource|Random|SplittableRandom)");

  @ArchTest
  static final ArchRule no_packages_know_each_other =
      slices().matching("dev.drawdown.(domain..)").should().beFreeOfCycles();

  /// O5: the catalog states the number of shards of a pool's plan; only the package of pools reads
  /// it.
  @ArchTest
  static final ArchRule only_the_package_of_pools_knows_shards =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.drawdown.domain.pool")
          .should(nameShards())
          .orShould()
          .accessTargetWhere(
              describe(
                  "names shards, but for the catalog's own",
                  access ->
                      namesShards(access.getTarget().getName())
                          && !access.getOriginOwner().isEquivalentTo(Plan.class)));

  private static ArchCondition<JavaClass> nameShards() {
    return new ArchCondition<>("name shards") {
      @Override
      public void check(JavaClass each, ConditionEvents events) {
        boolean named =
            namesShards(each.getSimpleName())
                || each.getMembers().stream().anyMatch(member -> isNew(member));
        events.add(new SimpleConditionEvent(each, named, each.getName() + " names shards"));
      }

      private boolean isNew(JavaMember member) {
        return namesShards(member.getName()) && !member.getOwner().isEquivalentTo(Plan.class);
      }
    };
  }

  private static boolean namesShards(String name) {
    return name.toLowerCase(Locale.ROOT).contains("shard");
  }

  @ArchTest static final ArchRule nothing_can_be_set_at_all = fields().should().beFinal();

  @ArchTest
  static final ArchRule nobody_prints =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
