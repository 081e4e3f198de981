package dev.drawdown.operator.prove;

import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.FlagChanges;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A hash of 128 bits of the relevant part of a state. The search treats two states with one hash
/// as one, and continues only from the first of them.
///
/// Instants count by their distance from now, in hours, so the same action in another minute gives
/// the same hash. All instants more than 45 days ago are alike. The hash includes the month,
/// because a period that begins in January is longer than one that begins in February. It ignores
/// components that only order the entries, and names of charges and documents. A draw counts by the
/// bucket that its credits would go back to.
///
/// The hash reads the domain's values by their components, so it includes a new component by
/// itself.
final class StateHash {
  private static final long LONG_AGO = Duration.ofDays(-45).toHours();

  /// Components that only order the entries, or record when something was noted.
  private static final Set<String> IGNORED =
      Set.of(
          "Book.version",
          "Book.at",
          "Book.exhausted",
          "Charge.id",
          "Charge.request",
          "Charge.keepsDocument",
          "Charge.at",
          "Charge.openedBy",
          "Charge.changedBy",
          "Hold.entry",
          "BillingState.revision",
          "BillingState.followedAt",
          "StoredSubscription.revision",
          "StoredPayment.revision",
          "Credited.bucket",
          "Pooled.entry",
          "Pooled.grant",
          "Period.number",
          "AccountWallet.uses",
          "Membership.wallets",
          "AccountWallet.dueAt",
          "Primary.dueAt",
          "Secondary.dueAt",
          "Secondary.followed",
          "PaidBucket.reason",
          "Plan.number",
          "Plan.grantedAt",
          "Plan.warnings",
          "Paid.number",
          "Paid.warnings",
          "Starter.number",
          "Starter.grantedAt",
          "Starter.warnings",
          "Promotional.number",
          "Promotional.grantedAt",
          "TopUp.number",
          "TopUp.grantedAt");

  /// Lists whose order only shows which entry came first.
  private static final Set<String> UNORDERED =
      Set.of("Book.buckets", "Book.holds", "BillingState.closed");

  private static final Map<Class<?>, List<Component>> COMPONENTS = new ConcurrentHashMap<>();

  private final Instant now;
  private final List<Wallet<?>> wallets;
  private long high;
  private long low;

  /// A hash of 128 bits.
  record Hash(long high, long low) {}

  private record Component(Method accessor, boolean unordered) {}

  StateHash(World world, Instant now) {
    this(now, wallets(world));
    add(now.atOffset(ZoneOffset.UTC).getYear()).add(now.atOffset(ZoneOffset.UTC).getMonthValue());
  }

  private StateHash(Instant now, List<Wallet<?>> wallets) {
    this.now = now;
    this.wallets = wallets;
  }

  private static List<Wallet<?>> wallets(World world) {
    List<Wallet<?>> wallets = new ArrayList<>();
    wallets.add(world.wallet());
    wallets.addAll(world.pool().shards());
    return wallets;
  }

  /// Adds everything that the rules have written. It adds only the charges that can still be given
  /// back. It leaves out the stored subscriptions that have `ended`, because no step reads them.
  StateHash addAll(World world, List<String> charges, Set<String> ended) {
    wallets.forEach(this::add);
    addUnordered(
        world.subscriptions().values().stream()
            .filter(stored -> !ended.contains(stored.subscription().id().value()))
            .toList());
    add(world.payments());
    for (Charge charge : world.charges().values()) {
      if (charges.contains(charge.id().value())) {
        add(charges.indexOf(charge.id().value()), charge);
      }
    }
    return this;
  }

  private void add(int place, Charge charge) {
    StateHash part = new StateHash(now, wallets);
    part.add(place);
    part.add((Object) charge);
    high += part.high;
    low += part.low;
  }

  Hash hash() {
    return new Hash(high, low);
  }

  StateHash add(long value) {
    high = mix(high * 31 + value, 0x9E3779B97F4A7C15L);
    low = mix(low * 37 + value, 0xC2B2AE3D27D4EB4FL);
    return this;
  }

  private static long mix(long value, long by) {
    long mixed = (value ^ (value >>> 32)) * by;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }

  StateHash add(Instant instant) {
    long hours = Math.round(Duration.between(now, instant).toMinutes() / 60.0);
    return add(Math.max(hours, LONG_AGO));
  }

