/// Reads the parts of a deployment from `template.yaml`: routes, event sources and the table.
@NullMarked
package dev.drawdown.local.template;

import org.jspecify.annotations.NullMarked;
