/// Credits and the names of things: what every rule speaks of.
@NullMarked
package dev.drawdown.domain;

import org.jspecify.annotations.NullMarked;
