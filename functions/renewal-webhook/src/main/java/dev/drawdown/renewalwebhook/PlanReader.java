package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Finds the plans that the lines of an invoice sell: by price, else by what the subscription's
/// metadata says.
final class PlanReader {
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,11}");

  private final Catalog catalog;

  PlanReader(Catalog catalog) {
    this.catalog = catalog;
  }

  /// A line that sells a plan.
  record PlanLine(InvoiceLine line, Plan plan, OptionalLong size) {
    PeriodPaid paid(SubscriptionId subscription, boolean renewal) {
      JsonObject json = line.json();
      if (!line.start().isBefore(line.end())) {
        throw json.problem("period.end", "must be after its start");
      }
      int quantity = (int) json.number("quantity", 1, PaidPeriod.MAX_QUANTITY);
      return new PeriodPaid(
          subscription, plan.id(), quantity, size, line.start(), line.end(), renewal);
    }
  }

  /// The lines that sell a plan. Beside one whose price the catalog has, any other is something
  /// else on the same invoice.
  List<PlanLine> planned(List<InvoiceLine> lines, JsonObject metadata) {
    List<PlanLine> byPrice = new ArrayList<>();
    for (InvoiceLine line : lines) {
      line.price()
          .flatMap(this::withPrice)
          .ifPresent(plan -> byPrice.add(planLine(line, plan, metadata)));
    }
    return byPrice.isEmpty() ? List.of(byName(lines, metadata)) : byPrice;
  }

  private PlanLine byName(List<InvoiceLine> lines, JsonObject metadata) {
    InvoiceLine line = lines.getFirst();
    String name =
        StripeFields.optionalIdentifier(metadata, "plan")
            .orElseThrow(
                () ->
                    line.json()
                        .problem(
                            "pricing.price_details.price",
                            "is of no plan: " + line.price().orElse("none")));
    if (lines.size() > 1) {
      throw metadata.problem("plan", "can't be told of several lines");
    }
    Plan plan =
        catalog
            .plan(new PlanId(name))
            .orElseThrow(() -> metadata.problem("plan", "is not in the catalog: " + name));
    return planLine(line, plan, metadata);
  }

  private Optional<Plan> withPrice(String price) {
    return catalog.plans().values().stream()
        .filter(plan -> plan.stripePrice().filter(price::equals).isPresent())
        .findFirst();
  }

  private static PlanLine planLine(InvoiceLine line, Plan plan, JsonObject metadata) {
    if (!plan.isSold()) {
      throw line.json().problem("", "sells " + plan.id() + ", which isn't sold by billing cycle");
    }
    OptionalLong size = plan.allowance().isPresent() ? OptionalLong.empty() : size(plan, metadata);
    return new PlanLine(line, plan, size);
  }

  private static OptionalLong size(Plan plan, JsonObject metadata) {
    return OptionalLong.of(
        metadata
            .optionalText("credits")
            .filter(text -> SIZE.matcher(text).matches())
            .map(Long::parseLong)
            .orElseThrow(
                () -> metadata.problem("credits", "must say how many plan " + plan.id() + " has")));
  }
}
