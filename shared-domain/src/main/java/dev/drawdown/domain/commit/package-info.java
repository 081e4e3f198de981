/// What one command writes, all or nothing.
@NullMarked
package dev.drawdown.domain.commit;

import org.jspecify.annotations.NullMarked;
