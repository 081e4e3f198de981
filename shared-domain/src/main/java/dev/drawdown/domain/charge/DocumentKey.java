package dev.drawdown.domain.charge;

import dev.drawdown.domain.catalog.ActionId;

/// One action on one document of an account: what is paid for once where the catalog says so.
public record DocumentKey(ActionId action, DocumentId document) {}
