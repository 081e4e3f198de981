package dev.drawdown.domain.payment;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.PackId;

/// What a payment was credited as: whose pack, and which bucket of theirs.
public record Credited(AccountId owner, PackId pack, long bucket, Credits credits) {}
