package dev.drawdown.reading;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.reading.PeriodUsage.UsageKey;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.reading.LedgerReader.Slice;
import dev.drawdown.reading.UsageReader.UsageQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Reads an account: balance, quotes, ledger, usage and audit.
final class AccountReader {
  private final Accounts accounts;
  private final Wallets wallets;
  private final InstantSource clock;
  private final Reading reading;
  private final QuoteReader quotes;
  private final LedgerReader ledgers;
  private final UsageReader usages;

  AccountReader(Ports ports) {
    this.accounts = ports.stores().accounts();
    this.wallets = ports.stores().wallets();
    this.clock = ports.clock();
    this.reading = ports.rules().reading();
    this.quotes = new QuoteReader(ports);
    this.ledgers = new LedgerReader(ports.stores().ledgers());
    this.usages = new UsageReader(ports.stores().ledgers());
  }

  Answer balance(AccountId account) {
    Situation found = accounts.load(account, Optional.empty(), Optional.empty());

    return Answer.ok(BalanceBody.of(reading.balance(found.available(), clock.instant())));
  }

  Answer quote(AccountId account, Query query) {
    return quotes.quote(account, query);
  }

  Answer ledger(AccountId account, Query query) {
    return ledgers.page(due(account), Slice.of(query));
  }

  /// The account's purchases with credits.
  Answer usage(AccountId account, Query query) {
    UsageQuery asked = UsageQuery.of(query, clock.instant(), UsageKey.ACTION, UsageKey.DAY);
    return usages.page(List.of(due(account)), asked);
  }

  Answer audit(AccountId account) {
    return ledgers.audit(List.of(due(account)));
  }

  private WalletAdvance<AccountWallet> due(AccountId account) {
    return reading.due(wallets.wallet(account), clock.instant());
  }
}
