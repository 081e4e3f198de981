/// The help page about credits that a product publishes, written from its catalog. Each sentence
/// has an example, which runs on the rules before the sentence is written.
@NullMarked
package dev.drawdown.local.guide;

import org.jspecify.annotations.NullMarked;
