package dev.drawdown.domain.simulation;

import dev.drawdown.domain.simulation.NaiveCharge.NaiveDraw;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The rules once more, as plainly as can be: numbers, names and loops, and nothing of the domain.
///
/// A command works on a copy, which becomes the state where the command is to be committed.
public final class NaiveModel {
  private static final int MAX_HOLDS = 100;
  private NaiveState state;

  public NaiveModel(Numbers numbers) {
    this.state = new NaiveState(numbers);
  }

  Answer play(Command command) {
    NaiveState next = at(command.clock());
    Instant now = timeOf(command.clock());
    return switch (command) {
      case Command.Charge charge -> charge(charge, next, now);
      case Command.Capture(_, var key, var credits) -> capture(key, credits.orElse(-1), next, now);
      case Command.Refund(_, var key) -> refund(key, next, now);
      case Command.Sweep _ -> {
        state = next;
        yield Answer.of("swept");
      }
      case Command.TopUp(_, long credits) -> {
        next.grant("top-up", credits, now);
        state = next;
        yield Answer.of("granted");
      }
    };
  }

  /// What is true when the clock shows `clock`.
  NaiveState at(Instant clock) {
    NaiveState settled = state.copy();
    settled.settle(timeOf(clock));
    return settled;
  }

  Instant timeOf(Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(state.at) ? state.at : now;
  }

  private Answer charge(Command.Charge command, NaiveState next, Instant now) {
    Numbers numbers = next.numbers;
    boolean once = numbers.oncePerDocument().contains(command.action());
    if (once && command.document().isEmpty()) {
      return Answer.of("document missing");
    }
    NaiveCharge first = next.charges.get(command.key());
    if (first != null) {
      boolean same = first.request.equals(command.request());
      return same ? answer("replayed", first) : Answer.of("key reused");
    }
    if (!numbers.costs().containsKey(command.action())) {
      return Answer.of("unknown action");
    }
    long cost = numbers.costs().get(command.action()) * command.quantity();
    if (cost == 0) {
      return Answer.of("free");
    }
    String document = once ? command.action() + " on " + command.document().get() : "";
    if (next.documents.containsKey(document)) {
      return answer("saved", next.charges.get(next.documents.get(document)));
    }
    next.open(now);
    if (next.total() < cost) {
      return Answer.of("out of credits");
    }
    if (command.hold().isPresent() && holds(next) >= MAX_HOLDS) {
      return Answer.of("too many holds");
    }
    NaiveCharge charge = new NaiveCharge();
    charge.request = command.request();
    charge.document = document;
    charge.isHold = command.hold().isPresent();
    charge.status = charge.isHold ? "held" : "charged";
    charge.expires = command.hold().map(now::plus).orElse(Instant.MAX);
    charge.draws = next.draw(cost);
    charge.held = cost;
    charge.number = next.ledger.size() + 1L;
    next.charges.put(command.key(), charge);
    if (once) {
      next.documents.put(document, command.key());
    }
    next.write(now, charge.isHold ? "hold" : "charge", -cost);
    next.warn(now);
    state = next;
    return answer("charged", charge);
  }

  private Answer capture(String key, long credits, NaiveState next, Instant now) {
    NaiveCharge charge = next.charges.get(key);
    if (charge == null) {
      return Answer.of("unknown charge");
    }
    long wanted = credits < 0 ? charge.held : credits;
    if (!charge.isHold) {
      return Answer.of("not a hold");
    }
    if (!charge.status.equals("held")) {
      return switch (charge.status) {
        case "captured" ->
            wanted == charge.cost() ? answer("same capture", charge) : Answer.of("captured before");
        case "refunded" -> Answer.of("captured before");
        default -> Answer.of("hold " + charge.status);
      };
    }
    if (wanted > charge.held) {
      return Answer.of("exceeds hold");
    }
    List<NaiveDraw> kept = new ArrayList<>();
    List<NaiveDraw> rest = new ArrayList<>();
    for (NaiveDraw draw : charge.draws) {
      long part = Math.min(draw.credits(), wanted);
      wanted -= part;
      if (part > 0) {
        kept.add(new NaiveDraw(draw.bucket(), part));
      }
      if (part < draw.credits()) {
        rest.add(new NaiveDraw(draw.bucket(), draw.credits() - part));
      }
    }
    charge.draws = kept;
    next.giveBack(charge, rest, now, "capture", "captured");
    state = next;
    return answer("captured", charge);
  }

  private Answer refund(String key, NaiveState next, Instant now) {
    NaiveCharge charge = next.charges.get(key);
    if (charge == null) {
      return Answer.of("unknown charge");
    }
    switch (charge.status) {
      case "charged", "captured" -> next.giveBack(charge, now, "refund", "refunded");
      case "held" -> next.giveBack(charge, now, "release", "released");
      default -> {
        return answer("back before", charge).returning(charge.restored, charge.lapsed);
      }
    }
    state = next;
    return answer("back", charge).returning(charge.restored, charge.lapsed);
  }

  private static long holds(NaiveState next) {
    return next.charges.values().stream().filter(charge -> charge.status.equals("held")).count();
  }

  private static Answer answer(String outcome, NaiveCharge charge) {
    List<String> draws =
        charge.draws.stream().map(draw -> draw.bucket() + ":" + draw.credits()).toList();
    return new Answer(outcome, charge.status, draws, 0, 0);
  }
}
