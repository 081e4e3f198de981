package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No parser of outsiders' texts lacks a seed: each route, and each path for developers.
class SeedsTest {
  private static final List<String> TARGETS =
      Stream.of(CallFuzzTest.seeds(), DevCallFuzzTest.seeds(), WireFuzzTest.seeds())
          .flatMap(List::stream)
          .flatMap(seed -> Stream.of(new String(seed, UTF_8).split("\n---\n")))
          .map(request -> request.lines().findFirst().orElse(""))
          .toList();

  @Test
  void each_route_has_a_seed() {
    assertThat(Template.load().routes())
        .isNotEmpty()
        .allSatisfy(
            route ->
                assertThat(TARGETS)
                    .as(route.key())
                    .anyMatch(
                        target ->
                            target.contains(" " + route.method() + " ") && matches(route, target)));
  }

  private static boolean matches(Route route, String target) {
    String pattern = route.path().replaceAll("\\{[^}]*}", "[^/?]+");
    return target.matches(".* " + pattern + "(\\?.*)?");
  }

  @Test
  void each_path_for_developers_has_a_seed() {
    assertThat(
            Arrays.stream(DevConsole.class.getFields())
                .filter(field -> field.getType() == String.class)
                .map(SeedsTest::value))
        .contains(DevConsole.CLOCK)
        .allSatisfy(
            path ->
                assertThat(TARGETS).anyMatch(target -> target.matches(".* " + path + "(\\?.*)?")));
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
