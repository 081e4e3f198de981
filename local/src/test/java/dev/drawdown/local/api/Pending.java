package dev.drawdown.local.api;

import java.util.List;

/// What the description says and the service doesn't do yet, by JSON pointer. Tests leave it out.
final class Pending {
  private static final String ACCOUNT = "/paths/~1v1~1accounts~1{account}";
  private static final String POOL = "/paths/~1v1~1pools~1{pool}";
  private static final String SESSION = "/paths/~1v1~1session~1";
  private static final String SCHEMAS = "/components/schemas/";

  static final List<String> PLACES =
      List.of(
          ACCOUNT + "~1usage",
          POOL + "~1usage",
          ACCOUNT + "~1ledger/get/parameters/3",
          POOL + "~1ledger/get/parameters/4",
          SCHEMAS + "ChargeRequest/properties/metadata",
          SCHEMAS + "Entry/properties/action",
          SCHEMAS + "Entry/properties/document",
          SCHEMAS + "Entry/properties/quantity",
          SCHEMAS + "Entry/properties/metadata",
          ACCOUNT + "~1charges~1{charge}~1extend",
          ACCOUNT
              + "~1charges~1{charge}~1capture/post/responses/422/content"
              + "/application~1problem+json/schema/oneOf/1",
          ACCOUNT
              + "~1charges~1{charge}~1capture/post/responses/422/content"
              + "/application~1problem+json/examples/captureBelowPart",
          SCHEMAS + "ChargeRequest/properties/continues",
          SCHEMAS + "Charge/properties/continues",
          SCHEMAS + "Charge/properties/captured",
          SCHEMAS + "Entry/properties/captured",
          SCHEMAS + "CaptureRequest/properties/captured",
          SCHEMAS + "CaptureRequest/properties/final",
          SCHEMAS + "CaptureRequest/dependentRequired",
          SCHEMAS + "CaptureRequest/maxProperties",
          SCHEMAS + "CaptureBelowPart",
          ACCOUNT + "~1grants",
          ACCOUNT + "~1adjustments",
          ACCOUNT + "~1sessions",
          POOL + "~1sessions",
          SESSION + "balance",
          SESSION + "quote",
          SESSION + "ledger",
          SESSION + "usage",
          SESSION + "pool",
          SESSION + "members",
          SCHEMAS + "BucketKind/enum/2",
          SCHEMAS + "Entry/properties/actor",
          SCHEMAS + "TooManyExpiries",
          ACCOUNT + "~1subscriptions~1{subscription}~1terms~1{key}",
          POOL + "~1subscriptions~1{subscription}~1terms~1{key}");

  /// Codes of problems, with their status.
  static final List<String> CODES = List.of("capture-below-part 422", "too-many-expiries 409");

  private Pending() {}
}
