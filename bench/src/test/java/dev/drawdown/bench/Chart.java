package dev.drawdown.bench;

import dev.drawdown.bench.Pairs.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ratios as bars of text, each with its interval, on one scale from 0.
final class Chart {
  private static final int WIDTH = 40;

  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String label, Ratio ratio, String remark) {}

  Chart add(String label, Ratio ratio) {
    return add(label, ratio, "");
  }

  Chart add(String label, Ratio ratio, String remark) {
    bars.add(new Bar(label, ratio, remark));
    return this;
  }

  /// A line for each bar: `charge, 1 thread 1.08 [1.06, 1.10] ████████`.
  @Override
  public String toString() {
    double longest = bars.stream().mapToDouble(bar -> bar.ratio().value()).max().orElse(1);
    int label = bars.stream().mapToInt(bar -> bar.label().length()).max().orElse(1);
    int ratio = bars.stream().mapToInt(bar -> bar.ratio().toString().length()).max().orElse(1);
    StringBuilder lines = new StringBuilder();
    for (Bar bar : bars) {
      String filled = "█".repeat((int) Math.max(1, WIDTH * bar.ratio().value() / longest));
      String line =
          String.format(
              Locale.ROOT,
              "%-" + label + "s  %-" + ratio + "s  %-" + WIDTH + "s  %s",
              bar.label(),
              bar.ratio(),
              filled,
              bar.remark());
      lines.append(line.stripTrailing()).append('\n');
    }
    return lines.toString();
  }
}
