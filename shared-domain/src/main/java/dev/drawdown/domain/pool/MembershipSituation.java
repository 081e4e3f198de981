package dev.drawdown.domain.pool;

import dev.drawdown.domain.wallet.AccountWallet;

/// What is stored when an account joins or leaves a pool: its wallet, not advanced, and the pool.
public record MembershipSituation(AccountWallet wallet, Pool pool) {}
