package dev.drawdown.client;

/// The service's answers, with fields of a newer service.
final class Samples {
  static final String BALANCE =
      """
      {"account":"anna","standing":"active","plan":{"id":"monthly","periodEnd":"2026-12-01T00:00:00Z"},
       "total":49,"held":1,
       "buckets":[{"id":"plan-1","kind":"plan","remaining":49,"granted":50,
                   "expiresAt":"2026-12-01T00:00:00Z","colour":"green"},
                  {"id":"topup-1","kind":"top-up","remaining":20,"granted":20,"frozen":true}],
       "usage":{"used":1,"granted":50,"percent":2,"level":"ok",
                "resetsAt":"2026-12-01T00:00:00Z"},"version":3,"forecast":{"days":[1,2.5,null]}}
      """;

  static final String OUT_OF_CREDITS =
      """
      {"type":"urn:drawdown:problem:out-of-credits","title":"Out of credits","status":402,
       "detail":"This takes 3 credits and 1 is left.","code":"out-of-credits","cost":3,
       "balance":%s,"refreshesAt":"2026-12-01T00:00:00Z",
       "actions":[{"type":"wait","at":"2026-12-01T00:00:00Z"},
                  {"type":"top-up","href":"https://app.example.com/packs","badge":1}]}
      """
          .formatted(BALANCE);

  private Samples() {}

  static String charge(String id, String action, String status, long cost) {
    return """
    {"id":"%s","action":"%s","quantity":1,"cost":%d,"status":"%s",
     "draws":[{"bucket":"plan-1","kind":"plan","credits":%d}],
     "at":"2026-11-20T10:15:30Z","expiresAt":"2026-11-20T10:30:30Z","colour":"green"}
    """
        .formatted(id, action, cost, status, cost);
  }

  static String charged(String charge) {
    return """
    {"charge":%s,"balance":%s,
     "note":{"text":"1 credit used, 49 left.","used":1,"left":49}}
    """
        .formatted(charge, BALANCE);
  }

  static String refunded(String charge) {
    return """
    {"charge":%s,"restored":1,"expired":0,"balance":%s}
    """
        .formatted(charge, BALANCE);
  }
}
