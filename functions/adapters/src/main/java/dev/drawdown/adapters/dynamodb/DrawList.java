package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Draws as one flat list: bucket, credits, bucket, credits, in the order in which they were drawn.
///
/// A draw on a pool has `o<grant>.<shard>.<bucket there>.<entry there>.<pool>` in the place of the
/// bucket, with its numbers in base 36: a hundred holds may draw on one.
final class DrawList {
  private static final String POOLED = "o";
  private static final int PARTS = 5;
  private static final int RADIX = 36;

  private DrawList() {}

  static List<AttributeValue> of(Drawdown drawdown, PoolNames names) {
    List<AttributeValue> values = new ArrayList<>();
    for (Draw draw : drawdown.draws()) {
      values.add(
          switch (draw) {
            case Draw.Own own -> BucketCode.of(own.bucket());
            case Draw.Pooled pooled -> Values.text(code(pooled, names));
          });
      values.add(Values.credits(draw.credits()));
    }
    return values;
  }

  private static String code(Draw.Pooled draw, PoolNames names) {
    return POOLED
        + String.join(
            ".",
            Long.toString(draw.grant(), RADIX),
            Long.toString(draw.shard().shard(), RADIX),
            Long.toString(draw.number(), RADIX),
            Long.toString(draw.entry(), RADIX),
            names.name(draw.pool()));
  }

  static Drawdown read(List<AttributeValue> values, PoolNames names) {
    List<Draw> draws = new ArrayList<>();
    for (int index = 0; index < values.size(); index += 2) {
      String code = values.get(index).s();
      Credits credits = Values.credits(values.get(index + 1));
      draws.add(
          code.startsWith(POOLED)
              ? pooled(code.substring(POOLED.length()), credits, names)
              : new Draw.Own(BucketCode.read(code), credits));
    }
    return new Drawdown(draws);
  }

  private static Draw pooled(String code, Credits credits, PoolNames names) {
    List<String> parts = List.of(code.split("\\.", PARTS));
    WalletId shard = new WalletId(names.pool(parts.get(4)), Math.toIntExact(number(parts.get(1))));
    return new Draw.Pooled(
        shard, number(parts.get(0)), number(parts.get(2)), number(parts.get(3)), credits);
  }

  private static long number(String part) {
    return Long.parseLong(part, RADIX);
  }
}
