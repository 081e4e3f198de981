/// The products' offers and the cost of their actions. A deployment configures nothing else.
@NullMarked
package dev.drawdown.domain.catalog;

import org.jspecify.annotations.NullMarked;
