/// What a product sells and what its actions cost: the only thing a deployment configures.
@NullMarked
package dev.drawdown.domain.catalog;

import org.jspecify.annotations.NullMarked;
