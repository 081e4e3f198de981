/// As much JSON as Drawdown's API speaks.
@NullMarked
package dev.drawdown.client.json;

import org.jspecify.annotations.NullMarked;
