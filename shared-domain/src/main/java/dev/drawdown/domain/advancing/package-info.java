/// What is due has happened: expires, resets and expiries applied up to an instant.
@NullMarked
package dev.drawdown.domain.advancing;

import org.jspecify.annotations.NullMarked;
