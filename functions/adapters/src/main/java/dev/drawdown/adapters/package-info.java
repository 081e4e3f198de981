/// The code that all functions share: the ports that they use, wired from the environment.
@NullMarked
package dev.drawdown.adapters;

import org.jspecify.annotations.NullMarked;
