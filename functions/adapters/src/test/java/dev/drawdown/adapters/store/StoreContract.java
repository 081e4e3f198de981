package dev.drawdown.adapters.store;

/// All promises of the port. Every store is tested against them.
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
