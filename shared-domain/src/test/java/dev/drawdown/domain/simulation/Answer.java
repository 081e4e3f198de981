package dev.drawdown.domain.simulation;

import java.util.List;

/// What a command came to, in plain words and numbers: comparable between a model and a machine.
///
/// `draws` are written as `bucket number:credits`, in order.
public record Answer(
    String outcome, String status, List<String> draws, long restored, long expired) {
  static Answer of(String outcome) {
    return new Answer(outcome, "", List.of(), 0, 0);
  }

  Answer returning(long back, long lost) {
    return new Answer(outcome, status, draws, back, lost);
  }
}
