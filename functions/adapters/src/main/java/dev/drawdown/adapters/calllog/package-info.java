/// One line of JSON for each call of a function. CloudWatch makes metrics from it.
@NullMarked
package dev.drawdown.adapters.calllog;

import org.jspecify.annotations.NullMarked;
