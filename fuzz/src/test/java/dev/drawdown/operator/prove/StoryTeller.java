package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.CustomerSteps.Step;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Tells one story, from steps that the search tries.
final class StoryTeller {
  private CustomerSteps customer;
  private NaiveCredits naive;
  private Story story = Story.at(CatalogProver.START);

  private StoryTeller(PlainCatalog shop) {
    customer = CustomerSteps.of(shop, CatalogProver.START);
    naive = new NaiveCredits(shop, CatalogProver.START);
  }

  /// The story whose steps contain these phrases. A step reads `2040-02-10T09:01:00Z: time passes.`
  static Story following(PlainCatalog shop, List<String> phrases) {
    StoryTeller teller = new StoryTeller(shop);
    phrases.forEach(teller::take);
    return teller.story;
  }

  /// A random story of so many steps. One step in three is the first one, which waits if possible.
  static Story random(PlainCatalog shop, Random random, int length) {
    StoryTeller teller = new StoryTeller(shop);
    for (int taken = 0; taken < length; taken++) {
      List<Step> steps = teller.customer.steps(teller.naive);
      boolean waits = random.nextInt(3) == 0;
      teller.take(steps.get(waits ? 0 : random.nextInt(steps.size())));
    }
    return teller.story;
  }

  private void take(String phrase) {
    List<Step> steps = customer.steps(naive);
    take(
        steps.stream()
            .filter(step -> read(step).contains(phrase))
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        phrase
                            + " isn't possible. These steps are:\n"
                            + steps.stream()
                                .map(StoryTeller::read)
                                .collect(Collectors.joining("\n")))));
  }

  private static String read(Step step) {
    return step.events().stream()
        .map(Script::sentence)
        .collect(Collectors.joining(" ", step.after().now() + ": ", ""));
  }

  private void take(Step step) {
    step.events().forEach(naive::apply);
    customer = step.after().after(naive);
    story = story.then(step.after().now(), step.events());
  }
}
