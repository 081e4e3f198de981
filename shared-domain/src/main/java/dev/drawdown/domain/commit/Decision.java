package dev.drawdown.domain.commit;

import java.util.List;

/// What was decided, and what must be committed before it may be told to anyone.
public interface Decision {
  /// To be committed one after the other; nothing for a refusal or an answer that changes nothing.
  default List<Commit> commits() {
    return List.of();
  }
}
