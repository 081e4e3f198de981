package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an attribute may hold, to and from the domain's terms.
final class Values {
  private Values() {}

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue credits(Credits credits) {
    return number(credits.amount());
  }

  /// Epoch milliseconds. An instant between two of them would come back as another one.
  static AttributeValue instant(Instant instant) {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("instants are kept in whole milliseconds: " + instant);
    }
    return number(instant.toEpochMilli());
  }

  static AttributeValue list(List<AttributeValue> values) {
    return AttributeValue.fromL(values);
  }

  static long number(AttributeValue value) {
    return Long.parseLong(value.n());
  }

  static Credits credits(AttributeValue value) {
    return Credits.of(number(value));
  }

  static Instant instant(AttributeValue value) {
    return Instant.ofEpochMilli(number(value));
  }
}
