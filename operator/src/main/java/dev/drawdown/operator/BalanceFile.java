package dev.drawdown.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.TextLine;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// A CSV file of opening balances: one grant a row, in the columns `account`, `credits`, and
/// optionally `reason`, `expiresAt` and `key`.
///
/// The reader takes the whole file or refuses it by an [IllegalArgumentException] that names line
/// and column. Each account has its own keys. A row without a key has the key `opening-balance`. So
/// a second run finds the grants of the first one, in any order of the rows, and grants no other
/// amount on top.
record BalanceFile(List<Row> rows) {
  private static final String ACCOUNT = "account";
  private static final String CREDITS = "credits";
  private static final String REASON = "reason";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String KEY = "key";
  private static final Set<String> COLUMNS = Set.of(ACCOUNT, CREDITS, REASON, EXPIRES_AT, KEY);
  private static final String DEFAULT_REASON = "opening balance";
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String DEFAULT_KEY = "opening-balance";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  BalanceFile {
    rows = List.copyOf(rows);
  }

  /// One row: its line in the file, and the grant that it asks for.
  record Row(long line, AccountId account, ManualChange.Key key, Grant grant) {}

  static BalanceFile read(Path file) {
    try (BufferedReader text = Files.newBufferedReader(file, UTF_8)) {
      skipByteOrderMark(text);
      return new BalanceFile(rows(text));
    } catch (UncheckedIOException inTheMiddle) {
      throw refused(file, Objects.requireNonNull(inTheMiddle.getCause()));
    } catch (IOException atTheStart) {
      throw refused(file, atTheStart);
    }
  }

  /// Spreadsheets put a byte order mark before the first name.
  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  private static List<Row> rows(Reader text) throws IOException {
    try (CSVParser parser = FORMAT.parse(text)) {
      requireColumns(parser.getHeaderNames());
      List<Row> rows = new ArrayList<>();
      Map<String, Long> lines = new HashMap<>();
      for (CSVRecord each : parser) {
        Row row = new Line(parser.getCurrentLineNumber(), each).row();
        Long first = lines.putIfAbsent(row.account() + "#" + row.key(), row.line());
        if (first != null) {
          throw refused(
              row.line(), KEY, "is the same as in line " + first + ", for the same account");
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static IllegalArgumentException refused(Path file, IOException fault) {
    return fault instanceof CSVException
        ? new IllegalArgumentException(file + " is not CSV: " + fault.getMessage())
        : ConnectionOptions.unreadable(file, fault);
  }

  private static void requireColumns(List<String> names) {
    for (String name : names) {
      if (!COLUMNS.contains(name)) {
        throw new IllegalArgumentException("line 1: there is no column " + name);
      }
    }
    for (String name : List.of(ACCOUNT, CREDITS)) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException("line 1: the column " + name + " is missing");
      }
    }
  }

  private static IllegalArgumentException refused(long line, String column, String reason) {
    return new IllegalArgumentException(
        "line " + line + ", column " + column + ": " + reason + ". Nothing was imported.");
  }

  /// The columns of one line, each read strictly.
  private record Line(long line, CSVRecord values) {
    Row row() {
      if (!values.isConsistent()) {
        throw new IllegalArgumentException(
            "line " + line + " has " + values.size() + " columns. Nothing was imported.");
      }
      AccountId account = new AccountId(identifier(ACCOUNT, value(ACCOUNT).orElse("")));
      Grant grant = new Grant(credits(), reason(), expiresAt());
      ManualChange.Key key =
          new ManualChange.Key(value(KEY).map(text -> identifier(KEY, text)).orElse(DEFAULT_KEY));
      return new Row(line, account, key, grant);
    }

    /// The value in a column, unless the column is empty or missing.
    private Optional<String> value(String column) {
      return Optional.of(column)
          .filter(values::isMapped)
          .map(values::get)
          .filter(text -> !text.isEmpty());
    }

    private String identifier(String column, String text) {
      if (!Identifier.isValid(text)) {
        throw refused(line, column, Identifier.RULE);
      }
      return text;
    }

    private Credits credits() {
      String text = value(CREDITS).orElse("");
      long credits = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
      if (credits < 1 || credits > ManualChange.MAX_CREDITS) {
        throw refused(
            line, CREDITS, "must be a whole number from 1 to " + ManualChange.MAX_CREDITS);
      }
      return Credits.of(credits);
    }

    private String reason() {
      String reason = value(REASON).orElse(DEFAULT_REASON);
      if (!ManualChange.isReason(reason)) {
        throw refused(line, REASON, TextLine.rule(ManualChange.MAX_REASON));
      }
      return reason;
    }

    private Optional<Instant> expiresAt() {
      return value(EXPIRES_AT).map(this::instant);
    }

    private Instant instant(String text) {
      return JsonObject.instantOf(text)
          .orElseThrow(
              () ->
                  refused(
                      line, EXPIRES_AT, "must be an instant in UTC, such as 2026-03-01T00:00:00Z"));
    }
  }
}
