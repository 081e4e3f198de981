/// What couldn't be done and waits for an operator. A wallet counts the events that are parked for
/// its owner, so those are written with it.
@NullMarked
package dev.drawdown.domain.parking;

import org.jspecify.annotations.NullMarked;
