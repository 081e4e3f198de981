/// Three products as their customers see them, each on its own service in this JVM.
@NullMarked
package dev.drawdown.local.demo;

import org.jspecify.annotations.NullMarked;
