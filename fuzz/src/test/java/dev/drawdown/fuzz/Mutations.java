package dev.drawdown.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Changes inputs at random: bytes, ranges, whole JSON values, and pieces that break many parsers.
/// The same random numbers make the same inputs.
///
/// The build runs a few thousand of these. They don't search for untested code: `.ci/fuzz` runs
/// Jazzer for that.
public final class Mutations {
  private static final int MOST_AT_ONCE = 4;

  /// A text in quotes, a number or a word of JSON.
  private static final Pattern VALUE =
      Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"|-?[0-9][0-9.eE+-]*|true|false|null");

  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "0",
          "-1",
          "-0",
          "1e999",
          "1.5",
          "\"1\"",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "2147483648",
          "1".repeat(1_100),
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\uD83D\uDE00\"",
          "\"\uFFFE\"",
          "\"" + "x".repeat(129) + "\"",
          "\"" + "y".repeat(3_000) + "\"",
          "[".repeat(70),
          "{\"a\":".repeat(70),
          "\"PT1H\"",
          "\"PT-1S\"",
          "\"P9999999999D\"",
          "\"P1000000000Y\"",
          "\"+1000000000-01-01T00:00:00Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"2026-11-20T10:15:30Z\"",
          "1795169730",
          "253402300800",
          "99999999999999",
          "\uFEFF",
          "\0",
          "\r\n",
          "\n\n",
          "\n",
          "\t",
          ",",
          ":",
          "\"",
          "\\",
          "'",
          "%00",
          "%2F",
          "%ff",
          "%",
          "&",
          "&&",
          "=",
          "?",
          "#",
          "+",
          ";",
          "..",
          "/",
          "//",
          ".",
          "-",
          " ",
          "Bearer ",
          "s1.",
          "t=1,v1=",
          "Infinity",
          "NaN");

  private final RandomGenerator random;
  private final List<byte[]> seeds;

  public Mutations(List<byte[]> seeds, RandomGenerator random) {
    this.seeds = List.copyOf(seeds);
    this.random = random;
  }

  /// One seed, changed in up to four places.
  public byte[] next() {
    byte[] input = any(seeds);
    int changes = 1 + random.nextInt(MOST_AT_ONCE);
    for (int change = 0; change < changes; change++) {
      input = changed(input);
    }
    return input;
  }

  private byte[] changed(byte[] input) {
    return switch (random.nextInt(8)) {
      case 0 -> flipped(input);
      case 1 -> spliced(input, at(input), at(input), new byte[0]);
      case 2 -> spliced(input, at(input), at(input), piece());
      case 3 -> inserted(input, piece());
      case 4 -> inserted(input, range(input));
      case 5 -> inserted(input, range(any(seeds)));
      default -> otherValue(input);
    };
  }

  private byte[] flipped(byte[] input) {
    byte[] flipped = input.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /// Replaces a JSON value by a piece, or by a value from another place.
  private byte[] otherValue(byte[] input) {
    List<MatchResult> values = values(input);
    if (values.isEmpty()) {
      return inserted(input, piece());
    }
    MatchResult value = any(values);
    byte[] other =
        random.nextInt(3) > 0 ? piece() : any(values).group().getBytes(StandardCharsets.ISO_8859_1);
    return spliced(input, value.start(), value.end(), other);
  }

  /// One character per byte, so that positions in the text are positions in the input.
  private static List<MatchResult> values(byte[] input) {
    return VALUE.matcher(new String(input, StandardCharsets.ISO_8859_1)).results().toList();
  }

  private byte[] inserted(byte[] input, byte[] piece) {
    int place = at(input);
    return spliced(input, place, place, piece);
  }

  private byte[] range(byte[] input) {
    int one = at(input);
    int other = at(input);
    byte[] range = new byte[Math.abs(one - other)];
    System.arraycopy(input, Math.min(one, other), range, 0, range.length);
    return range;
  }

  private static byte[] spliced(byte[] input, int one, int other, byte[] piece) {
    int start = Math.min(one, other);
    int end = Math.max(one, other);
    byte[] spliced = new byte[start + piece.length + input.length - end];
    System.arraycopy(input, 0, spliced, 0, start);
    System.arraycopy(piece, 0, spliced, start, piece.length);
    System.arraycopy(input, end, spliced, start + piece.length, input.length - end);
    return spliced;
  }

  private int at(byte[] input) {
    return random.nextInt(input.length + 1);
  }

  private byte[] piece() {
    return any(PIECES).getBytes(StandardCharsets.UTF_8);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
