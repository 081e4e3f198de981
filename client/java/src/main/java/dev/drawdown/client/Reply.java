package dev.drawdown.client;

/// What a call came to, after all its tries.
sealed interface Reply {
  /// An answer.
  ///
  /// @param afterLost whether an earlier try may have been carried out unseen
  record Answered(int status, boolean isReplay, JsonObject body, boolean afterLost)
      implements Reply {
    boolean isOk() {
      return status == 200 || status == 201;
    }

    /// The stable code of a refusal, or nothing where the answer has none.
    String code() {
      return body.textIfAny("code").orElse("");
    }

    String detail() {
      return body.textIfAny("detail")
          .or(() -> body.textIfAny("title"))
          .or(() -> body.textIfAny("message"))
          .orElse("The service answered " + status + ".");
    }
  }

  /// No answer in the time there was.
  ///
  /// @param mayHaveHappened whether one of the tries may have been carried out unseen
  record Lost(boolean mayHaveHappened, String reason) implements Reply {}
}
