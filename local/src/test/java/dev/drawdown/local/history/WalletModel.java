package dev.drawdown.local.history;

import dev.drawdown.local.history.WalletModel.Call;
import dev.drawdown.local.history.WalletModel.Wallet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One account's wallet, whose credits don't expire meanwhile. It begins with `credits`, and a pack
/// brings `pack` more.
record WalletModel(long credits, long pack) implements Model<Wallet, Call> {
  /// The call of a caller.
  sealed interface Call {
    record Charge(String key, long credits) implements Call {}

    record Hold(String key, long credits) implements Call {}

    record Capture(String key) implements Call {}

    /// Refunds a charge, or releases a hold.
    record Refund(String key) implements Call {}

    record TopUp(String payment) implements Call {}

    record Balance() implements Call {}
  }

  /// The credits that are left and held, every charge under its key, and the credited payments.
  record Wallet(long left, long held, Map<String, Kept> charges, Set<String> payments) {
    Wallet {
      charges = Map.copyOf(charges);
      payments = Set.copyOf(payments);
    }

    Wallet plus(long toLeft, long toHeld) {
      return new Wallet(left + toLeft, held + toHeld, charges, payments);
    }

    Wallet with(String key, Kept charge) {
      Map<String, Kept> all = new HashMap<>(charges);
      all.put(key, charge);
      return new Wallet(left, held, all, payments);
    }

    Wallet withPayment(String payment) {
      Set<String> all = new HashSet<>(payments);
      all.add(payment);
      return new Wallet(left, held, charges, all);
    }
  }

  /// A charge: the requested credits, whether it is a hold, and its current status.
  record Kept(long credits, boolean hold, Status status) {
    Kept now(Status changed) {
      return new Kept(credits, hold, changed);
    }
  }

  enum Status {
    CHARGED,
    HELD,
    CAPTURED,
    RELEASED,
    REFUNDED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Wallet start() {
    return new Wallet(credits, 0, Map.of(), Set.of());
  }

  @Override
  public Step<Wallet> carryOut(Wallet wallet, Call call) {
    return switch (call) {
      case Call.Charge(var key, var asked) ->
          charge(wallet, key, new Kept(asked, false, Status.CHARGED));
      case Call.Hold(var key, var asked) -> charge(wallet, key, new Kept(asked, true, Status.HELD));
      case Call.Capture(var key) -> capture(wallet, key);
      case Call.Refund(var key) -> refund(wallet, key);
      case Call.TopUp(var payment) -> topUp(wallet, payment);
      case Call.Balance _ -> answer(200, "balance", wallet);
    };
  }

  private static Step<Wallet> charge(Wallet wallet, String key, Kept asked) {
    Kept known = wallet.charges().get(key);
    if (known != null) {
      boolean same = known.credits() == asked.credits() && known.hold() == asked.hold();
      return same ? answer(200, known.status().text(), wallet) : refusal(422, "key-reused", wallet);
    }
    if (wallet.left() < asked.credits()) {
      return answer(402, "out-of-credits", wallet);
    }
    Wallet after = wallet.plus(-asked.credits(), asked.hold() ? asked.credits() : 0);
    return answer(201, asked.status().text(), after.with(key, asked));
  }

  private static Step<Wallet> capture(Wallet wallet, String key) {
    Kept known = wallet.charges().get(key);
    if (known == null) {
      return refusal(404, "unknown-charge", wallet);
    }
    return switch (known.status()) {
      case HELD ->
          answer(
              200,
              "captured",
              wallet.plus(0, -known.credits()).with(key, known.now(Status.CAPTURED)));
      case CAPTURED -> answer(200, "captured", wallet);
      case RELEASED -> refusal(409, "hold-released", wallet);
      case CHARGED -> refusal(409, "not-a-hold", wallet);
      case REFUNDED -> refusal(409, known.hold() ? "already-captured" : "not-a-hold", wallet);
    };
  }

  private static Step<Wallet> refund(Wallet wallet, String key) {
    Kept known = wallet.charges().get(key);
    if (known == null) {
      return refusal(404, "unknown-charge", wallet);
    }
    return switch (known.status()) {
      case CHARGED, CAPTURED ->
          answer(
              200,
              "refunded",
              wallet.plus(known.credits(), 0).with(key, known.now(Status.REFUNDED)));
      case HELD ->
          answer(
              200,
              "released",
              wallet.plus(known.credits(), -known.credits()).with(key, known.now(Status.RELEASED)));
      case REFUNDED, RELEASED -> answer(200, known.status().text(), wallet);
    };
  }

  private Step<Wallet> topUp(Wallet wallet, String payment) {
    return wallet.payments().contains(payment)
        ? answer(200, "topped-up", wallet)
        : answer(201, "topped-up", wallet.plus(pack, 0).withPayment(payment));
  }

  /// The text of an answer with the balance.
  static String text(int status, String what, long left, long held) {
    return "%d %s, %d left, %d held".formatted(status, what, left, held);
  }

  /// The text of a refusal without the balance.
  static String text(int status, String code) {
    return status + " " + code;
  }

  private static Step<Wallet> answer(int status, String what, Wallet after) {
    return new Step<>(after, text(status, what, after.left(), after.held()));
  }

  private static Step<Wallet> refusal(int status, String code, Wallet unchanged) {
    return new Step<>(unchanged, text(status, code));
  }
}
