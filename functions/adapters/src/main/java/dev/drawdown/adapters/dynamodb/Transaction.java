package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.membership.MembershipWrite;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.wallet.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// One commit as one request: the wallets and their new entries, if any change, and what is written
/// with them.
final class Transaction {
  private final Conditional conditional;
  private final Optional<WalletWrites> account;
  private final PoolWrites pools;
  private final PaymentWrites payments;
  private final List<TransactWriteItem> items = new ArrayList<>();

  private Transaction(String table, Commit commit) {
    this.conditional = new Conditional(table);
    this.pools = new PoolWrites(conditional);
    this.payments = new PaymentWrites(conditional);
    this.account =
        switch (commit) {
          case Commit.Step step -> Optional.of(writes(step.journal()));
          case Commit.RecordsOnly _ -> Optional.empty();
        };
  }

  private WalletWrites writes(Journal journal) {
    return new WalletWrites(conditional, journal.wallet().id());
  }

  static TransactWriteItemsRequest of(String table, Commit commit, String token) {
    Transaction transaction = new Transaction(table, commit);
    if (commit instanceof Commit.Step step) {
      step.journals()
          .forEach(journal -> transaction.items.addAll(transaction.writes(journal).of(journal)));
    }
    commit.writes().forEach(transaction::add);
    return TransactWriteItemsRequest.builder()
        .transactItems(transaction.items)
        .clientRequestToken(RequestToken.of(token))
        .build();
  }

  private void add(Write write) {
    switch (write) {
      case ChargeWrite.OpenCharge open -> items.add(account().of(open));
      case ChargeWrite.ChangeCharge change -> items.add(account().of(change));
      case ChargeWrite.KeepDocument keep -> items.add(account().of(keep));
      case ChargeWrite.FreeDocument free -> items.add(account().of(free));
      case MembershipWrite.AddMember add -> items.add(pools.of(add));
      case MembershipWrite.RemoveMember remove -> items.add(pools.of(remove));
      case Write.ClaimGrant claim -> items.add(payments.of(claim));
      case Write.PutSubscription put -> items.add(payments.of(put));
      case PaymentWrite.PutPayment put -> items.add(payments.of(put));
      case Write.ClaimEvent claim -> items.add(payments.of(claim));
      case Write.ParkEvent park -> items.addAll(payments.of(park));
      case Write.UnparkEvent unpark -> items.addAll(payments.of(unpark));
    }
  }

  private WalletWrites account() {
    return account.orElseThrow(
        () -> new IllegalArgumentException("an account's items change with its wallet only"));
  }
}
