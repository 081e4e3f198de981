/// What the API's answers look like, one class for each thing they speak of.
@NullMarked
package dev.drawdown.adapters.body;

import org.jspecify.annotations.NullMarked;
