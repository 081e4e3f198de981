package dev.drawdown.local;

import java.util.Locale;

/// A machine whose language has its own digits, until it is closed.
public final class ForeignLocale implements AutoCloseable {
  private final Locale usual = Locale.getDefault(Locale.Category.FORMAT);

  public ForeignLocale() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @Override
  public void close() {
    Locale.setDefault(Locale.Category.FORMAT, usual);
  }
}
