package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// A product in plain numbers, for the naive model. 0 and empty mean that it lacks the feature.
///
/// `monthly` has the amount of a calendar month by the instant from which it applies.
public record Numbers(
    Map<String, Long> costs,
    Set<String> oncePerDocument,
    List<String> drawOrder,
    long starter,
    int trialDays,
    long trialCredits,
    NavigableMap<Instant, Long> monthly,
    boolean packs) {

  public static final Numbers OUTSMART =
      new Numbers(
          Map.of(
              "lab.analyze",
              1L,
              "lab.interpret",
              1L,
              "letter.generate",
              1L,
              "lab.import",
              0L,
              "draft.edit",
              0L,
              "saved.open",
              0L,
              "ask",
              0L),
          Set.of("lab.analyze", "lab.interpret", "letter.generate"),
          List.of("plan", "promotional", "starter", "pool", "top-up"),
          10,
          0,
          0,
          new TreeMap<>(),
          true);

  public static final Numbers ASSISTANT_COACH =
      new Numbers(
          Map.of("checkin.draft", 1L, "trend.analyze", 3L),
          Set.of(),
          List.of("plan", "promotional"),
          0,
          0,
          0,
          new TreeMap<>(Map.of(Instant.EPOCH, 50L)),
          false);

  public static final Numbers AI_EMPLOYEE =
      new Numbers(
          Map.of("reply", 1L, "command", 1L, "website.sync", 25L),
          Set.of(),
          List.of("plan", "promotional", "top-up"),
          0,
          14,
          100,
          new TreeMap<>(),
          true);

  /// All features at once, with its own draw order.
  public static final Numbers EVERYTHING =
      new Numbers(
          Map.of("run", 1L, "dear", 7L, "letter", 2L, "look", 0L),
          Set.of("letter"),
          List.of("starter", "top-up", "plan", "promotional"),
          5,
          3,
          12,
          new TreeMap<>(
              Map.of(
                  Instant.EPOCH,
                  20L,
                  Instant.parse("2028-02-10T00:00:00Z"),
                  30L,
                  Instant.parse("2028-05-01T00:00:00Z"),
                  25L)),
          true);

  /// A product with pools. Its free credits are few.
  public static final Numbers OFFICE =
      new Numbers(
          Map.of("run", 1L, "dear", 7L, "letter", 2L, "look", 0L),
          Set.of("letter"),
          List.of("plan", "promotional", "starter", "pool", "top-up"),
          2,
          0,
          0,
          new TreeMap<>(Map.of(Instant.EPOCH, 3L)),
          true);
}
