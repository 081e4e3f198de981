/// What is due has happened: lapses, resets and expiries applied up to an instant.
@NullMarked
package dev.drawdown.domain.settling;

import org.jspecify.annotations.NullMarked;
