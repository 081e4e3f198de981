/// One line of JSON for each call of a function, from which CloudWatch makes metrics.
@NullMarked
package dev.drawdown.adapters.calllog;

import org.jspecify.annotations.NullMarked;
