package dev.drawdown.local.guide;

import dev.drawdown.local.guide.CreditsGuide.Page;
import java.util.Optional;

/// What a page says around its sentences. None of it is about this product's numbers.
record PageTexts(String title, String introduction) {
  static final String EXAMPLE = "For example:";

  /// Those of `page`. `product` is the name that customers know, if it is told.
  static PageTexts of(Page page, Optional<String> product) {
    boolean plans = page.sections().stream().anyMatch(section -> section.id().equals("cancelling"));
    return new PageTexts(
        product.map(name -> "How AI credits work in " + name).orElse("How AI credits work"),
        "AI actions are paid for with credits. This page says what they cost, where credits come"
            + " from, what happens when they run out"
            + (plans
                ? ", when an action fails, and when you change or cancel a plan"
                : " and when an action fails")
            + ". All times are UTC.");
  }
}
