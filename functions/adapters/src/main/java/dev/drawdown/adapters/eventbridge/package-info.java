/// The bus on Amazon EventBridge. Functions that put events depend on its SDK by name.
@NullMarked
package dev.drawdown.adapters.eventbridge;

import org.jspecify.annotations.NullMarked;
