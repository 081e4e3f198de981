package dev.drawdown.local.history;

import dev.drawdown.local.history.WalletModel.Call;
import dev.drawdown.local.history.WalletModel.Wallet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

  /// Every charge under its key, and the credited payments.
  record Wallet(Map<String, Kept> charges, Set<String> payments) {
    Wallet {
      charges = Map.copyOf(charges);
      payments = Set.copyOf(payments);
    }

    Wallet with(String key, Kept charge) {
      Map<String, Kept> all = new HashMap<>(charges);
      all.put(key, charge);
      return new Wallet(all, payments);
    }

    Wallet withPayment(String payment) {
      Set<String> all = new HashSet<>(payments);
      all.add(payment);
      return new Wallet(charges, all);
    }

    long held() {
      return charges.values().stream().mapToLong(Kept::open).sum();
    }
  }

  @Override
  public Wallet start() {
    return new Wallet(Map.of(), Set.of());
  }

  @Override
  public Step<Wallet> carryOut(Wallet wallet, Call call) {
    return switch (call) {
      case Call.Charge(var key, var asked) -> charge(wallet, key, Kept.charged(asked));
      case Call.Hold(var key, var asked) -> charge(wallet, key, Kept.held(asked));
      case Call.Capture(var key) -> change(wallet, key, Kept::capture);
      case Call.Refund(var key) -> change(wallet, key, Kept::refund);
      case Call.TopUp(var payment) -> topUp(wallet, payment);
      case Call.Balance _ -> answer(200, "balance", wallet);
    };
  }

  private Step<Wallet> charge(Wallet wallet, String key, Kept asked) {
    Kept known = wallet.charges().get(key);
    if (known != null) {
      return known.hasRequestOf(asked)
          ? answer(200, known.status().text(), wallet)
          : refusal(422, "key-reused", wallet);
    }
    return left(wallet) < asked.credits()
        ? answer(402, "out-of-credits", wallet)
        : answer(201, asked.status().text(), wallet.with(key, asked));
  }

  private Step<Wallet> change(Wallet wallet, String key, Function<Kept, Kept.Outcome> change) {
    Kept known = wallet.charges().get(key);
    if (known == null) {
      return refusal(404, "unknown-charge", wallet);
    }
    return switch (change.apply(known)) {
      case Kept.Outcome.Now(var charge) ->
          answer(200, charge.status().text(), wallet.with(key, charge));
      case Kept.Outcome.Refused(var code) -> refusal(409, code, wallet);
    };
  }

  private Step<Wallet> topUp(Wallet wallet, String payment) {
    return wallet.payments().contains(payment)
        ? answer(200, "topped-up", wallet)
        : answer(201, "topped-up", wallet.withPayment(payment));
  }

  private long left(Wallet wallet) {
    long taken = wallet.charges().values().stream().mapToLong(Kept::taken).sum();
    return credits + pack * wallet.payments().size() - taken;
  }

  /// The text of an answer with the balance.
  static String text(int status, String what, long left, long held) {
    return "%d %s, %d left, %d held".formatted(status, what, left, held);
  }

  /// The text of a refusal without the balance.
  static String text(int status, String code) {
    return status + " " + code;
  }

  private Step<Wallet> answer(int status, String what, Wallet after) {
    return new Step<>(after, text(status, what, left(after), after.held()));
  }

  private static Step<Wallet> refusal(int status, String code, Wallet unchanged) {
    return new Step<>(unchanged, text(status, code));
  }
}
