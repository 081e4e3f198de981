package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Seeds;
import dev.drawdown.local.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The printed script of a story, run line by line at the local service on DynamoDB Local. After
/// each step, the balance has as many credits as the naive model.
class ReplayedScriptTest {
  private static final int STEPS = 12;

  static IntStream seeds() {
    return Seeds.from(1, 1);
  }

  @ParameterizedTest
  @EnumSource
  void each_line_does_at_the_service_what_its_sentence_says(ScriptedStory scripted)
      throws Exception {
    replay(scripted.sold, scripted.story());
  }

  @Test
  void the_stories_have_every_kind_of_event() {
    Set<Class<?>> kinds =
        Arrays.stream(ScriptedStory.values())
            .flatMap(story -> story.story().steps().stream())
            .flatMap(step -> step.events().stream())
            .<Class<?>>map(Object::getClass)
            .collect(Collectors.toSet());

    assertThat(kinds).containsExactlyInAnyOrder(StoryEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_random_story_has_the_same_credits_at_the_service(int seed) throws Exception {
    Sold sold = Sold.values()[seed % Sold.values().length];

    replay(sold, StoryTeller.random(sold.shop(), new Random(seed), STEPS));
  }

  private static void replay(Sold sold, Story story) throws Exception {
    assumeTrue(hasCurl(), "skipped: there is no bash with curl on this machine");
    NaiveCredits naive = new NaiveCredits(sold.shop(), CatalogProver.START);
    int done = 0;
    try (RunningService service = new RunningService(sold.catalog())) {
      for (Story step : story.steps()) {
        step.events().forEach(naive::apply);
        List<String> script = new Script(step).lines();
        List<String> acts = script.stream().filter(line -> line.startsWith("curl -s -X")).toList();
        for (String act : acts.subList(done, acts.size())) {
          assertThat(run(act, service.address())).as(act).doesNotContain("parked", "ignored");
        }
        done = acts.size();

        List<Long> totals = new ArrayList<>();
        for (String line : script) {
          if (line.startsWith("curl -s localhost")) {
            totals.add(total(run(line, service.address())));
          }
        }

        assertThat(totals).as(String.join("\n", script)).isEqualTo(expected(naive, step));
      }
    }
  }

  /// The credits of the account, and those of the pool if there is one.
  private static List<Long> expected(NaiveCredits naive, Story story) {
    boolean pool =
        story.steps().stream()
            .flatMap(step -> step.events().stream())
            .anyMatch(event -> event instanceof StoryEvent.Paid paid && paid.pool());
    return pool ? List.of(naive.spendable(), naive.spendableOfPool()) : List.of(naive.spendable());
  }

  private static long total(String balance) throws IOException {
    return ((Number) JSON.std.mapFrom(balance).get("total")).longValue();
  }

  /// Runs the line as printed, at this service's port. A refused request fails.
  private static String run(String line, URI service) throws Exception {
    String here =
        line.replace("localhost:8080", service.getAuthority())
            .replaceFirst("curl -s ", "curl -sS --fail-with-body ");
    Process shell = new ProcessBuilder("bash", "-c", here).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(line + "\n" + output).isZero();
    return output;
  }

  private static boolean hasCurl() throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", "command -v curl").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /// A catalog of the stories.
  enum Sold {
    OUTSMART,
    ASSISTANT_COACH,
    AI_EMPLOYEE,
    /// Plans by month and by year, with a refill each month. It sells no pack.
    YEARLY;

    Catalog catalog() {
      return switch (this) {
        case OUTSMART -> Catalogs.shipped("outsmart");
        case ASSISTANT_COACH -> Catalogs.shipped("assistant-coach");
        case AI_EMPLOYEE -> Catalogs.shipped("ai-employee");
        case YEARLY -> Catalogs.load("../operator/src/test/resources/prove/yearly-reset.json");
      };
    }

    PlainCatalog shop() {
      Set<String> yearly =
          this == YEARLY ? Set.of("price_small_year", "price_large_year") : Set.of();
      return PlainCatalog.of(catalog(), yearly, CatalogProver.START);
    }
  }

  /// Stories that together have every kind of event.
  enum ScriptedStory {
    RENEWALS(
        Sold.OUTSMART,
        """
        pays 19.00 for solo (sub-1)
        uses 110 credits
        2040-02-09T09:01:00Z: time passes
        pays 19.00 for solo (sub-1) until 2040-03-10
        2040-02-10T09:01:00Z: time passes
        uses 105 credits
        2040-03-10T09:01:00Z: time passes
        pays 19.00 for solo (sub-1) until 2040-04-10
        """),
    UPGRADE_THAT_RESETS(
        Sold.OUTSMART,
        """
        for solo (sub-1)
        uses 110 credits
        for plus (sub-1)
        uses 300 credits
        for 2 times plus (sub-1)
        2040-02-10T09:01:00Z: time passes
        for 2 times plus (sub-1) until 2040-03-10
        """),
    YEARS(
        Sold.YEARLY,
        """
        pays 120.00 for small (sub-1) until 2041-01-10
        uses 100 credits
        2040-02-10T09:01:00Z: time passes
        uses 100 credits
        for large (sub-1) until 2041-01-10
        for large (sub-1) until 2040-03-10
        2040-03-10
        """),
    UPGRADE_BY_THE_DIFFERENCE(
        Sold.AI_EMPLOYEE,
        """
        uses 100 credits
        for starter (sub-1)
        uses 500 credits
        for professional (sub-1)
        is refunded
        for 2 times professional (sub-1)
        for 2 times scale (sub-1)
        """),
    DOWNGRADE(
        Sold.OUTSMART,
        """
        for plus (sub-1)
        holds 310 credits
        is released
        for solo (sub-1)
        2040-02-10T09:01:00Z: time passes
        for solo (sub-1) until 2040-03-10
        """),
    AGREED_SIZE(
        Sold.AI_EMPLOYEE,
        """
        pays enterprise (sub-1)
        uses 1000 credits
        2040-02-10T09:01:00Z: time passes
        pays enterprise (sub-1) until 2040-03-10
        pays scale (sub-1)
        """),
    CANCELLATION(
        Sold.OUTSMART,
        """
        for solo (sub-1)
        sub-1 is cancelled from 2040-02-10T09:01:00Z
        sub-1 is no longer cancelled
        sub-1 is cancelled from 2040-02-10T09:01:00Z
        2040-02-09T09:01:00Z: time passes
        2040-02-10T09:01:00Z: time passes. sub-1 has ended
        for plus (sub-2)
        uses 310 credits
        """),
    END(
        Sold.OUTSMART,
        """
        for solo (sub-1)
        uses 110 credits
        for plus (sub-1)
        sub-1 has ended
        is refunded
        for solo (sub-2)
        """),
    PAUSE(
        Sold.OUTSMART,
        """
        for solo (sub-1)
        sub-1 is paused from 2040-02-10T09:01:00Z
        sub-1 is no longer paused
        sub-1 is paused from 2040-02-10T09:01:00Z
        sub-1 is cancelled from 2040-02-10T09:01:00Z
        sub-1 is no longer cancelled
        2040-02-10T09:01:00Z: time passes
        sub-1 is no longer paused
        for solo (sub-1) until 2040-03-10
        """),
    FAILURE(
        Sold.AI_EMPLOYEE,
        """
        for starter (sub-1)
        pays 29.00 for pack-250
        2040-02-10T09:01:00Z: time passes
        the payment for the next period of sub-1 fails, and the provider gives up
        2040-02-13T09:01:00Z: time passes
        uses 250 credits
        is refunded
        for starter (sub-1) until 2040-03-10
        """),
    SECOND_SUBSCRIPTION(
        Sold.OUTSMART,
        """
        for plus (sub-1)
        for solo (sub-2)
        uses 410 credits
        sub-2 has ended
        2040-02-10T09:01:00Z: time passes
        for plus (sub-1) until 2040-03-10
        """),
    PACK(
        Sold.OUTSMART,
        """
        pays 12.00 for pack-50 (pay-1)
        the payment pay-1 is refunded
        the refund of pay-1 fails
        uses 60 credits
        is refunded
        """),
    USED_PACK(
        Sold.OUTSMART,
        """
        pays 12.00 for pack-50 (pay-1)
        uses 60 credits
        the payment pay-1 is refunded
        run-1 is refunded
        the refund of pay-1 fails
        """),
    DISPUTE(
        Sold.OUTSMART,
        """
        pays 12.00 for pack-50 (pay-1)
        6.00 of the payment pay-1 is refunded
        12.00 of the payment pay-1 is disputed
        the refund of pay-1 fails
        the dispute of pay-1 is won
        uses 60 credits
        """),
    HOLDS(
        Sold.OUTSMART,
        """
        for solo (sub-1)
        holds 110 credits
        half of run-1 is captured
        holds 55 credits
        run-2 is released
        holds 55 credits
        2040-01-11T09:06:00Z: time passes
        uses 55 credits
        run-4 is refunded
        run-1 is refunded
        """),
    FREE_MONTHS(
        Sold.ASSISTANT_COACH,
        """
        uses 50 credits
        an operator grants 20 credits
        holds 20 credits
        half of run-2 is captured
        2040-02-01T00:00:00Z: time passes
        uses 60 credits
        run-3 is refunded
        run-2 is refunded
        """),
    POOL(
        Sold.OUTSMART,
        """
        the pool's owner pays 79.00 for office (sub-pool-1)
        the account joins the pool
        uses 510 credits
        the account leaves the pool
        is refunded
        the account joins the pool
        holds 510 credits
        is captured
        2040-02-10T09:01:00Z: time passes
        for office (sub-pool-1) until 2040-03-10
        sub-pool-1 has ended
        """),
    POOL_OF_TWO_SEATS(
        Sold.OUTSMART,
        """
        the pool's owner pays 79.00 for office (sub-pool-1)
        the account joins the pool
        uses 510 credits
        for 2 times office (sub-pool-1)
        sub-pool-1 is cancelled from 2040-02-10T09:01:00Z
        sub-pool-1 is no longer cancelled
        sub-pool-1 is cancelled from 2040-02-10T09:01:00Z
        2040-02-10T09:01:00Z: time passes. sub-pool-1 has ended
        """),
    POOL_WITHOUT_PAYMENT(
        Sold.OUTSMART,
        """
        the pool's owner pays 79.00 for office (sub-pool-1)
        the account joins the pool
        for solo (sub-1)
        2040-02-10T09:01:00Z: time passes
        the payment for the next period of sub-pool-1 fails, and the provider gives up
        2040-02-10T09:03:00Z: time passes
        2040-02-13T09:01:00Z: time passes
        for office (sub-pool-1)
        """);

    final Sold sold;
    private final String phrases;

    ScriptedStory(Sold sold, String phrases) {
      this.sold = sold;
      this.phrases = phrases;
    }

    Story story() {
      return StoryTeller.following(sold.shop(), phrases.lines().toList());
    }
  }
}
