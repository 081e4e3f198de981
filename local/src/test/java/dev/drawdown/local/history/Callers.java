package dev.drawdown.local.history;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.history.Recorder.Observation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Makes the calls of the models over HTTP, each at any of the services, and writes the answers as
/// the models do.
record Callers(List<Developer> services) {
  /// The catalog of all recorded histories.
  static Catalog catalog() {
    return Catalogs.load(catalogFile());
  }

  static String catalogFile() {
    try {
      return Path.of(Objects.requireNonNull(Callers.class.getResource("catalog.json")).toURI())
          .toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Developer any(Random random) {
    return services.get(random.nextInt(services.size()));
  }

  Observation ask(String account, WalletModel.Call call, Random random) {
    Developer service = any(random);
    String charges = "/v1/accounts/" + account + "/charges/";
    Reply reply =
        switch (call) {
          case WalletModel.Call.Charge(var key, var credits) ->
              service.charge(account, key, "run", "quantity", credits);
          case WalletModel.Call.Hold(var key, var credits) ->
              service.charge(account, key, "run", "quantity", credits, "hold", Map.of());
          case WalletModel.Call.Capture(var key) -> service.post(charges + key + "/capture", "");
          case WalletModel.Call.Refund(var key) -> service.post(charges + key + "/refund", "");
          case WalletModel.Call.TopUp(var payment) ->
              service.topUp(account, "pack", account + "-" + payment);
          case WalletModel.Call.Balance _ -> service.balance(account);
        };
    return observed(reply, shown(reply, call));
  }

  private static String shown(Reply reply, WalletModel.Call call) {
    if (call instanceof WalletModel.Call.Balance) {
      return text(reply, "balance", "total", "held");
    }
    String what =
        reply.at("code") instanceof String code
            ? code
            : Objects.requireNonNullElse(reply.at("charge.status"), "topped-up").toString();
    return reply.at("balance") == null
        ? WalletModel.text(reply.status(), what)
        : text(reply, what, "balance.total", "balance.held");
  }

  private static String text(Reply reply, String what, String left, String held) {
    return WalletModel.text(reply.status(), what, number(reply, left), number(reply, held));
  }

  static long number(Reply reply, String path) {
    return reply.at(path) instanceof Number number ? number.longValue() : -1;
  }

  Observation ask(String pool, PoolModel.Call call, Random random) {
    Developer service = any(random);
    return switch (call) {
      case PoolModel.Call.Charge(var member, var key, var credits) ->
          withoutBalance(service.charge(member, key, "run", "quantity", credits));
      case PoolModel.Call.Hold(var member, var key, var credits) ->
          withoutBalance(service.charge(member, key, "run", "quantity", credits, "hold", Map.of()));
      case PoolModel.Call.Capture(var member, var key) ->
          withoutBalance(
              service.post("/v1/accounts/" + member + "/charges/" + key + "/capture", ""));
      case PoolModel.Call.Refund(var member, var key) ->
          withoutBalance(
              service.post("/v1/accounts/" + member + "/charges/" + key + "/refund", ""));
      case PoolModel.Call.Left _ -> {
        Reply reply = service.see("/v1/pools/" + pool);
        yield observed(reply, PoolModel.left(number(reply, "total"), number(reply, "held")));
      }
    };
  }

  private static Observation withoutBalance(Reply reply) {
    Object what = reply.at(reply.status() < 300 ? "charge.status" : "code");
    return observed(reply, reply.status() + " " + what);
  }

  /// The part of the answer that says whether the service knows its outcome.
  static Observation observed(Reply reply, String answer) {
    if (reply.status() < 500) {
      return new Observation.Answer(answer);
    }
    return "busy".equals(reply.at("code")) ? new Observation.Busy() : new Observation.Nothing();
  }
}
