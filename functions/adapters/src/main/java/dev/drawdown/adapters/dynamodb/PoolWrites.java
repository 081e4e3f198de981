package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.commit.Write;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What is written in a pool's partition beside its wallet.
record PoolWrites(Conditional conditional) {
  TransactWriteItem of(Write.PutMember put) {
    Map<String, AttributeValue> item = MemberItem.of(put.pool(), put.account(), put.limit());
    return put.joining() ? conditional.putNew(item) : conditional.putExisting(item);
  }

  TransactWriteItem of(Write.RemoveMember remove) {
    return conditional.deleteExisting(Keys.member(remove.pool(), remove.account()));
  }
}
