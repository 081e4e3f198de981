package dev.drawdown.domain.simulation;

import dev.drawdown.domain.simulation.NaiveCharge.NaiveDraw;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The rules a second time, in the simplest form: numbers, names and loops, without the domain's
/// types.
///
/// A command works on a copy. The copy becomes the state if the command commits.
public final class NaiveModel {
  private static final int MAX_HOLDS = 100;
  private static final int MAX_POOL_HOLDS = 20;
  private static final int MAX_EXPIRIES = 10;

  private final String account;
  private final NaivePools pools;
  private NaiveState state;

  public NaiveModel(Numbers numbers) {
    this("anyone", numbers, new NaivePools());
  }

  /// The model of one of several accounts that share pools.
  NaiveModel(String account, Numbers numbers, NaivePools pools) {
    this.account = account;
    this.pools = pools;
    this.state = new NaiveState(numbers);
  }

  /// The result of `command`, decided at `now`.
  ModelAnswer play(Command command, Instant now) {
    NaiveState next = at(now);
    NaivePools shared = pools.at(now);
    return switch (command) {
      case Command.Charge charge -> charge(charge, next, shared, now);
      case Command.Capture(_, var key, var credits, boolean isFinal) ->
          capture(key, credits.orElse(-1), isFinal, next, shared, now);
      case Command.Extend extend -> extend(extend, next, shared, now);
      case Command.Refund(_, var key) -> refund(key, next, shared, now);
      case Command.Give(_, var key, long credits, var expiresAt) ->
          give(key, credits, expiresAt.orElse(Instant.MAX), next, now);
      case Command.Adjust(_, var key, long credits) -> adjust(key, credits, next, now);
      case Command.Join join -> join(join, next, now);
      case Command.Leave(_, var pool) -> leave(pool, next, now);
      case Command.Sweep _ -> ModelAnswer.of("swept");
      case Command.TopUp(_, long credits) -> {
        next.grant("top-up", credits, now);
        state = next;
        yield ModelAnswer.of("granted");
      }
    };
  }

  /// Records that a sweep at `now` wrote `written` entries.
  ///
  /// It may be too early for a change that became due a moment ago. Without entries nothing
  /// changed, so the clock may go back.
  void swept(Instant now, int written) {
    NaiveState next = at(now);
    state = written > state.ledger.size() ? next : state;
  }

  /// The state at `now`.
  NaiveState at(Instant now) {
    NaiveState advanced = state.copy();
    advanced.advance(now);
    return advanced;
  }

  /// The keys of all accepted charges.
  Set<String> keys() {
    return Set.copyOf(state.charges.keySet());
  }

  /// The time of a decision when the clock shows `clock`.
  Instant timeOf(Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(state.at) ? state.at : now;
  }

  private ModelAnswer charge(
      Command.Charge command, NaiveState next, NaivePools shared, Instant now) {
    Numbers numbers = next.numbers;
    boolean once = numbers.oncePerDocument().contains(command.action());
    if (once && command.document().isEmpty()) {
      return ModelAnswer.of("document missing");
    }
    NaiveCharge first = next.charges.get(command.key());
    if (first != null) {
      boolean same = first.request.equals(command.request());
      return same ? answer("replayed", first) : ModelAnswer.of("key reused");
    }
    if (!numbers.costs().containsKey(command.action())) {
      return ModelAnswer.of("unknown action");
    }
    long cost = numbers.costs().get(command.action()) * command.quantity();
    if (cost == 0) {
      return ModelAnswer.of("free");
    }
    String document = once ? command.action() + " on " + command.document().get() : "";
    if (next.documents.containsKey(document)) {
      NaiveCharge keeper = next.charges.get(next.documents.get(document));
      return answer(keeper.status.equals("held") ? "in progress" : "paid before", keeper);
    }
    next.open(now);
    if (next.spendable(shared) < cost) {
      return refused(next, shared, cost);
    }
    if (command.hold().isPresent() && holds(next) >= MAX_HOLDS) {
      return ModelAnswer.of("too many holds");
    }
    NaiveCharge charge = new NaiveCharge();
    charge.draws = next.draw(cost, shared);
    if (command.hold().isPresent() && charge.isPooled() && poolHolds(next) >= MAX_POOL_HOLDS) {
      return ModelAnswer.of("pool holds full");
    }
    charge.request = command.request();
    charge.isHold = command.hold().isPresent();
    charge.status = charge.isHold ? "held" : "charged";
    charge.expires = command.hold().map(now::plus).orElse(Instant.MAX);
    charge.held = cost;
    charge.opened = now;
    charge.number = next.ledger.size() + 1L;
    next.charges.put(command.key(), charge);
    if (once) {
      next.documents.put(document, command.key());
    }
    next.write(now, charge.isHold ? "hold" : "charge", -charge.own());
    if (charge.own() > 0) {
      next.warn(now);
    }
    write(charge, shared);
    if (charge.isHold) {
      hold(command.key(), charge);
    }
    state = next;
    return answer("charged", charge);
  }

