package dev.drawdown.local.history;

import dev.drawdown.local.history.SubscriptionModel.Call;
import dev.drawdown.local.history.SubscriptionModel.Subscribed;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The only item of a subscription, in two periods: the first one is over, and its grace runs. The
/// second one has begun. The account has no other credits.
///
/// The `small` and the `large` plan grant so many credits, and a renewal adds the `bonus`. A larger
/// plan adds the difference. So what is left of a period is what it grants, less what was drawn in
/// it, and the order of events and charges doesn't matter.
record SubscriptionModel(long small, long large, long bonus) implements Model<Subscribed, Call> {
  static final String DELIVERED = "200";
  static final String NO_PLAN = "no plan";

  /// The reports of the provider, in the order in which they became true.
  enum Event {
    /// A payment of the small plan for the first period.
    PAID,
    /// A payment of the large plan for the rest of the first period.
    UPGRADED,
    /// A cancellation at the end of the first period.
    CANCELLED,
    /// A failed payment of the large plan for the second period.
    FAILED,
    /// A payment of the large plan for the second period.
    RENEWED
  }

  /// The call of the provider or the owner.
  sealed interface Call {
    record Deliver(Event event) implements Call {}

    /// One key always has the same credits.
    record Charge(String key, long credits) implements Call {}

    record See() implements Call {}
  }

  enum Period {
    NONE,
    FIRST,
    SECOND
  }

  /// The events so far, and every charge under its key.
  record Subscribed(Set<Event> events, Map<String, Drawn> charges) {
    Subscribed {
      events = Set.copyOf(events);
      charges = Map.copyOf(charges);
    }

    Subscribed with(Event event) {
      Set<Event> all = EnumSet.of(event);
      all.addAll(events);
      return new Subscribed(all, charges);
    }

    Subscribed with(String key, Drawn charge) {
      Map<String, Drawn> all = new HashMap<>(charges);
      all.put(key, charge);
      return new Subscribed(events, all);
    }

    boolean has(Event event) {
      return events.contains(event);
    }

    boolean hasFirst() {
      return has(Event.PAID) || has(Event.UPGRADED);
    }

    /// The period whose credits can be drawn. A renewal withdraws the cancellation before it.
    Period period() {
      if (has(Event.RENEWED)) {
        return Period.SECOND;
      }
      return hasFirst() && !has(Event.CANCELLED) ? Period.FIRST : Period.NONE;
    }

    long drawn() {
      return charges.values().stream()
          .filter(charge -> charge.period() == period())
          .mapToLong(Drawn::credits)
          .sum();
    }
  }

  /// The credits of a charge, and the period from which they were drawn.
  record Drawn(Period period, long credits) {}

  @Override
  public Subscribed start() {
    return new Subscribed(Set.of(), Map.of());
  }

  @Override
  public Step<Subscribed> carryOut(Subscribed now, Call call) {
    return switch (call) {
      case Call.Deliver(var event) -> new Step<>(now.with(event), DELIVERED);
      case Call.Charge(var key, var asked) -> charge(now, key, asked);
      case Call.See _ -> answer("200 balance", now);
    };
  }

  private Step<Subscribed> charge(Subscribed now, String key, long asked) {
    if (now.charges().containsKey(key)) {
      return answer("200 charged", now);
    }
    return left(now) < asked
        ? answer("402 out-of-credits", now)
        : answer("201 charged", now.with(key, new Drawn(now.period(), asked)));
  }

  private long left(Subscribed now) {
    return granted(now) - now.drawn();
  }

  private long granted(Subscribed now) {
    return switch (now.period()) {
      case NONE -> 0;
      case FIRST -> now.has(Event.UPGRADED) ? large : small;
      case SECOND -> now.hasFirst() ? large + bonus : large;
    };
  }

  private Step<Subscribed> answer(String what, Subscribed after) {
    boolean failed = after.period() == Period.FIRST && after.has(Event.FAILED);
    return new Step<>(after, text(what, failed ? "grace" : "active", plan(after), left(after)));
  }

  private static String plan(Subscribed now) {
    return switch (now.period()) {
      case NONE -> NO_PLAN;
      case FIRST -> now.has(Event.UPGRADED) ? "large" : "small";
      case SECOND -> "large";
    };
  }

  /// The text of an answer with the balance.
  static String text(String what, String standing, String plan, long left) {
    return "%s, %s, %s, %d left".formatted(what, standing, plan, left);
  }
}
