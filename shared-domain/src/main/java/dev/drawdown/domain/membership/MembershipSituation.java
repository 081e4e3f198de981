package dev.drawdown.domain.membership;

import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;

/// What is stored when an account joins or leaves a pool: its wallet, not advanced, and the pool.
public record MembershipSituation(Wallet wallet, Pool pool) {}
