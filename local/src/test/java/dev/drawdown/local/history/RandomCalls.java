package dev.drawdown.local.history;

import dev.drawdown.local.history.SubscriptionModel.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Random calls on one wallet, pool or subscription, in rounds for a [Recorder]. The same seed has
/// the same calls.
///
/// There are few keys, so that callers repeat the charges of others. Most captures and refunds name
/// one of the latest charges, so that they meet it while it is made.
final class RandomCalls {
  private static final int KEYS_OF_WALLET = 10;
  private static final int KEYS_OF_MEMBER = 5;
  private static final int KEYS_OF_OWNER = 15;
  private static final int LATEST_CHARGES = 5;
  private static final int CALLERS = 5;
  private static final int OWNERS = 3;
  private static final int CALLS_OF_OWNER = 2;
  private static final int CALLS = 6;

  private final RandomGenerator random;
  private final List<Key> charged = new ArrayList<>();

  RandomCalls(long seed) {
    random = new SplittableRandom(seed);
  }

  /// The key of a charge, or of a hold if its number is odd.
  private record Key(String owner, int number) {
    String text() {
      return "key-" + number;
    }

    boolean isOfHold() {
      return number % 2 == 1;
    }
  }

  /// The first round pays for a pack.
  List<List<List<WalletModel.Call>>> onWallet() {
    List<WalletModel.Call> payment = List.of(new WalletModel.Call.TopUp("payment-0"));
    return List.of(List.of(payment), round(CALLERS, CALLS, this::onAWallet));
  }

  private WalletModel.Call onAWallet() {
    Key any = new Key("", random.nextInt(KEYS_OF_WALLET));
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> charge(chargedNow(any));
      case 5 -> new WalletModel.Call.Capture(chargedBefore(any).text());
      case 6, 7 -> new WalletModel.Call.Refund(chargedBefore(any).text());
      case 8 -> new WalletModel.Call.TopUp("payment-" + random.nextInt(2));
      default -> new WalletModel.Call.Balance();
    };
  }

  private WalletModel.Call charge(Key key) {
    return key.isOfHold()
        ? new WalletModel.Call.Hold(key.text(), credits(key))
        : new WalletModel.Call.Charge(key.text(), credits(key));
  }

  List<List<List<PoolModel.Call>>> onPool(List<String> members) {
    return List.of(round(CALLERS, CALLS, () -> of(any(members))));
  }

  /// The same, and reads of the pool.
  List<List<List<PoolModel.Call>>> onPoolWithReads(List<String> members) {
    return List.of(
        round(
            CALLERS,
            CALLS,
            () -> random.nextInt(4) == 0 ? new PoolModel.Call.Left() : of(any(members))));
  }

  private String any(List<String> members) {
    return members.get(random.nextInt(members.size()));
  }

  private PoolModel.Call of(String member) {
    Key any = new Key(member, random.nextInt(KEYS_OF_MEMBER));
    int kind = random.nextInt(10);
    if (kind < 6) {
      return draw(chargedNow(any));
    }
    Key before = chargedBefore(any);
    return kind == 6
        ? new PoolModel.Call.Capture(before.owner(), before.text())
        : new PoolModel.Call.Refund(before.owner(), before.text());
  }

  private PoolModel.Call draw(Key key) {
    return key.isOfHold()
        ? new PoolModel.Call.Hold(key.owner(), key.text(), credits(key))
        : new PoolModel.Call.Charge(key.owner(), key.text(), credits(key));
  }

  private Key chargedNow(Key key) {
    charged.add(key);
    return key;
  }

  /// One of the latest charges, or `any` before the first one.
  private Key chargedBefore(Key any) {
    int latest = Math.min(LATEST_CHARGES, charged.size());
    return latest == 0 ? any : charged.get(charged.size() - 1 - random.nextInt(latest));
  }

  /// From 3 to 20. It is usually the same for one key, and otherwise the service refuses the key.
  private long credits(Key key) {
    int usual = 3 + 4 * (key.number() % KEYS_OF_MEMBER);
    return random.nextInt(10) == 0 ? usual + 1 : usual;
  }

  /// Each round delivers an event. Some also deliver the next one, or one once more. The provider
  /// reads the balance after each delivery.
  List<List<List<SubscriptionModel.Call>>> onSubscription() {
    List<List<List<SubscriptionModel.Call>>> rounds = new ArrayList<>();
    List<Event> delivered = new ArrayList<>();
    Queue<Event> events = new ArrayDeque<>(arrivals());
    while (!events.isEmpty()) {
      List<List<SubscriptionModel.Call>> callers =
          new ArrayList<>(round(OWNERS, CALLS_OF_OWNER, this::ofOwner));
      delivered.add(events.remove());
      callers.add(delivery(delivered.getLast()));
      int another = random.nextInt(4);
      if (another == 0 && !events.isEmpty()) {
        delivered.add(events.remove());
        callers.add(delivery(delivered.getLast()));
      } else if (another == 1) {
        callers.add(delivery(delivered.get(random.nextInt(delivered.size()))));
      }
      rounds.add(callers);
    }
    return rounds;
  }

  private static List<SubscriptionModel.Call> delivery(Event event) {
    return List.of(new SubscriptionModel.Call.Deliver(event), new SubscriptionModel.Call.See());
  }

  /// About every eighth event never happens, and every third is late by at most five places.
  private List<Event> arrivals() {
    Map<Event, Double> arrivesAt = new EnumMap<>(Event.class);
    int place = 0;
    for (Event event : Event.values()) {
      double late = random.nextInt(3) == 0 ? 5 * random.nextDouble() : 0;
      if (random.nextInt(8) > 0) {
        arrivesAt.put(event, place + late);
      }
      place++;
    }
    return arrivesAt.keySet().stream().sorted(Comparator.comparing(arrivesAt::get)).toList();
  }

  private SubscriptionModel.Call ofOwner() {
    int number = random.nextInt(KEYS_OF_OWNER);
    return random.nextInt(4) == 0
        ? new SubscriptionModel.Call.See()
        : new SubscriptionModel.Call.Charge("key-" + number, 3L * (number + 1));
  }

  /// Deals out the calls in turn, so that callers make neighbouring calls at about the same time.
  private static <C> List<List<C>> round(int callers, int calls, Supplier<C> call) {
    List<List<C>> dealt = Stream.<List<C>>generate(ArrayList::new).limit(callers).toList();
    for (int next = 0; next < callers * calls; next++) {
      dealt.get(next % callers).add(call.get());
    }
    return dealt;
  }
}
