package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.DueShard;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run came to: how many wallets were advanced and with how many entries, in how many
/// nothing was due or somebody else was first, how many were parked, and how many were found and
/// left to the next run. `finished` says that nothing was left, as far as the index told.
record SweepResult(
    DueShard shard,
    int advanced,
    int entries,
    int movedOn,
    int done,
    int parked,
    int left,
    boolean finished) {
  static SweepResult nothing(DueShard shard) {
    return new SweepResult(shard, 0, 0, 0, 0, 0, 0, false);
  }

  SweepResult with(WalletSweepResult result) {
    return switch (result) {
      case WalletSweepResult.Advanced(int more) ->
          new SweepResult(
              shard, advanced + 1, entries + more, movedOn, done, parked, left, finished);
      case WalletSweepResult.MovedOn _ ->
          new SweepResult(shard, advanced, entries, movedOn + 1, done, parked, left, finished);
      case WalletSweepResult.Done _ ->
          new SweepResult(shard, advanced, entries, movedOn, done + 1, parked, left, finished);
      case WalletSweepResult.Stuck _ ->
          new SweepResult(shard, advanced, entries, movedOn, done, parked + 1, left, finished);
      case WalletSweepResult.LeftForLater _ -> this;
    };
  }

  SweepResult leaving(int rest, boolean all) {
    return new SweepResult(shard, advanced, entries, movedOn, done, parked, rest, all && rest == 0);
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("shard", shard.number());
    body.put("advanced", advanced);
    body.put("entries", entries);
    body.put("movedOn", movedOn);
    body.put("done", done);
    body.put("parked", parked);
    body.put("left", left);
    body.put("finished", finished);
    return body;
  }
}
