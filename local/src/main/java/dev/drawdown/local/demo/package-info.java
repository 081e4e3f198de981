/// Three products as their customers see them, each on a service of its own in this JVM.
@NullMarked
package dev.drawdown.local.demo;

import org.jspecify.annotations.NullMarked;
