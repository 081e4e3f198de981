package dev.drawdown.domain.simulation;

import java.util.List;

/// The result of a command in plain words and numbers, so that a model and a machine can be
/// compared.
///
/// `draws` are written as `bucket number:credits`, in order.
public record ModelAnswer(
    String outcome, String status, List<String> draws, long restored, long expired) {
  static ModelAnswer of(String outcome) {
    return new ModelAnswer(outcome, "", List.of(), 0, 0);
  }

  ModelAnswer returning(long back, long lost) {
    return new ModelAnswer(outcome, status, draws, back, lost);
  }
}
