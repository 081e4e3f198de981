/// What every function shares: the ports it works on and how they are wired from the environment.
@NullMarked
package dev.drawdown.adapters;

import org.jspecify.annotations.NullMarked;
