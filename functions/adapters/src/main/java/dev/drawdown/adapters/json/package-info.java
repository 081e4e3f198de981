/// JSON, read strictly and written plainly.
@NullMarked
package dev.drawdown.adapters.json;

import org.jspecify.annotations.NullMarked;
