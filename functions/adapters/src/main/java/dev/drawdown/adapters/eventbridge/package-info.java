/// The bus on Amazon EventBridge. Functions that put events declare the dependency on its SDK.
@NullMarked
package dev.drawdown.adapters.eventbridge;

import org.jspecify.annotations.NullMarked;
