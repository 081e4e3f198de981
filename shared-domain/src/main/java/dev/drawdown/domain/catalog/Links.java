package dev.drawdown.domain.catalog;

import java.net.URI;
import java.util.Optional;

/// Where in the product a person takes a next step, as far as the product says.
public record Links(
    Optional<URI> topUp, Optional<URI> choosePlan, Optional<URI> updatePaymentMethod) {
  public static final Links NONE = new Links(Optional.empty(), Optional.empty(), Optional.empty());
}