  /// The refusal names the cap only if the cap alone is the reason.
  private static ModelAnswer refused(NaiveState next, NaivePools shared, long cost) {
    boolean isCapped = next.member.memberAllowance(shared) != null && next.member.limit >= 0;
    boolean wouldDo = isCapped && next.total() + shared.get(next.member.pool).spendable() >= cost;
    return wouldDo
        ? new ModelAnswer("over the cap", "" + next.member.limit, List.of(), 0, 0)
        : ModelAnswer.of("out of credits");
  }

  /// A charge also writes the pools that it draws from.
  private void write(NaiveCharge charge, NaivePools shared) {
    for (NaiveDraw draw : charge.draws) {
      if (!draw.isOwn()) {
        pools.put(draw.pool(), shared.get(draw.pool()));
      }
    }
  }

  private void hold(String key, NaiveCharge charge) {
    for (NaiveDraw draw : charge.draws) {
      if (!draw.isOwn()) {
        pools
            .get(draw.pool())
            .holds
            .add(new NaivePool.Hold(account, key, draw.bucket(), draw.credits(), charge.expires));
      }
    }
  }

  private ModelAnswer capture(
      String key, long credits, boolean isFinal, NaiveState next, NaivePools shared, Instant now) {
    NaiveCharge charge = next.charges.get(key);
    if (charge == null) {
      return ModelAnswer.of("unknown charge");
    }
    long wanted = credits < 0 ? charge.held : credits;
    if (!charge.isHold) {
      return ModelAnswer.of("not a hold");
    }
    if (!charge.status.equals("held")) {
      return switch (charge.status) {
        case "captured" -> captureAgain(charge, wanted, isFinal, next, now);
        case "refunded" -> ModelAnswer.of("captured before");
        default -> ModelAnswer.of("hold " + charge.status);
      };
    }
    if (wanted > charge.held) {
      return ModelAnswer.of("exceeds hold");
    }
    if (wanted < charge.parts) {
      return ModelAnswer.of("below part");
    }
    if (!isFinal) {
      return wanted == charge.parts
          ? answer("same capture", charge)
          : capturePart(key, charge, wanted, next, shared, now);
    }
    List<NaiveDraw> rest = charge.after(wanted);
    close(key, charge, shared);
    charge.draws = charge.first(wanted);
    charge.parts = 0;
    next.giveBack(charge, rest, now, "capture", "captured", shared);
    if (wanted == 0) {
      next.free(key);
    }
    state = next;
    return answer("captured", charge);
  }

  /// The captured parts of an ended hold may be made final.
  private ModelAnswer captureAgain(
      NaiveCharge charge, long wanted, boolean isFinal, NaiveState next, Instant now) {
    if (wanted != charge.cost()) {
      return ModelAnswer.of(charge.over.isEmpty() ? "captured before" : "hold " + charge.over);
    }
    if (charge.over.isEmpty() || !isFinal) {
      return answer("same capture", charge);
    }
    charge.over = "";
    charge.parts = 0;
    next.write(now, "capture", 0);
    state = next;
    return answer("captured", charge);
  }

