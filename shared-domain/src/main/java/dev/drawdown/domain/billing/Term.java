package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// One paid period of one subscription item: its owner, its payment and its credits.
///
/// The `key` and the `start` come from the provider. `plan`, `credits`, `bonus`, `refill` and
/// `upgrade` come from the catalog at the payment's first arrival. They are recorded, so a later
/// edit of the catalog changes nothing.
///
/// `credits` is the amount for the whole quantity. `bonus` is the plan's renewal bonus if the
/// provider billed the line as a renewal, or else none. The bonus counts only once an earlier paid
/// term is known.
///
/// P1, P9: a term is granted once, even if it arrives repeatedly, late or out of order.
public record Term(
    Key key,
    Owner owner,
    Instant start,
    PlanId plan,
    Credits credits,
    Credits bonus,
    Refill refill,
    Upgrade upgrade) {
  public static final int MAX_QUANTITY = 1_000_000;
  public static final Credits MAX_CREDITS = Credits.of(1_000_000_000_000L);

  /// Of the terms of one item and one end, the greatest counts: most credits, then the earliest
  /// start, then the smallest price.
  static final Comparator<Term> STRENGTH =
      Comparator.comparing(Term::credits)
          .thenComparing(Term::start, Comparator.reverseOrder())
          .thenComparing(Term::price, Comparator.reverseOrder())
          .thenComparing(Term::key, Key.ORDER.reversed());

  private static final Comparator<Term> FIRST =
      Comparator.comparing(Term::start).thenComparing(term -> term.owner().value());

  /// The provider's identity of a payment: a line of an item at a price, for `quantity` until
  /// `end`.
  ///
  /// Some prorations name no item. `agreed` is the size in the provider's metadata, if any, even if
  /// the catalog gives the plan its own size. Neither the plan nor its amount belongs to the key:
  /// the catalog may change, the payment doesn't.
  public record Key(
      Optional<ItemId> item, PriceId price, Instant end, int quantity, Optional<Credits> agreed) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::end)
            .thenComparing(key -> key.item().map(ItemId::value).orElse(""))
            .thenComparing(Key::price)
            .thenComparingInt(Key::quantity)
            .thenComparing(key -> key.agreed().orElse(Credits.NONE));

    public Key {
      if (quantity < 1 || quantity > MAX_QUANTITY) {
        throw new IllegalArgumentException(
            "quantity must be 1 to " + MAX_QUANTITY + ": " + quantity);
      }
      agreed.ifPresent(size -> requireAmount("agreed credits", size));
    }
  }

  /// Whether the amount is granted once, or again every month of a longer term.
  public enum Refill {
    NONE,
    MONTHLY
  }

  /// The effect of a change to a plan of more credits on the remaining credits.
  public enum Upgrade {
    /// The new plan's amount replaces the remaining credits.
    RESET,
    /// The difference of the two amounts is added to the remaining credits.
    DIFFERENCE
  }

  public Term {
    PaidTime time = new PaidTime(start, key.end());
    requireAmount("credits of a term until " + time.end(), credits);
    if (!MAX_CREDITS.covers(bonus)) {
      throw new IllegalArgumentException("a bonus is at most " + MAX_CREDITS + ": " + bonus);
    }
  }

  public Optional<ItemId> item() {
    return key.item();
  }

  public PriceId price() {
    return key.price();
  }

  public Instant end() {
    return key.end();
  }

  /// The credits of one unit.
  Credits unit() {
    return Credits.of(credits.amount() / key.quantity());
  }

  /// The term that counts of two with the same key: the one that starts earlier. If both start at
  /// the same time, the one whose owner's name sorts first counts. If the owners are equal, too,
  /// this one counts.
  Term join(Term other) {
    return FIRST.compare(other, this) < 0 ? other : this;
  }

  /// The amount of `quantity` times `each`. Throws an exception beyond [#MAX_CREDITS].
  public static Credits amount(Credits each, int quantity) {
    if (each.amount() > MAX_CREDITS.amount() / Math.max(1, quantity)) {
      throw new IllegalArgumentException(
          "credits are at most " + MAX_CREDITS + ": " + quantity + " times " + each);
    }
    return each.times(quantity);
  }

  private static void requireAmount(String name, Credits credits) {
    if (credits.isNone() || !MAX_CREDITS.covers(credits)) {
      throw new IllegalArgumentException(name + " must be 1 to " + MAX_CREDITS + ": " + credits);
    }
  }
}
