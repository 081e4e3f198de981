/// Charges and holds: the request, its drawdown and the state of each charge.
@NullMarked
package dev.drawdown.domain.charge;

import org.jspecify.annotations.NullMarked;
