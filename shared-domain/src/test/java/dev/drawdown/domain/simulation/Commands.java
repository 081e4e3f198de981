package dev.drawdown.domain.simulation;

import dev.drawdown.domain.charge.ChargeRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// Random commands for one account, many of them repetitions.
public final class Commands {
  private final Random random;
  private final Numbers numbers;
  private final List<String> actions = new ArrayList<>();
  private final List<Command.Charge> charges = new ArrayList<>();
  private final List<Command> given = new ArrayList<>();
  private final List<Instant> expiries = new ArrayList<>();
  private final RandomClock clock;
  private final int seldom;
  private int changes;
  private String inParts = "nobody";

  Commands(Random random, Numbers numbers, RandomClock clock) {
    this.random = random;
    this.numbers = numbers;
    this.clock = clock;
    this.actions.addAll(numbers.costs().keySet().stream().sorted().toList());
    this.actions.add("sing");
    this.seldom = random.nextInt(4) == 0 ? 3 : 12;
  }

  /// A command at the time of the clock.
  Command next() {
    Command command = any();
    given.add(command);
    return command;
  }

  private Command any() {
    if (random.nextInt(12) == 0) {
      return new Command.Sweep(clock.now());
    }
    if (random.nextInt(seldom) == 0) {
      return manualChange();
    }
    int dice = random.nextInt(100);
    if (dice < 50 || charges.isEmpty()) {
      return remember(newCharge("k" + charges.size()));
    }
    String key = dice == 50 ? "nobody's" : lately(charges).key();
    if (dice < 60) {
      return repetition();
    }
    if (dice < 66) {
      return lately(given).at(clock.now());
    }
    if (dice < 76) {
      return new Command.Capture(clock.now(), dice < 69 ? key : openHold(key), amount(), true);
    }
    if (dice < 82) {
      return part(dice < 78 ? key : openHold(key));
    }
    if (dice < 88) {
      return extension(dice < 83 ? key : openHold(key));
    }
    if (dice < 95 || !numbers.packs()) {
      return new Command.Refund(clock.now(), key);
    }
    return new Command.TopUp(clock.now(), 1 + random.nextInt(40));
  }

  /// A capture of a part. Every second one is about the same hold as the previous one.
  private Command part(String key) {
    inParts = random.nextBoolean() ? key : inParts;
    return new Command.Capture(clock.now(), inParts, OptionalLong.of(random.nextInt(9)), false);
  }

  private Command extension(String key) {
    Duration expiresIn = random.nextInt(3) == 0 ? untilExpiry(key) : holdTime();
    clock.mind(clock.now().plus(expiresIn));
    return new Command.Extend(clock.now(), key, expiresIn);
  }

  /// The duration until the hold's original expiry.
  private Duration untilExpiry(String key) {
    Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
    return charges.reversed().stream()
        .filter(charge -> charge.key().equals(key))
        .flatMap(charge -> charge.hold().stream().map(charge.clock()::plus))
        .map(expiry -> Duration.between(now, expiry.truncatedTo(ChronoUnit.MILLIS)))
        .filter(ChargeRequest::isValidHold)
        .findFirst()
        .orElseGet(this::holdTime);
  }

  /// The hold requested last, which probably is still open.
  private String openHold(String otherwise) {
    return charges.reversed().stream()
        .filter(charge -> charge.hold().isPresent())
        .map(Command.Charge::key)
        .findFirst()
        .orElse(otherwise);
  }

  /// A manual change, sometimes under a used key.
  private Command manualChange() {
    String key = "m" + (random.nextInt(6) == 0 ? random.nextInt(changes + 1) : changes++);
    long credits = 1L + random.nextInt(15);
    return switch (random.nextInt(4)) {
      case 0 -> new Command.Adjust(clock.now(), key, -credits);
      case 1 -> new Command.Adjust(clock.now(), key, credits);
      default -> new Command.Give(clock.now(), key, credits, expiryOfCredits());
    };
  }

  private Optional<Instant> expiryOfCredits() {
    Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> expiry =
        switch (random.nextInt(10)) {
          case 0, 1 -> Optional.empty();
          case 2 -> Optional.of(now.minusMillis(random.nextInt(2)));
          case 3 -> Optional.of(now.plusSeconds(random.nextInt(3_600)));
          case 4 -> Optional.of(clock.endOfMonth(1));
          case 5 -> Optional.of(expiries.isEmpty() ? clock.endOfMonth(2) : lately(expiries));
          default -> Optional.of(clock.endOfMonth(3).plusSeconds(random.nextInt(86_400)));
        };
    expiry.ifPresent(expiries::add);
    expiry.ifPresent(clock::mind);
    return expiry;
  }

  private Command repetition() {
    Command.Charge before = anyOf(charges);
    return random.nextInt(4) == 0 ? newCharge(before.key()) : before.at(clock.now());
  }

  private Command.Charge newCharge(String key) {
    Optional<String> document =
        random.nextInt(6) == 0 ? Optional.empty() : Optional.of("doc-" + random.nextInt(6));
    int quantity = random.nextInt(3) == 0 ? 1 + random.nextInt(12) : 1;
    Optional<Duration> hold = random.nextBoolean() ? Optional.of(holdTime()) : Optional.empty();
    return new Command.Charge(clock.now(), key, anyOf(actions), document, quantity, hold);
  }

  private Command.Charge remember(Command.Charge charge) {
    charges.add(charge);
    charge.hold().map(clock.now()::plus).ifPresent(clock::mind);
    return charge;
  }

  private Duration holdTime() {
    Duration month =
        Duration.between(clock.now(), clock.endOfMonth(1)).truncatedTo(ChronoUnit.MILLIS);
    if (month.compareTo(Duration.ofHours(24)) <= 0 && month.toMillis() > 0) {
      return month;
    }
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofMillis(1 + random.nextInt(5_000));
      case 1 -> Duration.ofHours(24);
      default -> Duration.ofMinutes(15);
    };
  }

  private OptionalLong amount() {
    return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(14));
  }

  /// Usually one of the last three.
  private <T> T lately(List<T> list) {
    boolean any = list.size() < 3 || random.nextInt(4) == 0;
    return anyOf(any ? list : list.subList(list.size() - 3, list.size()));
  }

  private <T> T anyOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
