/// The catalog as a file: its format, and the catalogs that ship with the service.
@NullMarked
package dev.drawdown.adapters.catalog;

import org.jspecify.annotations.NullMarked;
