package dev.drawdown.adapters.store;

/// All that the port promises, for every store to be checked on.
public interface StoreContract
    extends UnseenContract,
        RoundTripContract,
        NamesContract,
        WalletConditionContract,
        ChargeConditionContract,
        DocumentConditionContract,
        PoolContract,
        SubscriptionContract,
        PaymentContract,
        ManualChangeContract,
        EventContract,
        DueContract,
        ParkedWalletContract,
        ParkedEntriesContract,
        TokenContract,
        PagingContract {}
