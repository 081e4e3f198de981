/// Events of a payment provider that wait for people.
@NullMarked
package dev.drawdown.domain.parking;

import org.jspecify.annotations.NullMarked;
