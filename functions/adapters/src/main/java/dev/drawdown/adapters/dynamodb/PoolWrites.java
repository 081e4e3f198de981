package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.membership.MembershipWrite;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What is written in a pool's partition beside its wallet.
record PoolWrites(Conditional conditional) {
  TransactWriteItem of(MembershipWrite.AddMember add) {
    return conditional.putNew(MemberItem.of(add.pool(), add.account()));
  }

  TransactWriteItem of(MembershipWrite.RemoveMember remove) {
    return conditional.deleteExisting(Keys.member(remove.pool(), remove.account()));
  }
}
