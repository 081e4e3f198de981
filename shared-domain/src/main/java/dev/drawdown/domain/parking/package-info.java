/// What waits for people: events of a payment provider that can't have their effect, and entries
/// that can't be published.
@NullMarked
package dev.drawdown.domain.parking;

import org.jspecify.annotations.NullMarked;
