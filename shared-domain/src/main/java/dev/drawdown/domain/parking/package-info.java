/// Work that failed and waits for an operator.
///
/// A wallet counts the parked events of its owner, so one transaction writes both.
@NullMarked
package dev.drawdown.domain.parking;

import org.jspecify.annotations.NullMarked;
