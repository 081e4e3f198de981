package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.DueShard;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run came to: how many wallets were settled and with how many entries, in how many nothing
/// was due or somebody else was first, how many were parked, and how many were found and left to
/// the next run. `finished` says that nothing was left, as far as the index told.
record Swept(
    DueShard shard,
    int settled,
    int entries,
    int movedOn,
    int done,
    int parked,
    int left,
    boolean finished) {
  static Swept nothing(DueShard shard) {
    return new Swept(shard, 0, 0, 0, 0, 0, 0, false);
  }

  Swept with(Visit visit) {
    return switch (visit) {
      case Visit.Settled(int more) ->
          new Swept(shard, settled + 1, entries + more, movedOn, done, parked, left, finished);
      case Visit.MovedOn _ ->
          new Swept(shard, settled, entries, movedOn + 1, done, parked, left, finished);
      case Visit.Done _ ->
          new Swept(shard, settled, entries, movedOn, done + 1, parked, left, finished);
      case Visit.Stuck _ ->
          new Swept(shard, settled, entries, movedOn, done, parked + 1, left, finished);
      case Visit.Left _ -> this;
    };
  }

  Swept leaving(int rest, boolean all) {
    return new Swept(shard, settled, entries, movedOn, done, parked, rest, all && rest == 0);
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("shard", shard.number());
    body.put("settled", settled);
    body.put("entries", entries);
    body.put("movedOn", movedOn);
    body.put("done", done);
    body.put("parked", parked);
    body.put("left", left);
    body.put("finished", finished);
    return body;
  }
}
