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

/// The lines of one invoice that pay for a plan, with their plans and quantities.
public final class InvoiceLines {
  private InvoiceLines() {}

  /// A line that pays for something: its amount is above 0, or it is a proration with its own
  /// discounts.
  ///
  /// Lines that give money back don't belong to these. `unitAmount` distinguishes the tiers of a
  /// price.
  public record Line(
      Optional<ItemId> item, PriceId price, PaidTime time, int quantity, BigDecimal unitAmount) {
    public Line {
      if (quantity < 0 || quantity > Term.MAX_QUANTITY) {
        throw new IllegalArgumentException(
            "quantity must be 0 to " + Term.MAX_QUANTITY + ": " + quantity);
      }
      unitAmount = unitAmount.stripTrailingZeros();
    }

    /// The key that all tiers of one line share.
    private Line tierKey() {
      return ofAllTiers(1);
    }

    /// The one line for its tiers, with `total` units and no tier's unit amount.
    private Line ofAllTiers(int total) {
      return new Line(item, price, time, total, BigDecimal.ZERO);
    }
  }

  /// The item and the price of a line, with any amount.
  public record Billed(Optional<ItemId> item, Optional<PriceId> price) {}

  /// The meaning of a line for this product.
  public sealed interface LineSale {
    /// The catalog lists its price for `plan`.
    record AtListedPrice(PlanId plan) implements LineSale {}

    /// Only the subscription's metadata names a plan. Metadata may be stale: see
    /// [Subscription#otherPrice].
    record NamedByMetadata(PlanId plan) implements LineSale {}

    /// Neither price nor metadata names a plan. The line belongs to another product.
    record NotOurs() implements LineSale {}
  }

  /// One line for each item, price and time.
  ///
  /// Tiers are lines that differ only in the unit amount: their quantities add up. Of lines with
  /// the same unit amount, the largest quantity counts.
  public static List<Line> joinTiers(List<Line> lines) {
    Map<Line, Map<BigDecimal, Integer>> tiers = new LinkedHashMap<>();
    for (Line line : lines) {
      tiers
          .computeIfAbsent(line.tierKey(), _ -> new TreeMap<>())
          .merge(line.unitAmount(), line.quantity(), Math::max);
    }
    List<Line> joined = new ArrayList<>();
    tiers.forEach(
        (line, quantities) ->
            joined.add(line.ofAllTiers(quantities.values().stream().reduce(0, Math::addExact))));
    return joined;
  }

  /// The meanings of an invoice's lines. `listed` finds the plan that lists a price, and `named` is
  /// the plan in the subscription's metadata.
  ///
  /// If one line has a listed price, all lines at unlisted prices belong to another product. The
  /// metadata decides only if the invoice bills exactly one item, at an unlisted price.
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
