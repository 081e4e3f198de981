package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.wallet.Draw;
import dev.drawdown.domain.wallet.Drawdown;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Draws as one flat list: bucket, credits, bucket, credits, in the order in which they were drawn.
final class DrawList {
  private DrawList() {}

  static List<AttributeValue> of(Drawdown drawdown) {
    List<AttributeValue> values = new ArrayList<>();
    for (Draw draw : drawdown.draws()) {
      values.add(BucketCode.of(draw.bucket()));
      values.add(Values.credits(draw.credits()));
    }
    return values;
  }

  static Drawdown read(List<AttributeValue> values) {
    List<Draw> draws = new ArrayList<>();
    for (int index = 0; index < values.size(); index += 2) {
      draws.add(
          new Draw(BucketCode.read(values.get(index).s()), Values.credits(values.get(index + 1))));
    }
    return new Drawdown(draws);
  }
}
