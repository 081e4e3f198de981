package dev.drawdown.domain.billing;

import dev.drawdown.domain.catalog.Plan.PlanId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Which lines of one invoice pay for a plan, which plan that is, and for how many.
public final class InvoiceLines {
  private InvoiceLines() {}

  /// A line that pays for something: its amount is above 0, or it is a proration with discounts of
  /// its own. Lines that give money back are none of these. `unitAmount` tells the tiers of a price
  /// apart.
  public record Line(
      Optional<ItemId> item, PriceId price, PaidTime time, int quantity, BigDecimal unitAmount) {
    public Line {
      if (quantity < 0 || quantity > Term.MAX_QUANTITY) {
        throw new IllegalArgumentException(
            "quantity must be 0 to " + Term.MAX_QUANTITY + ": " + quantity);
      }
      unitAmount = unitAmount.stripTrailingZeros();
    }

    private Line of(int total) {
      return new Line(item, price, time, total, BigDecimal.ZERO);
    }
  }

  /// The item and the price that a line bills, whatever its amount.
  public record Billed(Optional<ItemId> item, Optional<PriceId> price) {}

  /// What a line is to this product.
  public sealed interface LineSale {
    /// Its price is one of those that the catalog lists for `plan`.
    record AtListedPrice(PlanId plan) implements LineSale {}

    /// Only the subscription's metadata names a plan. Metadata may be stale: see
    /// [Subscription#otherPrice].
    record NamedByMetadata(PlanId plan) implements LineSale {}

    /// No price and no metadata names a plan. It is another product's.
    record NotOurs() implements LineSale {}
  }

  /// One line for each item, price and time. Tiers are lines that differ in the unit amount alone:
  /// their quantities add up. Of lines at one unit amount the largest quantity counts.
  public static List<Line> joinTiers(List<Line> lines) {
    Map<Line, Map<BigDecimal, Integer>> tiers = new LinkedHashMap<>();
    for (Line line : lines) {
      tiers
          .computeIfAbsent(line.of(1), _ -> new TreeMap<>())
          .merge(line.unitAmount(), line.quantity(), Math::max);
    }
    List<Line> joined = new ArrayList<>();
    tiers.forEach(
        (line, quantities) ->
            joined.add(line.of(quantities.values().stream().reduce(0, Math::addExact))));
    return joined;
  }

  /// What the lines of an invoice mean. `listed` finds the plan that lists a price, and `named` is
  /// the plan of the subscription's metadata.
  ///
  /// Beside a line at a listed price, all others are another product's. The metadata decides only
  /// where the invoice bills exactly one item, and at an unlisted price.
  public static Map<Billed, LineSale> sales(
      Collection<Billed> lines,
      Function<PriceId, Optional<PlanId>> listed,
      Optional<PlanId> named) {
    boolean anyListed = lines.stream().anyMatch(line -> line.price().flatMap(listed).isPresent());
    boolean oneItem = lines.stream().map(Billed::item).distinct().count() == 1;
    LineSale unlisted =
        named
            .filter(_ -> oneItem && !anyListed)
            .<LineSale>map(LineSale.NamedByMetadata::new)
            .orElseGet(LineSale.NotOurs::new);
    Map<Billed, LineSale> sales = new LinkedHashMap<>();
    for (Billed line : lines) {
      Optional<LineSale> byPrice = line.price().flatMap(listed).map(LineSale.AtListedPrice::new);
      sales.put(line, byPrice.orElse(unlisted));
    }
    return sales;
  }
}