  StateHash add(Object value) {
    switch (value) {
      case Long number -> add(number.longValue());
      case Integer number -> add(number.longValue());
      case Boolean flag -> add(flag ? 1L : 2L);
      case String text -> addText(text);
      case Enum<?> constant -> addText(constant.name());
      case Instant instant -> add(instant);
      case Duration duration -> add(duration.toMillis());
      case OptionalLong number -> addAll(number.stream().boxed().toList());
      case Optional<?> optional -> addAll(optional.stream().toList());
      case List<?> list -> addAll(list);
      case Collection<?> others -> addUnordered(others);
      case Map<?, ?> map -> addUnordered(map.values());
      case BucketId bucket -> addBucket(bucket);
      case FlagChanges flags -> addFlags(flags);
      case Record composed -> addComponents(composed);
      default -> throw new IllegalArgumentException("has no hash: " + value);
    }
    return this;
  }

  private void addText(String text) {
    add(text.length());
    for (int at = 0; at < text.length(); at++) {
      add(text.charAt(at));
    }
  }

  private void addAll(List<?> list) {
    add(list.size());
    list.forEach(this::add);
  }

  private void addUnordered(Collection<?> others) {
    long sumHigh = 0;
    long sumLow = 0;
    for (Object other : others) {
      StateHash part = new StateHash(now, wallets);
      part.add(other);
      sumHigh += part.high;
      sumLow += part.low;
    }
    add(others.size());
    add(sumHigh);
    add(sumLow);
  }

  /// Adds the last change, and the flags in force after all changes: a pause that took effect
  /// stays. Events arrive in order of time, so nothing else of the earlier changes matters.
  ///
  /// A subscription keeps the latest [FlagChanges#KEPT] changes. In a story, the customer sets and
  /// clears a flag in turn, so the latest two decide, and that limit changes nothing.
  private void addFlags(FlagChanges flags) {
    Optional<Instant> last = Optional.empty();
    Optional<Instant> inForce = Optional.empty();
    for (FlagChange change : flags.latest()) {
      last = change.at();
      boolean tooLate = inForce.filter(at -> !change.created().isBefore(at)).isPresent();
      inForce = last.isEmpty() && tooLate ? inForce : last;
    }
    add(last);
    add(inForce);
  }

  /// Adds the current bucket of that name, or nothing if it is gone.
  private void addBucket(BucketId name) {
    addText(name.kind().label());
    for (Wallet<?> wallet : wallets) {
      for (Bucket bucket : wallet.buckets()) {
        addIf(bucket.id().equals(name), bucket);
      }
      closed(wallet).forEach(bucket -> addIf(bucket.id().equals(name), bucket));
    }
  }

  private static List<Bucket> closed(Wallet<?> wallet) {
    return switch (wallet) {
      case AccountWallet account -> account.billing().closed();
      case PoolWallet.Primary primary -> primary.billing().closed();
      case PoolWallet.Secondary secondary -> List.copyOf(secondary.closedPlans());
    };
  }

  private void addIf(boolean counts, Bucket bucket) {
    if (counts) {
      add((Object) bucket);
    }
  }

  private void addComponents(Record composed) {
    addText(composed.getClass().getSimpleName());
    for (Component component : components(composed.getClass())) {
      Object value = read(component.accessor(), composed);
      if (component.unordered()) {
        addUnordered((Collection<?>) value);
      } else {
        add(value);
      }
    }
  }

  private static List<Component> components(Class<?> type) {
    return COMPONENTS.computeIfAbsent(
        type,
        of -> {
          List<Component> components = new ArrayList<>();
          for (RecordComponent component : of.getRecordComponents()) {
            String name = of.getSimpleName() + "." + component.getName();
            if (!IGNORED.contains(name)) {
              component.getAccessor().setAccessible(true);
              components.add(new Component(component.getAccessor(), UNORDERED.contains(name)));
            }
          }
          return components;
        });
  }

  private static Object read(Method accessor, Record composed) {
    try {
      return accessor.invoke(composed);
    } catch (IllegalAccessException | InvocationTargetException unreadable) {
      throw new IllegalStateException("a component can't be read: " + accessor, unreadable);
    }
  }
}
