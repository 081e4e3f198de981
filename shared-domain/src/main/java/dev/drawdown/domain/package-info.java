/// Credits and identifiers, which all rules use.
@NullMarked
package dev.drawdown.domain;

import org.jspecify.annotations.NullMarked;
