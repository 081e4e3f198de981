package dev.drawdown.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pool of the naive model: one number of credits, whatever it is spread over, and what was told
/// of its subscription. `grant` numbers its periods, 0 where it has none now; a period that a
/// cancellation closed may come back, with what was given back to it meanwhile.
final class NaivePool {
  private static final Duration GRACE = Duration.ofDays(14);

  /// Set aside by an account's charge, out of the period that `grant` numbers.
  record Hold(String account, String key, long grant, long credits, Instant expires) {}

  final List<Hold> holds = new ArrayList<>();
  long grant;
  long granted;
  long left;
  String standing = "active";
  Instant start = Instant.MIN;
  Instant end = Instant.MIN;
  private long grants;
  private long closed;
  private long leftWhenClosed;
  private String subscription = "";
  private long credits;
  private Instant failedFrom = Instant.MIN;
  private Instant gaveUpFrom = Instant.MIN;
  private Instant cancellationTold = Instant.MIN;
  private @Nullable Instant cancellation;
  private Instant ended = Instant.MAX;

  NaivePool copy() {
    NaivePool copy = new NaivePool();
    copy.holds.addAll(holds);
    copy.grant = grant;
    copy.granted = granted;
    copy.left = left;
    copy.standing = standing;
    copy.start = start;
    copy.end = end;
    copy.grants = grants;
    copy.closed = closed;
    copy.leftWhenClosed = leftWhenClosed;
    copy.subscription = subscription;
    copy.credits = credits;
    copy.failedFrom = failedFrom;
    copy.gaveUpFrom = gaveUpFrom;
    copy.cancellationTold = cancellationTold;
    copy.cancellation = cancellation;
    copy.ended = ended;
    return copy;
  }

  void advance(Instant now) {
    while (true) {
      Hold next = nextToExpire();
      boolean holdIsDue = next != null && !next.expires().isAfter(now);
      boolean isOver = grant > 0 && !clearsAt().isAfter(now);
      if (isOver && (!holdIsDue || !clearsAt().isAfter(next.expires()))) {
        closed = grant;
        leftWhenClosed = left;
        grant = 0;
        left = 0;
      } else if (holdIsDue) {
        holds.remove(next);
        giveBack(next.grant(), next.credits());
      } else {
        standing = standingAt(now);
        return;
      }
    }
  }

  boolean isKnown() {
    return grants > 0;
  }

  /// What members can spend.
  long spendable() {
    return standing.equals("suspended") ? 0 : left;
  }

  /// Returns how much of it is spendable again.
  long giveBack(long from, long amount) {
    if (from == grant) {
      left += amount;
      return amount;
    }
    leftWhenClosed += from == closed ? amount : 0;
    return 0;
  }

  /// Returns whether that changed anything but what is known of the subscription.
  boolean tell(News news, Instant now) {
    String before = term();
    boolean begun = note(news);
    if (begun) {
      begin(now);
    }
    if (closed > 0 && clearsAt().isAfter(now)) {
      grant = closed;
      left = leftWhenClosed;
      closed = 0;
    }
    advance(now);
    return begun || !before.equals(term());
  }

  /// Returns whether it was paid for anew.
  boolean note(News news) {
    if (news instanceof News.Paid paid) {
      return pay(paid);
    }
    if (!news.subscription().equals(subscription)) {
      return false;
    }
    switch (news) {
      case News.Paid _ -> throw new AssertionError("was paid for");
      case News.Failed(_, var from, boolean last) -> {
        failedFrom = later(failedFrom, from);
        gaveUpFrom = last ? later(gaveUpFrom, from) : gaveUpFrom;
      }
      case News.GivenUp(_, var from) -> {
        failedFrom = later(failedFrom, from);
        gaveUpFrom = later(gaveUpFrom, from);
      }
      case News.Cancelled(_, var told, var at) -> {
        if (told.isAfter(cancellationTold)) {
          cancellationTold = told;
          cancellation = at.orElse(null);
        }
      }
      case News.Ended(_, var at) -> ended = at.isBefore(ended) ? at : ended;
    }
    return false;
  }

  private boolean pay(News.Paid paid) {
    boolean another = !paid.subscription().equals(subscription);
    boolean larger = !another && paid.end().equals(end) && paid.credits() > credits;
    boolean next = paid.start().isAfter(start) && (another || !paid.end().equals(end));
    if (!larger && !next) {
      return false;
    }
    if (another) {
      subscription = paid.subscription();
      failedFrom = Instant.MIN;
      gaveUpFrom = Instant.MIN;
      cancellationTold = Instant.MIN;
      cancellation = null;
      ended = Instant.MAX;
    }
    start = later(start, paid.start());
    end = paid.end();
    credits = paid.credits();
    return true;
  }

  /// An ended subscription stays ended, whatever is paid for it.
  private void begin(Instant now) {
    boolean over = !ended.isAfter(now);
    closed = 0;
    grants++;
    grant = over ? 0 : grants;
    granted = over ? 0 : credits;
    left = granted;
  }

  /// When its credits are cleared.
  private Instant clearsAt() {
    Instant cancels = cancellation == null ? Instant.MAX : later(cancellation, end);
    return cancels.isBefore(ended) ? cancels : ended;
  }

  private String standingAt(Instant now) {
    if (subscription.isEmpty() || !clearsAt().isAfter(now)) {
      return "active";
    }
    boolean gaveUp = !gaveUpFrom.isBefore(end);
    if (!now.isBefore(gaveUp ? end : end.plus(GRACE))) {
      return "suspended";
    }
    return failedFrom.isBefore(end) ? "active" : "grace";
  }

  private String term() {
    return failedFrom.isBefore(end) + ", " + gaveUpFrom.isBefore(end) + ", " + clearsAt() + ended;
  }

  private @Nullable Hold nextToExpire() {
    Hold next = null;
    for (Hold hold : holds) {
      if (next == null || hold.expires().isBefore(next.expires())) {
        next = hold;
      }
    }
    return next;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
