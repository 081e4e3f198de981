package dev.drawdown.local.guide;

import dev.drawdown.local.guide.CreditsGuide.Page;
import java.util.Optional;

/// The texts around the sentences of a page. They state no numbers of this product.
record PageTexts(String title, String introduction) {
  static final String EXAMPLE = "For example:";

  /// The texts of `page`. `product` is the name that customers know.
  static PageTexts of(Page page, Optional<String> product) {
    boolean plans = page.sections().stream().anyMatch(section -> section.id().equals("cancelling"));
    return new PageTexts(
        product.map(name -> "How AI credits work in " + name).orElse("How AI credits work"),
        "You pay for AI actions with credits. This page explains what they cost, where credits come"
            + " from, what happens when they run out"
            + (plans
                ? ", when an action fails, and when you change or cancel a plan"
                : " and when an action fails")
            + ". All times are UTC.");
  }
}
