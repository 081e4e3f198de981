package dev.drawdown.adapters.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A refusal as `application/problem+json` (RFC 9457): a stable code, a sentence about this case,
/// and data for the caller's next step.
///
/// A function throws it for an invalid request. It returns it as an [Answer] for a valid request
/// that it refuses.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Map<String, ?> more;

  private Problem(Code code, String detail, Map<String, ?> more) {
    super(detail, null, false, false);
    this.code = code;
    this.more = more;
  }

  public static Problem of(Code code, String detail) {
    return new Problem(code, detail, Map.of());
  }

  /// A problem with additional fields.
  public static Problem of(Code code, String detail, Map<String, ?> more) {
    return new Problem(code, detail, more);
  }

  /// A problem about a missing or invalid `field`.
  public static Problem invalid(String field, String reason) {
    return new Problem(Code.INVALID_REQUEST, field + " " + reason, Map.of("field", field));
  }

  public Code code() {
    return code;
  }

  public Answer toAnswer() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:drawdown:problem:" + code.label());
    body.put("title", code.title());
    body.put("status", code.status());
    body.put("detail", getMessage());
    body.put("code", code.label());
    body.putAll(more);
    Map<String, String> headers =
        Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store");
    return new Answer(code.status(), headers, body);
  }

  /// The stable codes of problem answers, with their status and a title for people.
  public enum Code {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "Authentication required"),
    OUT_OF_CREDITS(402, "Out of credits"),
    PAYMENT_REQUIRED(402, "A payment for the plan is missing"),
    FORBIDDEN(403, "This token doesn't allow that"),
    UNKNOWN_ACTION(404, "The catalog doesn't name this action"),
    UNKNOWN_CHARGE(404, "The account has no such charge"),
    UNKNOWN_POOL(404, "There is no such pool"),
    UNKNOWN_PACK(404, "The catalog doesn't sell this pack"),
    ALREADY_IN_A_POOL(409, "The account is in another pool"),
    ALREADY_CAPTURED(409, "The hold was captured before"),
    HOLD_EXPIRED(409, "The hold has expired"),
    HOLD_RELEASED(409, "The hold was released"),
    IN_PROGRESS(409, "Another charge holds credits for this document"),
    NOT_A_HOLD(409, "The charge is not a hold"),
    TOO_MANY_HOLDS(409, "The account has too many open holds"),
    POOL_HOLDS_FULL(409, "The pool has no room for another hold"),
    TOO_MANY_EXPIRIES(409, "The account has granted credits with too many expiry times"),
    TOO_MANY_PACKS(409, "The account has too many packs"),
    PLAN_REQUIRED(409, "Packs are sold only to accounts with a plan"),
    CAPTURE_EXCEEDS_HOLD(422, "The capture exceeds the hold"),
    CAPTURE_BELOW_PART(422, "The capture is below an earlier part"),
    KEY_REUSED(422, "The key was used for another request"),
    BUSY(503, "Busy; nothing was taken"),
    OUTCOME_UNKNOWN(503, "It is not known whether this happened; repeat it with the same key");

    private final int status;
    private final String title;

    Code(int status, String title) {
      this.status = status;
      this.title = title;
    }

    public int status() {
      return status;
    }

    public String title() {
      return title;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