  private ModelAnswer capturePart(
      String key,
      NaiveCharge charge,
      long wanted,
      NaiveState next,
      NaivePools shared,
      Instant now) {
    List<NaiveDraw> part = charge.between(charge.parts, wanted);
    charge.parts = wanted;
    next.write(now, "capture", 0);
    for (NaiveDraw draw : part) {
      if (!draw.isOwn()) {
        pools.put(draw.pool(), shared.get(draw.pool()));
        changeHold(
            key,
            draw.pool(),
            hold ->
                new NaivePool.Hold(
                    hold.account(),
                    hold.key(),
                    hold.grant(),
                    hold.credits() - draw.credits(),
                    hold.expires()));
      }
    }
    state = next;
    return answer("captured", charge);
  }

  private ModelAnswer extend(
      Command.Extend extend, NaiveState next, NaivePools shared, Instant now) {
    NaiveCharge charge = next.charges.get(extend.key());
    if (charge == null) {
      return ModelAnswer.of("unknown charge");
    }
    if (!charge.isHold) {
      return ModelAnswer.of("not a hold");
    }
    if (!charge.status.equals("held")) {
      return switch (charge.over + charge.status) {
        case "captured", "refunded" -> ModelAnswer.of("captured before");
        case "expiredcaptured", "expired" -> ModelAnswer.of("hold expired");
        default -> ModelAnswer.of("hold released");
      };
    }
    Instant expires = now.plus(extend.expiresIn());
    if (expires.isAfter(charge.opened.plus(Duration.ofHours(24)))) {
      return ModelAnswer.of("too late");
    }
    if (expires.equals(charge.expires)) {
      return answer("same expiry", charge);
    }
    charge.expires = expires;
    next.write(now, "hold", 0);
    for (NaiveDraw draw : charge.after(charge.parts)) {
      if (!draw.isOwn()) {
        pools.put(draw.pool(), shared.get(draw.pool()));
        changeHold(
            extend.key(),
            draw.pool(),
            hold ->
                new NaivePool.Hold(
                    hold.account(), hold.key(), hold.grant(), hold.credits(), expires));
      }
    }
    state = next;
    return answer("extended", charge);
  }

  /// A hold without credits is removed.
  private void changeHold(String key, String pool, UnaryOperator<NaivePool.Hold> change) {
    List<NaivePool.Hold> holds = pools.get(pool).holds;
    holds.replaceAll(
        hold ->
            hold.account().equals(account) && hold.key().equals(key) ? change.apply(hold) : hold);
    holds.removeIf(hold -> hold.credits() == 0);
  }

  private ModelAnswer refund(String key, NaiveState next, NaivePools shared, Instant now) {
    NaiveCharge charge = next.charges.get(key);
    if (charge == null) {
      return ModelAnswer.of("unknown charge");
    }
    switch (charge.status) {
      case "charged" -> giveBack(key, charge, next, shared, now);
      case "captured" -> {
        if (!charge.over.isEmpty()) {
          return answer("back before", charge).returning(charge.restored, charge.expired);
        }
        giveBack(key, charge, next, shared, now);
      }
      case "held" -> {
        close(key, charge, shared);
        next.end(charge, now, "released", shared);
        if (charge.parts == 0) {
          next.free(key);
        }
      }
      default -> {
        return answer("back before", charge).returning(charge.restored, charge.expired);
      }
    }
    state = next;
    return answer("back", charge).returning(charge.restored, charge.expired);
  }

  private void giveBack(
      String key, NaiveCharge charge, NaiveState next, NaivePools shared, Instant now) {
    close(key, charge, shared);
    next.giveBack(charge, charge.draws, now, "refund", "refunded", shared);
    next.free(key);
  }

