package dev.drawdown.domain.ledger;

/// The reasons that ledger entries give for changes of plans, packs, pool memberships and holds.
///
/// The reason of a `standing` entry says what changed: the account's standing, a fact about a
/// subscription, a pool membership or the number of parked events.
public enum Reason {
  TRIAL("trial"),
  CALENDAR_MONTH("calendar-month"),
  STARTER("starter"),
  PERIOD_ENDED("period-ended"),
  EXPIRED("expired"),
  PLAN_STARTED("plan-started"),
  RENEWAL("renewal"),
  REFILL("refill"),
  UPGRADE("upgrade"),
  CARRIED_ON("carried-on"),
  UNPAID("unpaid"),
  REMOVED("removed"),
  PAID_AHEAD("paid-ahead"),
  EXTENDED("extended"),
  PAUSED("paused"),
  RESUMED("resumed"),
  CANCELLED("cancelled"),
  CANCELLATION_PLANNED("cancellation-planned"),
  CANCELLATION_WITHDRAWN("cancellation-withdrawn"),
  PLAN_ENDED("plan-ended"),
  PAYMENT_FAILED("payment-failed"),
  FAILED_AHEAD("failed-ahead"),
  GIVEN_UP("given-up"),
  SUSPENDED("suspended"),
  RESTORED("restored"),
  EVENT_PARKED("event-parked"),
  EVENT_UNPARKED("event-unparked"),
  JOINED_POOL("joined-pool"),
  LIMIT_CHANGED("limit-changed"),
  LEFT_POOL("left-pool"),
  TOP_UP("top-up"),
  REVERSED("reversed"),
  REINSTATED("reinstated"),
  FIRST_PART("first-part"),
  PART("part"),
  LAST_PART("last-part");

  private final String label;

  Reason(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public Cause cause() {
    return Cause.because(this);
  }
}
