package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Draws as one flat list: bucket, credits, bucket, credits, in draw order.
///
/// A draw from a pool has `o<grant>.<shard>.<bucket there>.<entry there>.<pool>` instead of the
/// bucket. Its numbers are in base 36, because a hundred holds may draw from one pool.
final class DrawList {
  private static final String POOLED = "o";
  private static final int PARTS = 5;
  private static final int RADIX = 36;

  /// The draws of a charge, with the full names of pools.
  static final Attribute<Drawdown> LIST = drawdowns(PoolingMap.Names.WHOLE);

  private DrawList() {}

  private static Attribute<Drawdown> drawdowns(PoolingMap.Names names) {
    return Attribute.VALUES.as(values -> read(values, names), drawdown -> of(drawdown, names));
  }

  /// Open holds within the wallet's item.
  ///
  /// A wallet may have a hundred holds, so each is one flat list: the number of its entry, its
  /// expiry, and its draws. The draws name a pool by its index in `names`.
  static Attribute<List<Hold>> holds(PoolingMap.Names names) {
    return Attribute.VALUES.as(values -> hold(values, names), hold -> hold(hold, names)).list();
  }

  private static List<AttributeValue> hold(Hold hold, PoolingMap.Names names) {
    List<AttributeValue> values = new ArrayList<>();
    values.add(Attribute.NUMBER.of(hold.entry()));
    values.add(Attribute.INSTANT.of(hold.expiresAt()));
    values.addAll(of(hold.drawdown(), names));
    return values;
  }

  private static Hold hold(List<AttributeValue> values, PoolingMap.Names names) {
    return new Hold(
        Attribute.NUMBER.required(values.get(0)),
        Attribute.INSTANT.required(values.get(1)),
        read(values.subList(2, values.size()), names));
  }

  private static List<AttributeValue> of(Drawdown drawdown, PoolingMap.Names names) {
    List<AttributeValue> values = new ArrayList<>();
    for (Draw draw : drawdown.draws()) {
      values.add(
          switch (draw) {
            case Draw.Own own -> BucketMap.CODE.of(own.bucket());
            case Draw.Pooled pooled -> Attribute.TEXT.of(code(pooled, names));
          });
      values.add(Attribute.CREDITS.of(draw.credits()));
    }
    return values;
  }

  private static String code(Draw.Pooled draw, PoolingMap.Names names) {
    return POOLED
        + String.join(
            ".",
            Long.toString(draw.grant(), RADIX),
            Long.toString(draw.wallet().number(), RADIX),
            Long.toString(draw.number(), RADIX),
            Long.toString(draw.entry(), RADIX),
            names.name(draw.pool()));
  }

  private static Drawdown read(List<AttributeValue> values, PoolingMap.Names names) {
    List<Draw> draws = new ArrayList<>();
    for (int index = 0; index < values.size(); index += 2) {
      AttributeValue bucket = values.get(index);
      String code = Attribute.TEXT.required(bucket);
      Credits credits = Attribute.CREDITS.required(values.get(index + 1));
      draws.add(
          code.startsWith(POOLED)
              ? pooled(code.substring(POOLED.length()), credits, names)
              : new Draw.Own(BucketMap.CODE.required(bucket), credits));
    }
    return new Drawdown(draws);
  }

  private static Draw pooled(String code, Credits credits, PoolingMap.Names names) {
    List<String> parts = List.of(code.split("\\.", PARTS));
    WalletId shard = new WalletId(names.pool(parts.get(4)), Math.toIntExact(number(parts.get(1))));
    return new Draw.Pooled(
        shard, number(parts.get(0)), number(parts.get(2)), number(parts.get(3)), credits);
  }

  private static long number(String part) {
    return Long.parseLong(part, RADIX);
  }
}
