package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.ForeignLocale;
import dev.drawdown.local.guide.CreditsGuide.Result;
import dev.drawdown.local.guide.Sentence.Proof;
import dev.drawdown.local.guide.Sentence.Proof.Refuted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The guide states exactly what the rules do.
class GuideTest {
  static final Instant TODAY = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void every_sentence_of_a_shipped_catalog_is_proved(String product) {
    Catalog catalog = Catalogs.shipped(product);

    Result result = CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY);

    assertThat(refuted(result)).isEmpty();
  }

  /// The test changes each number, length, date and price of each sentence by one in turn.
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void a_sentence_with_any_other_number_is_refuted(String product) {
    Catalog catalog = Catalogs.shipped(product);
    List<String> unnoticed = new ArrayList<>();
    int changed = 0;

    for (Sentence sentence : CreditsGuide.of(catalog, TODAY).sentences()) {
      for (String name : sentence.stated().keySet()) {
        if (!(sentence.stated().get(name) instanceof Figure.Name)) {
          changed++;
          if (!(offByOne(sentence, name).proveIn(new ExampleScene(catalog, TODAY))
              instanceof Refuted)) {
            unnoticed.add(sentence.id() + ": " + name);
          }
        }
      }
    }

    assertThat(unnoticed).isEmpty();
    assertThat(changed).isGreaterThan(5);
  }

  private static Sentence offByOne(Sentence sentence, String name) {
    Map<String, Figure> stated = new HashMap<>(sentence.stated());
    stated.compute(name, (_, count) -> next(Objects.requireNonNull(count)));
    return new Sentence(
        sentence.id(),
        sentence.rules(),
        sentence.columns(),
        stated,
        sentence.shown(),
        sentence.example());
  }

  private static Figure next(Figure figure) {
    return switch (figure) {
      case Figure.Count(long number) -> new Figure.Count(number + 1);
      case Figure.Length(Duration length) -> new Figure.Length(length.plusHours(1));
      case Figure.Day(var date) -> new Figure.Day(date.plusDays(1));
      case Figure.Price(long amount, String currency) -> new Figure.Price(amount + 1, currency);
      case Figure.Name(String value) -> new Figure.Name(value + "!");
    };
  }

  /// Someone edits the catalog after its guide was written, so one sentence is wrong.
  @ParameterizedTest(name = "{0}: {3}, as {1} is {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "outsmart; \"credits\": 100,; \"credits\": 101,; plan.solo",
        "outsmart; \"renewalBonus\": 5,; \"renewalBonus\": 6,; plan.solo",
        "outsmart; \"renewalBonus\": 5,; \"renewalBonus\": 6,; plan.bonus",
        "outsmart; \"name\": \"Solo\"; \"name\": \"Single\"; plan.solo",
        "outsmart; \"amount\": 1900; \"amount\": 1901; plan.solo",
        "outsmart; \"amount\": 1200; \"amount\": 1201; top-up.pack-50",
        "outsmart; \"credits\": 50,; \"credits\": 49,; top-up.pack-50",
        "outsmart; \"credits\": 500,; \"credits\": 501,; plan.office",
        "outsmart; \"starterCredits\": 10; \"starterCredits\": 11; source.starter",
        "outsmart; \"reset\"; \"difference\"; change.upgrade",
        "outsmart; [\"plan\", \"starter\"; [\"starter\", \"plan\"; order.plan",
        "outsmart; \"pool\", \"top-up\"]; \"top-up\", \"pool\"]; order.pool",
        "outsmart; report\", \"cost\": 1; report\", \"cost\": 2; cost.lab.analyze",
        "outsmart; \"cost\": 0}; \"cost\": 1}; cost.lab.import",
        "outsmart; 1, \"oncePerDocument\": true; 1; cost.saved",
        "outsmart; 1, \"oncePerDocument\": true; 1; cost.letter.generate",
        "outsmart; \"packsForPlanHoldersOnly\": true; \"grace\": \"P14D\"; top-up.who",
        "outsmart; \"starterCredits\"; \"grace\": \"P13D\", \"starterCredits\"; payment.grace",
        "outsmart; \"starterCredits\"; \"grace\": \"P13D\", \"starterCredits\"; group.grace",
        "outsmart; \"starterCredits\"; \"minimumGrace\": \"P4D\", \"starterCredits\";"
            + " payment.minimum",
        "outsmart; \"starterCredits\"; \"suspendedDraws\": [\"top-up\"], \"starterCredits\";"
            + " payment.meanwhile",
        "outsmart; \"starterCredits\"; \"usageThresholds\": {\"warn\": 69, \"critical\": 90},"
            + " \"starterCredits\"; balance.bar",
        "ai-employee; \"days\": 14; \"days\": 15; source.trial",
        "ai-employee; \"credits\": 100}; \"credits\": 101}; source.trial",
        "ai-employee; \"cost\": 25; \"cost\": 24; cost.website.sync",
        "ai-employee; \"difference\"; \"reset\"; change.upgrade",
        "ai-employee; \"suspendedDraws\": [\"top-up\"]; \"suspendedDraws\": [];"
            + " payment.meanwhile",
        "ai-employee; \"product\"; \"packsForPlanHoldersOnly\": true, \"product\"; top-up.who",
        "assistant-coach; \"credits\": 50; \"credits\": 51; source.default",
        "assistant-coach; \"credits\": 50; \"credits\": 51; reset.month-fresh",
        "assistant-coach; \"cost\": 3; \"cost\": 4; cost.trend.analyze",
        "assistant-coach; \"cost\": 3; \"cost\": 4; cost.enough.trend.analyze",
      })
  void a_sentence_whose_rule_has_changed_is_refuted_by_name(
      String product, String before, String after, String id) throws IOException {
    String json = json(product);
    assertThat(json).contains(before);
    Catalog edited = Catalogs.read(json.replace(before, after));

    Result result = CreditsGuide.of(Catalogs.shipped(product), TODAY).prove(edited, TODAY);

    assertThat(refuted(result)).anyMatch(text -> text.startsWith(id + ": \""));
    assertThat(refuted(CreditsGuide.of(edited, TODAY).prove(edited, TODAY))).isEmpty();
  }

  @Test
  void a_figure_that_the_example_does_not_measure_is_refuted() {
    Sentence sentence =
        sentence("once", "S1", "You get {credits:credit}.").with("credits", 5).provedBy(_ -> {});

    assertThat(sentence.proveIn(scene())).isInstanceOf(Refuted.class);
    assertThat(text(sentence.proveIn(scene())))
        .isEqualTo("once: \"You get 5 credits.\": the example didn't measure credits");
  }

  @Test
  void an_example_that_stops_early_refutes_its_sentence() {
    Sentence sentence =
        sentence("once", "S1", "It works.")
            .provedBy(
                scene -> {
                  scene.check("what is left", 3, 2);
                  throw new IllegalStateException("no more");
                });

    assertThat(text(sentence.proveIn(scene())))
        .isEqualTo(
            "once: \"It works.\": what is left is 2, and should be 3; the example stopped:"
                + " java.lang.IllegalStateException: no more");
  }

  @Test
  void a_difference_is_written_in_english_on_every_machine() {
    ExampleScene scene = scene();
    try (ForeignLocale _ = new ForeignLocale()) {
      scene.check("what is left", 3_000, 2_000);
    }

    assertThat(scene.differences()).containsExactly("what is left is 2,000, and should be 3,000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"You get 5 credits.", "You get {credits.", "{Credits}"})
  void words_contain_no_number_and_no_broken_place(String words) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Wording(words));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void each_sentence_names_its_rules(String product) throws IOException {
    String rules = Files.readString(Path.of("..", "docs", "rules.md"));

    for (Sentence sentence : CreditsGuide.of(Catalogs.shipped(product), TODAY).sentences()) {
      assertThat(sentence.rules().split(", ", -1))
          .as(sentence.id())
          .allMatch(
              rule -> Pattern.compile("(?m)^- \\*\\*" + rule + "\\*\\* ").matcher(rules).find());
    }
  }

  static List<String> refuted(Result result) {
    return switch (result) {
      case Result.Complete _ -> List.of();
      case Result.Wrong(var refuted) -> refuted.stream().map(Refuted::text).toList();
    };
  }

  static String json(String product) throws IOException {
    try (InputStream file = Catalogs.class.getResourceAsStream(product + ".json")) {
      return new String(
          Objects.requireNonNull(file, product).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Proof proof) {
    return switch (proof) {
      case Proof.Proved proved -> proved.columns(name -> name).stream().collect(joining());
      case Refuted refuted -> refuted.text();
    };
  }

  private static ExampleScene scene() {
    return new ExampleScene(Catalogs.shipped("outsmart"), TODAY);
  }
}
