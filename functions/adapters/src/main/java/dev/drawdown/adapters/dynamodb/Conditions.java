package dev.drawdown.adapters.dynamodb;

/// The conditions under which items are written. Each names the value that it is compared with.
final class Conditions {
  /// A wallet never seen, an entry, a charge, a document: written where there is none.
  static final String IS_ABSENT = "attribute_not_exists(pk)";

  /// The wallet is the one that the new entries are based on.
  static final String WALLET_IS_AS_READ = "version = :basedOn";

  static final String BASED_ON = ":basedOn";

  /// Nobody captured, released or refunded the charge since it was read.
  static final String CHARGE_IS_AS_READ = "changedBy = :before";

  static final String BEFORE = ":before";

  /// The document is still kept by the charge that was given back.
  static final String DOCUMENT_IS_LEFT = "charge = :instead";

  static final String INSTEAD = ":instead";

  /// The document is kept by the charge that frees it.
  static final String DOCUMENT_IS_KEPT = "charge = :charge";

  static final String CHARGE = ":charge";

  private Conditions() {}
}
