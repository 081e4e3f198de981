package dev.drawdown.adapters.http;

/// The scopes of design and template, as tokens contain them.
public final class Scopes {
  public static final String CHARGE = "credits/charge";
  public static final String READ = "credits/read";
  public static final String SELF = "credits/self";
  public static final String MANAGE = "credits/manage";

  private Scopes() {}
}