  /// Writes the pools that it drew from, even if no credits return.
  private void close(String key, NaiveCharge charge, NaivePools shared) {
    write(charge, shared);
    for (NaiveDraw draw : charge.draws) {
      if (!draw.isOwn()) {
        pools
            .get(draw.pool())
            .holds
            .removeIf(hold -> hold.account().equals(account) && hold.key().equals(key));
      }
    }
  }

  private ModelAnswer give(String key, long credits, Instant until, NaiveState next, Instant now) {
    String asked = "give " + credits + " until " + until;
    if (state.changes.containsKey(key)) {
      return changedBefore(key, asked);
    }
    if (!until.isAfter(now)) {
      return ModelAnswer.of("expires too soon");
    }
    List<Instant> expiries =
        next.promotions().map(bucket -> bucket.until).filter(Instant.MAX::isAfter).toList();
    boolean another = until.isBefore(Instant.MAX) && !expiries.contains(until);
    return another && expiries.size() >= MAX_EXPIRIES
        ? ModelAnswer.of("too many expiries")
        : changed(key, asked, List.of(next.fill("grant", credits, until, now)), next);
  }

  private ModelAnswer adjust(String key, long credits, NaiveState next, Instant now) {
    String asked = "adjust " + credits;
    if (state.changes.containsKey(key)) {
      return changedBefore(key, asked);
    }
    List<String> moved =
        credits > 0
            ? List.of(next.fill("adjustment", credits, Instant.MAX, now))
            : next.adjustDown(-credits, now);
    return changed(key, asked, moved, next);
  }

  private ModelAnswer changed(String key, String asked, List<String> moved, NaiveState next) {
    next.changes.put(key, new NaiveState.Change(asked, moved));
    state = next;
    return new ModelAnswer("changed", "", moved, 0, 0);
  }

  private ModelAnswer changedBefore(String key, String asked) {
    NaiveState.Change first = state.changes.get(key);
    return first.asked().equals(asked)
        ? new ModelAnswer("changed before", "", first.moved(), 0, 0)
        : ModelAnswer.of("key reused");
  }

  private ModelAnswer join(Command.Join join, NaiveState next, Instant now) {
    if (!pools.get(join.pool()).isKnown()) {
      return ModelAnswer.of("unknown pool");
    }
    if (!next.member.pool.isEmpty() && !next.member.pool.equals(join.pool())) {
      return ModelAnswer.of("in another pool");
    }
    long limit = join.limit().orElse(-1);
    if (next.member.pool.equals(join.pool()) && next.member.limit == limit) {
      return ModelAnswer.of("member already");
    }
    next.member.pool = join.pool();
    next.member.limit = limit;
    next.write(now, "standing", 0);
    state = next;
    return ModelAnswer.of("joined");
  }

  private ModelAnswer leave(String pool, NaiveState next, Instant now) {
    if (!pools.get(pool).isKnown()) {
      return ModelAnswer.of("unknown pool");
    }
    if (!next.member.pool.equals(pool)) {
      return ModelAnswer.of("not a member");
    }
    next.member.pool = "";
    next.member.limit = -1;
    next.write(now, "standing", 0);
    state = next;
    return ModelAnswer.of("left");
  }

  /// The number of the account's open holds on its pool.
  private static long poolHolds(NaiveState next) {
    return next.charges.values().stream()
        .filter(charge -> charge.status.equals("held"))
        .filter(
            charge ->
                charge.after(charge.parts).stream()
                    .anyMatch(draw -> draw.pool().equals(next.member.pool)))
        .count();
  }

  private static long holds(NaiveState next) {
    return next.charges.values().stream().filter(charge -> charge.status.equals("held")).count();
  }

  private static ModelAnswer answer(String outcome, NaiveCharge charge) {
    List<String> draws = charge.draws.stream().map(NaiveDraw::toString).toList();
    return new ModelAnswer(outcome, charge.status, draws, 0, 0);
  }
}
