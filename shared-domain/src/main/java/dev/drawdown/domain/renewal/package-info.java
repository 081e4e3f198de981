/// Plans that are paid for: begun, renewed, upgraded, cancelled, ended, or left unpaid.
@NullMarked
package dev.drawdown.domain.renewal;

import org.jspecify.annotations.NullMarked;
