/// Makes a hold final.
@NullMarked
package dev.drawdown.capture;

import org.jspecify.annotations.NullMarked;
